"""Find who says it: the subject of a reporting verb, or the name after `according to`.

English puts the source before the verb (`Smith said`), after it (`said Smith`), or leaves it to the clause
(`Smith welcomed the deal, adding that ...`). Which of these holds is decided by the words around the cue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flows.parsing.cues import CueMatch
from flows.parsing.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    HAVE_FORMS,
    PERSONAL_PRONOUNS,
    PREPOSITIONS,
    RELATIVE_PRONOUNS,
    SUBORDINATORS,
    is_adverb,
)
from flows.parsing.passages import Passage
from flows.parsing.phrases import REACH, Phrase, PhraseReader, coordinated, main_noun

SourceRule = Literal[
    "subject", "inverted_subject", "relative_clause", "shared_subject", "clause_subject", "after_phrase"
]

ENDS = frozenset({"", ".", "!", "?", ",", ";", ":", "—", "–", "--", "...", "…", ")", "(", '"', "“", "”"})
"""What may follow an inverted subject: the end, or a mark."""

OPENERS = frozenset({",", "—", "–", "--", "(", ")"})

PLURAL_NOUNS = frozenset({"police", "people", "media", "some", "many", "most", "few", "both", "others", "several", "staff", "crew", "personnel", "cast", "public", "men", "women", "children", "data", "they"})
"""Nouns that take a plural verb without ending in s."""


@dataclass(frozen=True, slots=True)
class FoundSource:
    """The phrase that names a source, and how it was found."""

    phrase: Phrase
    rule: SourceRule


class SourceFinder:
    """Finds the source of a cue."""

    def __init__(self, reader: PhraseReader) -> None:
        self._reader = reader

    def find(self, passage: Passage, match: CueMatch, previous: Phrase | None) -> FoundSource | None:
        """Return the source of a cue; `previous` is the subject of the cue before it in the passage."""
        if match.form == "phrase":
            phrase = self._reader.starting_at(passage, match.end)
            return FoundSource(phrase, "after_phrase") if phrase else None
        if match.form == "participle":
            return self._of_participle(passage, match, previous)
        return (
            self._after(passage, match)
            or self._before(passage, match)
            or self._shared(passage, match, previous)
        )

    def _after(self, passage: Passage, match: CueMatch) -> FoundSource | None:
        """Return an inverted subject: the verb follows a quotation, a comma or nothing, its subject a mark."""
        if not _may_invert(passage, match.first):
            return None
        phrase = self._reader.starting_at(passage, match.end)
        if phrase is None or not self._is_likely(passage, phrase):
            return None
        after = passage.word(phrase.end)
        is_quoted_before = match.first > 0 and passage.quotes[match.first - 1] is not None
        is_closed = after in ENDS or (is_quoted_before and after not in AUXILIARIES)
        if not (is_closed or after in PREPOSITIONS or after in {"who", "and"}):
            return None
        return FoundSource(phrase, "inverted_subject")

    def _before(self, passage: Passage, match: CueMatch) -> FoundSource | None:
        """Return the subject before the verb, past adverbs, auxiliaries and what commas set off."""
        end = _skip_back(passage, match.first)
        if passage.word(end - 1) in RELATIVE_PRONOUNS:
            return self._antecedent(passage, end - 1)
        if passage.word(end - 1) in OPENERS:
            return self._before_apposition(passage, match, end - 1)
        phrase = self._subject_ending_at(passage, end)
        if phrase is None or not _agrees(passage, phrase, match):
            return None
        is_bare = phrase.first == phrase.head_first and not self._is_likely(passage, phrase)
        return None if is_bare else FoundSource(phrase, "subject")

    def _before_apposition(self, passage: Passage, match: CueMatch, closer: int) -> FoundSource | None:
        """Return the subject before what two commas set off: `Smith, who led the team, said`."""
        best: Phrase | None = None
        for opener in range(closer - 1, max(-1, closer - REACH), -1):
            if passage.word(opener) not in OPENERS:
                continue
            phrase = self._subject_ending_at(passage, opener)
            if phrase is None or not self._is_likely(passage, phrase):
                continue
            if best is None or (phrase.mention and phrase.mention.entity_type == "PERSON"):
                best = phrase
            if best.mention and best.mention.entity_type == "PERSON":
                break
        if best is None or not _agrees(passage, best, match):
            return None
        return FoundSource(best, "subject")

    def _antecedent(self, passage: Passage, relative: int) -> FoundSource | None:
        """Return the noun a relative clause is about: `Smith, who said`."""
        end = relative - 1 if passage.word(relative - 1) in OPENERS else relative
        phrase = self._reader.ending_at(passage, end)
        if phrase is None:
            return None
        if phrase.mention is None and passage.word(relative) == "who":
            phrase = main_noun(self._reader, passage, phrase) if not self._is_likely(passage, phrase) else phrase
        return FoundSource(phrase, "relative_clause") if self._is_likely(passage, phrase) else None

    def _subject_ending_at(self, passage: Passage, end: int) -> Phrase | None:
        phrase = self._reader.ending_at(passage, end)
        if phrase is None:
            return None
        phrase = main_noun(self._reader, passage, phrase)
        return coordinated(self._reader, passage, phrase)

    def _shared(self, passage: Passage, match: CueMatch, previous: Phrase | None) -> FoundSource | None:
        """Return the subject a coordinated verb shares: `said X, but declined to`."""
        end = _skip_back(passage, match.first)
        if match.form == "base" or passage.word(end - 1) not in CONJUNCTIONS | {","}:
            return None
        if previous is not None:
            return FoundSource(previous, "shared_subject")
        return self._of_clause(passage, match)

    def _of_participle(
        self, passage: Passage, match: CueMatch, previous: Phrase | None
    ) -> FoundSource | None:
        end = _skip_back(passage, match.first)
        if passage.word(end) in AUXILIARIES - HAVE_FORMS or passage.word(end - 1) == "with":
            return self._before(passage, match)
        phrase = self._reader.ending_at(passage, end)
        if phrase is not None and passage.word(phrase.first - 1) == "with":
            return FoundSource(phrase, "subject")
        if previous is not None:
            return FoundSource(previous, "shared_subject")
        return self._of_clause(passage, match)

    def _of_clause(self, passage: Passage, match: CueMatch) -> FoundSource | None:
        """Return the subject of the main clause: the first phrase after what introduces the sentence."""
        first = 0
        while first < match.first and passage.word(first) in CONJUNCTIONS:
            first += 1
        word = passage.word(first)
        if word in PREPOSITIONS or word in SUBORDINATORS or word.endswith("ing") or is_adverb(word):
            while first < match.first and passage.word(first) != ",":
                first += 1
            first += 1
        phrase = self._reader.starting_at(passage, first)
        if phrase is None or phrase.end > match.first or not self._is_likely(passage, phrase):
            return None
        return FoundSource(phrase, "clause_subject")

    def _is_likely(self, passage: Passage, phrase: Phrase) -> bool:
        """Tell whether a phrase is one that speaks: a name, a pronoun or a noun known as a source."""
        head = passage.word(phrase.head_end - 1)
        return (
            phrase.mention is not None
            or head in PERSONAL_PRONOUNS
            or self._reader.is_source_noun(head)
            or passage.tokens[phrase.head_first].is_capitalised
        )


def _may_invert(passage: Passage, first: int) -> bool:
    """Tell whether a verb can come before its subject here: first, or after a mark or a quotation."""
    return first == 0 or passage.quotes[first - 1] is not None or passage.word(first - 1) in OPENERS | {";", ":"}


def _skip_back(passage: Passage, index: int) -> int:
    """Return where the words before a verb end, without adverbs and auxiliaries: `Smith` of `Smith has also said`."""
    while index > 0:
        word = passage.word(index - 1)
        if not (word in AUXILIARIES or is_adverb(word)):
            break
        index -= 1
    return index


def _agrees(passage: Passage, phrase: Phrase, match: CueMatch) -> bool:
    """Tell whether subject and verb agree in number; many plural nouns are verb forms otherwise."""
    head = passage.word(phrase.head_end - 1)
    is_name = passage.tokens[phrase.head_end - 1].is_capitalised
    has_plural_form = head in PLURAL_NOUNS or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
    is_plural = has_plural_form or "and" in passage.words[phrase.first : phrase.end]
    if match.form == "base":
        return is_plural or (phrase.mention is not None and phrase.mention.entity_type == "ORG")
    return match.form != "third" or is_name or not is_plural
