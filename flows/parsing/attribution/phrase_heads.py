"""Find the head of a noun phrase: the name in `Kremlin spokesman Dmitry Peskov`, the noun in `the new study`.

The head is what a citation prints as its source.
"""

from __future__ import annotations

from typing import NamedTuple

from flows.parsing.language.grammar import DETERMINERS, POSSESSIVE_MARKS
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set
from flows.parsing.records import Mention

OUTLET_NOUNS = word_set("newspaper magazine tabloid broadcaster station network")
"""Nouns that say what an outlet is: `Science magazine`, `the newspaper`."""

NEWS_NOUNS = word_set("agency site website outlet channel network service portal organization organisation")
"""The same after `news`: `the Andina news agency`."""


AGENT_ENDINGS = ("ers", "ors", "ists", "ians", "men", "women")
"""How plural nouns of people end, known or not: `poll watchers`."""


class Phrase(NamedTuple):
    """A noun phrase: all its tokens from `first` to `end`, and its head.

    `partner` is another source before it or after it: `Smith and Hall`. `mention` is the name that is its
    head. `owner_first` and `owner_end` are the tokens of a name in the possessive before the head, as in `the
    Times' David Brooks`, or both None.
    """

    first: int
    end: int
    head_first: int
    head_end: int
    mention: Mention | None
    owner_first: int | None = None
    owner_end: int | None = None
    partner: Phrase | None = None

    @property
    def is_person(self) -> bool:
        """Tell whether the head is a person's name."""
        return self.mention is not None and self.mention.entity_type == "PERSON"

    @property
    def owner(self) -> Phrase | None:
        """The owner as a phrase of its own: `the Times` of `the Times' David Brooks`."""
        if self.owner_first is None or self.owner_end is None:
            return None
        return Phrase(self.first, self.owner_end, self.owner_first, self.owner_end, None)


def read_head(passage: Passage, first: int, end: int, nouns: frozenset[str]) -> Phrase:
    """Return the phrase of some tokens: its head is the last name, or the noun after it, or the last word.

    `nouns` are the words in lower case that are known to be sources.
    """
    owner_first, owner_end = _owner(passage, first, end) or (None, None)
    start = first if owner_end is None else owner_end + 1
    start = max(start, _after_possessive(passage, first, end))
    named = _last_name(passage, start, end)
    if named and any(passage.word(index) in nouns for index in range(named[1], end)):
        named = None
    if named:
        return Phrase(first, end, named[0], named[1], named[2], owner_first, owner_end)
    head_first, head_end = _noun(passage, start, end, nouns)
    return Phrase(first, end, head_first, head_end, None, owner_first, owner_end)


def is_in_name(passage: Passage, index: int) -> bool:
    """Tell whether a capitalised word goes on with a name: `One` of `Air Force One`."""
    return index > 0 and passage.tokens[index].is_capitalised and passage.tokens[index - 1].is_capitalised


def _noun(passage: Passage, first: int, end: int, nouns: frozenset[str]) -> tuple[int, int]:
    """Return the tokens of a head that is no known name: a run of capitals, or a noun and its kin."""
    last = end - 1
    name_end = _name_before_kind(passage, first, end)
    if name_end is not None:
        last, end = name_end - 1, name_end
    if last > 0 and passage.tokens[last].is_capitalised and passage.word(last) not in nouns:
        start = last
        while start > first and is_in_name(passage, start) and passage.word(start - 1) not in DETERMINERS:
            start -= 1
        return start, end
    known = [index for index in range(first, end) if passage.word(index) in nouns]
    last = known[-1] if known and not passage.word(last).endswith(AGENT_ENDINGS) else last
    start = last
    while start > first and passage.word(start - 1) in nouns:
        start -= 1
    return start, last + 1


def _name_before_kind(passage: Passage, first: int, end: int) -> int | None:
    """Return where the name ends before what says that it is an outlet's: `Science` of `Science magazine`."""
    if passage.word(end - 1) in OUTLET_NOUNS and end - 1 > first and passage.tokens[end - 2].is_capitalised:
        return end - 1
    is_news = passage.word(end - 1) in NEWS_NOUNS and passage.word(end - 2) == "news" and end - 2 > first
    mention = passage.mentions[end - 3] if is_news else None
    return end - 2 if mention is not None and mention.entity_type != "PLACE" else None


def is_called_outlet(passage: Passage, phrase: Phrase) -> bool:
    """Tell whether the words beside a name say it is an outlet: `the newspaper L'Equipe`."""
    first, end = phrase.head_first, phrase.head_end
    if not passage.tokens[first].is_capitalised:
        return False
    before, after = passage.word(first - 1), passage.word(end)
    if before in OUTLET_NOUNS or after in OUTLET_NOUNS:
        return True
    is_news_before = passage.word(first - 2) == "news" and before in NEWS_NOUNS
    return is_news_before or (after == "news" and passage.word(end + 1) in NEWS_NOUNS)


def _last_name(passage: Passage, first: int, end: int) -> tuple[int, int, Mention] | None:
    """Return the last mention between two tokens with the tokens it takes."""
    last = next((index for index in range(end - 1, first - 1, -1) if passage.mentions[index]), None)
    mention = passage.mentions[last] if last is not None else None
    if last is None or mention is None:
        return None
    start = last
    while start > first and passage.mentions[start - 1] is mention:
        start -= 1
    is_channel = last + 2 == end and passage.tokens[last + 1].text.isdigit()
    return start, last + 1 + is_channel, mention


def _after_possessive(passage: Passage, first: int, end: int) -> int:
    """Return where the noun begins that is owned: after the mark in `the company's management`."""
    mark = next((at for at in range(end - 2, first, -1) if passage.word(at) in POSSESSIVE_MARKS), None)
    return first if mark is None else mark + 1


def _owner(passage: Passage, first: int, end: int) -> tuple[int, int] | None:
    """Return the tokens of the name before the last possessive mark inside a phrase."""
    mark = next((at for at in range(end - 2, first, -1) if passage.word(at) in POSSESSIVE_MARKS), None)
    if mark is None:
        return None
    mention = passage.mentions[mark - 1]
    start = mark
    while start > first and (
        passage.mentions[start - 1] is mention if mention else passage.tokens[start - 1].is_capitalised
    ):
        start -= 1
    return (start, mark) if start < mark else None
