"""Take in the names that another reader has found on a page, with the borders that names have here."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from flows.parsing.entities.heading_names import TypedName
from flows.parsing.entities.known_names import Reading, longest_known_name
from flows.parsing.entities.name_contexts import ContextReader
from flows.parsing.entities.name_parts import DETERMINERS, Name, NameCutter
from flows.parsing.entities.proper_names import is_initial, is_name_word
from flows.parsing.entities.surnames import NAME_SUFFIXES
from flows.parsing.language.sentences import Sentence
from flows.parsing.language.tokens import Token
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import EntityType

_TOKEN_START, _TOKEN_END = itemgetter(0), itemgetter(1)


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name as its finder marks it: a span of the page, which may hold a title or a possessive."""

    start: int
    end: int
    entity_type: EntityType
    rule: str


def type_found_names(
    page: str, sentences: Sequence[Sentence], found: Iterable[FoundName], lexicon: Lexicon
) -> tuple[TypedName, ...]:
    """Return the found names in reading order, each within its first sentence and without overlaps.

    The finder decides the types. The lexicon adds the outlet or the country where it reads the same type.
    """
    borders = _Borders(page, lexicon)
    starts = [sentence.start for sentence in sentences]
    names: list[TypedName] = []
    done = 0
    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        number = max(0, bisect_right(starts, mark.start) - 1)
        if number < len(sentences) and sentences[number].end <= mark.start:
            number += 1
        name = borders.name(sentences[number], mark) if number < len(sentences) else None
        if name is not None and name.start >= done:
            names.append(TypedName(name, mark.entity_type, mark.rule))
            done = name.end
    return tuple(names)


class _Borders:
    """Gives the found names of one page their borders, and what the lexicon knows of them."""

    def __init__(self, page: str, lexicon: Lexicon) -> None:
        self._page = page
        self._lexicon = lexicon
        self._cutter = NameCutter(page, lexicon)
        self._contexts = ContextReader(page, lexicon)

    def name(self, sentence: Sentence, mark: FoundName) -> Name | None:
        """Return the name in a mark, or None where the mark holds none: `US` in `US-led`, a lone dash."""
        tokens = sentence.tokens
        first = bisect_right(tokens, mark.start, key=_TOKEN_END)
        last = bisect_left(tokens, mark.end, key=_TOKEN_START)
        if first >= last or self._cuts_word(tokens[first], tokens[last - 1], mark):
            return None
        is_known = self._known(tokens[first:last], mark.entity_type) is not None
        if not is_known:
            first, last = _without_marks(tokens, first, last)
        has_own_article = is_known and mark.entity_type == "PLACE"  # The Hague
        while last - first > 1 and tokens[first].text.lower() in DETERMINERS and not has_own_article:
            first += 1
        if first >= last:
            return None
        title = None
        if mark.entity_type == "PERSON":
            for end in self._title_ends(tokens, first, last):
                title = self._page[tokens[first].start : tokens[end - 1].end].lower()
                first = end
        return self._name(sentence, first, last, mark, title)

    def _cuts_word(self, first: Token, last: Token, mark: FoundName) -> bool:
        """Tell whether a mark leaves letters or digits of a word out; the stop of `Inc.` it may."""
        left_out = self._page[first.start : mark.start] + self._page[mark.end : last.end]
        return any(character.isalnum() for character in left_out)

    def _title_ends(self, tokens: tuple[Token, ...], first: int, last: int) -> Iterator[int]:
        """Yield where each title before a person's name ends: `Rev. Dr. Ann Hall` has two."""
        at = first
        while (end := self._cutter.title_end(tokens, at, last)) is not None and end < last:
            if not is_name_word(tokens[end]) or tokens[end].text in NAME_SUFFIXES:
                return
            yield end
            at = end

    def _known(self, tokens: Sequence[Token], entity_type: EntityType) -> Reading | None:
        """Return how the lexicon reads the whole name, if as the same type."""
        known = longest_known_name(self._page, tokens, 0, self._lexicon)
        is_same = known is not None and known[0] == len(tokens) and known[1].entity_type == entity_type
        return known[1] if known is not None and is_same else None

    def _name(self, sentence: Sentence, first: int, last: int, mark: FoundName, title: str | None) -> Name:
        tokens = sentence.tokens
        known = self._known(tokens[first:last], mark.entity_type)
        name = Name(
            sentence,
            first,
            last,
            self._page[tokens[first].start : tokens[last - 1].end],
            mark.entity_type,
            mark.rule,
            title,
            outlet_id=known.outlet_id if known else None,
            country_code=known.country_code if known else None,
            is_initial=is_initial(tokens, first),
        )
        if title is None and mark.entity_type == "PERSON":
            return name._replace(title=self._contexts.title_before(name))
        return name


def _without_marks(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Return a range of tokens without the punctuation and the possessive at its ends."""
    while first < last and not tokens[first].is_word:
        first += 1
    while first < last and not tokens[last - 1].is_word:
        last -= 1
    return first, last
