"""Tell by the words of a line whether it speaks of what the body does."""

from __future__ import annotations

from collections.abc import Sequence

from flows.parsing.layout.looks import Look
from flows.parsing.layout.prose import content_words

LEAD_LINES = 8
"""Lines of prose at the start of a body that say what it is about."""

LEAD_MAX_CHARS = 2000

MOST_WORDS_SHARE = 0.6
SOME_WORDS_SHARE = 0.3
MANY_SHARED_WORDS = 3
SOME_SHARED_WORDS = 2
CLEAR_CONTENT_WORDS = 4
"""A line with fewer content words may share them by chance: `Find a new job`."""


def lead_words(looks: Sequence[Look], body: range) -> frozenset[str]:
    """Return the content words of the first paragraphs."""
    words: set[str] = set()
    count = 0
    for at in body:
        if looks[at].claim is None and looks[at].is_prose:
            words.update(content_words(looks[at].content[:LEAD_MAX_CHARS]))
            count += 1
            if count == LEAD_LINES:
                break
    return frozenset(words)


def points_for_words(words: frozenset[str], text: frozenset[str]) -> int:
    """Return what the words say that a line has in common with the text below it."""
    if not words or not text:
        return 0
    shared = len(words & text)
    share = shared / len(words)
    if share >= MOST_WORDS_SHARE and shared >= MANY_SHARED_WORDS:
        return 5
    if share >= SOME_WORDS_SHARE and shared >= SOME_SHARED_WORDS:
        return 3 if len(words) >= CLEAR_CONTENT_WORDS or shared == len(words) else 1
    return 0 if shared else -2
