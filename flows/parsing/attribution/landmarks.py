"""Mark where the clauses of a passage end, where supplements begin and what is quoted, once for all frames.

Every frame asks for the nearest of these. Looked up in order, a passage full of frames costs no more than its
length; walked to from each frame, it would cost as much again for each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from flows.parsing.language.grammar import CONJUNCTIONS, DASHES
from flows.parsing.language.passages import Passage
from flows.parsing.language.quotes import Quote
from flows.parsing.language.tokens import word_set

CLAUSE_ENDS = frozenset({".", "!", "?", ";"})

CLAUSE_MARKS = CLAUSE_ENDS | DASHES | {":"}

SUPPLEMENT_WORDS = word_set("but yet though although while whereas including")
"""Words that begin a supplement after a comma."""

SHORT_PARTICIPLES = word_set("king thing bring bing being during ring")
"""Words in -ing that begin no supplement."""

LINKING = word_set(
    "is are was were be been being of by for from in on about with at as into and or to keep keeps kept"
)
"""Words a quoted participle completes (`are "balancing"`), so that it adds nothing of its own."""


class Landmarks:
    """The places of one passage whose frames take the tokens `framed`, as token numbers in order."""

    def __init__(self, passage: Passage, framed: Sequence[range]) -> None:
        self._passage = passage
        self._framed = framed
        self.runs = passage.quote_runs
        marks = [(index, word) for index, word in enumerate(passage.unquoted) if word in CLAUSE_MARKS]
        self._clause_ends = [index for index, word in marks if _ends_clause(passage, index, word)]
        self._introductions = [i for i, word in marks if word == ":" and passage.is_quoted(i + 1)]

    @cached_property
    def _supplements(self) -> list[int]:
        """Where supplements begin."""
        return sorted([*_find_supplements(self._passage), *_find_quoted_participles(self._passage)])

    @cached_property
    def _words(self) -> tuple[list[int], list[int]]:
        """The words in no frame: those that are quoted, and the others."""
        framed = {index for tokens in self._framed for index in tokens}
        quotes = self._passage.quotes
        words = enumerate(self._passage.words)
        outside = [i for i, word in words if word[0].isalnum() and i not in framed]
        return [i for i in outside if quotes[i] is not None], [i for i in outside if quotes[i] is None]

    def has_quoted(self, first: int, end: int) -> bool:
        """Tell whether any word between two tokens is quoted and in no frame."""
        return bool(self.runs) and _any_between(self._words[0], first, end)

    def has_unquoted(self, first: int, end: int) -> bool:
        """Tell whether any word between two tokens is neither quoted nor in a frame."""
        return _any_between(self._words[1], first, end)

    def has_words(self, first: int, end: int) -> bool:
        """Tell whether any word between two tokens is in no frame."""
        return any(_any_between(places, first, end) for places in self._words)

    def clause_end(self, first: int, limit: int) -> int:
        """Return where the clause that goes on at a token ends, at most `limit`."""
        number = bisect_left(self._clause_ends, first)
        return min(limit, self._clause_ends[number]) if number < len(self._clause_ends) else max(first, limit)

    def clause_start(self, end: int) -> int:
        """Return where the clause before a token begins."""
        starts = [
            places[number - 1] + 1
            for places in (self._clause_ends, self._introductions)
            if (number := bisect_left(places, end))
        ]
        return max(starts, default=0)

    def supplement(self, first: int, end: int) -> int | None:
        """Return where the first supplement between two tokens begins."""
        number = bisect_left(self._supplements, first)
        is_inside = number < len(self._supplements) and self._supplements[number] < end
        return self._supplements[number] if is_inside else None

    def quotes_between(self, first: int, end: int) -> Iterator[Quote]:
        """Yield the quotations that tokens from `first` to `end` stand in, in order."""
        number = bisect_left(self.runs, first, key=_run_end) if self.runs else 0
        number += number < len(self.runs) and self.runs[number][1] <= first
        while number < len(self.runs) and self.runs[number][0] < end and first < end:
            yield self.runs[number][2]
            number += 1


def _any_between(places: Sequence[int], first: int, end: int) -> bool:
    number = bisect_left(places, first)
    return number < len(places) and places[number] < end


def _run_end(run: tuple[int, int, Quote]) -> int:
    return run[1]


def _ends_clause(passage: Passage, index: int, word: str) -> bool:
    return word in CLAUSE_ENDS or (word in DASHES and passage.word(index + 1) in CONJUNCTIONS)


def _find_supplements(passage: Passage) -> Iterator[int]:
    """Yield where `, including` and its like begin."""
    after = {index + 1 for index, word in enumerate(passage.unquoted) if word == ","}
    after.update(end for _, end, _ in passage.quote_runs)
    for index in after:
        if _is_supplement(passage.word(index)) and is_comma(passage, index - 1):
            yield index


def _find_quoted_participles(passage: Passage) -> Iterator[int]:
    """Yield where a quoted participle adds something: `and will stay, "talking through it"`."""
    for first, end, _ in passage.quote_runs:
        before = passage.word(first - 1)
        is_participle = end > first + 1 and passage.words[first + 1].endswith("ing")
        if is_participle and before.isalpha() and before not in LINKING:
            yield first


def _is_supplement(word: str) -> bool:
    return word in SUPPLEMENT_WORDS or (word.endswith("ing") and word not in SHORT_PARTICIPLES)


def is_comma(passage: Passage, index: int) -> bool:
    """Tell whether a token is a comma or the mark that closes a quotation after one."""
    is_quote_closed = passage.is_quoted(index) and passage.tokens[index - 1].text == ","
    return passage.word(index) == "," or is_quote_closed
