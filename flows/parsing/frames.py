"""Frame an attribution: source, cue, addressee and the words between them and the content.

The frame of `Trump told reporters on Sunday that he had spoken` is everything up to `that`. What it leaves
of the sentence is the content, which follows the frame or comes before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.parsing.cues import INFINITIVE_CUES, CueIndex, CueMatch
from flows.parsing.grammar import (
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_SIGNS,
    OTHER_PRONOUNS,
    TIME_WORDS,
    is_adverb,
)
from flows.parsing.lexicon import Lexicon
from flows.parsing.passages import Passage
from flows.parsing.phrases import Phrase, PhraseReader
from flows.parsing.sources import FoundSource, SourceFinder, SourceRule

MARKS = frozenset({"", ".", "!", "?", ",", ";", ":", "—", "–", "--", "...", "…", "(", ")"})

ADDRESSED_CLASSES = frozenset({"tell", "ask"})
"""Classes of verbs whose object is who is spoken to: `told reporters`."""

FREE_CLASSES = frozenset({"according_to", "interview", "tell", "refuse"})
"""Classes that need no look at their content: nothing else is written with them."""

NOMINAL_CLASSES = frozenset({"accuse", "announce", "deny", "claim", "confirm"})
"""Classes whose content may be a noun phrase: `denied the charges`."""

QUOTING_CLASSES = frozenset({"call"})
"""Classes that report words only if they quote some, or say `as`: `calls it a "disaster"`."""

ADJUNCT_PREPOSITIONS = frozenset({"on", "in", "at", "during", "after", "before", "via", "to", "of", "from", "through", "about"})

EVIDENCE_REACH = 20
"""How far into the content a finite verb or a quotation is looked for."""


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
            if found is None:
                continue
            frame = self._frame(passage, match, found)
            if frame is None:
                continue
            yield frame
            if found.rule != "after_phrase":
                previous = found.phrase

    def _frame(self, passage: Passage, match: CueMatch, found: FoundSource) -> Frame | None:
        if found.rule in {"inverted_subject", "after_phrase"}:
            end = found.phrase.end
            is_leading = _introduces(passage, match.first, end)
            return Frame(match, found.phrase, found.rule, match.first, end, is_leading, None)
        if match.cue.cue_id in INFINITIVE_CUES:
            end = match.end + 1
            return Frame(match, found.phrase, found.rule, match.first, end, is_leading=True, addressee=None)
        addressee, end = self._addressee(passage, match)
        if match.cue.cue_id == "tell" and end == match.end:
            return None
        end, is_explicit = self._skip_to_content(passage, end)
        first = found.phrase.first if found.rule in {"subject", "relative_clause"} else match.first
        is_leading = end < len(passage) and (passage.quotes[end] is not None or passage.word(end) not in MARKS)
        if not is_leading and match.form == "participle":
            return None
        if is_leading and not is_explicit and not _has_evidence(passage, match, end):
            return None
        if not is_leading and match.cue.cue_class in QUOTING_CLASSES | {"accuse"}:
            return None
        return Frame(match, found.phrase, found.rule, first, end, is_leading, addressee)

    def _addressee(self, passage: Passage, match: CueMatch) -> tuple[Phrase | None, int]:
        """Return who is spoken to, and the token after."""
        if match.cue.cue_class not in ADDRESSED_CLASSES:
            return None, match.end
        if passage.word(match.end) in OTHER_PRONOUNS | {"it"}:
            return None, match.end + 1
        phrase = self._reader.starting_at(passage, match.end)
        if phrase is None or passage.word(phrase.first) in {"he", "she", "they"}:
            return None, match.end
        return phrase, phrase.end

    def _skip_to_content(self, passage: Passage, index: int) -> tuple[int, bool]:
        """Return where the content begins, past dates and places, and whether a word or mark announces it."""
        start = index
        while index < len(passage):
            word = passage.word(index)
            if word in TIME_WORDS or (is_adverb(word) and index == start):
                index += 1
            elif word in ADJUNCT_PREPOSITIONS:
                end = self._adjunct_end(passage, index + 1)
                if end is None:
                    break
                index = end
            else:
                break
        if passage.word(index) in {"that", ":"}:
            return index + 1, True
        if passage.word(index) == "," and index + 1 < len(passage) and passage.quotes[index + 1] is not None:
            return index + 1, True
        is_quote = index < len(passage) and passage.quotes[index] is not None
        return index, is_quote

    def _adjunct_end(self, passage: Passage, index: int) -> int | None:
        """Return where the phrase after a preposition ends if what follows shows that the content is still to come."""
        end = index
        while passage.word(end) in TIME_WORDS:
            end += 1
        if end > index:
            return end
        phrase = self._reader.starting_at(passage, index)
        if phrase is None:
            return None
        after = passage.word(phrase.end)
        is_before_content = (
            after in {"that", ":"} | MARKS | TIME_WORDS | ADJUNCT_PREPOSITIONS | FINITE_SIGNS - {"is", "was", "are", "were"}
            or (phrase.end < len(passage) and passage.quotes[phrase.end] is not None)
            or after in DETERMINERS
        )
        return phrase.end if is_before_content else None


def _introduces(passage: Passage, first: int, end: int) -> bool:
    """Tell whether a frame opens its clause: `According to police, ...`, `Writes Smith: "..."`."""
    opens = first == 0 or passage.word(first - 1) in CONJUNCTIONS | {";", "that"}
    return opens and passage.word(end) in {",", ":"} or passage.word(end) == ":"


def _has_evidence(passage: Passage, match: CueMatch, start: int) -> bool:
    """Tell whether what follows a verb is reported: a clause, a quotation, or an object the verb allows."""
    cue_class = match.cue.cue_class
    if cue_class in FREE_CLASSES or match.cue.cue_id == "say":
        return True
    stretch = range(start, min(len(passage), start + EVIDENCE_REACH))
    has_quote = False
    for index in stretch:
        word = passage.word(index)
        if passage.quotes[index] is not None:
            has_quote = True
            break
        if word in {".", ";", "!", "?"}:
            break
        if cue_class not in QUOTING_CLASSES | {"ask"} and word in FINITE_SIGNS and passage.word(start) != "to":
            return True
    if has_quote:
        return cue_class != "think" or passage.word(start) != "to"
    return cue_class in NOMINAL_CLASSES and passage.word(start) not in {"to", "in", "on", "at", "with"}
