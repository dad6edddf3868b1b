"""Find the words that signal an attribution: `said`, `reports`, `according to`.

Many forms are also nouns (`the report`), passives (`was told`) or bare infinitives (`to deny`). What can be
told apart by the word before and after is told apart here; the rest falls out because no source fits it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from flows.parsing.language.grammar import (
    BE_FORMS,
    BLOCKING,
    DASHES,
    DETERMINERS,
    PAST_VERBS,
    POSSESSIVE_MARKS,
    PREPOSITIONS,
)
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set
from flows.parsing.lexicon import Cue, Lexicon

CueForm = Literal["base", "third", "past", "participle", "phrase"]

INFINITIVE_CUES = frozenset({"decline", "refuse"})
"""Verbs whose content is an infinitive: `declined to disclose details`."""

SPEECH_INFINITIVES = word_set(
    "comment say discuss answer disclose confirm apologize apologise name identify elaborate reveal "
    "speculate specify explain rule talk speak respond acknowledge condemn admit"
)
"""What one refuses to do with words: `refused to apologize`, but not `refused to leave`."""

SUBJECT_DETERMINERS = word_set("some many both several most few")
"""Determiners that can be a subject: `some say`."""

DO_FORMS = word_set("don't doesn't do does")
"""What denies a thought and still reports one: `police don't think`."""

GERUND_NOUNS = word_set("rule find warn post blog brief")
"""Verbs whose participle is mostly a noun: `the court's ruling`."""

PARTICIPLE_OPENERS = DASHES | BE_FORMS | {",", "and", "but", ""}
"""What comes before a participle that is no noun: `, warning that`, `is warning`."""

PREPOSITIONS_OF_MANNER = word_set("by in while after before without")
"""`responded by saying`, `while noting`: a participle after these still has the clause's subject."""

NAME = "Name"
"""Stands for a word of a name, so that `Six` of `Page Six` is not taken for a number."""

RATE_UNITS = word_set(
    "day week month year hour minute second capita person mile gallon cent se annum diem head"
)
"""What follows `per` in a rate: `$10 per hour`."""


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A cue in a passage: tokens `first` to `end`, the latter excluded."""

    cue: Cue
    form: CueForm
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    cue: Cue
    form: CueForm


class CueIndex:
    """The lexicon's cues by their first word, longest form first."""

    def __init__(self, lexicon: Lexicon) -> None:
        by_first: dict[str, list[_Entry]] = {}
        for cue in lexicon.cues:
            for number, form in enumerate(cue.forms):
                words = tuple(form.split())
                by_first.setdefault(words[0], []).append(_Entry(words, cue, _form(cue, number)))
        self._entries: Mapping[str, tuple[_Entry, ...]] = {
            word: tuple(sorted(entries, key=lambda entry: -len(entry.words)))
            for word, entries in by_first.items()
        }

    def find(self, passage: Passage) -> Iterator[CueMatch]:
        """Yield the cues of a passage that may report something; quoted words never do."""
        index = 0
        while index < len(passage):
            match = self._match_at(passage, index) if not _is_in_name(passage, index) else None
            if match and _may_report(passage, match):
                yield match
            index = match.end if match else index + 1

    def _match_at(self, passage: Passage, index: int) -> CueMatch | None:
        for entry in self._entries.get(passage.word(index), ()):
            end = index + len(entry.words)
            if all(passage.word(index + place) == word for place, word in enumerate(entry.words)):
                return CueMatch(entry.cue, entry.form, index, end)
        return None


def _is_in_name(passage: Passage, index: int) -> bool:
    """Tell whether a token goes on with a name: `Post` of `Washington Post`."""
    mention = passage.mentions[index]
    return mention is not None and index > 0 and passage.mentions[index - 1] is mention


def _form(cue: Cue, number: int) -> CueForm:
    """Return which form of its verb a form is: the lookup lists base, third person, past, participle."""
    if cue.cue_kind != "verb":
        return "phrase"
    if cue.forms[number].split()[0].endswith("ing"):
        return "participle"
    return "base" if number == 0 else "third" if number == 1 else "past"


def _may_report(passage: Passage, match: CueMatch) -> bool:
    """Tell by the words around it whether a cue can have a source at all."""
    before, after = _word_before(passage, match.first), passage.word(match.end)
    if match.form == "phrase":
        return match.cue.cue_id != "per" or after not in RATE_UNITS
    if match.form == "participle":
        return _is_participle_of_clause(match, before)
    if match.cue.cue_id in INFINITIVE_CUES and not _refuses_words(passage, match):
        return False
    is_relative = before == "that" and match.form != "base"
    is_noun = before in POSSESSIVE_MARKS | PREPOSITIONS - {"to"} or (
        before in DETERMINERS - SUBJECT_DETERMINERS and not is_relative
    )
    if match.form == "past":
        return not is_noun and before not in BE_FORMS | {"to", "not"} and after != "by"
    is_denied_thought = match.cue.cue_class == "think" and before in DO_FORMS
    return not is_noun and after != "of" and (is_denied_thought or before not in BLOCKING)


def _is_participle_of_clause(match: CueMatch, before: str) -> bool:
    """Tell `, warning that` from `the warning` and `for telling`."""
    if match.cue.cue_id in GERUND_NOUNS and before not in PARTICIPLE_OPENERS:
        return False
    is_noun = before in DETERMINERS | POSSESSIVE_MARKS | PAST_VERBS
    return not is_noun and (before not in PREPOSITIONS or before in PREPOSITIONS_OF_MANNER)


def _word_before(passage: Passage, index: int) -> str:
    """Return the word before a verb, adverbs left out: `could` of `could easily say`; for a name, NAME."""
    index -= 1
    while index >= 0 and passage.is_adverb(index) and passage.word(index) not in BLOCKING:
        index -= 1
    return NAME if index >= 0 and passage.mentions[index] is not None else passage.word(index)


def _refuses_words(passage: Passage, match: CueMatch) -> bool:
    """Tell `declined to say` from `refused to leave` and `sales declined`."""
    after = passage.word(match.end)
    if match.cue.cue_id == "decline":
        return after in {"to", "comment"}
    return after == "to" and passage.word(match.end + 1) in SPEECH_INFINITIVES
