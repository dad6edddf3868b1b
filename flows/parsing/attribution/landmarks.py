"""Mark where the clauses of a passage end, where supplements begin and what is quoted, once for all frames.

Every frame asks for the nearest of these. Looked up in order, a passage full of frames costs no more than its
length; walked to from each frame, it would cost as much again for each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

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


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The places of one passage, as token numbers in order.

    `words` and `quoted` count, up to each token, the words that are in no frame, and those of them that are
    quoted. `runs` are the first token, the end and the quotation of each quoted stretch.
    """

    clause_ends: tuple[int, ...]
    introductions: tuple[int, ...]
    supplements: tuple[int, ...]
    words: tuple[int, ...]
    quoted: tuple[int, ...]
    runs: tuple[tuple[int, int, Quote], ...]

    def clause_end(self, first: int, limit: int) -> int:
        """Return where the clause that goes on at a token ends, at most `limit`."""
        number = bisect_left(self.clause_ends, first)
        return min(limit, self.clause_ends[number]) if number < len(self.clause_ends) else max(first, limit)

    def clause_start(self, end: int) -> int:
        """Return where the clause before a token begins."""
        starts = [
            places[number - 1] + 1
            for places in (self.clause_ends, self.introductions)
            if (number := bisect_left(places, end))
        ]
        return max(starts, default=0)

    def supplement(self, first: int, end: int) -> int | None:
        """Return where the first supplement between two tokens begins."""
        number = bisect_left(self.supplements, first)
        is_inside = number < len(self.supplements) and self.supplements[number] < end
        return self.supplements[number] if is_inside else None

    def quotes_between(self, first: int, end: int) -> Iterator[Quote]:
        """Yield the quotations that tokens from `first` to `end` stand in, in order."""
        number = bisect_left(self.runs, first, key=_run_end)
        number += number < len(self.runs) and self.runs[number][1] <= first
        while number < len(self.runs) and self.runs[number][0] < end and first < end:
            yield self.runs[number][2]
            number += 1


def _run_end(run: tuple[int, int, Quote]) -> int:
    return run[1]


def find_landmarks(passage: Passage, framed: Sequence[range]) -> Landmarks:
    """Return the landmarks of a passage whose frames take the tokens `framed`."""
    outside = [token.is_word for token in passage.tokens]
    for tokens in framed:
        outside[tokens.start : tokens.stop] = [False] * len(tokens)
    quoted = [is_word and quote is not None for is_word, quote in zip(outside, passage.quotes, strict=True)]
    runs = tuple(_find_runs(passage))
    marks = [(index, word) for index, word in enumerate(passage.unquoted) if word in CLAUSE_MARKS]
    return Landmarks(
        clause_ends=tuple([index for index, word in marks if _ends_clause(passage, index, word)]),
        introductions=tuple([i for i, word in marks if word == ":" and passage.is_quoted(i + 1)]),
        supplements=tuple(sorted([*_find_supplements(passage), *_find_quoted_participles(passage, runs)])),
        words=tuple(accumulate(outside, initial=0)),
        quoted=tuple(accumulate(quoted, initial=0)),
        runs=runs,
    )


def _ends_clause(passage: Passage, index: int, word: str) -> bool:
    return word in CLAUSE_ENDS or (word in DASHES and passage.word(index + 1) in CONJUNCTIONS)


def _find_supplements(passage: Passage) -> Iterator[int]:
    """Yield where `, including` and its like begin."""
    for index, word in enumerate(passage.unquoted):
        if index and _is_supplement(word) and is_comma(passage, index - 1):
            yield index


def _find_quoted_participles(passage: Passage, runs: Sequence[tuple[int, int, Quote]]) -> Iterator[int]:
    """Yield where a quoted participle adds something: `and will stay, "talking through it"`."""
    for first, end, _ in runs:
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


def _find_runs(passage: Passage) -> Iterator[tuple[int, int, Quote]]:
    """Yield each quoted stretch of a passage."""
    if passage.unquoted is passage.words:
        return
    first = 0
    for index in range(1, len(passage) + 1):
        quote = passage.quotes[first]
        if index == len(passage) or passage.quotes[index] is not quote:
            if quote is not None:
                yield first, index, quote
            first = index
