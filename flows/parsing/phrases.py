"""Read the noun phrase that ends or starts at a token, by closed-class words and known names.

A phrase is a name (`Sergei Ryabkov`), a pronoun (`he`) or a noun with what stands before it (`one of the
lawyers`). Its head is what a citation prints: the name without title, or the noun without article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.parsing.grammar import (
    ADVERBS,
    ATTACHING,
    BREAKS,
    CONJUNCTIONS,
    DETERMINERS,
    PERSONAL_PRONOUNS,
    POSSESSIVE_MARKS,
    TIME_WORDS,
    is_adverb,
)
from flows.parsing.lexicon import Lexicon
from flows.parsing.passages import Passage
from flows.parsing.records import Mention

REACH = 30
"""How many tokens a noun phrase may take, so that no page costs more than its length times this."""

BARE_SUBJECTS = frozenset({"some", "many", "both", "others", "several", "most", "few", "those"})
"""Determiners that are a phrase of their own: `Some say`."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: all its tokens from `first` to `end`, and its head.

    `mention` is the name that is its head. `owner_first` and `owner_end` are the tokens of a name in the
    possessive before the head, as in `the Times' David Brooks`, or both None.
    """

    first: int
    end: int
    head_first: int
    head_end: int
    mention: Mention | None
    owner_first: int | None = None
    owner_end: int | None = None


class PhraseReader:
    """Reads noun phrases with the nouns of the lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._nouns = lexicon.unnamed_sources | lexicon.document_sources | lexicon.organisation_words

    def is_source_noun(self, word: str) -> bool:
        """Tell whether a word in lower case is a noun that the lexicon knows as a source."""
        return word in self._nouns

    def ending_at(self, passage: Passage, end: int) -> Phrase | None:
        """Return the phrase whose last token is just before `end`."""
        last = end - 1
        word = passage.word(last)
        if word in PERSONAL_PRONOUNS:
            return Phrase(last, end, last, end, None)
        if not self._may_be_head(passage, last):
            return None
        first = last
        while first > max(0, end - REACH) and self._is_inside(passage, first - 1):
            first -= 1
            if passage.word(first) in DETERMINERS and not _is_in_name(passage, first):
                break
        return self._with_head(passage, first, end)

    def starting_at(self, passage: Passage, first: int) -> Phrase | None:
        """Return the phrase that starts at a token."""
        word = passage.word(first)
        if word in PERSONAL_PRONOUNS:
            return Phrase(first, first + 1, first, first + 1, None)
        end = first
        while end < min(len(passage), first + REACH) and self._is_inside(passage, end, is_first=end == first):
            end += 1
        while end > first and not self._may_be_head(passage, end - 1):
            end -= 1
        return self._with_head(passage, first, end) if end > first else None

    def _is_inside(self, passage: Passage, index: int, *, is_first: bool = True) -> bool:
        word = passage.word(index)
        mention = passage.mentions[index] if word else None
        if mention is not None:
            return True
        if word in DETERMINERS:
            return is_first or _is_in_name(passage, index)
        if word in POSSESSIVE_MARKS:
            return index > 0 and passage.tokens[index - 1].end == passage.tokens[index].start
        if not word or not passage.tokens[index].is_word:
            return word in {"&", "#", "@"} or word[:1] in {"#", "@"}
        return word not in BREAKS and word not in ADVERBS and word not in TIME_WORDS

    def _may_be_head(self, passage: Passage, index: int) -> bool:
        word = passage.word(index)
        if not word or not (passage.tokens[index].is_word or word[0] in "@#"):
            return False
        if passage.mentions[index] is not None or word in BARE_SUBJECTS:
            return True
        if word in BREAKS or word in DETERMINERS or word in TIME_WORDS or word[0].isdigit():
            return False
        return self.is_source_noun(word) or not is_adverb(word)

    def _with_head(self, passage: Passage, first: int, end: int) -> Phrase:
        """Choose the head: the person or the last name, else the last noun known as a source, else the last word."""
        owner = self._owner(passage, first, end)
        start = owner[1] + 1 if owner else first
        names = list(_names(passage, start, end))
        named = next((name for name in names if name[2].entity_type == "PERSON"), None)
        if named is None and names and names[-1][1] == end:
            named = names[-1]
        owned = (owner[0], owner[1]) if owner else (None, None)
        if named:
            return Phrase(first, end, named[0], named[1], named[2], *owned)
        head_first, head_end = self._noun(passage, start, end)
        return Phrase(first, end, head_first, head_end, None, *owned)

    def _owner(self, passage: Passage, first: int, end: int) -> tuple[int, int] | None:
        """Return the tokens of the name before the last possessive mark inside a phrase."""
        mark = next(
            (index for index in range(end - 2, first, -1) if passage.word(index) in POSSESSIVE_MARKS), None
        )
        if mark is None:
            return None
        start = mark
        mention = passage.mentions[mark - 1]
        while start > first and (
            passage.mentions[start - 1] is mention if mention else passage.tokens[start - 1].is_capitalised
        ):
            start -= 1
        return (start, mark) if start < mark else None

    def _noun(self, passage: Passage, first: int, end: int) -> tuple[int, int]:
        """Return the tokens of a head that is no known name: a capitalised run, or a noun and its kin."""
        if passage.tokens[end - 1].is_capitalised and not (
            end - 1 == 0 or self.is_source_noun(passage.word(end - 1))
        ):
            start = end - 1
            while start > first and passage.tokens[start - 1].is_capitalised and passage.word(start - 1) not in DETERMINERS:
                start -= 1
            return start, end
        last = next(
            (index for index in range(end - 1, first - 1, -1) if self.is_source_noun(passage.word(index))),
            end - 1,
        )
        start = last
        while start > first and self.is_source_noun(passage.word(start - 1)):
            start -= 1
        return start, last + 1


