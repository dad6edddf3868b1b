"""Tell the pages that are no articles, and say why.

An article may be a paragraph, a table of results, a poem or a gallery: a page is rejected only where it says
itself that it has nothing to show, or where it is made of links to stories.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from flows.parsing.layout.prose import count_words, is_headline_like, is_prose
from flows.parsing.records import BODY_SEGMENTS, Rejection, Segment

ERROR_LINE = re.compile(
    r"""\W{0,4}(?:(?:oops|sorry|uh[\ -]oh|error|http(?:\ error)?)\W{1,4}){0,3}(?:
    (?:40[0134]|410|429|50[0234])\b(?:\W{1,4}(?:error|page|not|forbidden|access|service|bad|internal|too
      |unauthorized|gone)\b.{0,80})?\W*$
    | (?:the\ )?page\ (?:was\ |could\ )?(?:not\ (?:be\ )?found|unavailable)\b.{0,40}
    | (?:the|this|that)\ (?:page|article|content|story|url|link|resource
      |site)\b.{0,60}\b(?:not\ (?:be\ )?(?:found|available|exist)
      |(?:can['\u2019]?t|cannot|could\ not|couldn['\u2019]?t)\ be\ (?:found|reached|displayed)
        |does(?:n['\u2019]?t|\ not)\ exist|no\ longer\ (?:exists|available))\b.{0,100}
    | we\ (?:can['\u2019]?t|cannot|could\ not|couldn['\u2019]?t)\ find\b.{0,40}\b(?:page
      |looking\ for)\b.{0,60}
    | access\ (?:to\ this\ \w{3,10}\ (?:has\ been|is|was)\ )?denied\b(?:\W{1,4}(?:you|error)\b.{0,80})?\W*$
    | forbidden\W*$ | (?:403\ )?forbidden\b.{0,40}
    | you\ (?:don['\u2019]?t|do\ not)\ have\ permission\ to\ access\b.{0,200}
    | (?:please\ |you\ (?:need|have)\ to\ )?(?:enable|turn\ on|activate)\ (?:javascript|cookies
      |js)\b.{0,160}
    | (?:this\ (?:site|page|app)\ requires\ javascript|javascript\ (?:is|must\ be)\ (?:disabled|required
      |enabled|not\ available))\b.{0,160}
    | (?:your\ browser|to\ continue,).{0,60}\bjavascript\b.{0,100}
    | (?:checking|verifying)\ (?:your\ browser|you\ are\ human|that\ you)\b.{0,80}
    | (?:please\ )?(?:verify|confirm|prove)\ (?:that\ )?you\ are\ (?:not\ a\ robot|(?:a\ )?human)\b.{0,100}
    | are\ you\ a\ (?:robot|human)\b.{0,20} | (?:solve|complete)\ (?:the|this)\ captcha\b.{0,100}
    | (?:our\ systems\ have\ detected|we['\u2019]?ve\ detected)\ unusual\ (?:traffic|activity)\b.{0,160}
    | attention\ required\b.{0,40} | (?:your\ |the\ )?request\ (?:has\ been\ |was\ )?blocked\b.{0,60}
    | (?:service|temporarily)\ unavailable\W*$ | (?:bad\ gateway|gateway\ time-?out
      |internal\ server\ error)\W*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What a page says instead of a story: `404 - Page not found`, `Please enable JavaScript to continue`."""

ERROR_MAX_CHARS = 250
ERROR_TOP_LINES = 20
ERROR_MAX_PROSE_WORDS = 40
"""Words of prose beside the error's own lines that make a page more than an error."""

LINK_MIN_WORDS = 5
INDEX_MIN_LINKS = 25
INDEX_MIN_TEASERS = 10
TEASER_MAX_WORDS = 40
GALLERY_MIN_CAPTIONS = 3

NO_LINKS = frozenset({"headline_repeat", "dek", "caption", "timestamp", "editor_note"})
SHORT_LINES = frozenset({"short_line_in_body", "line_without_prose"})
"""Rules that make paragraphs of lines that are no sentences."""


def find_rejection(segments: Sequence[Segment]) -> Rejection | None:
    """Return why a page is no article, None for an article."""
    inked = [segment for segment in segments if segment.segment_type != "blank"]
    return _find_error(inked) or _find_index(inked) or _find_no_prose(inked)


def _find_error(inked: Sequence[Segment]) -> Rejection | None:
    errors = [s for s in inked[:ERROR_TOP_LINES] if _is_error(s.content.text)]
    if not errors:
        return None
    told = {segment.segment_no for segment in errors}
    words = sum(
        count_words(s.content.text)
        for s in inked
        if s.segment_type in BODY_SEGMENTS and s.segment_no not in told
    )
    if words > ERROR_MAX_PROSE_WORDS:
        return None
    return Rejection(
        "error_page", f"it says “{errors[0].content.text}” and has {words:,} words of text beside"
    )


def _is_error(content: str) -> bool:
    return len(content) <= ERROR_MAX_CHARS and ERROR_LINE.match(content) is not None


def _find_index(inked: Sequence[Segment]) -> Rejection | None:
    """Return a rejection where links to stories are all there is, or many have one line of text below them.

    A paragraph above many links is a short story, so that one is enough for an article.
    """
    kinds = {segment.segment_type for segment in inked}
    links = sum(map(_is_link, inked))
    if "byline" in kinds or "boilerplate" not in kinds or links < INDEX_MIN_LINKS or _longest_run(inked) > 1:
        return None
    prose = sum(map(_is_paragraph, inked))
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


def _is_paragraph(segment: Segment) -> bool:
    return segment.segment_type == "paragraph" and segment.rule not in SHORT_LINES


def _longest_run(inked: Sequence[Segment]) -> int:
    """Return how many paragraphs stand together at most."""
    longest = run = 0
    for segment in inked:
        run = run + 1 if _is_paragraph(segment) else 0
        longest = max(longest, run)
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


def _find_no_prose(inked: Sequence[Segment]) -> Rejection | None:
    """Return a rejection where nothing is text of a story; a gallery is told by its captions."""
    if any(segment.segment_type in BODY_SEGMENTS for segment in inked):
        return None
    if sum(segment.segment_type == "caption" for segment in inked) >= GALLERY_MIN_CAPTIONS:
        return None
    if not inked:
        return Rejection("no_prose", "the page has no text")
    words = sum(count_words(segment.content.text) for segment in inked)
    return Rejection("no_prose", f"none of its {len(inked):,} lines is running text ({words:,} words in all)")
