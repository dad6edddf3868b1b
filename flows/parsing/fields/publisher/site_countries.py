"""Tell the country of a site by its address and language, and the order of all-number dates in a country."""

from __future__ import annotations

import re

from flows.parsing.fields.publisher.addresses import read_address
from flows.parsing.fields.times.dates import NumberOrder
from flows.parsing.fields.times.zones import Zones, find_printed_minutes
from flows.parsing.records import Hints

WORLDWIDE_DOMAINS = """
    ac ag ai am bz cc cd co eu fm gg gl im io is la li ly me ml mn ms mu nu pw re sc sh st su tk to tv vc ws
"""
SOLD_WORLDWIDE = frozenset(WORLDWIDE_DOMAINS.split())
"""Domains of countries, and of the EU, that sites of anywhere use: they tell no country."""

COUNTRY_OF_DOMAIN = {"uk": "GB"}
"""Domains that are not the ISO 3166 code of their country."""

COUNTRY_DOMAIN = re.compile(r"\.(?P<code>[a-z]{2})")
"""The last part of a host that is a country's: `.in`."""

LANGUAGE_WITH_REGION = re.compile(r"[a-z]{2,3}[-_](?P<region>[A-Za-z]{2})")
"""A language tag that names a country: `en-IN`."""

DEFAULT_REGION = "US"
"""`en-US` is what publishing software sends where nobody chose: it tells no country."""

MONTH_FIRST_COUNTRIES = frozenset({"AS", "FM", "GU", "MH", "MP", "PH", "PR", "PW", "UM", "US", "VI"})
"""Where English prints the month first in all-number dates, by the Unicode CLDR's short date of `en-…`."""

MONTH_FIRST_OFFSETS = frozenset({*range(-660, -200, 30), 480, 600})
"""Minutes from UTC of the countries that may print the month first: of the Americas, Manila and Guam."""

EITHER_ORDER_COUNTRIES = frozenset({"CA"})
"""Where both orders are in print."""


def find_site_country(hints: Hints) -> str | None:
    """Return the ISO 3166 code of the country that a page's address ends in, or that its language names."""
    return _country_of_url(hints.url) or _country_of_language(hints.language)


def _country_of_url(url: str | None) -> str | None:
    address = read_address(url)
    domain = COUNTRY_DOMAIN.fullmatch(address.host[-3:]) if address else None
    if domain is None or domain["code"] in SOLD_WORLDWIDE:
        return None
    return COUNTRY_OF_DOMAIN.get(domain["code"], domain["code"].upper())


def _country_of_language(language: str | None) -> str | None:
    tag = LANGUAGE_WITH_REGION.fullmatch((language or "").strip())
    region = tag["region"].upper() if tag else None
    return None if region == DEFAULT_REGION else region


def find_number_order_of_zone(zone_text: str | None, zones: Zones) -> NumberOrder | None:
    """Return the order where a printed zone is used by no country that may print the month first."""
    if zone_text is None:
        return None
    if offset := find_printed_minutes(zone_text):
        return None if offset in MONTH_FIRST_OFFSETS else "day_first"
    countries = {reading.country_code for reading in zones.get(zone_text.upper(), ())}
    is_american = not countries.isdisjoint(MONTH_FIRST_COUNTRIES | EITHER_ORDER_COUNTRIES)
    return None if not countries or is_american or "" in countries else "day_first"


def find_number_order(country_code: str | None) -> NumberOrder | None:
    """Return the order of day and month in a country's all-number dates; None where there is no one order."""
    if country_code is None or country_code in EITHER_ORDER_COUNTRIES:
        return None
    return "month_first" if country_code in MONTH_FIRST_COUNTRIES else "day_first"
