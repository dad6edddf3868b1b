"""Say what each line of the body is: paragraph, list item, subheading, or something put into the body.

A line that its wording claims stays what it claims to be; the others are told by rules, tried in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from flows.parsing.layout.claims import TIME_WITHOUT_DAY, Claim
from flows.parsing.layout.insets.boxes import find_boxes
from flows.parsing.layout.looks import Look
from flows.parsing.layout.prose import ends_in_full_stop, ends_sentence

SUBHEADING_MAX_WORDS = 14
QUESTION_MAX_WORDS = 30
CAPTION_MAX_WORDS = 60
LIVE_ENTRIES_MIN = 2
"""Times of day that make a body a live blog; one alone may be anything."""

LIVE_ENTRY = Claim("timestamp", "live_entry_time")

QUESTION_MARKER = re.compile(r"(?:Q|A|Question|Answer)\s?[:.]\s+(?=\S)")
"""What marks a turn of an interview: `Q: `."""

OPENING_QUOTES = "\"\u201c\u2018'\u00ab>"
WHOLE_QUOTE = re.compile(
    r"(?:>\s*\S.*|[\"\u201c\u00ab][^\"\u201c\u201d\u00ab\u00bb]{20,2000}[\"\u201d\u00bb]\W?)"
)
"""A line that is one quotation and nothing else: `"We lost it all in one night."`."""

CREDIT_AT_END = re.compile(
    r"[.!?][\"\u201d\u2019]?\s(?:"
    r"\((?:[A-Z][\w.'\u2019&-]*[\s/]{1,3}){0,4}[A-Z][\w.'\u2019&-]*\)"
    r"|(?:[A-Z][\w'\u2019&.-]*[\s/]{1,3}){1,4}[A-Z][\w'\u2019&-]*(?::\s[A-Z][\w\s'\u2019.-]{1,30}[a-z])?"
    r"|AP|AFP|AAP|EPA|PA|Reuters|Supplied|Handout|Getty|Courtesy|Facebook|Instagram|Twitter|YouTube)$"
)
"""A credit after the last sentence of a caption: ` (AP)`, ` Jane Roe/Example Images`."""

CREDIT_REACH = 90


def claim_body_lines(looks: Sequence[Look], start: int, end: int) -> list[Claim]:
    """Return a claim for each line of the body, which is `looks[start:end]`."""
    is_live = sum(looks[at].claim is TIME_WITHOUT_DAY for at in range(start, end)) >= LIVE_ENTRIES_MIN
    boxes = find_boxes(looks, start, end)
    return [boxes.get(at) or _claim(looks, at, end, is_live=is_live) for at in range(start, end)]


def _claim(looks: Sequence[Look], at: int, end: int, *, is_live: bool) -> Claim:
    look = looks[at]
    if look.claim is not None:
        return LIVE_ENTRY if is_live and look.claim is TIME_WITHOUT_DAY else look.claim
    if look.marker is not None:
        return Claim("list_item", look.marker)
    rules = PROSE_RULES if look.is_prose else SHORT_LINE_RULES
    return next(claim for holds, claim in rules if holds(looks, at, end))


def _is_marked_turn(looks: Sequence[Look], at: int, _end: int) -> bool:
    content = looks[at].content
    return content[0] in "QA" and QUESTION_MARKER.match(content) is not None


def _is_whole_quote(looks: Sequence[Look], at: int, _end: int) -> bool:
    content = looks[at].content
    return content[0] in OPENING_QUOTES and WHOLE_QUOTE.fullmatch(content) is not None


def _heads_answer(looks: Sequence[Look], at: int, end: int) -> bool:
    """Tell whether a line is a question that the prose below answers."""
    look = looks[at]
    return (
        look.content[-1] == "?"
        and look.word_count <= QUESTION_MAX_WORDS
        and _heads_prose(looks, at, end)
        and looks[at + 1].content[-1] != "?"
    )


def _heads_prose(looks: Sequence[Look], at: int, end: int) -> bool:
    return at + 1 < end and looks[at + 1].claim is None and looks[at + 1].is_prose


def _ends_in_credit(looks: Sequence[Look], at: int, end: int) -> bool:
    """Tell whether a line is a caption by its last words; the last line of a story may name its agency so.

    In a text broken to fit a width, any line may end with capitals after a full stop.
    """
    look = looks[at]
    if at + 1 >= end or look.word_count > CAPTION_MAX_WORDS or look.content[-1] in '.!?"\u201d':
        return False
    credit = CREDIT_AT_END.search(look.content, max(0, len(look.content) - CREDIT_REACH))
    return credit is not None and not _is_wrapped(looks, at)


def _is_wrapped(looks: Sequence[Look], at: int) -> bool:
    return any(
        look.is_prose and not ends_sentence(look.content)
        for look in (*looks[max(0, at - 1) : at], *looks[at + 1 : at + 2])
    )


def _is_subheading(looks: Sequence[Look], at: int, end: int) -> bool:
    look = looks[at]
    return (
        look.word_count <= SUBHEADING_MAX_WORDS
        and _heads_prose(looks, at, end)
        and not ends_in_full_stop(look.content)
    )


def _always(_looks: Sequence[Look], _at: int, _end: int) -> bool:
    return True


Rules = tuple[tuple[Callable[[Sequence[Look], int, int], bool], Claim], ...]

PROSE_RULES: Rules = (
    (_is_marked_turn, Claim("paragraph", "marked_turn")),
    (_heads_answer, Claim("paragraph", "question_above_answer")),
    (_is_whole_quote, Claim("paragraph", "block_quote")),
    (_ends_in_credit, Claim("caption", "credit_after_sentence")),
    (_always, Claim("paragraph", "sentences")),
)
"""Rules for a line of running text."""

SHORT_LINE_RULES: Rules = (
    (_is_marked_turn, Claim("paragraph", "marked_turn")),
    (_is_subheading, Claim("subheading", "short_line_above_prose")),
    (_is_whole_quote, Claim("paragraph", "block_quote")),
    (_always, Claim("paragraph", "short_line_in_body")),
)
"""Rules for a line that is no running text."""
