"""Choose the headline among the lines above the body, by what speaks for each of them.

A menu, a teaser or a trending list can look like a headline. What tells the headline from them is its place
right above a byline, that pages print it again, and above all that the body speaks of the same things.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.parsing.fields.bylines.byline_lines import is_name_line
from flows.parsing.fields.bylines.byline_wording import is_newsroom_line, is_role_line
from flows.parsing.layout.claims import REPORTING_CREDIT
from flows.parsing.layout.looks import Look
from flows.parsing.layout.prose import as_key, as_keys, content_words
from flows.parsing.layout.shared_words import LEAD_LINES, LEAD_MAX_CHARS, lead_words, points_for_words
from flows.parsing.layout.titles import BARS, TOP_LINES, find_hinted_line, find_line_named_on_top, title_keys

HEAD_MAX_LINES = 25
RUN_MAX_LINES = 4
HEADLINE_CLEAR_WORDS = 4
"""A line of fewer words above a byline may be the name of a section."""

HEADING_MAX_WORDS = 25
MIN_SCORE = 3
BYLINE_REACH = 3
"""Lines of text (deks) that may stand between a headline and its byline."""

RIVALS_AT_NO_COST = 2
RIVALS_MAX_COST = 3
"""What lines on the same topic below a candidate cost it: a deck or two are free, a list is not."""

BY_AND_NAME = "by_and_name"
TRAIL_MARKS = ("/", ">", "\u00bb", "\u203a")
"""How a step of the way through the site ends, whose last step names the page in other words."""

SURE_SCORE = 5
SENTENCE_MAX_WORDS = 30


@dataclass(frozen=True, slots=True)
class Headline:
    """The number of the headline's line among the lines with ink, and the rule that chose it."""

    at: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be the headline; `points` are what speaks for it, by rule."""

    at: int
    points: dict[str, int]

    @property
    def score(self) -> int:
        return sum(self.points.values())

    @property
    def rule(self) -> str:
        """The rule that says most for the line, the first of equals."""
        return max(self.points, key=lambda rule: self.points[rule])


def find_named_headline(looks: Sequence[Look], limit: int, title: str | None) -> Headline | None:
    """Return the line that the title names that the page has on top, or that was known beforehand."""
    hinted = find_hinted_line(looks, limit, title) if title else None
    if hinted is not None:
        return Headline(hinted, "hinted_title")
    named = find_line_named_on_top(looks, limit)
    return None if named is None else Headline(named, "named_on_top")


def find_headline(looks: Sequence[Look], limit: int, body: range) -> Headline | None:
    """Return the headline above line `limit`, where the body begins, None where no line can be one."""
    lead = lead_words(looks, body)
    best = max(_weigh_candidates(looks, limit, lead), key=lambda one: (one.score, one.at), default=None)
    if best is None or best.score < SURE_SCORE:
        sentence = _find_sentence(looks, limit, lead)
        if sentence is not None:
            return Headline(sentence, "sentence_above_byline")
    if best is not None and best.score >= MIN_SCORE:
        return Headline(_climb(looks, best, lead), best.rule)
    for anchor, rule in _anchors(looks, limit):
        found = _top_of_run(looks, anchor)
        if found is not None:
            return Headline(found, rule)
    if limit > 0 and _is_heading_sentence(looks[0]):
        return Headline(0, "heading_sentence")
    return None


def _weigh_candidates(looks: Sequence[Look], limit: int, lead: frozenset[str]) -> Iterator[_Candidate]:
    """Yield the candidates from the body upwards, each with the points that rules give it."""
    free = [at for at in range(limit) if looks[at].may_be_headline]
    keys = dict(zip(free, as_keys(looks[at].content for at in free), strict=False))
    printed = Counter(keys.values())
    page_titles = _find_page_titles(looks, limit, printed)
    prose_below: deque[frozenset[str]] = deque([lead], maxlen=LEAD_LINES)
    text = lead
    to_byline, rivals = BYLINE_REACH + 1, 0
    for at in range(limit - 1, -1, -1):
        look = looks[at]
        if look.is_claimed_as("byline", "timestamp") and look.claim != REPORTING_CREDIT:
            to_byline = 0
        elif key := keys.get(at):
            on_topic = points_for_words(content_words(look.content), text)
            is_repeated = printed[key] > 1 and look.word_count >= HEADLINE_CLEAR_WORDS
            points = {
                "shares_words_with_body": on_topic,
                "repeated_title": 3 if is_repeated else 0,
                "named_by_page_title": 3 if key in page_titles else 0,
                "above_byline": 2 if to_byline <= BYLINE_REACH else 0,
                "near_body": -min(RIVALS_MAX_COST, rivals // RIVALS_AT_NO_COST),
                "has_site": -2 if at < TOP_LINES and any(bar in key for bar in BARS) else 0,
                "only_names": -4 if on_topic > 0 and _is_of_byline(look.content) else 0,
                "below_byline": -2 if _is_below_byline(looks, at) else 0,
                "ends_trail": -2 if _ends_trail(looks, at) else 0,
            }
            yield _Candidate(at, points)
            to_byline += 1
            rivals += on_topic > 0
        if look.claim is None and look.is_prose:
            prose_below.append(content_words(look.content[:LEAD_MAX_CHARS]))
            text = lead.union(*prose_below)


def _is_of_byline(content: str) -> bool:
    """Tell whether a line is names, or the newsroom or the role that stands below a name."""
    return is_name_line(content) or is_newsroom_line(content) or is_role_line(content)


def _ends_trail(looks: Sequence[Look], at: int) -> bool:
    """Tell whether a line is the last step of the way through the site, and no line below an address."""
    above = looks[at - 1].content if at > 0 else ""
    return above.endswith(TRAIL_MARKS) and "://" not in above


def _is_below_byline(looks: Sequence[Look], at: int) -> bool:
    """Tell whether the nearest of a few lines above, furniture aside, is a byline: captions follow it."""
    for above in reversed(looks[max(0, at - BYLINE_REACH) : at]):
        if above.claim is None or above.claim.segment_type == "timestamp":
            return False
        if above.claim.rule == BY_AND_NAME:
            return True
    return False


def _find_page_titles(looks: Sequence[Look], limit: int, printed: Iterable[str]) -> set[str]:
    """Return what lines with the name of a site, and share bars, say that the page is called."""
    with_bar = (key for key in printed if any(bar in key for bar in BARS))
    titles = {side for key in with_bar for side in title_keys(key)[1:]}
    for at in range(limit):
        claim = looks[at].claim
        if claim is not None and claim.rule == "breadcrumb" and ":" in looks[at].content:
            titles.add(as_key(looks[at].content.partition(":")[2]))
    return titles


def _climb(looks: Sequence[Look], best: _Candidate, lead: frozenset[str]) -> int:
    """Return the first line of the run that a headline tops: what chance preferred to it may be its dek."""
    if best.points["repeated_title"] or best.points["named_by_page_title"]:
        return best.at
    top = best.at
    for at in range(best.at - 1, max(-1, best.at - RUN_MAX_LINES), -1):
        look = looks[at]
        if look.is_claimed_as("caption"):
            continue
        is_clear = look.may_be_headline and look.word_count >= HEADLINE_CLEAR_WORDS
        is_clear = is_clear and not _ends_trail(looks, at)
        if not is_clear or points_for_words(content_words(look.content), lead) <= 0:
            break
        top = at
    return top


def _find_sentence(looks: Sequence[Look], limit: int, lead: frozenset[str]) -> int | None:
    """Return a sentence right above a byline that speaks of what the body does, with no other line above it.

    Headlines of personal stories are sentences, often two: `I bought a barn. It ate my savings.`
    """
    for at in range(max(1, limit - HEAD_MAX_LINES), limit):
        look, above = looks[at], looks[at - 1]
        is_sentence = look.claim is None and look.marker is None and not look.may_be_headline
        if not is_sentence or not HEADLINE_CLEAR_WORDS <= look.word_count <= SENTENCE_MAX_WORDS:
            continue
        is_alone = above.claim is not None or above.word_count < HEADLINE_CLEAR_WORDS
        below = looks[at + 1 : at + 1 + BYLINE_REACH]
        is_signed = any(each.is_claimed_as("byline", "timestamp") for each in below)
        if is_alone and is_signed and points_for_words(content_words(look.content), lead) > 0:
            return at
    return None


def _is_heading_sentence(look: Look) -> bool:
    """Tell whether a first line is a headline although it ends in a full stop, as in some archives.

    Only asked of lines above the head's end, where the body has not begun.
    """
    return look.claim is None and HEADLINE_CLEAR_WORDS <= look.word_count <= HEADING_MAX_WORDS


def _anchors(looks: Sequence[Look], limit: int) -> Iterable[tuple[int, str]]:
    """Yield the bylines near the body, then the timestamps, nearest first, then the body's start."""
    near = range(limit - 1, max(-1, limit - 1 - HEAD_MAX_LINES), -1)
    yield from ((at, "above_byline") for at in near if looks[at].is_claimed_as("byline"))
    yield from ((at, "above_timestamp") for at in near if looks[at].is_claimed_as("timestamp"))
    yield limit, "above_body"


def _top_of_run(looks: Sequence[Look], anchor: int) -> int | None:
    """Return the first headline-like line of the few right above an anchor; the others are deks.

    Furniture, bylines and captions within the run are passed over; a list item or the name of a section
    ends it.
    """
    top, line_count = None, 0
    for at in range(anchor - 1, max(-1, anchor - 1 - HEAD_MAX_LINES), -1):
        look = looks[at]
        if look.claim is not None:
            continue
        is_clear = look.marker is None and look.word_count >= HEADLINE_CLEAR_WORDS
        line_count += 1
        if not is_clear or line_count > RUN_MAX_LINES:
            break
        top = at if look.may_be_headline else top
    return top
