"""Read the noun phrase that ends or starts at a token, by closed-class words and known names.

A phrase is a name (`Sergei Ryabkov`), a pronoun (`he`) or a noun with what stands before it (`one of the
lawyers`). Its head is what a citation prints: the name without title, or the noun without article.
"""

from __future__ import annotations

from flows.parsing.attribution.phrase_heads import OUTLET_NOUNS, Phrase, is_in_name, read_head
from flows.parsing.language.grammar import (
    ADVERBS,
    ATTACHING,
    BREAKS,
    DETERMINERS,
    MARKS,
    NUMBER_WORDS,
    OBJECT_PRONOUNS,
    PERSONAL_PRONOUNS,
    POSSESSIVE_MARKS,
)
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set
from flows.parsing.lexicon import Cue

REACH = 30
"""How many tokens a noun phrase may take, so that no page costs more than its length times this."""

BARE_SUBJECTS = word_set("some many both others several most few those one another")
"""Determiners that are a phrase of their own: `Some say`."""

POSTPOSED = word_set("familiar close responsible present knowledgeable loyal aware opposed")
"""Adjectives that follow their noun with a preposition: `a person familiar with the talks`."""

IRREGULAR_PARTICIPLES = word_set("seen shown found sent written held made drawn given taken")
"""Participles without -ed that say what was done to the noun before them: `a letter seen by`."""

COLLECTIVES = word_set(
    "group team number hundreds thousands dozens majority pair couple series host handful lot range one half "
    "percent third quarter"
)
"""Nouns that only count the noun after `of`, which is the source: `a team of researchers`."""


TAKES_NO_PHRASE = PERSONAL_PRONOUNS | COLLECTIVES

COUNTING_WORDS = COLLECTIVES | DETERMINERS
"""What counts the noun after `of`: `one of the lawyers`."""

COUNTED = BARE_SUBJECTS | NUMBER_WORDS | {"none", "all", "each"}
"""What counts those a pronoun means: `one of them`."""

POSSESSED = word_set("knowledge access ties links insight")
"""What sources are said to have: `a person with direct knowledge of`."""

ARTICLES = word_set("a an the his her its their")

ADJECTIVE_ENDINGS = ("ed", "en")
"""Endings of participles that are adjectives after an article: `a written statement`."""

POSSESSIVES = frozenset({"his", "her", "its", "their"})
"""What makes a second source one of the first: `Smith and her colleagues`."""


