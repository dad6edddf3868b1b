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
    CONJUNCTIONS,
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

SHARE_LINKS = frozenset({"in", "of"})

APPROXIMATIONS = word_set(
    "about nearly almost some around roughly than more fewer less another only over under"
)
"""Words before a number of people: `more than four in 10`."""

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

BEFORE_SHARE = MARKS | CONJUNCTIONS | {"that", "while", "after", "as"}
"""What stands before a share that opens its clause: `while four in 10 said`."""


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
        if phrase is not None and phrase.is_person:
            phrase = self._both_people(passage, phrase)
        while phrase is not None and passage.word(phrase.first - 1) in ATTACHING:
            outer = self.ending_at(passage, _before_participle(passage, phrase.first - 1))
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
            return Phrase(last, end, last, end, None)
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

    def share_ending_at(self, passage: Passage, end: int) -> Phrase | None:
        """Return the share of people that ends before a token: `about four in 10`, `another 43`."""
        first = end - 1
        if not _is_count(passage, first):
            return None
        if passage.word(first - 1) in SHARE_LINKS and _is_count(passage, first - 2):
            first -= 2
        head_first = first
        while passage.word(first - 1) in APPROXIMATIONS or passage.is_adverb(first - 1):
            first -= 1
        opens = first == 0 or passage.word(first - 1) in BEFORE_SHARE
        return Phrase(first, end, head_first, end, None) if opens else None

    def _takes_phrases(self, passage: Passage, phrase: Phrase) -> bool:
        """Tell whether a phrase is the source rather than what is attached to it by a preposition."""
        head = passage.word(phrase.head_end - 1)
        return head not in TAKES_NO_PHRASE and self.is_likely_source(passage, phrase)

    def _both_people(self, passage: Passage, phrase: Phrase) -> Phrase:
        """Return two people as one phrase where a preposition takes both: `a lawyer for Smith and Hall`."""
        both = self._coordinated(passage, phrase)
        is_taken = both.head_first < phrase.first and passage.word(both.first - 1) in ATTACHING
        return both if is_taken else phrase

    def _coordinated(self, passage: Passage, phrase: Phrase) -> Phrase:
        """Return both phrases where `and` joins them; two people are one source, two outlets are not."""
        if passage.word(phrase.first - 1) not in {"and", "&"}:
            return phrase
        other = self.ending_at(passage, phrase.first - 1)
        if other is None or other.head_end != phrase.first - 1 or not self.is_likely_source(passage, other):
            return phrase
        heads = (passage.tokens[other.head_first], passage.tokens[phrase.head_first])
        is_alike = heads[0].is_capitalised == heads[1].is_capitalised
        is_outlet = phrase.mention is not None and phrase.mention.entity_type == "ORG"
        if passage.word(phrase.first) in POSSESSIVES and other.mention is not None:
            return other._replace(end=phrase.end)
        head_first = other.head_first if is_alike and not is_outlet else phrase.head_first
        return phrase._replace(first=other.first, head_first=head_first)

    def _is_anchor(self, passage: Passage, index: int) -> bool:
        """Tell whether a token surely can end a phrase: part of a name, or a noun known as a source."""
        is_named = passage.mentions[index] is not None or (index > 0 and passage.tokens[index].is_capitalised)
        return is_named or passage.word(index) in self._nouns

    def _is_inside(self, passage: Passage, index: int, *, is_first: bool = True) -> bool:
        """Tell whether a phrase can go on over a token; `is_first` allows a determiner."""
        word = passage.word(index)
        if not word or passage.mentions[index] is not None:
            return bool(word)
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


def _is_count(passage: Passage, index: int) -> bool:
    """Tell whether a token is a number in figures or in words."""
    word = passage.word(index)
    return word.isdigit() or word in NUMBER_WORDS or word == "one"


def _is_number(passage: Passage, index: int) -> bool:
    """Tell a number from a name with one (`9News`, the channel in `KENS 5`) and an age (`19-year-old`)."""
    text = passage.tokens[index].text
    is_channel = index > 0 and passage.tokens[index - 1].text.isupper()
    return text[0].isdigit() and not (is_channel or text.endswith("-old") or any(map(str.isupper, text)))
