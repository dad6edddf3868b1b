"""Find where the article is on the page: its headline, and the run of lines that is its body.

Numbers here count the lines that have ink. Every search passes over the lines once, so that the cost of
a page follows its length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.parsing.layout.claims import TIME_WITHOUT_DAY
from flows.parsing.layout.furniture.furniture_lines import END_RULES
from flows.parsing.layout.headlines import (
    HEAD_MAX_LINES,
    Headline,
    find_headline,
    find_named_headline,
)
from flows.parsing.layout.looks import Look
from flows.parsing.layout.notes import is_author_bio
from flows.parsing.layout.prose import content_words
from flows.parsing.layout.shared_words import lead_words
from flows.parsing.layout.strays import find_strays

PROSE_WORDS_COUNTED = 40
"""Words for which a line of prose counts at most, lest one long cookie notice outweigh a page."""

LINK_COST = 8
"""What a line that is no prose costs a body, in words of prose."""

BOX_RULES = frozenset(
    {
        *("newsletter", "related_link", "related_heading", "read_on", "player", "gallery", "paywall"),
        *("app_prompt", "disclosure"),
    }
)
FURNITURE_TYPES = frozenset({"boilerplate", "related"})
BOX_COST = 3
"""What furniture costs that stands between paragraphs as often as around them."""

BOX_LINES = 3
"""Lines of furniture on end that cost a body something: a box within it is one thing, however long."""

END_COST = 100
"""What the wording of a page's foot costs: a body goes on below it only with more prose than that."""

RUN_MIN_WORDS = 60
"""Words of prose that make a run the story of the headline above it."""

COMMENT_RULES = frozenset({"comments", "reader_comment"})
MIN_SHARED_WORDS = 2
NOTES_MAX_LINES = 12
NAME_MAX_WORDS = 4
HEAD_MAX_PROSE = 1
DEK_MAX_WORDS = 60

PLAIN_FURNITURE_SHARE = 0.1
"""The most furniture, for each line of prose, of a text that somebody already took out of its page."""

PLAIN_LINE_MIN_WORDS = 4
"""On a plain page, a shorter line below the last prose still reads as a link."""


@dataclass(frozen=True, slots=True)
class Regions:
    """Line numbers among the lines with ink. The head is what lies between the headline and the body.

    `headline` is None where the page has none; the body is empty (start == end) on a page without prose.
    `strays` are lines of the story beyond its body's bounds.
    """

    headline: Headline | None
    body_start: int
    body_end: int
    strays: frozenset[int] = frozenset()


def find_regions(looks: Sequence[Look], title: str | None) -> Regions:
    """Return where the article's headline, head and body are."""
    start, end = _heaviest_run(looks)
    is_plain = end > start and _is_plain(looks)
    if is_plain:
        end = _end_of_plain_text(looks, end)
    if start == end:
        return Regions(None, start, end)
    limit = max(start, _find_head_end(looks, start - 1) + 1)
    headline = find_named_headline(looks, limit, title)
    run = _first_run_on_topic(looks, headline.at) if headline else None
    if headline is None or (run is None and headline.at >= limit):
        headline = find_headline(looks, limit, range(limit, end))
    elif run is not None and (start <= headline.at or _has_comments(looks, run[1], end)):
        start, end = run
    head_end = limit - 1 if headline is None else _find_head_end(looks, headline.at)
    if not is_plain:
        end = _end_before_notes(looks, start, end)
    body_start = next((at for at in range(max(start, head_end + 1), end) if looks[at].claim is None), end)
    strays = frozenset[int]()
    if headline is not None and body_start < end:
        topic = lead_words(looks, range(body_start, end)).union(content_words(looks[headline.at].content))
        strays = find_strays(looks, head_end, body_start, end, topic)
    return Regions(headline, body_start, end, strays)


def _first_run_on_topic(looks: Sequence[Look], headline: int) -> tuple[int, int] | None:
    """Return the first run of prose below a headline that is long enough and shares words with it.

    Comments or teasers can outweigh the story, but do not stand right below its headline.
    """
    topic = content_words(looks[headline].content)
    for start, end, weight in _runs(looks, _find_head_end(looks, headline) + 1):
        if weight >= RUN_MIN_WORDS and any(_shares_words(looks[at], topic) for at in range(start, end)):
            return start, end
    return None