def _is_in_name(passage: Passage, index: int) -> bool:
    """Tell whether a capitalised word goes on with a name: `One` of `Air Force One`."""
    return index > 1 and passage.tokens[index].is_capitalised and passage.tokens[index - 1].is_capitalised


def _names(passage: Passage, first: int, end: int) -> Iterator[tuple[int, int, Mention]]:
    """Yield the mentions between two tokens with the tokens they take."""
    index = first
    while index < end:
        mention = passage.mentions[index]
        start = index
        index += 1
        if mention is None:
            continue
        while index < end and passage.mentions[index] is mention:
            index += 1
        yield start, index, mention


def owner_phrase(phrase: Phrase) -> Phrase | None:
    """Return the owner within a phrase as a phrase: `the Times` of `the Times' David Brooks`."""
    if phrase.owner_first is None or phrase.owner_end is None:
        return None
    return Phrase(phrase.first, phrase.owner_end, phrase.owner_first, phrase.owner_end, None)


def main_noun(reader: PhraseReader, passage: Passage, phrase: Phrase) -> Phrase:
    """Return the phrase that a phrase belongs to: `a spokesman` from `the city` in `a spokesman for the city`."""
    while phrase.first >= 2 and passage.word(phrase.first - 1) in ATTACHING:  # noqa: PLR2004 - a noun and a preposition
        outer = reader.ending_at(passage, phrase.first - 1)
        if outer is None or passage.word(outer.head_first) in PERSONAL_PRONOUNS:
            break
        phrase = Phrase(outer.first, phrase.end, outer.head_first, outer.head_end, outer.mention)
    return phrase


def coordinated(reader: PhraseReader, passage: Passage, phrase: Phrase) -> Phrase:
    """Return both phrases where `and` joins two names or two nouns: `Smith and Jones`."""
    if passage.word(phrase.first - 1) not in {"and", "&"}:
        return phrase
    other = reader.ending_at(passage, phrase.first - 1)
    if other is None or (other.mention is None) != (phrase.mention is None) or other.head_end != phrase.first - 1:
        return phrase
    return Phrase(other.first, phrase.end, other.head_first, phrase.head_end, other.mention)
