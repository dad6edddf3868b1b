"""Read a share of people as a source: `about four in 10`, `another 43`."""

from __future__ import annotations

from flows.parsing.attribution.phrase_heads import Phrase
from flows.parsing.language.grammar import CONJUNCTIONS, MARKS, NUMBER_WORDS
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set

SHARE_LINKS = frozenset({"in", "of"})

APPROXIMATIONS = word_set(
    "about nearly almost some around roughly than more fewer less another only over under"
)
"""Words before a number of people: `more than four in 10`."""

BEFORE_SHARE = MARKS | CONJUNCTIONS | {"that", "while", "after", "as"}
"""What stands before a share that opens its clause: `while four in 10 said`."""


def share_ending_at(passage: Passage, end: int) -> Phrase | None:
    """Return the share of people that ends before a token: `about four in 10`, `another 43`."""
    first = end - 1
    if not _is_count(passage, first):
        return None
    if passage.word(first - 1) in SHARE_LINKS and _is_count(passage, first - 2):
        first -= 2
    head_first = first
    while passage.word(first - 1) in APPROXIMATIONS or passage.is_adverb(first - 1):
        first -= 1
    opens = first == 0 or passage.word(first - 1) in BEFORE_SHARE
    return Phrase(first, end, head_first, end, None) if opens else None


def _is_count(passage: Passage, index: int) -> bool:
    """Tell whether a token is a number in figures or in words."""
    word = passage.word(index)
    return word.isdigit() or word in NUMBER_WORDS or word == "one"
