"""Read what is printed with a speaker: the title or office, and the organisation or place it is held in.

They stand before the name (`Kremlin spokesman Dmitry Peskov`), between commas after it (`Ann Ito, a chemist
at the University of Leeds, says`) or behind a preposition (`Ann Ito of Amnesty International`).
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from flows.parsing.attribution.phrase_heads import Phrase
from flows.parsing.language.grammar import (
    AUXILIARIES,
    DETERMINERS,
    MARKS,
    POSSESSIVE_MARKS,
    PREPOSITIONS,
    RELATIVE_PRONOUNS,
)
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set
from flows.parsing.lexicon import Lexicon

AFFILIATING = frozenset({"of", "from", "at", "with", "for", "in"})
"""Prepositions before the body a speaker belongs to: `Ann Ito of Amnesty International`."""

HONORIFICS = word_set("mr mr. mrs mrs. ms ms. mx mx. miss")
"""Words of address, which are no office."""

NO_TITLES = word_set("late young old then former ex- poor little longtime fellow own")
"""Words before a name that say nothing by themselves of what its bearer does."""

REACH = 24
"""How many tokens after a name are looked through."""

OBJECT_REACH = 7
"""How many tokens a name may stand behind its preposition: `of the rights group Amnesty International`."""

ENDS = (MARKS - {"("}) | AUXILIARIES | RELATIVE_PRONOUNS
"""What ends the words that say what a speaker is: `, who`."""

ENDS_OF_TITLE = ENDS | (PREPOSITIONS - {"of"})


class Office(NamedTuple):
    """The tokens of a speaker's title and of their affiliation, first and end; None where none is printed."""

    title: tuple[int, int] | None
    affiliation: tuple[int, int] | None


NO_OFFICE = Office(None, None)


class OfficeReader:
    """Reads the title and the affiliation in the noun phrase of a speaker."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._roles = _roles(lexicon)

    def read(self, passage: Passage, phrase: Phrase, limit: int) -> Office:
        """Return what the phrase of a speaker says of their office; `limit` is the token it ends before."""
        title, affiliation = None, None
        if phrase.is_person:
            title = self._title_before(passage, phrase)
            affiliation = title and _name_between(passage, *title)
        after = phrase.head_end
        if passage.word(after) == "," and phrase.is_person:
            after += 1 + 2 * (passage.word(after + 1).isdigit() and passage.word(after + 2) == ",")
            title = title or self._title_after(passage, after, limit)
            if title is None or title[0] < after:
                return Office(title, affiliation)
            affiliation, after = _name_between(passage, *title), title[1]
        return Office(title, affiliation or _affiliation_after(passage, after, limit))

    def _title_before(self, passage: Passage, phrase: Phrase) -> tuple[int, int] | None:
        """Return the tokens of a title before a name: `the city's mayor` of `the city's mayor, Ann Ito`."""
        end = phrase.head_first - (passage.word(phrase.head_first - 1) == ",")
        first = _without_article(passage, phrase.first, end)
        last = passage.word(end - 1)
        if first >= end or last in HONORIFICS | NO_TITLES or last in POSSESSIVE_MARKS:
            return None
        is_name = passage.tokens[end - 1].is_capitalised and last not in self._roles
        is_adjective = last.endswith(("-old", "ed", "ing", "ly")) and last not in self._roles
        return None if is_name or is_adjective or not last[:1].isalpha() else (first, end)

    def _title_after(self, passage: Passage, first: int, limit: int) -> tuple[int, int] | None:
        """Return the tokens of a title that a comma sets off after a name: `chemist` of `, a chemist at`."""
        end = first
        while end < min(limit, first + REACH) and passage.word(end) not in ENDS_OF_TITLE:
            if not passage.word(end):
                return None
            end += 1
        words = passage.words[first:end]
        is_closed = end == limit or passage.word(end) in ENDS_OF_TITLE
        if not is_closed or self._roles.isdisjoint(words):
            return None
        first = _without_article(passage, first, end)
        return (first, end) if first < end else None


@cache
def _roles(lexicon: Lexicon) -> frozenset[str]:
    """Return the words for what people do."""
    return lexicon.person_titles | lexicon.unnamed_sources


def _without_article(passage: Passage, first: int, end: int) -> int:
    """Return where a title begins; an article stays where it is an owner's: `the city's mayor`."""
    is_owned = any(word in POSSESSIVE_MARKS for word in passage.words[first:end])
    while first < end and passage.word(first) in DETERMINERS and not is_owned:
        first += 1
    return first


def _affiliation_after(passage: Passage, first: int, limit: int) -> tuple[int, int] | None:
    """Return the tokens of the name that a preposition brings."""
    if passage.word(first) not in AFFILIATING:
        return None
    for index in range(first + 1, min(limit, first + 1 + OBJECT_REACH)):
        if passage.mentions[index] is not None:
            return _name_between(passage, index, limit)
        if passage.word(index) in ENDS_OF_TITLE:
            return None
    return None


def _name_between(passage: Passage, first: int, end: int) -> tuple[int, int] | None:
    """Return the tokens of the first organisation between two tokens, or of the first place."""
    found: dict[str, tuple[int, int]] = {}
    index = first
    while index < end:
        mention, start = passage.mentions[index], index
        index += 1
        if mention is None:
            continue
        while index < end and passage.mentions[index] is mention:
            index += 1
        found.setdefault(mention.entity_type, (start, index))
    return found.get("ORG") or found.get("PLACE")