class PhraseReader:
    """Reads noun phrases; `speaking` are nouns that can be a source, `documents` those that are printed."""

    def __init__(self, cues: tuple[Cue, ...], speaking: frozenset[str], documents: frozenset[str]) -> None:
        self._documents = documents
        self._nouns = speaking | documents | OUTLET_NOUNS
        verb_forms = {form for cue in cues if cue.cue_kind == "verb" for form in cue.forms[1:]}
        self._breaks = BREAKS | (verb_forms - self._nouns)

    def is_document(self, word: str) -> bool:
        """Tell whether a word in lower case is a document that can say or show something."""
        return word in self._documents

    def is_likely_source(self, passage: Passage, phrase: Phrase) -> bool:
        """Tell whether a phrase is one that speaks: a name, a pronoun or a noun known as a source."""
        head = passage.word(phrase.head_end - 1)
        is_capital = passage.tokens[phrase.head_first].is_capitalised and head not in DETERMINERS
        is_named = phrase.mention is not None or is_capital
        return is_named or head in PERSONAL_PRONOUNS or head in self._nouns

    def subject_ending_at(self, passage: Passage, end: int) -> Phrase | None:
        """Return what the phrase before `end` belongs to: `a spokesman` of `a spokesman for the city`."""
        phrase = self.ending_at(passage, end)
        if phrase is not None and phrase.mention is not None:
            phrase = self._both_names(passage, phrase)
        while phrase is not None and passage.word(phrase.first - 1) in ATTACHING:
            outer = self.ending_at(passage, _before_participle(passage, phrase.first - 1))
            if outer is not None and _is_possession(passage, outer):
                outer = self.ending_at(passage, outer.first - 1)
            if outer is None or not self._takes_phrases(passage, outer):
                phrase = phrase._replace(first=_counted_from(passage, phrase.first))
                break
            phrase = outer._replace(end=phrase.end)
        return self._coordinated(passage, phrase) if phrase else None

    def ending_at(self, passage: Passage, end: int) -> Phrase | None:
        """Return the phrase whose last token is just before `end`."""
        last = end - 1
        is_object = passage.word(last) in OBJECT_PRONOUNS and passage.word(last - 1) in ATTACHING
        if passage.word(last) in PERSONAL_PRONOUNS or is_object:
            head = last - 2 if is_object and _counts_pronoun(passage, last) else last
            return Phrase(head, end, head, head + 1, None)
        if not self._may_be_head(passage, last):
            return None
        first = last
        while first > max(0, end - REACH) and self._is_inside(passage, first - 1):
            first -= 1
            if passage.word(first) in DETERMINERS and not is_in_name(passage, first):
                break
        return read_head(passage, first, end, self._nouns)

    def starting_at(self, passage: Passage, first: int) -> Phrase | None:
        """Return the phrase that starts at a token."""
        if passage.word(first) in PERSONAL_PRONOUNS:
            return Phrase(first, first + 1, first, first + 1, None)
        end = first
        while end < min(len(passage), first + REACH) and self._is_inside(passage, end, is_first=end == first):
            if end > first and _may_be_past(passage, end) and self._is_anchor(passage, end - 1):
                break
            end += 1
        while end > first and not self._may_be_head(passage, end - 1):
            end -= 1
        return read_head(passage, first, end, self._nouns) if end > first else None

    def _takes_phrases(self, passage: Passage, phrase: Phrase) -> bool:
        """Tell whether a phrase is the source rather than what is attached to it by a preposition."""
        head = passage.word(phrase.head_end - 1)
        return head not in TAKES_NO_PHRASE and self.is_likely_source(passage, phrase)

    def _both_names(self, passage: Passage, phrase: Phrase) -> Phrase:
        """Return two names as one phrase where a preposition takes both: `a lawyer for Smith and Hall`."""
        both = self._coordinated(passage, phrase)
        is_taken = both.partner is not None and passage.word(both.first - 1) in ATTACHING
        return both if is_taken else phrase

    def _coordinated(self, passage: Passage, phrase: Phrase) -> Phrase:
        """Return the phrase with the one that `and` joins to it as its partner; `and her aides` adds none."""
        if passage.word(phrase.first - 1) not in {"and", "&", "nor"}:
            return phrase
        other = self.ending_at(passage, phrase.first - 1)
        if other is None or other.head_end != phrase.first - 1 or not self.is_likely_source(passage, other):
            return phrase
        if passage.word(phrase.first) in POSSESSIVES and other.mention is not None:
            return other._replace(end=phrase.end)
        is_alike = _is_name(passage, other) == _is_name(passage, phrase)
        return phrase._replace(first=other.first, partner=other if is_alike else None)

    def with_next(self, passage: Passage, phrase: Phrase) -> Phrase:
        """Return a phrase with the one that `and` joins to it, if both are names: `said Smith and Hall`."""
        if passage.word(phrase.end) != "and" or phrase.mention is None:
            return phrase
        other = self.starting_at(passage, phrase.end + 1)
        if other is None or not _is_name(passage, other):
            return phrase
        is_place = other.mention is not None and other.mention.entity_type == "PLACE"
        is_closed = passage.word(other.end) in MARKS or passage.is_time(other.end)
        return phrase._replace(end=other.end, partner=other) if is_closed and not is_place else phrase

    def _is_anchor(self, passage: Passage, index: int) -> bool:
        """Tell whether a token surely can end a phrase: part of a name, or a noun known as a source."""
        is_named = passage.mentions[index] is not None or (index > 0 and passage.tokens[index].is_capitalised)
        return is_named or passage.word(index) in self._nouns

    def _is_inside(self, passage: Passage, index: int, *, is_first: bool = True) -> bool:
        """Tell whether a phrase can go on over a token; `is_first` allows a determiner."""
        word = passage.word(index)
        if not word or passage.mentions[index] is not None:
            return bool(word)
        if passage.word(index - 1) in ARTICLES and word.endswith(ADJECTIVE_ENDINGS) and word not in BREAKS:
            return True
        if word in DETERMINERS:
            return is_first or is_in_name(passage, index)
        if word in POSSESSIVE_MARKS:
            return index > 0 and passage.tokens[index - 1].end == passage.tokens[index].start
        if not passage.tokens[index].is_word:
            return word[0] in "&@#"
        is_attribute = passage.word(index - 1) in DETERMINERS
        is_outside = word in ADVERBS or passage.is_time(index)
        return word not in self._breaks and (is_attribute or not is_outside)

    def _may_be_head(self, passage: Passage, index: int) -> bool:
        word = passage.word(index)
        if not word or not (passage.tokens[index].is_word or word[0] in "@#"):
            return False
        if passage.mentions[index] is not None or word in BARE_SUBJECTS or word in self._nouns:
            return True
        is_function_word = (word in self._breaks or word in DETERMINERS) and not is_in_name(passage, index)
        is_time = passage.is_time(index) or _is_number(passage, index)
        is_participle = word.endswith("ing") and passage.word(index - 1) not in DETERMINERS
        return not (is_function_word or is_time or passage.is_adverb(index) or is_participle)


