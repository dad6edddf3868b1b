"""Find who says it: the subject of a reporting verb, or the name after `according to`.

English puts the source before the verb (`Smith said`), after it (`said Smith`), or leaves it to the clause
(`Smith welcomed the deal, adding that ...`). Which of these holds is decided by the words around the cue.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from flows.parsing.attribution.agreement import agrees
from flows.parsing.attribution.appositions import name_of_noun, subject_before_aside
from flows.parsing.attribution.cues import CueMatch
from flows.parsing.attribution.evidence import LEADING_CLASSES
from flows.parsing.attribution.named_otherwise import OWNED_PHRASES, labelled_by, owner_of
from flows.parsing.attribution.phrase_heads import Phrase
from flows.parsing.attribution.phrases import PhraseReader
from flows.parsing.attribution.relative_clauses import antecedent, before_clause
from flows.parsing.attribution.shares import share_ending_at
from flows.parsing.attribution.subject_borders import (
    follows_quote,
    may_invert,
    opens_introduction,
    subject_end,
)
from flows.parsing.language.grammar import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE_SIGNS,
    HAVE_FORMS,
    MARKS,
    OPENERS,
    PERSONAL_PRONOUNS,
    PREPOSITIONS,
    RELATIVE_PRONOUNS,
    SENTENCE_ENDS,
)
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set

SourceRule = Literal[
    "subject",
    "inverted_subject",
    "relative_clause",
    "shared_subject",
    "clause_subject",
    "after_phrase",
    "passive_agent",
    "quoted_source",
    "owner",
    "label",
]

ISSUING = word_set(
    "issued issues issue issuing released releases releasing sent sends wrote writes posted posts filed "
    "published put out gave made delivered signed"
)
"""Verbs whose subject speaks in the document after them: `issued a statement saying`."""

UNGOVERNED = frozenset({"noun", "label", "phrase", "passive"})
"""Forms of cues that have no subject."""

PLAIN_CUES = word_set("report write ask call-for call-on announce confirm argue insist claim")
PLAIN_CLASSES = frozenset({"say", "tell"})
"""Verbs that make any definite noun a source: `the zoo says`."""

UNINVERTED_CLASSES = frozenset({"tell", "discuss", "cite"})
"""Verbs that no source follows, because their object does: `refers to the report`."""

COUNTED_CLASSES = frozenset({"say", "think", "call"})
"""What so many of those who were asked do: `four in 10 said`."""

AFTER_INVERTED = MARKS | PREPOSITIONS | {"who", "and"}
"""What follows a subject that comes after its verb: `said Smith, who`."""

AFTER_VERB = FINITE_SIGNS | {"that"}
"""What shows that a form without an ending is a verb: `and say they left`."""

BEFORE_SHARED = CONJUNCTIONS | {","}
"""What stands before a verb that shares the subject of another."""

PROGRESSIVE = AUXILIARIES - HAVE_FORMS


class FoundSource(NamedTuple):
    """The phrase that names a source, and how it was found."""

    phrase: Phrase
    rule: SourceRule


class SourceFinder:
    """Finds the source of a cue."""

    def __init__(self, reader: PhraseReader) -> None:
        self._reader = reader

    def find(self, passage: Passage, match: CueMatch, previous: Phrase | None) -> FoundSource | None:
        """Return the source of a cue; `previous` is the subject of the cue before it in the passage."""
        if match.form in UNGOVERNED or match.cue.cue_id in OWNED_PHRASES:
            return self._ungoverned(passage, match)
        if match.form == "participle":
            return self._of_participle(passage, match, previous)
        inverted = self._after(passage, match)
        if inverted and (
            follows_quote(passage, match.first) or passage.word(inverted.phrase.end) in SENTENCE_ENDS
        ):
            return inverted
        before = self._before(passage, match)
        if inverted and inverted.phrase.mention and before and not before.phrase.is_person:
            return inverted
        return before or inverted or self._shared(passage, match, previous)

    def _ungoverned(self, passage: Passage, match: CueMatch) -> FoundSource | None:
        """Return the source of a cue that is no verb with a subject."""
        rule: SourceRule
        if match.form == "label":
            rule, phrase = "label", labelled_by(passage, match.first, self._reader)
        elif match.form == "noun" or match.cue.cue_id in OWNED_PHRASES:
            rule, phrase = "owner", owner_of(passage, match, self._reader)
        else:
            first = match.end + (passage.word(match.end) == "both")
            rule, phrase = "after_phrase", self._reader.starting_at(passage, first)
            if phrase and match.cue.cue_id == "according-to":
                phrase = name_of_noun(passage, phrase, self._reader)
            phrase = phrase and self._reader.with_next(passage, phrase)
            if phrase and match.cue.cue_id == "according-to" and self._is_measure(passage, phrase):
                return None
            if match.form == "passive":
                is_likely = phrase is not None and self._reader.is_likely_source(passage, phrase)
                rule, phrase = "passive_agent", phrase if is_likely else None
        return FoundSource(phrase, rule) if phrase else None

    def _is_measure(self, passage: Passage, phrase: Phrase) -> bool:
        """Tell `ranked according to warmth` from `according to documents`."""
        is_bare = phrase.end == phrase.first + 1 and not passage.word(phrase.first).endswith("s")
        return is_bare and not self._reader.is_likely_source(passage, phrase)

    def _after(self, passage: Passage, match: CueMatch) -> FoundSource | None:
        """Return an inverted subject: a quotation, a mark or nothing before the verb, a mark after it."""
        if match.cue.cue_class in UNINVERTED_CLASSES or not may_invert(passage, match.first):
            return None
        phrase = self._reader.starting_at(passage, match.end)
        is_object = match.cue.cue_class in LEADING_CLASSES and not follows_quote(passage, match.first)
        if phrase is None or is_object or not self._is_inverted(passage, match, phrase):
            return None
        phrase = self._reader.with_next(passage, name_of_noun(passage, phrase, self._reader))
        if match.form == "base" and not agrees(passage, phrase, match):
            return None
        after = passage.word(phrase.end)
        is_open = passage.is_quoted(phrase.end) and passage.word(phrase.first) in PERSONAL_PRONOUNS
        is_mark = after in AFTER_INVERTED and not is_open
        is_closed = is_mark or passage.is_time(phrase.end)
        is_quoted = follows_quote(passage, match.first) and after not in AUXILIARIES
        return FoundSource(phrase, "inverted_subject") if is_closed or is_quoted else None

    def _is_inverted(self, passage: Passage, match: CueMatch, phrase: Phrase) -> bool:
        """Tell whether a phrase may speak after its verb; after a quotation, any noun may."""
        is_told = follows_quote(passage, match.first) and match.cue.cue_class in PLAIN_CLASSES
        is_noun = passage.word(phrase.first) in DETERMINERS and phrase.end > phrase.first + 1
        return (is_told and is_noun) or self._reader.is_likely_source(passage, phrase)

    def _before(self, passage: Passage, match: CueMatch) -> FoundSource | None:
        """Return the subject before the verb, past adverbs, auxiliaries and what commas set off."""
        end = subject_end(passage, match.first)
        before = passage.word(end - 1)
        if before in RELATIVE_PRONOUNS:
            phrase = antecedent(passage, end - 1, self._reader)
            return FoundSource(phrase, "relative_clause") if phrase else None
        if before in OPENERS:
            return self._apposed(passage, match, end - 1)
        share = share_ending_at(passage, end) if match.cue.cue_class in COUNTED_CLASSES else None
        if share is not None and match.form in {"base", "past"}:
            return FoundSource(share, "subject")
        is_plain = match.cue.cue_id in PLAIN_CUES or match.cue.cue_class in PLAIN_CLASSES
        phrase = self._reader.subject_ending_at(passage, end)
        is_definite = phrase is not None and passage.word(phrase.first) in DETERMINERS and is_plain
        is_likely = phrase is not None and self._reader.is_likely_source(passage, phrase)
        outer = before_clause(passage, end, self._reader) if is_plain and not is_likely else None
        if outer is not None:
            return FoundSource(outer, "relative_clause")
        is_subject = phrase is not None and agrees(passage, phrase, match) and (is_definite or is_likely)
        return FoundSource(phrase, "subject") if phrase and is_subject else None

    def _apposed(self, passage: Passage, match: CueMatch, closer: int) -> FoundSource | None:
        phrase = subject_before_aside(passage, closer, self._reader)
        is_fit = phrase is not None and (phrase.is_person or agrees(passage, phrase, match))
        return FoundSource(phrase, "subject") if phrase and is_fit else None

    def _shared(self, passage: Passage, match: CueMatch, previous: Phrase | None) -> FoundSource | None:
        """Return the subject a coordinated verb shares: `said X, but declined to`."""
        before = passage.word(subject_end(passage, match.first) - 1)
        after = passage.word(match.end)
        is_plural = self._reader.is_document(passage.word(match.first)) and after != "that"
        is_noun = match.form == "third" and (is_plural or after in PREPOSITIONS)
        is_infinitive = match.form == "base" and after not in AFTER_VERB
        is_after_quote = previous is not None and follows_quote(passage, match.first)
        if is_noun or is_infinitive or not (before in BEFORE_SHARED or is_after_quote):
            return None
        return FoundSource(previous, "shared_subject") if previous else self._of_clause(passage, match)

    def _of_participle(
        self, passage: Passage, match: CueMatch, previous: Phrase | None
    ) -> FoundSource | None:
        """Return the subject of `is saying`, of `with police saying`, or else of the clause."""
        if match.cue.cue_class == "cite":
            cited = self._reader.starting_at(passage, match.end)
            if cited is not None and self._reader.is_likely_source(passage, cited):
                return FoundSource(cited, "after_phrase")
        if passage.word(match.first - 1) == "as":
            return self._of_quoted(passage, match)
        end = subject_end(passage, match.first)
        if passage.word(end) in PROGRESSIVE:
            return self._before(passage, match)
        phrase = self._reader.ending_at(passage, end)
        if phrase is not None and passage.word(phrase.first - 1) == "with":
            return FoundSource(phrase, "subject")
        if phrase is not None and self._says_itself(passage, phrase, match):
            return FoundSource(phrase, "relative_clause")
        return FoundSource(previous, "shared_subject") if previous else self._of_clause(passage, match)

    def _says_itself(self, passage: Passage, phrase: Phrase, match: CueMatch) -> bool:
        """Tell `a tweet calling for calm` from `issued a statement`, in which its author speaks."""
        is_document = self._reader.is_document(passage.word(phrase.head_end - 1)) and phrase.mention is None
        is_next = phrase.end == match.first and passage.word(phrase.first) in DETERMINERS
        return is_document and is_next and passage.word(phrase.first - 1) not in ISSUING

    def _of_quoted(self, passage: Passage, match: CueMatch) -> FoundSource | None:
        """Return who is quoted: `quotes Smith as saying`, `Smith was quoted as saying`."""
        verb = match.first - 2
        if passage.word(verb) in {"quoted", "cited"}:
            return self._before(passage, match._replace(first=verb, form="past"))
        if passage.word(verb) in OPENERS:
            found = self._apposed(passage, match, verb)
            return found._replace(rule="quoted_source") if found else None
        phrase = self._reader.subject_ending_at(passage, match.first - 1)
        if phrase is None or not self._reader.is_likely_source(passage, phrase):
            return None
        if passage.word(phrase.first - 1) == "by" and passage.word(phrase.first - 2) in {"quoted", "cited"}:
            return self._before(passage, match._replace(first=phrase.first - 2, form="past"))
        return FoundSource(phrase, "quoted_source")

    def _of_clause(self, passage: Passage, match: CueMatch) -> FoundSource | None:
        """Return the subject of the main clause: the first phrase after what introduces the sentence.

        Where the cue itself is in the introduction (`After telling police that ..., Smith left`), the
        subject is the first phrase after it.
        """
        first = 0
        while first < match.first and passage.word(first) in CONJUNCTIONS:
            first += 1
        limit = len(passage) if match.first - first <= 1 else match.first
        if opens_introduction(passage, first):
            while first < limit and passage.word(first) != ",":
                first += 1
            first += 1
        phrase = self._reader.starting_at(passage, first) if first < limit else None
        if phrase is None or phrase.end > limit or not self._reader.is_likely_source(passage, phrase):
            return None
        return FoundSource(name_of_noun(passage, phrase, self._reader), "clause_subject")
