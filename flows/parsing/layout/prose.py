"""Tell running text from headings and links, by the look of one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

CLOSING_MARKS = frozenset(".!?…:。？！।\"'”’»)]」』")  # noqa: RUF001 - marks of other scripts
"""The last character of a sentence."""

SENTENCE_END = re.compile(r"[.!?…:。？！।]\s?[\"'”’»)\]」』]{0,3}$")  # noqa: RUF001 - marks of other scripts
"""Closing punctuation at the end of a line, quotes and brackets after it included: `.”`."""

FULL_STOP_END = re.compile(r"(?<![.\s][A-Z])(?<!\b[JS]r)\.[\"'”’)\]]{0,3}$")
"""A full stop that ends a sentence, not an abbreviation: `haven't changed.` but not `in the U.S.`."""

INNER_SENTENCE = re.compile(r"[a-z\d%)\"”’][.!?][\"”’)]?\s+[\"“‘(]?[A-Z]")
"""A sentence ending within a line: `e. T` of `the fire. The cause`."""

PROSE_MIN_WORDS = 6
"""A sentence of fewer words (`Get the news faster.`) is as likely a slogan."""

LONG_LINE_WORDS = 26
"""No heading is this long, whatever it ends in."""

HEADLINE_MIN_WORDS = 3
HEADLINE_MAX_WORDS = 40
LIST_MIN_COMMAS = 2
TOPIC_MAX_WORDS = 2
SENTENCE_END_REACH = 5
FULL_STOP_REACH = 40
FULL_STOP_MAX_CHARS = 4
"""A full stop and the marks that close a quotation behind it."""

GLANCE = 400
"""Characters looked at to judge a line: enough for any heading, and a bound on the work a line can cost."""


LONG_WORD = re.compile(r"\w{3,}")
"""A word or a number that is long enough to say something: `2025`."""

STEM_CHARS = 5
TEXTS_KEPT = 64
"""Texts of one page whose words are asked for more than once."""

SMALL_WORDS = """
    about after again against all also among and any are because been before being between both but can could
    did does down during each few for from had has have her here hers him his how into its just like made
    make many may more most much must not now off one only other our out over own said same say says she
    should since some such than that the their them then there these they this those through too under until
    very was way were what when where which while who why will with would you your
"""
FUNCTION_WORDS = frozenset(SMALL_WORDS.split())
"""Words that say nothing of what a text is about."""

UNSPACED_LETTER = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""A letter of a script that is written without spaces: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""

UNSPACED_PER_WORD = 2
"""Letters of such a script that make up a word, roughly."""

PLAIN_MARKS = tuple(zip("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--", strict=True))
"""Marks that differ between printings, and what stands for them in keys."""


def as_key(text: str) -> str:
    """Return a line without what differs between its printings: case, kind of quotes, spacing."""
    return as_keys([text])[0]


def as_keys(texts: Iterable[str]) -> list[str]:
    """Return several lines as keys, which is quicker for all at once than for each."""
    joined = "\n".join([" ".join(text.split()) for text in texts])
    if not joined.isascii():
        for mark, plain in PLAIN_MARKS:
            joined = joined.replace(mark, plain)
    return joined.casefold().split("\n")


def count_words(content: str) -> int:
    """Return the number of words, of which each has a letter or a digit."""
    words = content.split()
    if not content.isascii() and (unspaced := len(UNSPACED_LETTER.findall(content))):
        return len(words) + unspaced // UNSPACED_PER_WORD
    marked = [word for word in words if not word[0].isalnum()]
    if not marked:
        return len(words)
    return len(words) - sum(not any(map(str.isalnum, word)) for word in marked)


@lru_cache(maxsize=TEXTS_KEPT)
def content_words(text: str) -> frozenset[str]:
    """Return the first letters of the words that say what a text is about, those it has in common included.

    `explosion` and `explodes` share them; `with` and `their` are left out.
    """
    words = set(LONG_WORD.findall(text.casefold())) - FUNCTION_WORDS
    return frozenset([word[:STEM_CHARS] for word in words])


def is_prose(content: str, word_count: int) -> bool:
    """Tell whether a line reads as one or more sentences."""
    if word_count >= LONG_LINE_WORDS:
        return True
    if word_count < PROSE_MIN_WORDS:
        return False
    if ends_sentence(content):
        return True
    glance = content[:GLANCE]
    has_end_mark = "." in glance or "?" in glance or "!" in glance
    return has_end_mark and INNER_SENTENCE.search(glance) is not None


def is_headline_like(content: str, word_count: int) -> bool:
    """Tell whether a line could be a headline: short, without a full stop at its end, no list of topics."""
    return (
        HEADLINE_MIN_WORDS <= word_count <= HEADLINE_MAX_WORDS
        and not ends_in_full_stop(content)
        and not (content.count(",") >= LIST_MIN_COMMAS and _is_list_of_topics(content))
    )


def _is_list_of_topics(content: str) -> bool:
    """Tell whether commas part a line into pieces of a word or two: `Ukraine, Animals, Front line`."""
    return all(len(piece.split()) <= TOPIC_MAX_WORDS for piece in content.split(","))


def ends_sentence(content: str) -> bool:
    """Tell whether a line ends like a sentence."""
    return (
        content[-1] in CLOSING_MARKS
        and SENTENCE_END.search(content, max(0, len(content) - SENTENCE_END_REACH)) is not None
    )


def ends_in_full_stop(content: str) -> bool:
    """Tell whether a line ends in a full stop that is not part of an abbreviation."""
    return (
        "." in content[-FULL_STOP_MAX_CHARS:]
        and FULL_STOP_END.search(content, max(0, len(content) - FULL_STOP_REACH)) is not None
    )