def _is_name(passage: Passage, phrase: Phrase) -> bool:
    """Tell a name from a noun, which is capitalised where it opens a sentence: `Police and prosecutors`."""
    is_capital = passage.tokens[phrase.head_first].is_capitalised and phrase.head_first > 0
    return phrase.mention is not None or is_capital


def _before_participle(passage: Passage, end: int) -> int:
    """Return where a noun ends before what was done to it: `report` of `report released Tuesday by`."""
    if passage.word(end - 1) in POSTPOSED:
        return end - 1
    first = end
    while passage.is_time(first - 1):
        first -= 1
    before = passage.word(first - 1)
    return first - 1 if before.endswith("ed") or before in IRREGULAR_PARTICIPLES else end


def _may_be_past(passage: Passage, index: int) -> bool:
    """Tell whether a word may be a past form after a name: `returned` of `Hall returned`."""
    return passage.word(index).endswith("ed") and not passage.tokens[index].is_capitalised


def _counted_from(passage: Passage, first: int) -> int:
    """Return where a phrase begins with what counts it: `one of` of `one of the lawyers`."""
    if passage.word(first - 1) != "of" or passage.word(first - 2) not in COUNTING_WORDS:
        return first
    first -= 2
    while passage.word(first - 1) in DETERMINERS or passage.is_adverb(first - 1):
        first -= 1
    return first


def _counts_pronoun(passage: Passage, pronoun: int) -> bool:
    """Tell whether a number of those a pronoun means is the source: `one of them`, `many of us`."""
    return passage.word(pronoun - 1) == "of" and passage.word(pronoun - 2) in COUNTED


def _is_possession(passage: Passage, phrase: Phrase) -> bool:
    """Tell whether a noun is what a source has: `knowledge` of `people with knowledge of the talks`."""
    return passage.word(phrase.head_end - 1) in POSSESSED and passage.word(phrase.first - 1) == "with"


def _is_number(passage: Passage, index: int) -> bool:
    """Tell a number from a name with one (`9News`, the channel in `KENS 5`) and an age (`19-year-old`)."""
    text = passage.tokens[index].text
    is_channel = index > 0 and passage.tokens[index - 1].text.isupper()
    return text[0].isdigit() and not (is_channel or text.endswith("-old") or any(map(str.isupper, text)))
