"""Look printed names and titles up in the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from flows.parsing.language.tokens import Token, find_tokens, word_set
from flows.parsing.lexicon import Lexicon, OfficeHolder
from flows.parsing.records import EntityType

LONGEST_NAME = 7
"""Tokens of the longest name that is looked up."""

SHORTEST_CAPITALS = 4
"""Capitals in a word that may be an ordinary name set in capitals: `PARIS`, but not `WHO`."""

RELAYING = word_set("report reports reported notes")
"""Verbs of speech that have outlets before them more often than people."""

LEXICONS_IN_USE = 4
"""How many lexicons may be in use at a time before what was worked out from one is forgotten."""

OPENING = re.compile(r"\w*")
"""The letters and digits that a name opens with: `St` of `St. Paul`."""

BORDER = re.compile(r"(?<!\w)|(?!\w)")
"""Where a token may begin: anywhere but inside a run of letters and digits."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a printed name stands for; `entity_type` is None for names of nothing we look for."""

    entity_type: EntityType | None
    rule: str
    outlet_id: str | None = None
    country_code: str | None = None


@dataclass(frozen=True, slots=True)
class KnownNames:
    """The names and titles of a lexicon, and what a word must be for one to begin or end with it.

    `name_reach` and `title_reach` map the letters that a name or a title opens with to the length of the
    longest one; nearly all words open none. `title_tails` are what titles end with from any token on.
    `telling_verbs` are the verbs of speech other than those that follow outlets as often as people.
    `neighbours` are the words that stand side by side in names, `country_names` are by code, `holders` by
    the surname of the holder of an office.
    """

    readings: Mapping[str, Reading]
    name_reach: Mapping[str, int]
    neighbours: frozenset[tuple[str, str]]
    title_reach: Mapping[str, int]
    title_tails: frozenset[str]
    speech_verbs: frozenset[str]
    telling_verbs: frozenset[str]
    country_names: Mapping[str, str]
    holders: Mapping[str, Sequence[OfficeHolder]]


@lru_cache(maxsize=LEXICONS_IN_USE)
def known_names(lexicon: Lexicon) -> KnownNames:
    """Return the names of a lexicon, arranged for looking them up.

    A name that is several things is a name of nothing we look for before an outlet before an organisation
    before a place.
    """
    readings = dict.fromkeys(lexicon.places, Reading("PLACE", "known_place"))
    for name, country in lexicon.country_aliases.items():
        # A name that is both a country and a region (Georgia) is left without a country code.
        code = None if name in lexicon.places else country.country_code
        readings[name] = Reading("PLACE", "known_place", country_code=code)
    readings |= dict.fromkeys(lexicon.organisation_names, Reading("ORG", "known_organisation"))
    for name, outlet_id in lexicon.outlet_aliases.items():
        readings[name] = Reading("ORG", "known_outlet", outlet_id=outlet_id)
    readings |= dict.fromkeys(lexicon.other_names | lexicon.demonyms, Reading(None, "other_name"))
    titles = lexicon.person_titles
    tails = {title[border.start() :] for title in titles for border in BORDER.finditer(title)}
    holders: dict[str, list[OfficeHolder]] = {}
    for holder in lexicon.office_holders:
        holders.setdefault(holder.surname, []).append(holder)
    verbs = frozenset(form for cue in lexicon.cues if cue.cue_kind == "verb" for form in cue.forms)
    return KnownNames(
        readings,
        name_reach=reach_of(readings),
        neighbours=frozenset(pair for name in readings for pair in pairwise(_words(name))),
        title_reach=reach_of(titles),
        title_tails=frozenset(tails),
        speech_verbs=verbs,
        telling_verbs=verbs - RELAYING,
        country_names={c.country_code: c.country_name for c in lexicon.country_aliases.values()},
        holders=holders,
    )


def _words(name: str) -> list[str]:
    return [token.text for token in find_tokens(name)]


def reach_of(names: Iterable[str]) -> Mapping[str, int]:
    """Return the length of the longest name with each opening."""
    reach: dict[str, int] = {}
    for name in names:
        opening = opening_of(name)
        reach[opening] = max(reach.get(opening, 0), len(name))
    return reach


def opening_of(text: str) -> str:
    """Return the letters and digits that a text opens with."""
    if text.isalnum():
        return text
    found = OPENING.match(text)
    return found[0] if found else ""


def read_name(name: str, lexicon: Lexicon) -> Reading | None:
    """Return what the lexicon knows a name to be."""
    return known_names(lexicon).readings.get(straight(name))


def straight(name: str) -> str:
    """Return a name with straight apostrophes, as the lexicon has them."""
    return name.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def name_reach(opening: str, lexicon: Lexicon) -> int:
    """Return the length of the longest known name with that opening, in capitals or not."""
    reach = known_names(lexicon).name_reach
    length = reach.get(opening, 0)
    return max(length, reach.get(opening.title(), 0)) if opening.isupper() else length


def longest_known_name(
    page: str, tokens: Sequence[Token], first: int, lexicon: Lexicon
) -> tuple[int, Reading] | None:
    """Return the end (a token index) and the reading of the longest known name that starts at a token."""
    start, _, word = tokens[first]
    reach = name_reach(opening_of(word), lexicon)
    known = known_names(lexicon)
    for last in range(min(first + LONGEST_NAME, len(tokens)) if reach else first, first, -1):
        end = tokens[last - 1].end
        if end - start > reach:
            continue
        name = straight(page[start:end])
        reading = known.readings.get(name)
        if reading is None and name.isupper() and len(name) >= SHORTEST_CAPITALS:
            reading = known.readings.get(name.title())
        if reading is not None:
            return last, reading
    return None
