"""Cut the read segments of a page into sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.parsing.language.tokens import TITLE_ABBREVIATIONS, Token, find_tokens, word_set
from flows.parsing.records import READ_SEGMENTS, Segment

TERMINATORS = frozenset({".", "!", "?"})
ELLIPSES = frozenset({"...", "…"})
OPENING_MARKS = frozenset("“‘([«") | {"``"}
CLOSING_MARKS = frozenset("”’)]»")
DOUBLE_MARKS = frozenset({'"', "''"})
STRAIGHT_MARKS = DOUBLE_MARKS | {"'"}

NOTABLE = frozenset(".!?…\"'")
"""Last characters of the tokens that may end a sentence or open and close a quotation."""

SENTENCE_STARTERS = word_set(
    "The A An This That These Those It Its He She They We You I His Her Their Our My And But Or So Yet If "
    "When While After Before Since Because Although Though As At In On For From With By To Of However "
    "Meanwhile Now Then There Here What Who Where Why How Both Some Many Most Other Others Another Also "
    "Still Not No Under Over During Until Unlike Despite According"
)
"""Words that open a sentence when they are capitalised after an abbreviation (`in the U.S. The`)."""

SPEECH_VERBS = word_set(
    "said says say asked asks told tells wrote writes tweeted tweets added adds exclaimed shouted replied "
    "wondered wonders joked quipped declared noted notes reads read remarked recalled explained insisted "
    "argued mused continues continued responded responds retorted recounted posted demanded demands"
)
"""Verbs that show a question or an exclamation to be words within a sentence (`"Why?" Smith asked`)."""

SPEAKER_REACH = 4
"""How many tokens a speaker's name and title may take between a quotation and its verb."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of one segment, from its first token to its last, closing marks included."""

    segment_no: int
    start: int
    end: int
    tokens: tuple[Token, ...]


def find_sentences(segments: Sequence[Segment]) -> tuple[Sentence, ...]:
    """Return the sentences of the headline, the dek and the body; no sentence crosses a segment."""
    return tuple(
        Sentence(segment.segment_no, tokens[0].start, tokens[-1].end, tokens)
        for segment in segments
        if segment.segment_type in READ_SEGMENTS
        for tokens in _split(find_tokens(segment.content.text, offset=segment.content.start))
    )


def _split(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """Yield the tokens sentence by sentence."""
    first = end = 0
    open_straight = 0
    for index, text in [(at, token.text) for at, token in enumerate(tokens) if token.text[-1] in NOTABLE]:
        if index < end:
            continue
        if text in DOUBLE_MARKS:
            open_straight += 1
        elif text[-1] in ".!" or text in TERMINATORS or text in ELLIPSES:
            end = index + 1
            while end < len(tokens) and _closes(tokens, end, is_quote_open=open_straight % 2 == 1):
                open_straight += tokens[end].text in DOUBLE_MARKS
                end += 1
            if _is_boundary(tokens, index, end):
                yield tokens[first:end]
                first = end
    if first < len(tokens):
        yield tokens[first:]


def _closes(tokens: tuple[Token, ...], index: int, *, is_quote_open: bool) -> bool:
    """Tell whether the mark after a terminator still belongs to the sentence that ends."""
    mark = tokens[index]
    if mark.text in CLOSING_MARKS or mark.text in TERMINATORS:
        return True
    if mark.text not in STRAIGHT_MARKS:
        return False
    is_attached = tokens[index - 1].end == mark.start
    is_attached_after = index + 1 < len(tokens) and tokens[index + 1].start == mark.end
    if is_attached != is_attached_after:
        return is_attached
    return is_quote_open


def _is_boundary(tokens: tuple[Token, ...], last: int, following: int) -> bool:
    """Tell whether a sentence ends with the token `last`; `following` is the first one after its marks."""
    if following == len(tokens):
        return True
    start = _first_word(tokens, following)
    if start is None or tokens[start].text[0].islower():
        return False
    text = tokens[last].text
    if text not in TERMINATORS and text not in ELLIPSES:
        return text[:-1] not in TITLE_ABBREVIATIONS and tokens[start].text in SENTENCE_STARTERS
    has_closed = following > last + 1
    return text == "." or not (has_closed and _is_speaker_next(tokens, start))


def _first_word(tokens: tuple[Token, ...], index: int) -> int | None:
    """Return where the next word or number stands if only opening marks come before it."""
    while index < len(tokens) and (
        tokens[index].text in OPENING_MARKS or tokens[index].text in STRAIGHT_MARKS
    ):
        index += 1
    if index == len(tokens) or not (tokens[index].is_word or tokens[index].text[0] in "$€£#@…—–-"):
        return None
    return index


def _is_speaker_next(tokens: tuple[Token, ...], start: int) -> bool:
    """Tell whether a name and a verb of speech follow, as in `"Why?" Mayor Ann Smith asked`."""
    for token in tokens[start : start + SPEAKER_REACH + 1]:
        if token.text in SPEECH_VERBS:
            return token.start != tokens[start].start
        if not token.is_capitalised:
            return False
    return False
