"""Find what belongs to a picture within a story: the description above its credit, a name as its credit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.parsing.fields.person_names import is_person_shaped
from flows.parsing.layout.claims import Claim
from flows.parsing.layout.looks import Look
from flows.parsing.layout.prose import ends_in_full_stop

DESCRIPTION = Claim("caption", "above_picture_credit")
CREDIT = Claim("caption", "name_of_photographer")

DESCRIPTION_MIN_WORDS = 6
DESCRIPTION_MAX_WORDS = 40
AGENCY_MAX_WORDS = 4
NAME_MARKS = (" | ", " / ", "/")
ONLY_FIRST_MARKS = (*NAME_MARKS, " for ")
"""What stands between a photographer and an agency; `for` counts where the story has not begun."""

NO_DESCRIPTION_ENDS = '?!"\u201d:'


def find_pictures(looks: Sequence[Look], start: int, end: int) -> Iterator[tuple[int, Claim]]:
    """Yield the claims on lines of a body that describe a picture or credit it."""
    has_begun = False
    for at in range(start, end):
        look = looks[at]
        is_credit = look.claim is None and not look.is_prose and _is_name(look.content, has_begun=has_begun)
        if is_credit:
            yield at, CREDIT
        is_below_picture = at > start and (is_credit or look.is_claimed_as("caption"))
        if is_below_picture and _is_description(looks[at - 1], may_be_sentence=not has_begun):
            yield at - 1, DESCRIPTION
        has_begun = has_begun or (at > start and _is_paragraph(looks[at - 1]))


def _is_paragraph(look: Look) -> bool:
    return look.claim is None and look.is_prose and look.marker is None


def _is_description(look: Look, *, may_be_sentence: bool) -> bool:
    """Tell whether a line above a credit describes the picture: within a story, it ends in no full stop.

    A paragraph that opens with a dateline does not.
    """
    content = look.content
    return (
        look.claim is None
        and look.marker is None
        and DESCRIPTION_MIN_WORDS <= look.word_count <= DESCRIPTION_MAX_WORDS
        and (may_be_sentence or not ends_in_full_stop(content))
        and content[-1] not in NO_DESCRIPTION_ENDS
        and not _opens_with_dateline(content)
    )


def _opens_with_dateline(content: str) -> bool:
    first = content.partition(" ")[0]
    return len(first) > 1 and first.isupper()


def _is_name(content: str, *, has_begun: bool) -> bool:
    """Tell whether a line is a photographer and an agency: `Jane Roe | Example Images`."""
    for mark in NAME_MARKS if has_begun else ONLY_FIRST_MARKS:
        name, found, agency = content.partition(mark)
        if found and agency[:1].isupper() and len(agency.split()) <= AGENCY_MAX_WORDS:
            return is_person_shaped(name)
    return False
