"""Find the subject that commas set off from its verb, or that a comma sets off from its name.

`Smith, who led the team, said`, `the supplier, Nordlim AG, says`, `says the director, Ann Ito.`
"""

from __future__ import annotations

from flows.parsing.attribution.phrase_heads import Phrase
from flows.parsing.attribution.phrases import REACH, PhraseReader
from flows.parsing.language.grammar import ATTACHING, DETERMINERS, MARKS, OPENERS, PREPOSITIONS
from flows.parsing.language.passages import Passage

DEFINITE = frozenset({"the", "his", "her", "its", "their", "our", "my"})
"""What makes a noun one in particular."""

ARTICLES = frozenset({"a", "an"})

ATTACHED = 2
"""How many prepositional phrases may stand between a noun and its comma."""

ASIDE_REACH = 2
"""How many tokens an aside between commas takes at most: `, however,`."""


def subject_before_aside(passage: Passage, closer: int, reader: PhraseReader) -> Phrase | None:
    """Return the subject before what two commas set off, of which the second is `closer`.

    A name between the commas is itself the subject: `his lawyer, Ann Smith, said`.
    """
    apposed = reader.ending_at(passage, closer)
    if apposed and apposed.is_person and passage.word(apposed.head_first - 1) in OPENERS:
        title = reader.subject_ending_at(passage, apposed.head_first - 1)
        return apposed._replace(first=title.first if title else apposed.first)
    if apposed and _is_named_after_noun(passage, apposed, reader):
        return apposed
    best: Phrase | None = None
    for opener in range(closer - 1, max(-1, closer - REACH), -1):
        phrase = _subject_before(passage, opener, closer, reader)
        if phrase is not None and (best is None or phrase.is_person):
            best = phrase
        if best is not None and best.is_person:
            break
    return best


def name_of_noun(passage: Passage, phrase: Phrase, reader: PhraseReader) -> Phrase:
    """Return the person a noun is, where a comma sets off the name: `says the director, Ann Ito.`"""
    is_noun = phrase.mention is None and passage.word(phrase.first) in ARTICLES
    if not (is_noun or _is_definite_noun(passage, phrase)):
        return phrase
    comma = _attached_end(passage, phrase, reader)
    name = reader.starting_at(passage, comma + 1) if passage.word(comma) == "," else None
    is_whole = name is not None and name.is_person and name.head_first == comma + 1
    is_closed = is_whole and name is not None and passage.word(name.end) in MARKS
    return name._replace(first=phrase.first) if name is not None and is_closed else phrase


def _attached_end(passage: Passage, phrase: Phrase, reader: PhraseReader) -> int:
    """Return where what a preposition or two attach to a noun ends: `a lawyer for some of the sick`."""
    end = phrase.end
    for _ in range(ATTACHED):
        attached = reader.starting_at(passage, end + 1) if passage.word(end) in ATTACHING else None
        if attached is None:
            break
        end = attached.end
    return end


def _is_named_after_noun(passage: Passage, apposed: Phrase, reader: PhraseReader) -> bool:
    """Tell whether a name says which one a noun before it is: `the supplier, Nordlim AG,`."""
    comma = apposed.first - 1
    is_place = apposed.mention is not None and apposed.mention.entity_type == "PLACE"
    is_name = passage.tokens[apposed.head_first].is_capitalised and passage.word(comma) == ","
    noun = reader.ending_at(passage, comma) if is_name and not is_place else None
    if noun is None or passage.word(noun.first - 1) in PREPOSITIONS:
        return False
    is_indefinite = noun.mention is None and passage.word(noun.first) in ARTICLES
    return is_indefinite or _is_definite_noun(passage, noun)


def _is_definite_noun(passage: Passage, phrase: Phrase) -> bool:
    """Tell whether a phrase is a noun that is said to be one in particular: `the supplier`."""
    is_noun = phrase.mention is None and not passage.tokens[phrase.head_first].is_capitalised
    return is_noun and (passage.word(phrase.first) in DEFINITE or phrase.owner_first is not None)


def _subject_before(passage: Passage, opener: int, closer: int, reader: PhraseReader) -> Phrase | None:
    """Return the phrase before a mark that may open what another mark closes."""
    if passage.word(opener) not in OPENERS:
        return None
    phrase = reader.subject_ending_at(passage, opener)
    if phrase is None:
        return None
    is_aside = passage.word(phrase.first) in DETERMINERS and closer - opener <= ASIDE_REACH
    return phrase if is_aside or reader.is_likely_source(passage, phrase) else None
