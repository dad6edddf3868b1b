"""Tell the pages made of links to stories: fronts of sections, results of a search, an author's list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from flows.parsing.layout.prose import count_words, is_headline_like, is_prose
from flows.parsing.records import Rejection, Segment

RESULTS_LINE = re.compile(
    r"\W{0,2}(?:search\ results\b.{0,80}"
    r"|(?:showing|displaying)\ (?:results\ )?\d[\d,]*\ ?(?:to|-|\u2013|of)\ .{1,80}"
    r"|(?:about\ |we\ found\ )?\d[\d,]*\ results\b.{0,60}|no\ results\ (?:found|for)\b.{0,80})",
    re.IGNORECASE | re.VERBOSE,
)
"""What a page says above what a search found: `Showing 1 to 10 of 1,284 results for "harbor"`."""

RESULTS_MIN_LINES = 2
RESULTS_MAX_CHARS = 120
RESULTS_MAX_RUN = 2
"""Paragraphs that stand together at most among the results of a search."""

INDEX_MIN_CARDS = 5
CARD_REACH = 3
"""Lines above a time or a byline among which the title of its story stands."""

LINK_MIN_WORDS = 5
INDEX_MIN_LINKS = 25
INDEX_MIN_TEASERS = 10
TEASER_MAX_WORDS = 40
GALLERY_MIN_CAPTIONS = 3

NO_LINKS = frozenset({"headline_repeat", "dek", "caption", "timestamp", "editor_note"})
CARD_RULES = frozenset({"time_alone", "stamp_below_body", "far_above_headline"})
"""Rules of the lines that date or sign other stories."""

SHORT_LINES = frozenset({"short_line_in_body", "line_without_prose"})
"""Rules that make paragraphs of lines that are no sentences."""


def find_index(inked: Sequence[Segment]) -> Rejection | None:
    """Return why the lines with ink of a page are an index of stories, None where they may be an article."""
    longest_run = _longest_run(inked)
    if longest_run > RESULTS_MAX_RUN:
        return None
    if results := _find_results(inked):
        return results
    return None if longest_run > 1 else _find_links(inked) or _find_cards(inked)


def _find_results(inked: Sequence[Segment]) -> Rejection | None:
    """Return a rejection where the page says more than once that it is what a search found."""
    told = [s.content.text for s in inked if _is_about_results(s.content.text)]
    if len(told) < RESULTS_MIN_LINES:
        return None
    return Rejection("index_page", f"it says \u201c{told[0]}\u201d and no three paragraphs stand together")


def _is_about_results(content: str) -> bool:
    return len(content) <= RESULTS_MAX_CHARS and RESULTS_LINE.fullmatch(content) is not None


def _find_cards(inked: Sequence[Segment]) -> Rejection | None:
    """Return a rejection where the text is teasers of stories that have their own times or bylines below.

    A story, however short, has its own time or byline above its text, or more words than a teaser.
    """
    paragraphs = [segment for segment in inked if is_paragraph(segment)]
    captions = sum(segment.segment_type == "caption" for segment in inked)
    if captions >= GALLERY_MIN_CAPTIONS or _is_stamped(inked):
        return None
    cards = _count_cards(inked)
    is_long = any(count_words(segment.content.text) > TEASER_MAX_WORDS for segment in paragraphs)
    if cards < INDEX_MIN_CARDS or len(paragraphs) > cards or is_long:
        return None
    return Rejection(
        "index_page",
        f"{cards:,} stories stand on it with their times or bylines, and no text of its own",
    )


def _is_stamped(inked: Sequence[Segment]) -> bool:
    """Tell whether a time or a `By` stands above the first paragraph."""
    for segment in inked:
        if is_paragraph(segment):
            return False
        if segment.segment_type == "timestamp" or segment.rule == "by_and_name":
            return True
    return False


def _count_cards(inked: Sequence[Segment]) -> int:
    """Return how many titles have a time or a byline among the few lines below."""
    cards: set[int] = set()
    for at, segment in enumerate(inked):
        if segment.rule in CARD_RULES or segment.segment_type in {"timestamp", "byline"}:
            titles = [above for above in range(max(0, at - CARD_REACH), at) if _is_link(inked[above])]
            cards.update(titles[-1:])
    return len(cards)


def _find_links(inked: Sequence[Segment]) -> Rejection | None:
    """Return a rejection where links to stories are all there is, or many have one line of text below them.

    A paragraph above many links is a short story, so that one is enough for an article.
    """
    kinds = {segment.segment_type for segment in inked}
    links = sum(map(_is_link, inked))
    if "byline" in kinds or "boilerplate" not in kinds or links < INDEX_MIN_LINKS:
        return None
    prose = sum(map(is_paragraph, inked))
    teasers = _count_teasers(inked)
    if prose and (teasers < INDEX_MIN_TEASERS or prose > teasers):
        return None
    return Rejection(
        "index_page",
        f"{links:,} of its {len(inked):,} lines read as links to stories, {teasers:,} with a line of text"
        " below, and no two paragraphs stand together",
    )


def _is_link(segment: Segment) -> bool:
    """Tell whether a line could be the headline of a story elsewhere."""
    if segment.segment_type in NO_LINKS:
        return False
    content = segment.content.text
    words = count_words(content)
    return words >= LINK_MIN_WORDS and is_headline_like(content, words)


def is_paragraph(segment: Segment) -> bool:
    """Tell whether a line is running text of the body."""
    return segment.segment_type == "paragraph" and segment.rule not in SHORT_LINES


def _longest_run(inked: Sequence[Segment]) -> int:
    """Return how many paragraphs stand together at most; no more are counted than tell an article."""
    longest = run = 0
    for segment in inked:
        if not is_paragraph(segment):
            run = 0
            continue
        run += 1
        if run > longest:
            longest = run
            if longest > RESULTS_MAX_RUN:
                break
    return longest


def _count_teasers(inked: Sequence[Segment]) -> int:
    """Return how many lines of text stand alone below what reads as a headline."""
    return sum(
        _is_link(above) and _is_teaser(below.content.text)
        for above, below in pairwise(inked)
        if below.segment_type in {"paragraph", "boilerplate"}
    )


def _is_teaser(content: str) -> bool:
    words = count_words(content)
    return words <= TEASER_MAX_WORDS and is_prose(content, words)
