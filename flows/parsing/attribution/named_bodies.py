"""Know which body a noun means: `the club` after `Wascana Golf Club`, `the company` after one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from flows.parsing.language.tokens import word_set
from flows.parsing.records import Mention

COMPANIES = word_set("company firm business manufacturer maker operator developer retailer carrier startup")
"""Nouns that never mean an authority."""

AUTHORITIES = word_set(
    "authority university commission agency department ministry court police council senate congress union "
    "association institute bureau office parliament party committee board administration service house"
)
"""Words in the names of bodies that are no companies."""

BODIES_BACK = 30
"""How many names of bodies before a noun are tried."""


def last_called(bodies: Sequence[Mention], noun: str, at: int) -> Mention | None:
    """Return the last body before an offset with a noun in its name, or the last that may be a company."""
    number = bisect_left(bodies, at, key=lambda mention: mention.start)
    is_company = noun in COMPANIES
    for mention in reversed(bodies[max(0, number - BODIES_BACK) : number]):
        words = mention.entity_name.lower().split()
        if noun in words or (is_company and AUTHORITIES.isdisjoint(words)):
            return mention
    return None
