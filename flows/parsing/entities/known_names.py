"""Look printed names up in the lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.parsing.language.tokens import Token
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import EntityType

LONGEST_NAME = 7
"""Tokens of the longest name that is looked up."""

SHORTEST_CAPITALS = 4
"""Capitals in a word that may be an ordinary name set in capitals: `PARIS`, but not `WHO`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a printed name stands for; `entity_type` is None for names of nothing we look for."""

    entity_type: EntityType | None
    rule: str
    outlet_id: str | None = None
    country_code: str | None = None


def read_name(name: str, lexicon: Lexicon) -> Reading | None:
    """Return what the lexicon knows a name to be: an outlet before an organisation before a place."""
    name = name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    if name in lexicon.other_names or name in lexicon.demonyms:
        return Reading(None, "other_name")
    if outlet_id := lexicon.outlet_aliases.get(name):
        return Reading("ORG", "known_outlet", outlet_id=outlet_id)
    if name in lexicon.organisation_names:
        return Reading("ORG", "known_organisation")
    if country := lexicon.country_aliases.get(name):
        # A name that is both a country and a region (Georgia) is left without a country code.
        is_ambiguous = name in lexicon.places
        return Reading("PLACE", "known_place", country_code=None if is_ambiguous else country.country_code)
    if name in lexicon.places:
        return Reading("PLACE", "known_place")
    return None


def longest_known_name(
    page: str, tokens: Sequence[Token], first: int, lexicon: Lexicon
) -> tuple[int, Reading] | None:
    """Return the end (a token index) and the reading of the longest known name that starts at a token."""
    for last in range(min(first + LONGEST_NAME, len(tokens)), first, -1):
        name = page[tokens[first].start : tokens[last - 1].end]
        reading = read_name(name, lexicon)
        if reading is None and name.isupper() and len(name) >= SHORTEST_CAPITALS:
            reading = read_name(name.title(), lexicon)
        if reading is not None:
            return last, reading
    return None
