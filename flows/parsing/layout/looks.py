"""Look at the lines of a page one by one: how much prose each is, and what its wording says it must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from flows.parsing.fields.bylines.byline_blocks import LineKind, find_byline_lines
from flows.parsing.layout.claims import Claim, find_claim
from flows.parsing.layout.lines import Marker, cut_lines, find_content
from flows.parsing.layout.prose import PROSE_MIN_WORDS, as_key, is_headline_like, is_prose
from flows.parsing.layout.signs import ROLE, read_words
from flows.parsing.records import Hints, SegmentType

SHORT_LINE_CHARS = 80
SHORT_LINES_KEPT = 16_384
NAMES_MAX_WORDS = 14
"""Words of the longest line of names and roles beside a time."""

FURTHER_COPIES_MAX_SHARE = 1 / 3
"""Where more of the prose is printed again than this, the page prints its story twice."""

MANY_COPIES = 3
COPY_REACH = 3


RECURRING = Claim("boilerplate", "recurring_line")
"""A line that stands on many pages of the outlet, and whose wording does not say what it is."""

PRINTED_MANY_TIMES = Claim("boilerplate", "printed_many_times")
PRINTED_TWICE_RUNNING = Claim("caption", "printed_twice_running")


_Reading = tuple[int, str, Marker | None, int, int, bool, Claim | None]
"""The indent of a line, and the fields of its `Look` from its content on."""


@dataclass(slots=True)
class Look:
    """A line that has ink, with its text as a reader sees it; `start` is where that begins on the page.

    `signs` are those of its words. `claim` is what its wording demands; place decides about the others.
    What the lines beside it say is added when all have been read.
    """

    line_no: int
    start: int
    content: str
    marker: Marker | None
    word_count: int
    signs: int
    is_prose: bool
    claim: Claim | None

    @property
    def may_be_headline(self) -> bool:
        """Whether nothing about the line itself speaks against its being a headline."""
        return self.claim is None and self.marker is None and is_headline_like(self.content, self.word_count)

    def is_claimed_as(self, *segment_types: SegmentType) -> bool:
        """Tell whether the wording of the line demands one of these types."""
        return self.claim is not None and self.claim.segment_type in segment_types


def find_looks(text: str, hints: Hints, recurring_lines: frozenset[str]) -> tuple[list[str], list[Look]]:
    """Return the lines of a page, and a look at each one that is not blank."""
    lines = cut_lines(text)
    looks: list[Look] = []
    start = 0
    for line_no, line in enumerate(lines):
        read = _read_short_line(line) if len(line) <= SHORT_LINE_CHARS else _read_line(line)
        if read is not None:
            indent, content, marker, word_count, signs, reads_on, claim = read
            looks.append(Look(line_no, start + indent, content, marker, word_count, signs, reads_on, claim))
        start += len(line)
    _claim_known_lines(looks, hints, recurring_lines)
    _join_wrapped_prose(looks)
    _claim_copies(looks)
    _claim_bylines(looks)
    return lines, looks


def _read_line(line: str) -> _Reading | None:
    """Return what a line says of itself wherever it stands; None for a blank one."""
    indent, content, marker = find_content(line)
    if not content:
        return None
    word_count, signs = read_words(content)
    claim = find_claim(content, word_count, signs)
    return indent, content, marker, word_count, signs, is_prose(content, word_count), claim


@lru_cache(maxsize=SHORT_LINES_KEPT)
def _read_short_line(line: str) -> _Reading | None:
    """Read a line that is likely to come again: half of them are links and buttons that many pages have."""
    return _read_line(line)


def _claim_known_lines(looks: Sequence[Look], hints: Hints, recurring_lines: frozenset[str]) -> None:
    """Claim the lines that were known before the page was read."""
    hinted = _claims_by_hints(hints)
    if not hinted and not recurring_lines:
        return
    for look in looks:
        key = as_key(look.content)
        look.claim = hinted.get(key) or look.claim
        if look.claim is None and key in recurring_lines:
            look.claim = RECURRING


def _claims_by_hints(hints: Hints) -> dict[str, Claim]:
    """Return the claims that what the page's format says of it makes on the lines that say the same."""
    claims: dict[str, Claim] = {}
    if hints.published:
        claims[as_key(hints.published)] = Claim("timestamp", "hinted_time")
    if hints.byline:
        claims[as_key(hints.byline)] = Claim("byline", "hinted_byline")
    claims.pop("", None)
    return claims


def _join_wrapped_prose(looks: Sequence[Look]) -> None:
    """Read lines as prose where a sentence is broken to fit a width, to go on in lower case on the next."""
    for at, look in enumerate(looks):
        is_broken = look.claim is None and not look.is_prose and look.word_count >= PROSE_MIN_WORDS
        if is_broken and (
            (at + 1 < len(looks) and _continues(looks[at + 1], look))
            or (at > 0 and _continues(look, looks[at - 1]))
        ):
            look.is_prose = True


def _continues(look: Look, previous: Look) -> bool:
    is_next_line = look.line_no == previous.line_no + 1
    return is_next_line and look.marker is None and look.content[:1].islower()


def _claim_copies(looks: Sequence[Look]) -> None:
    """Claim sentences that the page prints again: notices of its own, and captions beside their copy.

    A page that prints its whole story twice is left alone.
    """
    free = [at for at, look in enumerate(looks) if look.claim is None and look.is_prose]
    counts = Counter([looks[at].content for at in free])
    copies = len(free) - len(counts)
    if not copies or copies > len(free) * FURTHER_COPIES_MAX_SHARE:
        return
    for at in free:
        look = looks[at]
        count = counts[look.content]
        if count >= MANY_COPIES:
            look.claim = PRINTED_MANY_TIMES
        elif count > 1 and not look.may_be_headline and _is_beside_copy(looks, at):
            look.claim = PRINTED_TWICE_RUNNING


def _is_beside_copy(looks: Sequence[Look], at: int) -> bool:
    """Tell whether the nearest line of prose above or below is the same, which captions of galleries are."""
    above = reversed(looks[max(0, at - COPY_REACH) : at])
    below = looks[at + 1 : at + 1 + COPY_REACH]
    nearest = (next((look for look in side if look.is_prose), None) for side in (above, below))
    return any(look is not None and look.content == looks[at].content for look in nearest)


def _claim_bylines(looks: Sequence[Look]) -> None:
    """Claim the lines that are bylines by the lines beside them, such as a name above a time."""
    found = find_byline_lines([look.content for look in looks], [_kind_of(look) for look in looks])
    for at, rule in found.items():
        looks[at].claim = Claim("byline", rule)


def _kind_of(look: Look) -> LineKind:
    if look.claim is None:
        if look.is_prose or look.word_count > NAMES_MAX_WORDS:
            return "other"
        return "role" if look.signs & ROLE else "free"
    if look.claim.rule == "no_words":
        return "no_words"
    if look.claim.rule == "control":
        return "button"
    if look.claim.segment_type == "byline":
        return "byline"
    return "stamp" if look.claim.segment_type == "timestamp" else "other"
