"""Look at the lines of a page one by one: how much prose each is, and what its wording says it must be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.parsing.fields.byline_blocks import LineKind, find_byline_lines
from flows.parsing.fields.byline_lines import is_byline, is_name_and_time
from flows.parsing.fields.captions import is_caption
from flows.parsing.fields.timestamps import is_stamp
from flows.parsing.fields.topics import is_tag_list
from flows.parsing.layout.furniture import find_furniture
from flows.parsing.layout.lines import Line, find_lines
from flows.parsing.layout.notes import is_credit_line, is_editor_note
from flows.parsing.layout.picture_credits import is_picture_credit
from flows.parsing.layout.prose import PROSE_MIN_WORDS, as_key, count_words, is_headline_like, is_prose
from flows.parsing.records import Hints, SegmentType

DATELINE = re.compile(
    r"[A-Z][A-Z'.\u2019-]+(?:,?\s[A-Z][\w.'\u2019-]*){0,4}(?:,\s\w{3,9}\.?\s\d{1,2})?\s*\(\s?[A-Z][\w\s.]{1,30}\)\s?[-\u2013\u2014]*"
)
"""A dateline on a line of its own: `WASHINGTON (AP) —`."""

DATELINE_MAX_CHARS = 100

TIME_ALONE = re.compile(
    r"(?:[01]?\d|2[0-3])[:.][0-5]\d\s?(?:[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}\)?)?"
    r"|\d{1,3}\s?(?:s|m|h|d|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?)\sago"
)
"""A time without a day: `12.42 CET`, `3 hours ago`. It dates something only where entries follow another."""

TIME_ALONE_MAX_CHARS = 24
SHORT_LINE_CHARS = 80
SHORT_LINES_KEPT = 8192
STAMP_MAX_CHARS = 200
STAMP_MAX_WORDS = 30
NAMES_MAX_WORDS = 14
"""Words of the longest line of names and roles beside a time."""

FURTHER_COPIES_MAX_SHARE = 1 / 3
"""Where more of the prose is printed again than this, the page prints its story twice."""

MANY_COPIES = 3


@dataclass(frozen=True, slots=True)
class Claim:
    """A type for a line, and the rule that demands it."""

    segment_type: SegmentType
    rule: str


RECURRING = Claim("boilerplate", "recurring_line")
"""A line that stands on many pages of the outlet, and whose wording does not say what it is."""

TIME_WITHOUT_DAY = Claim("boilerplate", "time_alone")
PRINTED_MANY_TIMES = Claim("boilerplate", "printed_many_times")
PRINTED_TWICE_RUNNING = Claim("caption", "printed_twice_running")


@dataclass(frozen=True, slots=True)
class Look:
    """A line that has ink, with its text as a reader sees it.

    `claim` is what its wording demands; place decides about the others.
    """

    line: Line
    content: str
    word_count: int
    is_prose: bool
    claim: Claim | None

    @property
    def may_be_headline(self) -> bool:
        """Whether nothing about the line itself speaks against its being a headline."""
        return (
            self.claim is None
            and self.line.marker is None
            and is_headline_like(self.content, self.word_count)
        )

    def is_claimed_as(self, *segment_types: SegmentType) -> bool:
        """Tell whether the wording of the line demands one of these types."""
        return self.claim is not None and self.claim.segment_type in segment_types


def find_looks(text: str, hints: Hints, recurring_lines: frozenset[str]) -> tuple[list[Line], list[Look]]:
    """Return the lines of a page, and a look at each one that is not blank."""
    lines = find_lines(text)
    hinted = _claims_by_hints(hints)
    looks = [_look(line, hinted, recurring_lines) for line in lines if line.content.text]
    looks = list(_join_wrapped_prose(looks))
    looks = list(_claim_copies(looks))
    return lines, list(_claim_bylines(looks))


def _claims_by_hints(hints: Hints) -> dict[str, Claim]:
    """Return the claims that what the page's format says of it makes on the lines that say the same."""
    claims: dict[str, Claim] = {}
    if hints.published:
        claims[as_key(hints.published)] = Claim("timestamp", "hinted_time")
    if hints.byline:
        claims[as_key(hints.byline)] = Claim("byline", "hinted_byline")
    claims.pop("", None)
    return claims


