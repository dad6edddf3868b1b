"""Find what is put into a story and is no part of its text: summaries, teasers, forms, quotes, pictures.

Place tells more than wording: a summary stands above the first paragraph, a teaser below the heading of other
stories, a pitch above the form of a newsletter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.parsing.layout.claims import Claim
from flows.parsing.layout.insets.pictures import find_pictures
from flows.parsing.layout.insets.pitches import is_pitch
from flows.parsing.layout.insets.pull_quotes import find_pull_quotes
from flows.parsing.layout.looks import Look
from flows.parsing.layout.notes import is_author_bio
from flows.parsing.layout.prose import ends_in_full_stop
from flows.parsing.layout.signs import PITCH

SUMMARY_POINT = Claim("dek", "summary_point")
SUMMARY_HEADING = Claim("boilerplate", "heads_summary")
PULL_QUOTE = Claim("boilerplate", "repeats_a_sentence")
TEASER = Claim("related", "below_related_heading")
CARD = Claim("related", "run_of_short_lines")
FORM = Claim("boilerplate", "above_form")
SPEAKS_TO_READER = Claim("boilerplate", "speaks_to_the_reader")
BIO = Claim("boilerplate", "presents_the_author")

SUMMARY_MAX_POINTS = 6
SUMMARY_MIN_PARAGRAPHS = 3
SUMMARY_REACH = 10
"""Lines below a summary among which the story has to begin."""

RELATED_RULES = frozenset({"more_heading", "related_heading"})
TEASERS_MAX_LINES = 8

CARDS_MIN_LINES = 3
CARDS_MAX_LINES = 12
CARD_LABEL_MAX_WORDS = 3
CARD_TITLE_MIN_WORDS = 6
TABLE_MARKS = frozenset("$:@*[")
"""What stands in short lines of a table, a quiz or a list of offers."""

DASHES = frozenset("-\u2013\u2014")
"""What opens the items of a list that has no bullets."""

FORM_RULES = frozenset({"newsletter", "paywall"})
FORM_MAX_LINES = 3

BYLINE_REACH = 12
BIO_LINES = 4
"""Lines above a body in which its byline stands, and lines at its start that may present its author."""


def find_boxes(looks: Sequence[Look], start: int, end: int) -> dict[int, Claim]:
    """Return the claims on lines of the body, which is `looks[start:end]`, that are no part of the story."""
    found = dict.fromkeys(_find_cards(looks, start, end), CARD)
    found.update((at, TEASER) for at in _find_teasers(looks, start, end))
    found.update((at, FORM) for at in _find_forms(looks, start, end))
    found.update((at, PULL_QUOTE) for at in find_pull_quotes(looks, start, end))
    found.update(_find_summary(looks, start, end))
    found.update((at, BIO) for at in _find_bios(looks, start, end))
    found.update(find_pictures(looks, start, end))
    found.update((at, SPEAKS_TO_READER) for at in _find_pitches(looks, start, end))
    return found


def _is_paragraph(look: Look) -> bool:
    return look.claim is None and look.is_prose and look.marker is None


def _is_short(look: Look) -> bool:
    return look.claim is None and not look.is_prose and look.marker is None


def _find_summary(looks: Sequence[Look], start: int, end: int) -> Iterator[tuple[int, Claim]]:
    """Yield the few bullet points above the first paragraph, and what heads them: `Key Points`."""
    at = first = start + 1 if start < end and _is_short(looks[start]) else start
    while at < end and (looks[at].marker == "bullet" or looks[at].claim is not None):
        at += 1
    points = [each for each in range(first, at) if looks[each].claim is None]
    paragraph_count = sum(_is_paragraph(look) for look in looks[at : min(end, at + SUMMARY_REACH)])
    if 0 < len(points) <= SUMMARY_MAX_POINTS and paragraph_count >= SUMMARY_MIN_PARAGRAPHS:
        yield from ((each, SUMMARY_HEADING) for each in range(start, first))
        yield from ((each, SUMMARY_POINT) for each in points)


def _find_teasers(looks: Sequence[Look], start: int, end: int) -> Iterator[int]:
    """Yield the links below a heading of other stories, down to the next line of running text."""
    left = 0
    for at in range(start, end):
        look = looks[at]
        if look.claim is not None:
            left = TEASERS_MAX_LINES if look.claim.rule in RELATED_RULES else left
        elif left and (not look.is_prose or (look.marker and not ends_in_full_stop(look.content))):
            left -= 1
            yield at
        else:
            left = 0


def _find_cards(looks: Sequence[Look], start: int, end: int) -> Iterator[int]:
    """Yield the runs of short lines above a paragraph that are labels and titles of other stories."""
    run: list[int] = []
    for at in range(start, end):
        look = looks[at]
        if _is_short(look):
            run.append(at)
        elif look.claim is None:
            if run and look.is_prose and _are_cards([looks[each] for each in run]):
                yield from run
            run.clear()


def _are_cards(run: Sequence[Look]) -> bool:
    if not CARDS_MIN_LINES <= len(run) <= CARDS_MAX_LINES:
        return False
    counts = [look.word_count for look in run]
    has_both = min(counts) <= CARD_LABEL_MAX_WORDS and max(counts) >= CARD_TITLE_MIN_WORDS
    return has_both and not any(look.content[0] in DASHES for look in run) and _has_no_marks(run)


def _has_no_marks(run: Sequence[Look]) -> bool:
    return all(TABLE_MARKS.isdisjoint(look.content) for look in run)


def _find_forms(looks: Sequence[Look], start: int, end: int) -> Iterator[int]:
    """Yield the name of a newsletter and what it promises, above the form that asks for an address."""
    for at in range(start, end):
        claim = looks[at].claim
        if claim is not None and claim.rule in FORM_RULES:
            yield from _above_form(looks, at, start)


def _above_form(looks: Sequence[Look], form: int, start: int) -> Iterator[int]:
    """Yield the short lines right above a form, and the one sentence that stands between it and them."""
    above = range(form - 1, max(start - 1, form - 1 - FORM_MAX_LINES), -1)
    lines = [at for at in above if looks[at].claim is None]
    sentences = [at for at in lines[:1] if _is_paragraph(looks[at])]
    names = []
    for at in lines[len(sentences) :]:
        if not _is_short(looks[at]) or ends_in_full_stop(looks[at].content):
            break
        names.append(at)
    if names:
        yield from (*sentences, *names)


def _find_pitches(looks: Sequence[Look], start: int, end: int) -> Iterator[int]:
    """Yield the lines in which the site speaks of itself."""
    for at in range(start, end):
        look = looks[at]
        if look.signs & PITCH and look.claim is None and is_pitch(look.content):
            yield at


def _find_bios(looks: Sequence[Look], start: int, end: int) -> Iterator[int]:
    """Yield what presents the author above the story: it opens with a name of the byline."""
    head = looks[max(0, start - BYLINE_REACH) : start]
    signed = " ".join(look.content for look in head if look.is_claimed_as("byline")).casefold()
    for at in range(start, min(end, start + BIO_LINES)):
        content = looks[at].content
        name = " ".join(content.split(maxsplit=2)[:2]).casefold()
        if looks[at].claim is None and name in signed and is_author_bio(content):
            yield at
