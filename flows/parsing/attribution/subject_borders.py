"""Tell where the subject of a verb may end, and whether it may come after its verb."""

from __future__ import annotations

from flows.parsing.attribution.cue_uses import is_aspect
from flows.parsing.language.grammar import (
    AUXILIARIES,
    HAS_PRONOUNS,
    HAVE_FORMS,
    MARKS,
    PREPOSITIONS,
    SUBORDINATORS,
)
from flows.parsing.language.passages import Passage

DAY_PREPOSITIONS = frozenset({"on", "at", "in", "late", "early"})
"""What stands before a day or an hour: `on Friday`."""

AFTER_HAVE = frozenset({"long", "since"})
"""Adverbs that stand between `has` and its verb, and elsewhere are none: `has long insisted`."""

FLOATING = frozenset({"both", "all", "each"})
"""What may count a subject behind it: `the rivals both insist`."""

REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
"""What stresses a subject: `Smith himself said`."""


def opens_introduction(passage: Passage, index: int) -> bool:
    """Tell whether a sentence that starts with a word has its subject after a comma: `On Friday, ...`."""
    word = passage.word(index)
    is_function_word = word in PREPOSITIONS or word in SUBORDINATORS
    is_time = passage.is_time(index) or word[:1].isdigit()
    return is_function_word or is_time or word.endswith("ing") or passage.is_adverb(index)


def follows_quote(passage: Passage, index: int) -> bool:
    """Tell whether a quotation ends right before a token."""
    return index > 0 and passage.quotes[index - 1] is not None


def may_invert(passage: Passage, first: int) -> bool:
    """Tell whether a verb can come before its subject here: first, or after a mark or a quotation."""
    return first == 0 or follows_quote(passage, first) or passage.word(first - 1) in MARKS


def subject_end(passage: Passage, index: int) -> int:
    """Return where the subject of a verb may end: after Smith in `Smith has said`, `Smith on Friday said`."""
    if is_aspect(passage, index):
        is_first = passage.word(index - 2) == "first" and passage.word(index - 3) == "the"
        index -= 2 + (is_first or passage.word(index - 2) == "on")
    while index > 0:
        is_day = passage.is_time(index - 1)
        is_perfect = passage.word(index - 1) in AFTER_HAVE and passage.word(index - 2) in HAVE_FORMS
        is_each = passage.word(index - 1) in FLOATING and _ends_noun(passage, index - 2)
        is_year = _is_year(passage, index - 1)
        if not (
            is_day
            or is_year
            or is_perfect
            or is_each
            or passage.word(index - 1) in AUXILIARIES
            or passage.is_adverb(index - 1)
        ):
            break
        index -= 1
        if (is_day or is_year) and passage.word(index - 1) in DAY_PREPOSITIONS:
            index -= 1
    is_contracted = passage.word(index - 1) == "'s" and passage.word(index - 2) in HAS_PRONOUNS
    return index - (passage.word(index - 1) in REFLEXIVES or is_contracted)


def _is_year(passage: Passage, index: int) -> bool:
    """Tell whether a token is the year a subject spoke in: `Smith in 2024 told`."""
    word = passage.word(index)
    return len(word) == len("2024") and word.isdigit() and passage.word(index - 1) == "in"


def _ends_noun(passage: Passage, index: int) -> bool:
    """Tell whether a token, auxiliaries left out, may be the last of a plural subject."""
    while passage.word(index) in HAVE_FORMS:
        index -= 1
    word = passage.word(index)
    if index >= 0 and (passage.mentions[index] is not None or passage.tokens[index].is_capitalised):
        return True
    return word.endswith("s") and word not in AUXILIARIES and word not in PREPOSITIONS
