"""Keep in mind how stretches of capitalised words were cut into names: most names have been seen before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from flows.parsing.entities.known_names import LEXICONS_IN_USE, known_names, straight
from flows.parsing.language.tokens import Token
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import EntityType

MOST_KEPT = 1 << 14
"""How many stretches are kept in mind; the common names of the news come early."""

LONGEST_KEPT = 40
"""Characters of the longest stretch that is kept in mind."""

Traits = tuple[str, EntityType | None, str, str | None, str | None, str | None, bool]
"""The fields of a name from its text on."""

Cut = tuple[int, int, Traits]
"""A name within its stretch: where it begins and ends, in tokens from the start of the stretch."""


class CutStretches(dict[tuple[str, bool], tuple[Cut, ...]]):
    """The names in stretches cut before, by the text of a stretch and whether its place capitalises it."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._neighbours = known_names(lexicon).neighbours

    def keep(self, key: tuple[str, bool], cuts: tuple[Cut, ...]) -> None:
        """Keep the names of a stretch in mind if there is room."""
        if len(self) < MOST_KEPT and len(key[0]) <= LONGEST_KEPT:
            self[key] = cuts

    def is_alone(self, tokens: Sequence[Token], first: int, last: int, *, is_opening: bool) -> bool:
        """Tell whether the names in a stretch are the same whatever comes after it.

        No known name may go on beyond it. What opens a sentence is judged by the words behind it as well.
        """
        if is_opening and last - first > 1:
            return False
        if last == len(tokens):
            return True
        following = straight(tokens[last].text)
        is_inner_stop = following == "." and last + 1 < len(tokens)
        return not is_inner_stop and (tokens[last - 1].text, following) not in self._neighbours


@lru_cache(maxsize=LEXICONS_IN_USE)
def cut_stretches(lexicon: Lexicon) -> CutStretches:
    """Return the stretches cut so far with a lexicon."""
    return CutStretches(lexicon)
