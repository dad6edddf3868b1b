"""Tell whether a verb says how much or how many: `puts the toll at 31`, `counted 12 boats`."""

from __future__ import annotations

from flows.parsing.attribution.cues import CueMatch
from flows.parsing.language.grammar import MARKS, NUMBER_WORDS
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set

COUNTING_CUES = frozenset({"count", "tally"})
"""Verbs with the number next: `counted 31 dead cattle`."""

SIZING_CUES = COUNTING_CUES | {"put-at", "place-at", "peg-at"}
"""Verbs that report nothing else than a number: the others have it after `at`."""

ROUNDING = word_set("about around nearly almost roughly over some more less than at least just only")
"""What stands before a number that is not exact."""

CURRENCY_SIGNS = frozenset("$\N{POUND SIGN}\N{EURO SIGN}\N{YEN SIGN}")

REACH = 7
"""How many tokens after the verb may name what has the size."""


def says_size(passage: Passage, match: CueMatch) -> bool:
    """Tell `puts the toll at 31` from `puts the book down`, and `counted 12 boats` from `counted on it`."""
    if match.cue.cue_id in COUNTING_CUES:
        return _is_figure(passage, match.end)
    for index in range(match.end + 1, min(len(passage) - 1, match.end + REACH)):
        if passage.word(index) == "at":
            return _is_figure(passage, index + 1)
        if passage.word(index) in MARKS:
            return False
    return False


def _is_figure(passage: Passage, index: int) -> bool:
    """Tell whether a number comes next, what rounds it left out: `more than $190 million`, `about two`."""
    while passage.word(index) in ROUNDING:
        index += 1
    word = passage.word(index)
    return word[:1].isdigit() or word in NUMBER_WORDS or word[:1] in CURRENCY_SIGNS
