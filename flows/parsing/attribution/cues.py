"""Find the words that can signal an attribution: `said`, `reports`, `according to`.

Whether they do where they stand is told in `cue_uses`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from flows.parsing.language.grammar import (
    ADVERBS,
    BE_FORMS,
    BREAKS,
    CONJUNCTIONS,
    DETERMINERS,
    POSSESSIVE_MARKS,
)
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set
from flows.parsing.lexicon import Cue

CueForm = Literal["base", "third", "past", "participle", "passive", "phrase", "noun", "label"]

BEFORE_PARTICIPLE_PHRASE = BE_FORMS | {"", ",", "as", "first", "been"}
"""What comes before `reported in` where it names a source: `, as reported in the Gazette`."""


COMMON_WORDS = BREAKS | DETERMINERS | ADVERBS | {"not"}
"""Words that most sentences have one of, so that they tell nothing."""


class CueMatch(NamedTuple):
    """A cue in a passage: tokens `first` to `end`, the latter excluded.

    A tuple, as are the other records of which every sentence makes some: one is made in a third of the time.
    """

    cue: Cue
    form: CueForm
    first: int
    end: int


ASKED_BY = ("asked", "by")

BEFORE_QUESTION = CONJUNCTIONS | {"", ",", "when", "if", "once", "after"}
"""What comes before `asked by` where it tells who put a question: `Asked by the Gazette, he said`."""


OWNERS = POSSESSIVE_MARKS | {"his", "her", "their", "its"}

PROMISES = word_set("promise promises pledge pledges vow vows threat threats offer offers")
"""Nouns whose words may be an infinitive: `his promise to`."""

COLON = "colon"
"""The cue of a name before a colon."""

LABEL_REACH = 6
"""How many tokens a name before a colon takes at most that tells who says what follows: `Ann Ito: "No."`."""


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    cue: Cue
    form: CueForm


class CueIndex:
    """Cues by their first word, longest form first.

    `telling_words` has one word of every form as it may be printed, and a rare one of forms with several:
    `interview` of `in an interview with`. Where none of them stands, there is no cue.
    """

    def __init__(self, cues: tuple[Cue, ...]) -> None:
        by_first: dict[str, list[_Entry]] = {}
        places: dict[str, set[int]] = {}
        for cue in cues:
            for number, form in enumerate(cue.forms):
                words = tuple(form.split())
                by_first.setdefault(words[0], []).append(_Entry(words, cue, _form(cue, number)))
                place = max(range(len(words)), key=lambda at: (words[at] not in COMMON_WORDS, len(words[at])))
                places.setdefault(words[place], set()).add(place)
        self._entries: Mapping[str, tuple[_Entry, ...]] = {
            word: tuple(sorted(entries, key=lambda entry: (-len(entry.words), entry.form != "noun")))
            for word, entries in by_first.items()
        }
        self._places: Mapping[str, tuple[int, ...]] = {word: tuple(at) for word, at in places.items()}
        self.telling_words = frozenset(
            printed for word in places for printed in (word, word.capitalize(), word.upper())
        )

    def find(self, passage: Passage) -> Iterator[CueMatch]:
        """Yield the cues of a passage from left to right; quoted words are none."""
        places = self._places
        told = [(index, word) for index, word in enumerate(passage.unquoted) if word in places]
        end = 0
        for index in sorted({index - place for index, word in told for place in places[word]}):
            if index < end or _is_in_name(passage, index):
                continue
            match = self._match_at(passage, index)
            if match is not None and not (match.form == "label" and end):
                end = match.end
                yield match

    def _match_at(self, passage: Passage, index: int) -> CueMatch | None:
        for entry in self._entries.get(passage.word(index), ()):
            end = index + len(entry.words)
            if passage.unquoted[index:end] == entry.words and not _is_otherwise_used(passage, index, entry):
                return CueMatch(entry.cue, entry.form, index, end)
        return None


def _is_in_name(passage: Passage, index: int) -> bool:
    """Tell whether a token goes on with a name: `Post` of `Washington Post`."""
    mention = passage.mentions[index]
    return mention is not None and index > 0 and passage.mentions[index - 1] is mention


def _is_otherwise_used(passage: Passage, index: int, entry: _Entry) -> bool:
    """Tell `the Gazette reported in May` from `as reported in the Gazette`, and `was asked by` from a cue."""
    if entry.form == "noun":
        return not _is_owned(passage, index)
    if entry.cue.cue_id == "writing-in":
        return not _is_named_next(passage, index + len(entry.words))
    if entry.form == "label":
        return not 0 < index <= LABEL_REACH
    if entry.form == "phrase" and entry.words == ASKED_BY:
        return passage.word(index - 1) not in BEFORE_QUESTION
    is_open = entry.form == "phrase" and entry.words[0].endswith("ed") and entry.words[-1] == "in"
    return is_open and passage.word(index - 1) not in BEFORE_PARTICIPLE_PHRASE


def _is_named_next(passage: Passage, index: int) -> bool:
    """Tell whether a body's name comes next: `writing in the Gazette`, but not `writing in 2019`."""
    index += passage.word(index) in DETERMINERS
    mention = passage.mentions[index] if index < len(passage) else None
    return mention is not None and mention.entity_type == "ORG"


def _is_owned(passage: Passage, index: int) -> bool:
    """Tell whether a noun is somebody's and says what they say: `Smith's claim that`, `his promise to`."""
    is_promise = passage.word(index + 1) == "to" and passage.word(index) in PROMISES
    return passage.word(index - 1) in OWNERS and (is_promise or passage.word(index + 1) == "that")


def _form(cue: Cue, number: int) -> CueForm:
    """Return which form of its verb a form is: the lookup lists base, third person, past, participle.

    Where it lists no past, the base form is the past as well (`put it`), and is read as that.
    """
    if cue.cue_kind == "noun":
        return "noun"
    if cue.cue_id == COLON:
        return "label"
    if cue.cue_kind != "verb":
        return "phrase"
    if cue.forms[number].split()[0].endswith("ing"):
        return "participle"
    if number == 0:
        has_past = any(not form.split()[0].endswith("ing") for form in cue.forms[2:])
        return "base" if has_past else "past"
    return "third" if number == 1 else "past"
