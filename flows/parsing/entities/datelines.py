"""Tell the places that open a report: `RIGA, Latvia (AP)`."""

from __future__ import annotations

from collections.abc import Sequence

from flows.parsing.entities.known_names import read_name
from flows.parsing.language.tokens import Token
from flows.parsing.lexicon import Lexicon

DASHES = frozenset({"—", "–", "-", "--"})
"""What parts the dateline from the report: `RIGA, Latvia —`."""

LONGEST_TOWN = 4
"""Tokens of the longest town of a dateline with its comma."""


def is_dateline(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether the name from `first` to before `last` is the town of a dateline or its region."""
    if last >= len(tokens):
        return False
    return _is_town(tokens, last, lexicon) if first == 0 else _is_region(tokens, first, last)


def _is_town(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a name in capitals ends before token `at`, and a region or an agency follows."""
    mark = tokens[at].text
    if mark not in {",", "("} or at + 1 >= len(tokens) or not tokens[at - 1].text.isupper():
        return False
    if mark == "," and at + 2 < len(tokens) and tokens[at + 2].text in DASHES:
        return True
    following = read_name(tokens[at + 1].text, lexicon)
    if following is None:
        return False
    return following.entity_type == "PLACE" if mark == "," else following.outlet_id is not None


def _is_region(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a name stands between a town in capitals and a dash."""
    return (
        1 < first <= LONGEST_TOWN
        and tokens[first - 1].text == ","
        and tokens[last].text in DASHES
        and all(token.text.isupper() for token in tokens[: first - 1])
    )
