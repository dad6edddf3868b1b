"""Find sources that are no subject: whose claim it is, and whose name stands before a colon."""

from __future__ import annotations

from flows.parsing.attribution.cues import CueMatch
from flows.parsing.attribution.phrase_heads import Phrase
from flows.parsing.attribution.phrases import PhraseReader
from flows.parsing.language.grammar import POSSESSIVE_MARKS
from flows.parsing.language.passages import Passage

OWNED_PHRASES = frozenset({"in-ones-words", "in-ones-view"})
"""Cues with the source inside: `in his words`."""


def owner_of(passage: Passage, match: CueMatch, reader: PhraseReader) -> Phrase | None:
    """Return whose words a cue is about: `Smith` of `Smith's claim that`, `his` of `in his words`."""
    if match.cue.cue_id in OWNED_PHRASES:
        pronoun = match.first + 1
        return Phrase(pronoun, pronoun + 1, pronoun, pronoun + 1, None)
    before = match.first - 1
    if passage.word(before) not in POSSESSIVE_MARKS:
        return Phrase(before, match.first, before, match.first, None)
    phrase = reader.ending_at(passage, before)
    return phrase if phrase is not None and reader.is_likely_source(passage, phrase) else None


def labelled_by(passage: Passage, colon: int, reader: PhraseReader) -> Phrase | None:
    """Return who speaks after a colon, a person or whoever is quoted then: `Ann Ito: "No."`."""
    phrase = reader.starting_at(passage, 0)
    if phrase is None or phrase.end != colon or not reader.is_likely_source(passage, phrase):
        return None
    entity_type = phrase.mention.entity_type if phrase.mention else None
    is_said = entity_type == "PERSON" or (passage.is_quoted(colon + 1) and entity_type != "PLACE")
    return phrase if is_said else None