def _look(line: Line, hinted: dict[str, Claim], recurring_lines: frozenset[str]) -> Look:
    content = line.content.text
    reading = _read_short_line(content) if len(content) <= SHORT_LINE_CHARS else _read_line(content)
    claim = hinted.get(as_key(content)) if hinted else None
    claim = claim or reading.claim
    if claim is None and recurring_lines and as_key(content) in recurring_lines:
        claim = RECURRING
    return Look(line, content, reading.word_count, reading.is_prose, claim)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a line says of itself wherever it stands."""

    word_count: int
    is_prose: bool
    claim: Claim | None


def _read_line(content: str) -> _Reading:
    word_count = count_words(content)
    return _Reading(word_count, is_prose(content, word_count), _claim(content, word_count))


@lru_cache(maxsize=SHORT_LINES_KEPT)
def _read_short_line(content: str) -> _Reading:
    """Read a line that is likely to come again: half of them are links and buttons that many pages have."""
    return _read_line(content)


def _claim(content: str, word_count: int) -> Claim | None:
    """Return what the wording of a line demands: the first of the rules that holds."""
    if len(content) <= TIME_ALONE_MAX_CHARS and content[0].isdigit() and TIME_ALONE.fullmatch(content):
        return TIME_WITHOUT_DAY
    if furniture := find_furniture(content, word_count):
        return Claim(*furniture)
    if _is_label(content):
        return None
    rules = WORDING_RULES if word_count <= STAMP_MAX_WORDS else LONG_LINE_RULES
    for holds, claim in rules:
        if holds(content):
            return claim
    return None


def _is_label(content: str) -> bool:
    """Tell whether a line is a few words that no rule asks for, without a figure or a mark: most links are."""
    return (
        len(content) <= LABEL_MAX_CHARS
        and content.replace(" ", "").isalpha()
        and RULE_WORDS.isdisjoint(content.lower().split())
        and content[:2] not in BY_RUN_IN
    )


LABEL_MAX_CHARS = 80
BY_RUN_IN = frozenset({"By", "by", "BY"})
RULE_WORD_LIST = """
    additional afp ago alamy an analysis ap author authors by caption clarification clarifications column commentary
    compiled contributed contributing correction corrections courtesy credit credits day edited editing editor editors
    exclusive feature file filed friday further getty graphic graphics guest handout illustration image images interview
    istock keywords monday note now opinion original originally photo photograph photographs photos pic picture pictures
    posted published reported reporter reporters reporting reuters review saturday screenshot shutterstock source story
    sunday tags text the this thursday today topics tuesday unsplash updated via video wednesday with words writing
    written yesterday
