"""Find pull quotes: lines that print again, in large letters, what a paragraph of the story says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.parsing.layout.looks import Look
from flows.parsing.layout.prose import as_keys

PIECE_ENDS = ('"', *(f"{mark}{quotes} " for mark in ".!?" for quotes in ("", "'", "''")))
"""Where a sentence or a quotation ends in a key: `. ` or `"`."""

MARKS = " .,;:!?'\u2018\u2019-"
QUOTES = frozenset('"\u201c\u201d')
MIN_WORDS = 3
MAX_CHARS = 400
PARAGRAPH_MAX_CHARS = 4000
"""Characters of a line in which the sentence that is quoted is looked for."""

MARGIN = 2
"""Characters that the quotation marks add to a sentence quoted."""


def find_pull_quotes(looks: Sequence[Look], start: int, end: int) -> Iterator[int]:
    """Yield the lines of a body of which every sentence stands in a longer line of it.

    A short line without quotation marks is left alone: subheadings repeat words of their section.
    """
    free = [at for at in range(start, end) if looks[at].claim is None]
    pieces = dict(zip(free, _cut_pieces([looks[at].content for at in free]), strict=True)) if free else {}
    longest: dict[str, int] = {}
    for at, several in pieces.items():
        length = len(looks[at].content)
        for piece in several:
            if longest.get(piece, 0) < length:
                longest[piece] = length
    for at, several in pieces.items():
        content = looks[at].content
        may_be_quote = looks[at].marker is None and (looks[at].is_prose or content[0] in QUOTES)
        if len(content) > MAX_CHARS or not may_be_quote:
            continue
        stands_elsewhere = all(longest[piece] > len(content) + MARGIN for piece in several)
        if stands_elsewhere and sum(len(piece.split()) for piece in several) >= MIN_WORDS:
            yield at


def _cut_pieces(contents: Sequence[str]) -> list[list[str]]:
    """Return the sentences and quotations of each line, without what differs between their printings."""
    text = "\n".join(as_keys(content[:PARAGRAPH_MAX_CHARS] for content in contents))
    for end in PIECE_ENDS:
        text = text.replace(end, "\t")
    return [[bare for piece in line.split("\t") if (bare := piece.strip(MARKS))] for line in text.split("\n")]
