"""Frame an attribution: source, cue, addressee and the words between them and the content.

The frame of `Trump told reporters on Sunday that he had spoken` is everything up to `that`. What it leaves
of the sentence is the content, which follows the frame or comes before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from flows.parsing.attribution.addressees import find_addressees, find_askers, is_interview
from flows.parsing.attribution.adjuncts import skip_to_content
from flows.parsing.attribution.cue_uses import INFINITIVE_CUES, read_use
from flows.parsing.attribution.cues import CueIndex, CueMatch
from flows.parsing.attribution.evidence import has_evidence, has_topic, may_trail
from flows.parsing.attribution.phrase_heads import Phrase
from flows.parsing.attribution.phrases import PhraseReader
from flows.parsing.attribution.sources import FoundSource, SourceFinder, SourceRule
from flows.parsing.language.grammar import (
    CONJUNCTIONS,
    MARKS,
    SENTENCE_ENDS,
)
from flows.parsing.language.passages import Passage
from flows.parsing.lexicon import Cue, Lexicon

DOCUMENT_CUES = frozenset({"read", "record"})
"""Verbs by which only documents say anything: `the note reads`, `the ledger recorded`."""

CARRYING = frozenset({"obtained-by", "writing-in"})
"""Cues that name the outlet that has what another frame reports: `a letter obtained by the AP`."""

REFUSAL = "not-say"
"""The cue that stands for a denied verb of speech: `did not say`."""

RULES_OF_OTHERS = frozenset({"after_phrase", "passive_agent", "quoted_source", "owner"})
"""Rules whose source is not the subject of its clause, so that the next verb does not share it."""

OPENING_WORDS = CONJUNCTIONS | {";", "that"}
"""What may stand before a frame that opens its clause."""

INTRODUCTION_REACH = 15
"""How many tokens may say more about a source before its comma or colon."""


class Frame(NamedTuple):
    """The words of a passage that attribute others: tokens `first` to `end`, the latter excluded.

    `is_leading` says that the content follows the frame; otherwise it stands before it.
    """

    match: CueMatch
    source: Phrase
    rule: SourceRule
    first: int
    end: int
    is_leading: bool
    addressees: tuple[Phrase, ...]

    @property
    def is_carrying(self) -> bool:
        """Tell whether the cue only says which outlet has what another reports: `obtained by the AP`."""
        return self.match.cue.cue_id in CARRYING

    @property
    def is_citing_first(self) -> bool:
        """Tell whether a sentence opens with whom its speaker cites: `Citing police, the Gazette says`."""
        return self.match.cue.cue_class == "cite" and self.match.form == "participle" and self.first == 0

    @property
    def is_interview(self) -> bool:
        """Tell whether the phrase after the cue was spoken to and does not speak."""
        return self.match.cue.cue_class == "interview"


@dataclass(frozen=True, slots=True, eq=False)
class _Shared:
    """A lexicon that is the same only as itself: comparing all its words costs more than reading a page."""

    lexicon: Lexicon

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Shared) and other.lexicon is self.lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)


def frame_finder(lexicon: Lexicon) -> FrameFinder:
    """Return the finder for the words of a lexicon; pages that share one share it."""
    return _frame_finder(_Shared(lexicon))


@lru_cache(maxsize=4)
def _frame_finder(shared: _Shared) -> FrameFinder:
    lexicon = shared.lexicon
    speaking = lexicon.unnamed_sources | lexicon.organisation_words
    return FrameFinder(lexicon.cues, PhraseReader(lexicon.cues, speaking, lexicon.document_sources))


class FrameFinder:
    """Finds the frames of a passage."""

    def __init__(self, cues: tuple[Cue, ...], reader: PhraseReader) -> None:
        self._cues = CueIndex(cues)
        self.telling_words = self._cues.telling_words
        self._refusal = next((cue for cue in cues if cue.cue_id == REFUSAL), None)
        self._reader = reader
        self._sources = SourceFinder(reader)

    def find(self, passage: Passage) -> Iterator[Frame]:
        """Yield the frames of a passage in the order of their cues."""
        previous: Phrase | None = None
        for form in self._cues.find(passage):
            match = read_use(passage, form, self._refusal)
            found = self._sources.find(passage, match, previous) if match else None
            frame = self._frame(passage, match, found) if match and found else None
            if frame is None:
                continue
            yield frame
            if frame.rule not in RULES_OF_OTHERS:
                previous = frame.source

    def _frame(self, passage: Passage, match: CueMatch, found: FoundSource) -> Frame | None:
        """Return the frame of a cue and its source, or None if it attributes nothing after all."""
        phrase, rule = found.phrase, found.rule
        if rule in {"inverted_subject", "after_phrase"}:
            if match.cue.cue_class == "interview" and not is_interview(passage, match, phrase):
                return None
            end = _introduction_end(passage, match.first, phrase.end)
            return Frame(match, phrase, rule, match.first, end or phrase.end, end is not None, ())
        if rule in {"label", "owner", "passive_agent"}:
            return _frame_of_noun(passage, match, found)
        if match.cue.cue_class == "refuse":
            end = match.end + (match.cue.cue_id in INFINITIVE_CUES)
            return Frame(
                match, phrase, rule, match.first, end, True, tuple(find_askers(passage, end, self._reader))
            )
        return self._frame_of_clause(passage, match, found)

    def _frame_of_clause(self, passage: Passage, match: CueMatch, found: FoundSource) -> Frame | None:
        """Return the frame of a source before its verb; the content may follow or come first."""
        phrase, rule = found.phrase, found.rule
        addressees, after = find_addressees(passage, match, self._reader)
        end, is_announced = skip_to_content(passage, after, self._reader)
        if passage.word(end) in MARKS and not passage.is_quoted(end) and has_topic(passage, match, after):
            end = after
        first = phrase.first if rule in {"subject", "relative_clause"} else match.first
        is_as_clause = passage.word(first - 1) == "as"
        first -= is_as_clause
        if match.cue.cue_id == "tell" and after == match.end:
            return None
        if match.form != "participle" and _follows_content(passage, first, end):
            return Frame(match, phrase, rule, first, after, is_leading=False, addressees=addressees)
        if is_as_clause and passage.word(end) == ",":
            return Frame(match, phrase, rule, first, end + 1, is_leading=True, addressees=addressees)
        is_quoted = passage.is_quoted(end)
        is_leading = is_quoted or is_announced or passage.word(end) not in MARKS
        is_document = self._reader.is_document(passage.word(phrase.head_end - 1))
        if match.cue.cue_id in DOCUMENT_CUES and not is_document:
            return None
        if is_document and match.cue.cue_class == "call" and passage.is_quoted(match.end):
            return None
        if is_leading:
            is_real = is_announced or is_quoted or has_evidence(passage, match, end, is_document=is_document)
        else:
            is_real = match.form != "participle" and may_trail(passage, match, first)
        return Frame(match, phrase, rule, first, end, is_leading, addressees) if is_real else None


def _frame_of_noun(passage: Passage, match: CueMatch, found: FoundSource) -> Frame:
    """Return the frame of a source that is no subject: `Smith's claim that`, `in his words`, `Smith:`."""
    phrase, rule = found.phrase, found.rule
    if rule == "passive_agent":
        return Frame(match, phrase, rule, match.first, phrase.end, passage.word(phrase.end) not in MARKS, ())
    if match.form == "phrase":
        is_leading = passage.word(match.end) not in SENTENCE_ENDS
        return Frame(match, phrase, rule, match.first, match.end, is_leading, ())
    end = match.end + (passage.word(match.end) == "that")
    return Frame(match, phrase, rule, phrase.first, end, is_leading=True, addressees=())


def _follows_content(passage: Passage, first: int, end: int) -> bool:
    """Tell whether the content is a quotation right before the frame: `"We lost," Smith said`."""
    return passage.is_quoted(first - 1) and passage.word(end - 1) != "that"


def _introduction_end(passage: Passage, first: int, end: int) -> int | None:
    """Return where a frame that opens its clause ends, or None: `According to police in Oslo, ...`.

    A colon after the source introduces words wherever it stands: `Writes Smith in the Gazette: "..."`.
    """
    before = first - 1 - (passage.word(first - 1) == ",")
    opens = first == 0 or passage.word(before) in OPENING_WORDS
    reach = min(len(passage), end + INTRODUCTION_REACH)
    for index in range(end, reach):
        word = passage.word(index)
        if opens and word == "," and passage.word(index + 1) in {"who", "which"}:
            return next((at for at in range(index + 1, reach) if passage.word(at) == ","), None)
        if word == ":" or (opens and word == ","):
            return index
        if word in SENTENCE_ENDS or word == ",":
            return None
    return None
