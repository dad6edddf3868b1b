"""Find the source a relative clause is about: `Smith, who said`, and `a woman who lives nearby said`."""

from __future__ import annotations

from flows.parsing.attribution.phrase_heads import Phrase
from flows.parsing.attribution.phrases import PhraseReader
from flows.parsing.language.grammar import MARKS, OPENERS
from flows.parsing.language.passages import Passage

REACH = 12
"""How many tokens a relative clause takes at most that no comma sets off."""


def antecedent(passage: Passage, relative: int, reader: PhraseReader) -> Phrase | None:
    """Return the noun a relative clause is about whose pronoun is a token: `Smith, who`."""
    end = relative - 1 if passage.word(relative - 1) in OPENERS else relative
    is_person = passage.word(relative) == "who"
    phrase = reader.subject_ending_at(passage, end) if is_person else reader.ending_at(passage, end)
    return phrase if phrase is not None and reader.is_likely_source(passage, phrase) else None


def before_clause(passage: Passage, end: int, reader: PhraseReader) -> Phrase | None:
    """Return the noun before a relative clause that ends before a token: `a woman who lives nearby`."""
    for index in range(end - 2, max(0, end - REACH), -1):
        word = passage.word(index)
        if not word or word in MARKS:
            return None
        if word == "who":
            return antecedent(passage, index, reader)
    return None