def _has_comments(looks: Sequence[Look], start: int, end: int) -> bool:
    return any(
        look.claim is not None and look.claim.rule in COMMENT_RULES
        for look in (looks[at] for at in range(start, end))
    )


def _shares_words(look: Look, topic: frozenset[str]) -> bool:
    if look.claim is not None or not look.is_prose:
        return False
    return len(topic.intersection(content_words(look.content))) >= min(MIN_SHARED_WORDS, len(topic))


def _weigh(look: Look, furniture_count: int) -> int:
    """Return the words of prose that a line adds to a body or costs it, as the nth line of a box."""
    if look.claim is None:
        return min(look.word_count, PROSE_WORDS_COUNTED) if look.is_prose else -LINK_COST
    if look.claim.rule in END_RULES or look.claim.segment_type == "topic_tag":
        return -END_COST
    if furniture_count == 0 or furniture_count > BOX_LINES:
        return 0
    return -BOX_COST if look.claim.rule in BOX_RULES or look.claim is TIME_WITHOUT_DAY else -LINK_COST


def _runs(looks: Sequence[Look], begin: int) -> Iterator[tuple[int, int, int]]:
    """Yield the runs of lines with more prose than their other lines cost: start, end and weight of each."""
    weight, start, furniture_count = 0, begin, 0
    best, best_end = 0, begin
    is_comment = False
    for at in range(begin, len(looks)):
        look = looks[at]
        claim = look.claim
        furniture_count = furniture_count + 1 if claim and claim.segment_type in FURNITURE_TYPES else 0
        weight += 0 if is_comment else _weigh(look, furniture_count)
        is_comment = claim is not None and claim.rule == "reader_comment"
        if weight > best:
            best, best_end = weight, at + 1
        elif weight <= 0:
            if best:
                yield start, best_end, best
            weight, best, start = 0, 0, at + 1
    if best:
        yield start, best_end, best


def _heaviest_run(looks: Sequence[Look]) -> tuple[int, int]:
    """Return the run of lines with the most prose after what its other lines cost; the first of equals."""
    start, end, _ = max(_runs(looks, 0), key=lambda run: run[2], default=(0, 0, 0))
    return start, end


def _is_plain(looks: Sequence[Look]) -> bool:
    """Tell whether the page is text without menus and footers, so that its short lines are part of it."""
    free = [look.is_prose for look in looks if look.claim is None]
    prose_count = sum(free)
    short_count = len(free) - prose_count
    furniture_count = sum(
        look.claim is not None and look.claim.segment_type in FURNITURE_TYPES for look in looks
    )
    return furniture_count <= prose_count * PLAIN_FURNITURE_SHARE and short_count <= prose_count


def _end_of_plain_text(looks: Sequence[Look], end: int) -> int:
    """Return where a plain text ends: with the last line that has words enough to say something."""
    for at in range(len(looks) - 1, end - 1, -1):
        if looks[at].claim is None and (looks[at].is_prose or looks[at].word_count >= PLAIN_LINE_MIN_WORDS):
            return at + 1
    return end


def _end_before_notes(looks: Sequence[Look], start: int, end: int) -> int:
    """Return where a body ends without what presents its author below it, names above that included."""
    last = end
    for at in range(end - 1, max(start, end - 1 - NOTES_MAX_LINES), -1):
        look = looks[at]
        if look.claim is None and is_author_bio(look.content):
            last = at
        elif look.claim is None and (last == end or look.is_prose or look.word_count > NAME_MAX_WORDS):
            break
        elif look.claim is None:
            last = at
    return last


def _find_head_end(looks: Sequence[Look], headline: int) -> int:
    """Return the last byline or timestamp below a headline and above the body, or the headline itself.

    A dek may stand between them, which can be a sentence.
    """
    last, prose_count = headline, 0
    for at in range(headline + 1, min(len(looks), headline + 1 + HEAD_MAX_LINES)):
        look = looks[at]
        if prose_count and look.claim is TIME_WITHOUT_DAY:
            break
        if look.is_claimed_as("byline", "timestamp"):
            last = at
        elif look.claim is None and look.is_prose and not look.may_be_headline:
            prose_count += 1
            if prose_count > HEAD_MAX_PROSE or look.word_count > DEK_MAX_WORDS:
                break
    return last
