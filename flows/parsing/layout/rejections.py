"""Tell the pages that are no articles, and say why.

An article may be a paragraph, a table of results, a poem or a gallery: a page is rejected only where it says
itself that it has nothing to show, or where it is made of links to stories.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from flows.parsing.layout.index_pages import GALLERY_MIN_CAPTIONS, find_index, is_paragraph
from flows.parsing.layout.prose import count_words
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
PLAIN_ERROR_MAX_PROSE_WORDS = 150
"""Words of prose beside the error's own lines that make a page more than an error; a page that says it in
its title, or twice, explains it at length or offers other stories.
"""

MIN_FIGURES = 20
FIGURES_MAX_PARAGRAPHS = 1
FIGURE = re.compile(r"[\W\d_]*\d[\W_]*[A-Za-z]?\W*")
"""A line that is a figure: `+0.38 (+0.46%)`, `270.74M`."""

FIGURE_MAX_CHARS = 40


def find_rejection(lines: Sequence[Segment]) -> Rejection | None:
    """Return why a page is no article, by its lines with ink; None for an article."""
    return _find_error(lines) or find_index(lines) or _find_figures(lines) or _find_no_prose(lines)


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
    is_plain = len(errors) > 1 or errors[0] is inked[0]
    if words > (PLAIN_ERROR_MAX_PROSE_WORDS if is_plain else ERROR_MAX_PROSE_WORDS):
        return None
    return Rejection(
        "error_page", f"it says “{errors[0].content.text}” and has {words:,} words of text beside"
    )


def _is_error(content: str) -> bool:
    return len(content) <= ERROR_MAX_CHARS and ERROR_LINE.match(content) is not None


def _find_figures(inked: Sequence[Segment]) -> Rejection | None:
    """Return a rejection where the page is figures on lines of their own: prices, quotes, weather."""
    paragraphs = list(islice(filter(is_paragraph, inked), FIGURES_MAX_PARAGRAPHS + 1))
    if len(paragraphs) > FIGURES_MAX_PARAGRAPHS or any(segment.rule == "by_and_name" for segment in inked):
        return None
    figures = sum(_is_figure(segment.content.text) for segment in inked)
    if figures < MIN_FIGURES:
        return None
    return Rejection("no_prose", f"{figures:,} of its {len(inked):,} lines are figures")


def _is_figure(content: str) -> bool:
    return len(content) <= FIGURE_MAX_CHARS and FIGURE.fullmatch(content) is not None


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
