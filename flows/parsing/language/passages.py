"""Put a page's sentences, quotations and mentions together for those who look for attributions.

A quotation may hold several sentences. What is said around it belongs together all the same, so a passage
joins the sentences that a quotation joins.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeVar

from flows.parsing.language.grammar import (
    BEFORE_MONTH,
    CALENDAR,
    DOUBTFUL_MONTHS,
    MONTH_WORDS,
    TIME_WORDS,
    is_adverb,
)
from flows.parsing.language.quotes import Quote
from flows.parsing.language.sentences import Sentence
from flows.parsing.language.tokens import Token
from flows.parsing.records import Mention, TextSpan

_Item = TypeVar("_Item")


CURLY_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"

PASSAGE_REACH = 600
"""How many tokens a passage has at most; longer ones are cut, so that no page costs more than its length."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more sentences of a segment; `quotes` and `mentions` hold, per token, what it stands in.

    `words` are the tokens in lower case, with straight apostrophes; `unquoted` are the same, each quoted one
    an empty word. A quotation within a quotation counts as part of the outer one.
    """

    segment_no: int
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    unquoted: tuple[str, ...]
    quotes: tuple[Quote | None, ...]
    mentions: tuple[Mention | None, ...]

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.tokens)

    def word(self, index: int) -> str:
        """Return a token in lower case, or nothing where the passage has none or it is quoted."""
        words = self.unquoted
        return words[index] if 0 <= index < len(words) else ""

    def is_quoted(self, index: int) -> bool:
        """Tell whether the passage has a token there and it is quoted."""
        return 0 <= index < len(self.quotes) and self.quotes[index] is not None

    def is_adverb(self, index: int) -> bool:
        """Tell whether a token is an adverb; a capitalised one is a name (`Kelly`) unless it is first."""
        is_name = index > 0 and bool(self.word(index)) and self.tokens[index].is_capitalised
        return not is_name and is_adverb(self.word(index))

    def is_time(self, index: int) -> bool:
        """Tell whether a token is an expression of time; `Today` and `Week` are names, `Monday` is not."""
        word = self.word(index)
        if word in CALENDAR:
            return True
        if word in DOUBTFUL_MONTHS:
            return self.tokens[index].is_capitalised and self.word(index - 1) in BEFORE_MONTH
        return word in TIME_WORDS and not (index > 0 and self.tokens[index].is_capitalised)

    def is_month(self, index: int) -> bool:
        """Tell whether a token is a month, in full or short: `Feb.`, `May`."""
        word = self.word(index)
        return word.rstrip(".") in MONTH_WORDS and self.tokens[index].is_capitalised

    def span(self, text: str, first: int, end: int) -> TextSpan:
        """Return the text of the tokens `first` to `end`, the latter excluded."""
        start, stop = self.tokens[first].start, self.tokens[end - 1].end
        return TextSpan(start, stop, text[start:stop])


def find_passages(
    sentences: Sequence[Sentence], quotes: Sequence[Quote], mentions: Sequence[Mention]
) -> Iterator[Passage]:
    """Yield the passages of a page in order; every token of every sentence is in exactly one."""
    outer = tuple(_outermost(quotes))
    quote_spans = [(quote.outer_start, quote.outer_end) for quote in outer]
    mention_spans = [(mention.start, mention.end) for mention in mentions]
    for group in _join(sentences, outer):
        joined = group[0].tokens
        if len(group) > 1:
            joined = tuple([token for sentence in group for token in sentence.tokens])
        for first in range(0, len(joined), PASSAGE_REACH):
            tokens = joined[first : first + PASSAGE_REACH]
            words = _words(tokens)
            quoted = _covering(tokens, outer, quote_spans)
            yield Passage(
                segment_no=group[0].segment_no,
                tokens=tokens,
                words=words,
                unquoted=_unquoted(words, quoted),
                quotes=quoted,
                mentions=_covering(tokens, mentions, mention_spans),
            )


def _words(tokens: Sequence[Token]) -> tuple[str, ...]:
    words = [token.text.lower() for token in tokens]
    return tuple(
        [word.replace(CURLY_APOSTROPHE, "'") if CURLY_APOSTROPHE in word else word for word in words]
    )


def _unquoted(words: tuple[str, ...], quotes: Sequence[Quote | None]) -> tuple[str, ...]:
    if not any(quotes):
        return words
    return tuple(["" if quote else word for word, quote in zip(words, quotes, strict=True)])


def _outermost(quotes: Sequence[Quote]) -> Iterator[Quote]:
    end = -1
    for quote in sorted(quotes, key=lambda quote: (quote.outer_start, -quote.outer_end)):
        if quote.outer_start >= end:
            yield quote
            end = quote.outer_end


def _join(sentences: Sequence[Sentence], outer: Sequence[Quote]) -> Iterator[list[Sentence]]:
    """Yield runs of sentences whose boundaries fall inside a quotation."""
    group: list[Sentence] = []
    number = 0
    for sentence in sentences:
        while number < len(outer) and outer[number].outer_end <= sentence.start:
            number += 1
        is_inside = number < len(outer) and outer[number].outer_start < sentence.start
        if group and not is_inside:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def _covering(
    tokens: Sequence[Token], items: Sequence[_Item], spans: Sequence[tuple[int, int]]
) -> tuple[_Item | None, ...]:
    """Return, for each token, the item whose span it stands in; spans are in order and do not overlap."""
    covering: list[_Item | None] = [None] * len(tokens)
    last = bisect_left(spans, (tokens[-1].end,))
    first = bisect_right(spans, tokens[0].start, hi=last, key=itemgetter(1))
    if first < last:
        starts, ends = [token.start for token in tokens], [token.end for token in tokens]
        for number in range(last - 1, first - 1, -1):
            start, end = spans[number]
            for index in range(bisect_right(ends, start), bisect_left(starts, end)):
                covering[index] = items[number]
    return tuple(covering)
