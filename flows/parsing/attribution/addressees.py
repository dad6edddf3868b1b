"""Find who is spoken to: `told reporters`, `insisted to the Gazette`, `declined to talk with the Post`."""

from __future__ import annotations

from collections.abc import Iterator

from flows.parsing.attribution.cues import CueMatch
from flows.parsing.attribution.phrase_heads import Phrase
from flows.parsing.attribution.phrases import PhraseReader
from flows.parsing.language.grammar import MARKS, OTHER_PRONOUNS, PERSONAL_PRONOUNS
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set

ADDRESSED_CLASSES = frozenset({"tell", "ask"})
"""Classes of verbs whose object is who is spoken to: `told reporters`."""

ASKING_FOR = frozenset({"demand", "request", "question"})
"""Verbs of these classes whose object is what is asked: `demanded a probe`."""

ADDRESSED_WITH_TO = word_set(
    "say insist confirm explain admit acknowledge deny claim reveal complain boast lament confess describe "
    "stress clarify mention suggest concede disclose repeat recall declare confide fume grumble "
    "crow joke hint testify"
)
"""Verbs whose addressee follows `to`: `insisted to the Gazette that`."""

WARNING = frozenset({"warn", "caution", "promise"})
"""Verbs whose object is spoken to if `that` follows it: `warned the board that`."""

PRONOUNS = OTHER_PRONOUNS | {"it"}

NOBODY_SPOKEN_TO = PERSONAL_PRONOUNS - {"it"}
"""Pronouns after a verb that are a subject: `asked he`."""

ASKER_REACH = 10
"""How many tokens after a refusal may name the outlet that asked: `declined to discuss it with the Post`."""

TALKING = word_set("spoke speaks spoken talked talks talking asked reached contacted given")
"""Verbs of interviews that only an outlet after them tells from other talks: `spoke to the Gazette`."""


def find_addressees(
    passage: Passage, match: CueMatch, reader: PhraseReader
) -> tuple[tuple[Phrase, ...], int]:
    """Return who is spoken to, and the token after; a pronoun is skipped but is nobody in particular."""
    word = passage.word(match.end)
    if word == "to" or match.cue.cue_id in WARNING:
        told = _told_before_words(passage, match, reader)
        return ((told,), told.end) if told else ((), match.end)
    is_addressing = match.cue.cue_class in ADDRESSED_CLASSES and passage.word(match.end - 1) != "for"
    is_addressing = is_addressing and match.cue.cue_id not in ASKING_FOR
    if not is_addressing or word in NOBODY_SPOKEN_TO:
        return (), match.end
    if word in PRONOUNS and not (word == "us" and passage.tokens[match.end].is_capitalised):
        return (), match.end + 1
    phrase = reader.starting_at(passage, match.end)
    if phrase is None:
        return (), match.end
    other = reader.starting_at(passage, phrase.end + 1) if passage.word(phrase.end) == "and" else None
    if other is not None and phrase.mention is not None and other.mention is not None:
        return (phrase, other), other.end
    return (phrase,), phrase.end


def _told_before_words(passage: Passage, match: CueMatch, reader: PhraseReader) -> Phrase | None:
    """Return who is spoken to by a verb that is mostly used without: `insisted to the Gazette that`."""
    if match.cue.cue_id in WARNING:
        phrase = reader.starting_at(passage, match.end)
        return phrase if phrase and passage.word(phrase.end) in {"that", "not"} else None
    phrase = reader.starting_at(passage, match.end + 1) if match.cue.cue_id in ADDRESSED_WITH_TO else None
    return phrase if phrase and phrase.mention else None


def find_askers(passage: Passage, first: int, reader: PhraseReader) -> Iterator[Phrase]:
    """Yield the outlet that somebody refuses to speak to: `declined to discuss it with the Gazette`."""
    for index in range(first, min(len(passage), first + ASKER_REACH)):
        if passage.word(index) in MARKS:
            return
        if passage.word(index) in {"with", "to"}:
            phrase = reader.starting_at(passage, index + 1)
            if phrase is not None and _may_ask(passage, phrase):
                yield phrase
                return


def is_interview(passage: Passage, match: CueMatch, phrase: Phrase) -> bool:
    """Tell `spoke to the Gazette` from `spoke to the crowd`; other cues are nothing but interviews."""
    is_outlet = phrase.mention is not None and phrase.mention.outlet_id is not None
    is_on_air = passage.word(match.end - 1) == "on" and match.end == match.first + 2
    return is_outlet or not (is_on_air or passage.word(match.first) in TALKING)


def _may_ask(passage: Passage, phrase: Phrase) -> bool:
    """Tell whether a phrase is a name that may be an outlet's."""
    if phrase.mention is not None:
        return phrase.mention.entity_type == "ORG"
    return passage.tokens[phrase.head_first].is_capitalised