"""
RULE_WORDS = frozenset(RULE_WORD_LIST.split())
"""Words of which one at least is in every line of letters alone that the rules below claim."""


def _is_stamp(content: str) -> bool:
    return len(content) <= STAMP_MAX_CHARS and is_stamp(content)


def _is_dateline(content: str) -> bool:
    return (
        len(content) <= DATELINE_MAX_CHARS
        and "(" in content
        and content[0].isupper()
        and DATELINE.fullmatch(content) is not None
    )


def _is_caption(content: str) -> bool:
    """Tell whether a line is a caption whose credit can be read: it has a mark or a word that credits have."""
    return any(sign in content for sign in CREDIT_SIGNS) and is_caption(content)


CREDIT_SIGNS = (
    ")", ":", "/", "]", " by ", " By ", "hoto", "HOTO", "mage", "icture", "ourtesy", "upplied", "andout", "redit",
    "etty", "File", "FILE", "AP", "AFP",
)  # fmt: skip
"""What one at least of stands in every line that credits a picture."""


Rules = tuple[tuple[Callable[[str], bool], Claim], ...]

LONG_LINE_RULES: Rules = (
    (is_editor_note, Claim("editor_note", "newsroom_note")),
    (is_credit_line, Claim("byline", "reporting_credit")),
    (is_byline, Claim("byline", "by_and_name")),
    (_is_caption, Claim("caption", "photo_credit")),
    (is_picture_credit, Claim("caption", "picture_credit")),
)
"""Rules by the wording of a line with too many words for a stamp, tried in order."""

WORDING_RULES: Rules = (
    (is_editor_note, Claim("editor_note", "newsroom_note")),
    (is_credit_line, Claim("byline", "reporting_credit")),
    (is_tag_list, Claim("topic_tag", "tag_list")),
    (is_byline, Claim("byline", "by_and_name")),
    (is_name_and_time, Claim("byline", "name_and_time")),
    (_is_stamp, Claim("timestamp", "printed_time")),
    (_is_dateline, Claim("dateline", "place_and_agency")),
    (_is_caption, Claim("caption", "photo_credit")),
    (is_picture_credit, Claim("caption", "picture_credit")),
)
"""Rules by the wording of a line that is no furniture, tried in order."""


def _join_wrapped_prose(looks: Sequence[Look]) -> Iterator[Look]:
    """Read lines as prose where a sentence is broken to fit a width, to go on in lower case on the next."""
    for at, look in enumerate(looks):
        is_broken = look.claim is None and not look.is_prose and look.word_count >= PROSE_MIN_WORDS
        if is_broken and (
            (at + 1 < len(looks) and _continues(looks[at + 1], look))
            or (at > 0 and _continues(look, looks[at - 1]))
        ):
            yield replace(look, is_prose=True)
        else:
            yield look


def _continues(look: Look, previous: Look) -> bool:
    is_next_line = look.line.line_no == previous.line.line_no + 1
    return is_next_line and look.line.marker is None and look.content[:1].islower()


def _claim_copies(looks: Sequence[Look]) -> Iterator[Look]:
    """Claim sentences that the page prints again: notices of its own, and captions beside their copy.

    A page that prints its whole story twice is left alone.
    """
    counts = Counter(look.content for look in looks if look.claim is None and look.is_prose)
    copies = sum(count - 1 for count in counts.values())
    if not copies or copies > sum(counts.values()) * FURTHER_COPIES_MAX_SHARE:
        yield from looks
        return
    for at, look in enumerate(looks):
        count = counts[look.content] if look.claim is None and look.is_prose else 1
        if count >= MANY_COPIES:
            yield replace(look, claim=PRINTED_MANY_TIMES)
        elif count > 1 and not look.may_be_headline and _is_beside_copy(looks, at):
            yield replace(look, claim=PRINTED_TWICE_RUNNING)
        else:
            yield look


def _is_beside_copy(looks: Sequence[Look], at: int) -> bool:
    beside = (*looks[max(0, at - 1) : at], *looks[at + 1 : at + 2])
    return any(look.content == looks[at].content for look in beside)


def _claim_bylines(looks: Sequence[Look]) -> Iterator[Look]:
    """Claim the lines that are bylines by the lines beside them, such as a name above a time."""
    found = find_byline_lines([look.content for look in looks], [_kind_of(look) for look in looks])
    for at, look in enumerate(looks):
        yield replace(look, claim=Claim("byline", found[at])) if at in found else look


def _kind_of(look: Look) -> LineKind:
    if look.claim is None:
        return "other" if look.is_prose or look.word_count > NAMES_MAX_WORDS else "free"
    if look.claim.rule == "no_words":
        return "no_words"
    if look.claim.segment_type == "byline":
        return "byline"
    return "stamp" if look.claim.segment_type == "timestamp" else "other"
