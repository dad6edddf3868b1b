"""Find what is attributed: the clause a frame leaves over, and the quotations in it.

The content is the clause the cue governs. What is added to it behind a comma (`, including ...`,
`, but ...`) or by a quoted participle (`"talking through the details"`) still belongs to the speaker, so
quotations there count as theirs, but the content ends before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from flows.parsing.attribution.frames import Frame
from flows.parsing.attribution.landmarks import SUPPLEMENT_WORDS, Landmarks, is_comma
from flows.parsing.language.grammar import CONJUNCTIONS, DASHES, MARKS
from flows.parsing.language.passages import Passage
from flows.parsing.records import QuoteForm, TextSpan

TRIMMED = MARKS | CONJUNCTIONS | {"as"}
"""What is left out at either end of a content."""

SHORT_QUOTE = 5
"""How many tokens a quotation takes, its marks included, that may be but a part of a sentence."""

JOINING = CONJUNCTIONS | SUPPLEMENT_WORDS
"""What a frame after a comma begins with if it ends the content before it: `, but declined to`."""

OPENS_ASIDE = CONJUNCTIONS | {","}
"""What stands before a frame that interrupts its content: `And so, he said, they left`."""


class Content(NamedTuple):
    """The attributed words: tokens `first` to `end`, and `scope_first` to `scope_end` with supplements.

    `tail_first` to `tail_end` is a quotation that goes on after the frame. A content that is announced at the
    end of its paragraph (`Smith wrote:`) has no tokens: it is the next paragraph.
    """

    first: int
    end: int
    scope_first: int
    scope_end: int
    tail_first: int = 0
    tail_end: int = 0

    @property
    def is_announced(self) -> bool:
        """Tell whether the content is in the next paragraph."""
        return self.first == self.end


class ContentFinder:
    """Finds the contents of the frames of one passage."""

    def __init__(self, text: str, passage: Passage, frames: Sequence[Frame]) -> None:
        self._text = text
        self._passage = passage
        self._frames = frames
        self._marks = Landmarks(passage, [range(frame.first, frame.end) for frame in frames])
        takeovers = [frame.first for frame in frames if _takes_over(passage, frame)]
        self._takeovers = sorted(takeovers)

    def find(self, number: int) -> Content | None:
        """Return the content of a frame, or None where nothing is left for it."""
        passage, frame = self._passage, self._frames[number]
        is_leading = frame.is_leading
        first, end = _trim(passage, *(self._after(frame) if is_leading else self._before(frame)))
        carrier = None if is_leading else self._carrier(number, first, end)
        if carrier is not None:
            return self.find(carrier)
        if first >= end and passage.word(frame.first - 1) in OPENS_ASIDE and passage.word(frame.end) == ",":
            is_leading = True
            first, end = _trim(passage, *self._after(frame))
        if first >= end:
            is_announced = frame.end == len(passage) and passage.word(frame.end - 1) == ":"
            return Content(frame.end, frame.end, frame.end, frame.end) if is_announced else None
        if not is_leading:
            return Content(first, end, first, end, *_tail(passage, frame))
        end = self._quoted_sentence_end(first, end)
        core_first, core_end = _trim(passage, first, self._core_end(first, end))
        if core_first >= core_end:
            core_first, core_end = first, end
        return Content(core_first, core_end, first, end)

    def form(self, content: Content) -> QuoteForm:
        """Return whether content is quoted whole, in part or not at all; words of frames do not count."""
        if content.is_announced:
            return "direct"
        first, end = content.scope_first, content.scope_end
        if not self._marks.has_quoted(first, end):
            return "indirect"
        return "mixed" if self._marks.has_unquoted(first, end) else "direct"

    def quotes(self, content: Content) -> tuple[TextSpan, ...]:
        """Return the quotations of a content and its supplements, without their marks."""
        return tuple(
            TextSpan(quote.start, quote.end, self._text[quote.start : quote.end])
            for first, end in (
                (content.scope_first, content.scope_end),
                (content.tail_first, content.tail_end),
            )
            for quote in self._marks.quotes_between(first, end)
        )

    def span(self, content: Content, form: QuoteForm) -> TextSpan | None:
        """Return the content as a span; where it is one whole quotation, without the quotation marks."""
        if content.is_announced:
            return None
        quotes = tuple(self._marks.quotes_between(content.first, content.end)) if form == "direct" else ()
        if len(quotes) == 1:
            return TextSpan(quotes[0].start, quotes[0].end, self._text[quotes[0].start : quotes[0].end])
        return self._passage.span(self._text, content.first, content.end)

    def _after(self, frame: Frame) -> tuple[int, int]:
        """Return the words after a frame, up to the end of the sentence or the frame that takes over."""
        number = bisect_right(self._takeovers, frame.end)
        limit = self._takeovers[number] if number < len(self._takeovers) else len(self._passage)
        return frame.end, self._marks.clause_end(frame.end, limit)

    def _before(self, frame: Frame) -> tuple[int, int]:
        """Return the words before a frame, back to where its clause begins."""
        return self._marks.clause_start(frame.first), frame.first

    def _carrier(self, number: int, first: int, end: int) -> int | None:
        """Return the frame whose content a later one shares: `CNN reports, citing officials, that ...`.

        All that is left of the sentence for the later frame, from `first` to `end`, is the other frame.
        """
        for neighbour in (number - 1, number + 1):
            if not 0 <= neighbour < len(self._frames):
                continue
            other = self._frames[neighbour]
            is_within = other.is_leading and first < other.end and end > other.first
            if is_within and not self._marks.has_words(first, end):
                return neighbour
            is_uncited = neighbour < number and other.match.cue.cue_class != "cite"
            is_next = is_uncited and not other.is_leading and other.end == end
            if is_next and self._frames[number].match.cue.cue_class == "cite":
                return neighbour
        return None

    def _quoted_sentence_end(self, first: int, end: int) -> int:
        """Return where a content ends that opens with a whole sentence quoted: `"We lost," and left`.

        What follows is the writer's, unless it quotes some more.
        """
        passage, quote = self._passage, self._passage.quotes[first]
        if quote is None or passage.tokens[first].start != quote.outer_start:
            return end
        after = first
        while after < end and passage.quotes[after] is quote:
            after += 1
        opening = next((token for token in passage.tokens[first:after] if token.is_word), None)
        is_sentence = opening is not None and opening.is_capitalised and after - first > SHORT_QUOTE
        quotes_more = next(self._marks.quotes_between(after, end), None) is not None
        return after if is_sentence and not quotes_more else end

    def _core_end(self, first: int, end: int) -> int:
        """Return where the supplements of a clause begin, or its end."""
        start = self._marks.supplement(first + 1, end)
        if start is None:
            return end
        is_after_comma = self._passage.quotes[start] is None and self._passage.word(start - 1) == ","
        return start - is_after_comma


def _tail(passage: Passage, frame: Frame) -> tuple[int, int]:
    """Return the quotation that goes on after a frame within the sentence: `"We lost," he said, "again."`."""
    first = end = frame.end + (passage.word(frame.end) == ",")
    while passage.is_quoted(end):
        end += 1
    return first, end


def _takes_over(passage: Passage, other: Frame) -> bool:
    """Tell whether a later frame ends the content before it: `, the AP reports`, `, but declined to`."""
    if not other.is_leading or other.rule in {"shared_subject", "clause_subject"}:
        return True
    joins = passage.word(other.first - 1) in JOINING
    return joins and (is_comma(passage, other.first - 2) or passage.word(other.first - 2) in DASHES)


def _trim(passage: Passage, first: int, end: int) -> tuple[int, int]:
    """Leave out marks and conjunctions at either end that are not quoted."""
    while first < end and passage.word(first) in TRIMMED and not passage.is_quoted(first):
        first += 1
    while end > first and passage.word(end - 1) in TRIMMED and not passage.is_quoted(end - 1):
        end -= 1
    return first, end
