"""Pass over what stands between a verb and its content: `said on Friday in a statement that it was late`."""

from __future__ import annotations

from flows.parsing.attribution.agreement import SINGULAR_ENDINGS
from flows.parsing.attribution.phrases import PhraseReader
from flows.parsing.language.grammar import (
    BE_FORMS,
    BEFORE_MONTH,
    DETERMINERS,
    FINITE_SIGNS,
    MARKS,
    NUMBER_WORDS,
)
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set

ADJUNCT_PREPOSITIONS = word_set(
    "on in at during after before via to of from through about with for by within"
)
"""What opens a phrase of place, time or manner between a verb and its content: `said in a statement that`."""

AFTER_ADJUNCT = MARKS | ADJUNCT_PREPOSITIONS | DETERMINERS | {"that"} | (FINITE_SIGNS - BE_FORMS)
"""What shows that such a phrase is over and the content still to come. After `is`, it was the content."""

IN_DATES = BEFORE_MONTH | NUMBER_WORDS | word_set("on a an the few several couple of")
"""Words that stand in an expression of time with others: `earlier this month`, `a few days ago`."""

DATE_REACH = 7
"""How many tokens an expression of time takes at most."""

ASIDE_REACH = 15
"""How many tokens between two commas may put off the content: `reports, citing officials, that`."""


def skip_to_content(passage: Passage, start: int, reader: PhraseReader) -> tuple[int, bool]:
    """Return where the content begins, past dates and places, and whether a word or mark announces it."""
    index = start + passage.is_adverb(start)
    while index < len(passage):
        end = _date_end(passage, index)
        if end is None and passage.word(index) in ADJUNCT_PREPOSITIONS:
            end = _adjunct_end(passage, index, reader)
        if end is None:
            break
        index = end
    index = _aside_end(passage, index)
    is_comma_before_quote = passage.word(index) == "," and passage.is_quoted(index + 1)
    after = passage.word(index + 1)
    is_before_quote = passage.is_quoted(index + 1) or (after == "," and passage.is_quoted(index + 2))
    is_object = after in MARKS and not is_before_quote
    is_announced = is_comma_before_quote or passage.word(index) == ":"
    is_announced = is_announced or (passage.word(index) == "that" and not is_object)
    return index + is_announced, is_announced


def _date_end(passage: Passage, first: int) -> int | None:
    """Return where an expression of time ends: `Friday`, `on Feb. 3`, `in 2019`, `two days ago`."""
    end = found = first
    while end < min(len(passage), first + DATE_REACH):
        word = passage.word(end)
        if word in {"last", "next"} and passage.word(end + 1) == "of":
            break
        if passage.is_time(end) or passage.is_month(end) or _is_year(passage, end):
            found = end + 1
        elif not (word in IN_DATES or (word.isdigit() and passage.is_month(end - 1))):
            if not (word.isdigit() and (passage.is_time(end + 1) or passage.is_month(end + 1))):
                break
        elif word.isdigit():
            found = end + 1
        end += 1
    return found if found > first else None


def _is_year(passage: Passage, index: int) -> bool:
    """Tell whether a number after `in` or a month is a year: `in 2019`, `June 2019`."""
    word = passage.word(index)
    is_after = passage.word(index - 1) in BEFORE_MONTH or passage.is_month(index - 1)
    return len(word) == len("2019") and word.isdigit() and word[:2] in {"19", "20"} and is_after


def _adjunct_end(passage: Passage, preposition: int, reader: PhraseReader) -> int | None:
    """Return where a prepositional phrase ends if the content is still to come after it."""
    phrase = reader.starting_at(passage, preposition + 1)
    if phrase is None or _is_infinitive(passage, preposition):
        return None
    after = passage.word(phrase.end)
    if after.endswith("ed") and passage.word(phrase.end + 1) in ADJUNCT_PREPOSITIONS:
        return phrase.end + 1
    is_over = after in AFTER_ADJUNCT or passage.is_time(phrase.end) or passage.is_quoted(phrase.end)
    return phrase.end if is_over else None


def _aside_end(passage: Passage, comma: int) -> int:
    """Return where `that` stands after what two commas set off, or the first comma if it does not."""
    if passage.word(comma) != "," or passage.is_quoted(comma + 1):
        return comma
    for index in range(comma + 1, min(len(passage) - 1, comma + ASIDE_REACH)):
        if passage.word(index) == ",":
            return index + 1 if passage.word(index + 1) == "that" else comma
    return comma


def _is_infinitive(passage: Passage, index: int) -> bool:
    """Tell `to leave` from `to the police`."""
    after = passage.word(index + 1)
    is_name = index + 1 < len(passage) and passage.mentions[index + 1] is not None
    is_plural = after.endswith("s") and not after.endswith(SINGULAR_ENDINGS)
    is_noun = after in DETERMINERS or is_plural or is_name
    return passage.word(index) == "to" and after.isalpha() and not is_noun
