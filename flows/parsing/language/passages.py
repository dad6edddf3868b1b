"""Put a page's sentences, quotations and mentions together for those who look for attributions.

A quotation may hold several sentences. What is said around it belongs together all the same, so a passage
joins the sentences that a quotation joins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from operator import itemgetter

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

CURLY_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"

AROUND = ("",) * 8
"""The empty words after the last token, which are also what stands at the places -1, -2 and so on."""

TEXT_OF = itemgetter(Token._fields.index("text"))

PASSAGE_REACH = 600
"""How many tokens a passage has at most; longer ones are cut, so that no page costs more than its length."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more sentences of a segment; `quotes` and `mentions` hold, per token, what it stands in.

    `words` are the tokens in lower case, with straight apostrophes; `unquoted` are the same, each quoted one
    an empty word, and `padded` are those and the empty words around them. `quote_runs` are the first token
    and the end of each quoted stretch. A quotation within a quotation counts as part of the outer one.
    """

    segment_no: int
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    unquoted: tuple[str, ...]
    padded: tuple[str, ...]
    quotes: tuple[Quote | None, ...]
    quote_runs: tuple[tuple[int, int, Quote], ...]
    mentions: tuple[Mention | None, ...]

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.tokens)

    def word(self, index: int) -> str:
        """Return a token in lower case, or nothing where the passage has none or it is quoted."""
        try:
            return self.padded[index]
        except IndexError:
            return ""

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
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    telling_words: AbstractSet[str],
) -> Iterator[Passage | None]:
    """Yield the passages of a page in order; every token of every sentence is in exactly one.

    One that neither opens in a quotation nor has any of the `telling_words`, as printed, is None: most
    sentences are, and nothing more has to be known of them.
    """
    outer = tuple(_outermost(quotes))
    quoted = [(quote.outer_start, quote.outer_end) for quote in outer]
    named = [(mention.start, mention.end) for mention in mentions]
    quote_no = mention_no = 0
    for group in _join(sentences, outer):
        joined = group[0].tokens
        if len(group) > 1:
            joined = tuple([token for sentence in group for token in sentence.tokens])
        for first in range(0, len(joined), PASSAGE_REACH):
            tokens = joined[first : first + PASSAGE_REACH]
            quote_no = _first_after(quoted, tokens[0].start, quote_no)
            is_quoted = quote_no < len(quoted) and quoted[quote_no][0] < tokens[0].end
            if not is_quoted and telling_words.isdisjoint(map(TEXT_OF, tokens)):
                yield None
                continue
            mention_no = _first_after(named, tokens[0].start, mention_no)
            quote_runs = [
                (at, end, outer[number]) for at, end, number in _find_runs(tokens, quoted, quote_no)
            ]
            names = [(at, end, mentions[number]) for at, end, number in _find_runs(tokens, named, mention_no)]
            yield _passage(group[0].segment_no, tokens, quote_runs, names)


def _first_after(spans: Sequence[tuple[int, int]], start: int, number: int) -> int:
    """Return the first span, from `number` on, that ends after an offset."""
    while number < len(spans) and spans[number][1] <= start:
        number += 1
    return number


def _passage(
    segment_no: int,
    tokens: tuple[Token, ...],
    quote_runs: Sequence[tuple[int, int, Quote]],
    names: Sequence[tuple[int, int, Mention]],
) -> Passage:
    quotes: list[Quote | None] = [None] * len(tokens)
    mentions: list[Mention | None] = [None] * len(tokens)
    words = _words(tokens)
    unquoted = list(words)
    for first, end, quote in quote_runs:
        quotes[first:end] = [quote] * (end - first)
        unquoted[first:end] = [""] * (end - first)
    for first, end, mention in names:
        mentions[first:end] = [mention] * (end - first)
    return Passage(
        segment_no=segment_no,
        tokens=tokens,
        words=words,
        unquoted=tuple(unquoted),
        padded=(*unquoted, *AROUND),
        quotes=tuple(quotes),
        quote_runs=tuple(quote_runs),
        mentions=tuple(mentions),
    )


def _words(tokens: Sequence[Token]) -> tuple[str, ...]:
    words = tuple(map(str.lower, map(TEXT_OF, tokens)))
    if CURLY_APOSTROPHE in "".join(words):
        return tuple([word.replace(CURLY_APOSTROPHE, "'") for word in words])
    return words


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


def _find_runs(
    tokens: Sequence[Token], spans: Sequence[tuple[int, int]], number: int
) -> Iterator[tuple[int, int, int]]:
    """Yield the first token, the end and the number of each span, from `number` on, that tokens stand in.

    Spans are in order and do not overlap; a token that two of them share is the first one's.
    """
    end = 0
    while number < len(spans) and spans[number][0] < tokens[-1].end:
        span_start, span_end = spans[number]
        first = bisect_left(tokens, (span_start,), lo=end)
        first -= first > end and tokens[first - 1].end > span_start
        end = bisect_left(tokens, (span_end,), lo=first)
        if first < end:
            yield first, end, number
        number += 1
