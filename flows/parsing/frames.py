"""Frame an attribution: source, cue, addressee and the words between them and the content.

The frame of `Trump told reporters on Sunday that he had spoken` is everything up to `that`. What it leaves
of the sentence is the content, which follows the frame or comes before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.parsing.cues import INFINITIVE_CUES, CueIndex, CueMatch
from flows.parsing.evidence import has_evidence, may_trail
from flows.parsing.grammar import (
    BE_FORMS,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_SIGNS,
    MARKS,
    OTHER_PRONOUNS,
    PERSONAL_PRONOUNS,
    TIME_WORDS,
    is_adverb,
)
from flows.parsing.lexicon import Lexicon
from flows.parsing.passages import Passage
from flows.parsing.phrases import Phrase, PhraseReader
from flows.parsing.sources import FoundSource, SourceFinder, SourceRule

ADDRESSED_CLASSES = frozenset({"tell", "ask"})
"""Classes of verbs whose object is who is spoken to: `told reporters`."""

ADJUNCT_PREPOSITIONS = frozenset(
    {"on", "in", "at", "during", "after", "before", "via", "to", "of", "from", "through", "about", "with"}
)
"""What opens a phrase of place, time or manner between a verb and its content: `said in a statement that`."""

AFTER_ADJUNCT = MARKS | TIME_WORDS | ADJUNCT_PREPOSITIONS | DETERMINERS | {"that"} | (FINITE_SIGNS - BE_FORMS)
"""What shows that such a phrase is over and the content still to come. After `is`, it was the content."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The words of a passage that attribute others: tokens `first` to `end`, the latter excluded.

    `is_leading` says that the content follows the frame; otherwise it stands before it.
    """

    match: CueMatch
    source: Phrase
    rule: SourceRule
    first: int
    end: int
    is_leading: bool
    addressee: Phrase | None

    @property
    def is_interview(self) -> bool:
        """Tell whether the phrase after the cue was spoken to and does not speak."""
        return self.match.cue.cue_class == "interview"


class FrameFinder:
    """Finds the frames of a passage."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cues = CueIndex(lexicon)
        self._reader = PhraseReader(lexicon)
        self._sources = SourceFinder(self._reader)

    def find(self, passage: Passage) -> Iterator[Frame]:
        """Yield the frames of a passage in the order of their cues."""
        previous: Phrase | None = None
        for match in self._cues.find(passage):
            found = self._sources.find(passage, match, previous)
            frame = self._frame(passage, match, found) if found else None
            if frame is None:
                continue
            yield frame
            if frame.rule != "after_phrase":
                previous = frame.source

    def _frame(self, passage: Passage, match: CueMatch, found: FoundSource) -> Frame | None:
        """Return the frame of a cue and its source, or None if it attributes nothing after all."""
        phrase, rule = found.phrase, found.rule
        if rule in {"inverted_subject", "after_phrase"}:
            is_leading = _introduces(passage, match.first, phrase.end)
            return Frame(match, phrase, rule, match.first, phrase.end, is_leading, None)
        if match.cue.cue_id in INFINITIVE_CUES:
            return Frame(match, phrase, rule, match.first, match.end + 1, is_leading=True, addressee=None)
        addressee, after = self._addressee(passage, match)
        end, is_announced = self._skip_to_content(passage, after)
        first = phrase.first if rule in {"subject", "relative_clause"} else match.first
        is_quoted = end < len(passage) and passage.quotes[end] is not None
        is_leading = is_quoted or passage.word(end) not in MARKS
        if is_leading:
            is_document = self._reader.is_document(passage.word(phrase.head_end - 1))
            is_real = is_announced or is_quoted or has_evidence(passage, match, end, is_document=is_document)
        else:
            is_real = match.form != "participle" and may_trail(passage, match, first)
        is_told = match.cue.cue_id != "tell" or after > match.end
        return Frame(match, phrase, rule, first, end, is_leading, addressee) if is_real and is_told else None

    def _addressee(self, passage: Passage, match: CueMatch) -> tuple[Phrase | None, int]:
        """Return who is spoken to, and the token after; a pronoun is skipped but is nobody in particular."""
        word = passage.word(match.end)
        if match.cue.cue_class not in ADDRESSED_CLASSES or word in PERSONAL_PRONOUNS - {"it"}:
            return None, match.end
        if word in OTHER_PRONOUNS or word == "it":
            return None, match.end + 1
        phrase = self._reader.starting_at(passage, match.end)
        return (phrase, phrase.end) if phrase else (None, match.end)

    def _skip_to_content(self, passage: Passage, start: int) -> tuple[int, bool]:
        """Return where the content begins, past dates and places, and whether a word or mark announces it."""
        index = start
        while index < len(passage):
            word = passage.word(index)
            if word in TIME_WORDS or (is_adverb(word) and index == start):
                index += 1
                continue
            end = self._adjunct_end(passage, index) if word in ADJUNCT_PREPOSITIONS else None
            if end is None:
                break
            index = end
        is_comma_before_quote = (
            passage.word(index) == "," and index + 1 < len(passage) and passage.quotes[index + 1] is not None
        )
        is_announced = passage.word(index) in {"that", ":"} or is_comma_before_quote
        return index + is_announced, is_announced

    def _adjunct_end(self, passage: Passage, preposition: int) -> int | None:
        """Return where a prepositional phrase ends if what follows shows that the content is still to come."""
        first = preposition + 1
        end = first
        while passage.word(end) in TIME_WORDS:
            end += 1
        if end > first:
            return end
        phrase = self._reader.starting_at(passage, first)
        if phrase is None or _is_infinitive(passage, preposition):
            return None
        is_quoted = phrase.end < len(passage) and passage.quotes[phrase.end] is not None
        return phrase.end if is_quoted or passage.word(phrase.end) in AFTER_ADJUNCT else None


def _is_infinitive(passage: Passage, index: int) -> bool:
    """Tell `to leave` from `to the police`."""
    after = passage.word(index + 1)
    is_name = index + 1 < len(passage) and passage.mentions[index + 1] is not None
    return passage.word(index) == "to" and after.isalpha() and after not in DETERMINERS and not is_name


def _introduces(passage: Passage, first: int, end: int) -> bool:
    """Tell whether a frame opens its clause: `According to police, ...`, `Writes Smith: "..."`."""
    while passage.word(end) in TIME_WORDS:
        end += 1
    opens = first == 0 or passage.word(first - 1) in CONJUNCTIONS | {";", "that"}
    return passage.word(end) == ":" or (opens and passage.word(end) == ",")
