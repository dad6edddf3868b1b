"""Find the outlet a whole sentence is set in: `On CNN, Smith said`, `To the Post, he said`, `... (AFP).`"""

from __future__ import annotations

from typing import NamedTuple

from flows.parsing.attribution.phrase_heads import Phrase
from flows.parsing.language.grammar import DETERMINERS, POSSESSIVE_MARKS
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set
from flows.parsing.records import SourceRole

SETTING = frozenset({"in", "on", "to"})

PIECES = word_set(
    "column interview essay piece op-ed article editorial review profile podcast show program programme "
    "documentary report story segment appearance newsletter blog page section"
)
"""What of an outlet's somebody speaks in: `In her Gazette column last week, Smith said`."""

TAIL_REACH = 4
"""How many tokens between the outlet and the comma say in what and when."""


class Setting(NamedTuple):
    """An outlet that opens a sentence, and the tokens `first` to `end` that bring it, the latter excluded."""

    outlet: Phrase
    first: int
    end: int
    role: SourceRole


def opening_outlet(passage: Passage, limit: int) -> Setting | None:
    """Return the outlet that a sentence opens with before a comma, which comes before token `limit`."""
    word = passage.word(0)
    end = 2 if word == "over" and passage.word(1) == "at" else int(word in SETTING)
    first = end + (passage.word(end) in DETERMINERS)
    outlet = _outlet_at(passage, first) if end else None
    if outlet is None:
        return None
    comma = outlet.end + (passage.word(outlet.end) in POSSESSIVE_MARKS)
    while comma < outlet.end + TAIL_REACH and _is_tail(passage, comma):
        comma += 1
    if passage.word(comma) != "," or comma >= limit:
        return None
    return Setting(outlet, 0, end, "addressee" if word == "to" else "relay")


def closing_outlet(passage: Passage) -> Phrase | None:
    """Return the outlet that stands alone in parentheses at the end of a sentence: `... closed (AFP).`"""
    last = len(passage) - 1
    last -= passage.word(last) == "."
    if passage.word(last) != ")":
        return None
    mention = passage.mentions[last - 1]
    first = last
    while mention is not None and first > 0 and passage.mentions[first - 1] is mention:
        first -= 1
    outlet = _outlet_at(passage, first) if mention is not None else None
    before = first - 1 - (passage.word(first - 1) in {"the", "via", "per"})
    return outlet if outlet is not None and passage.word(before) == "(" else None


def _outlet_at(passage: Passage, first: int) -> Phrase | None:
    """Return the outlet that the registry knows and whose name begins at a token."""
    mention = passage.mentions[first] if first < len(passage) else None
    if mention is None or mention.outlet_id is None:
        return None
    end = first
    while end < len(passage) and passage.mentions[end] is mention:
        end += 1
    return Phrase(first, end, first, end, mention)


def _is_tail(passage: Passage, index: int) -> bool:
    return passage.word(index) in PIECES or passage.is_time(index) or passage.word(index) in {"last", "this"}
