"""Find what is attributed: the clause a frame leaves over, and the quotations in it.

The content is the clause the cue governs. What is added to it behind a comma (`, including ...`,
`, but ...`) or by a quoted participle (`"talking through the details"`) still belongs to the speaker, so
quotations there count as theirs, but the content ends before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.parsing.attribution.frames import Frame
from flows.parsing.language.grammar import CONJUNCTIONS, DASHES, MARKS
from flows.parsing.language.passages import Passage
from flows.parsing.language.quotes import Quote
from flows.parsing.language.tokens import word_set
from flows.parsing.records import QuoteForm, TextSpan

CLAUSE_ENDS = frozenset({".", "!", "?", ";"})

TRIMMED = MARKS | CONJUNCTIONS | {"as"}
"""What is left out at either end of a content."""

SHORT_QUOTE = 5
"""How many tokens a quotation takes, its marks included, that may be but a part of a sentence."""

OPENS_ASIDE = CONJUNCTIONS | {","}
"""What stands before a frame that interrupts its content: `And so, he said, they left`."""

SUPPLEMENT_WORDS = word_set("but yet though although while whereas including")
"""Words that begin a supplement after a comma."""

SHORT_PARTICIPLES = word_set("king thing bring bing being during ring")
"""Words in -ing that begin no supplement."""

LINKING = word_set(
    "is are was were be been being of by for from in on about with at as into and or to keep keeps kept"
)
"""Words a quoted participle completes (`are "balancing"`), so that it adds nothing of its own."""


@dataclass(frozen=True, slots=True)
class Content:
    """The attributed words: tokens `first` to `end`, and `scope_first` to `scope_end` with supplements.

    `tail_first` to `tail_end` is a quotation that goes on after the frame.
    """

    first: int
    end: int
    scope_first: int
    scope_end: int
    tail_first: int = 0
    tail_end: int = 0

    def holds(self, frame: Frame) -> bool:
        """Tell whether a frame stands in the content or its supplements."""
        return self.scope_first <= frame.first and frame.end <= self.scope_end


def find_content(passage: Passage, frames: Sequence[Frame], number: int) -> Content | None:
    """Return the content of a frame among the frames of its passage, or None where nothing is left for it."""
    frame = frames[number]
    is_leading = frame.is_leading
    first, end = _trim(passage, *(_after if is_leading else _before)(passage, frames, number))
    carrier = None if is_leading else _carrier(passage, frames, number, range(first, end))
    if carrier is not None:
        return find_content(passage, frames, carrier)
    if first >= end and passage.word(frame.first - 1) in OPENS_ASIDE and passage.word(frame.end) == ",":
        is_leading = True
        first, end = _trim(passage, *_after(passage, frames, number))
    if first >= end:
        return None
    if is_leading:
        end = _quoted_sentence_end(passage, first, end)
    core_end = _core_end(passage, first, end) if is_leading else end
    core_first, core_end = _trim(passage, first, core_end)
    if core_first >= core_end:
        core_first, core_end = first, end
    tail_first, tail_end = (0, 0) if is_leading else _tail(passage, frame)
    return Content(core_first, core_end, first, end, tail_first, tail_end)


def _carrier(passage: Passage, frames: Sequence[Frame], number: int, left: range) -> int | None:
    """Return the frame whose content a later one shares: `CNN reports, citing officials, that ...`.

    All that is left of the sentence for the later frame belongs to the other frame.
    """
    for neighbour in (number - 1, number + 1):
        if not 0 <= neighbour < len(frames):
            continue
        other = frames[neighbour]
        outside = [index for index in left if not other.first <= index < other.end]
        has_words = any(passage.tokens[index].is_word for index in outside)
        if other.is_leading and left.start < other.end and left.stop > other.first and not has_words:
            return neighbour
        is_next = neighbour < number and not other.is_leading and other.end == left.stop
        if is_next and frames[number].match.cue.cue_class == "cite":
            return neighbour
    return None


def _tail(passage: Passage, frame: Frame) -> tuple[int, int]:
    """Return the quotation that goes on after a frame within the sentence: `"We lost," he said, "again."`."""
    first = end = frame.end + (passage.word(frame.end) == ",")
    while passage.is_quoted(end):
        end += 1
    return first, end


def _after(passage: Passage, frames: Sequence[Frame], number: int) -> tuple[int, int]:
    """Return the words after a frame, up to the end of the sentence or the frame that takes over."""
    frame = frames[number]
    limit = len(passage)
    for other in frames[number + 1 :]:
        if other.first > frame.end and _takes_over(passage, other):
            limit = other.first
            break
    end = frame.end
    while end < limit:
        if passage.quotes[end] is None and (
            passage.word(end) in CLAUSE_ENDS
            or (passage.word(end) in DASHES and passage.word(end + 1) in CONJUNCTIONS)
        ):
            break
        end += 1
    return frame.end, end


def _takes_over(passage: Passage, other: Frame) -> bool:
    """Tell whether a later frame ends the content before it: `, the AP reports`, `, but declined to`."""
    if not other.is_leading or other.rule in {"shared_subject", "clause_subject"}:
        return True
    joins = passage.word(other.first - 1) in CONJUNCTIONS | SUPPLEMENT_WORDS
    return joins and (_is_comma(passage, other.first - 2) or passage.word(other.first - 2) in DASHES)


def _before(passage: Passage, frames: Sequence[Frame], number: int) -> tuple[int, int]:
    """Return the words before a frame, back to where its clause begins."""
    frame = frames[number]
    first = end = frame.first
    while first > 0:
        index = first - 1
        if passage.quotes[index] is None:
            word = passage.word(index)
            is_introduction = word == ":" and passage.is_quoted(first)
            is_end = word in CLAUSE_ENDS or (word in DASHES and passage.word(first) in CONJUNCTIONS)
            if is_introduction or is_end:
                break
        first = index
    return first, end


def _trim(passage: Passage, first: int, end: int) -> tuple[int, int]:
    """Leave out marks and conjunctions at either end that are not quoted."""
    while first < end and passage.quotes[first] is None and passage.word(first) in TRIMMED:
        first += 1
    while end > first and passage.quotes[end - 1] is None and passage.word(end - 1) in TRIMMED:
        end -= 1
    return first, end


def _quoted_sentence_end(passage: Passage, first: int, end: int) -> int:
    """Return where a content ends that opens with a whole sentence quoted: `"We lost," and left the room`.

    What follows is the writer's, unless it quotes some more.
    """
    quote = passage.quotes[first]
    if quote is None or passage.tokens[first].start != quote.outer_start:
        return end
    after = first
    while after < end and passage.quotes[after] is quote:
        after += 1
    opening = next((token for token in passage.tokens[first:after] if token.is_word), None)
    is_sentence = opening is not None and opening.is_capitalised and after - first > SHORT_QUOTE
    return after if is_sentence and not any(passage.quotes[after:end]) else end


def _core_end(passage: Passage, first: int, end: int) -> int:
    """Return where the supplements of a clause begin, or its end."""
    for index in range(first + 1, end):
        before, quote = passage.word(index - 1), passage.quotes[index]
        if quote is None:
            if _is_comma(passage, index - 1) and _is_supplement(passage.word(index)):
                return index - (before == ",")
        elif quote is not passage.quotes[index - 1]:
            is_participle = index + 1 < end and passage.words[index + 1].endswith("ing")
            if is_participle and before.isalpha() and before not in LINKING:
                return index
    return end


def _is_comma(passage: Passage, index: int) -> bool:
    """Tell whether a token is a comma or the mark that closes a quotation after one."""
    is_quote_closed = passage.is_quoted(index) and passage.tokens[index - 1].text == ","
    return passage.word(index) == "," or is_quote_closed


def _is_supplement(word: str) -> bool:
    return word in SUPPLEMENT_WORDS or (word.endswith("ing") and word not in SHORT_PARTICIPLES)


def quote_form(passage: Passage, content: Content, frames: Sequence[Frame] = ()) -> QuoteForm:
    """Return whether content is quoted whole, in part or not at all; words of frames in it do not count."""
    framed = {index for frame in frames for index in range(frame.first, frame.end)}
    words = [
        passage.quotes[index] is not None
        for index in range(content.scope_first, content.scope_end)
        if passage.tokens[index].is_word and index not in framed
    ]
    if words and all(words):
        return "direct"
    return "mixed" if any(words) else "indirect"


def find_quotes_of(text: str, passage: Passage, content: Content) -> tuple[TextSpan, ...]:
    """Return the quotations of a content and its supplements, without their marks."""
    return tuple(
        TextSpan(quote.start, quote.end, text[quote.start : quote.end])
        for first, end in ((content.scope_first, content.scope_end), (content.tail_first, content.tail_end))
        for quote in _quotes_between(passage, first, end)
    )


def _quotes_between(passage: Passage, first: int, end: int) -> tuple[Quote, ...]:
    """Return the quotations among some tokens, in order."""
    found = dict.fromkeys(quote for quote in passage.quotes[first:end] if quote is not None)
    return tuple(found)


def content_span(text: str, passage: Passage, content: Content, form: QuoteForm) -> TextSpan:
    """Return the content as a span; where it is one whole quotation, without the quotation marks."""
    span = passage.span(text, content.first, content.end)
    quotes = _quotes_between(passage, content.first, content.end)
    if form == "direct" and len(quotes) == 1:
        return TextSpan(quotes[0].start, quotes[0].end, text[quotes[0].start : quotes[0].end])
    return span
