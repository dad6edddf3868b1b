"""Know by its single words which rules could claim a line, so that most lines are asked by none.

A word is looked at once and kept: pages use the same few thousand words over and over. A sign says only that
a rule is worth asking; the rule itself reads the line.
"""

from __future__ import annotations

import re

from flows.parsing.fields.bylines.byline_blocks import ROLE_HINTS
from flows.parsing.layout.furniture.furniture_lines import OPENINGS, WORDS_INSIDE
from flows.parsing.layout.insets.pitches import SITE_HINTS
from flows.parsing.layout.prose import UNSPACED_LETTER, count_words

FIGURE = 1 << 0
COLON = 1 << 1
BRACKET = 1 << 2
SLASH = 1 << 3
BY = 1 << 4
WORK = 1 << 5
LABEL = 1 << 6
PICTURE = 1 << 7
NOTE = 1 << 8
FURNITURE = 1 << 9
ROLE = 1 << 10
PITCH = 1 << 11
OPENING = 1 << 12
MARKS = 1 << 13
UNSPACED = 1 << 14

SIGNS = {
    FIGURE: r"\d",
    COLON: ":",
    BRACKET: r"[()\[\]]",
    SLASH: "/",
    BY: "by|told",
    WORK: "contribut|edited|produced|adapted|fact-checked|files|reporting",
    LABEL: "posted|published|updated|modified",
    PICTURE: "afp|alamy|caption|courtesy|credit|file|getty|graphic|illustration|imag|licensing|pic|photo"
    "|reuters|screenshot|source|stock|unsplash|video|wikimedia",
    NOTE: "appeared|article|clarif|column|correct|editor|essay|headline|interview|mistake|note|originally"
    "|page|piece|post|report|review|story|updat|version|video",
    FURNITURE: "|".join(map(re.escape, WORDS_INSIDE)),
    ROLE: "|".join(ROLE_HINTS),
    PITCH: "|".join(SITE_HINTS),
}
"""Letters that words have, by the sign they give a line: figures and marks, and what credits and notes say.

Whoever did what is told with a `BY`, or by words of `WORK`; a `LABEL` is that of a time; `FURNITURE` stands
in the wordings of buttons and appeals, `ROLE` in what authors are, `PITCH` in what a site says of itself. An
`OPENING` is one only as the first word of a line. Words of `MARKS` alone do not count, those that are
`UNSPACED` count as many.
"""

PATTERNS = tuple((sign, re.compile(letters)) for sign, letters in SIGNS.items())
ANY_SIGN = re.compile("|".join(SIGNS.values()))

FIRST_LETTERS = re.compile(r"[\W_]*(?:(?P<letters>[^\W\d_]+)|\d)")
"""The letters or the digit that a word opens with: `don` of `"Don't`."""

WORDS_KEPT = 100_000
WORD_MAX_CHARS = 40
"""A longer word is an address or no word, and will not come again."""


class _KnownWords(dict[str, int]):
    """The signs of each word seen, as many as are kept."""

    def __missing__(self, word: str) -> int:
        signs = _find_signs(word.casefold())
        if len(word) <= WORD_MAX_CHARS:
            if len(self) >= WORDS_KEPT:
                self.clear()
            self[word] = signs
        return signs


KNOWN_WORDS = _KnownWords()


def read_words(content: str) -> tuple[int, int]:
    """Return the number of words of a line, and the signs of all of them."""
    words = content.split()
    signs = 0
    for word in words:
        signs |= KNOWN_WORDS[word]
    if not KNOWN_WORDS[words[0]] & OPENING:
        signs &= ~OPENING
    if signs & UNSPACED:
        return count_words(content), signs
    if signs & MARKS:
        return sum(not KNOWN_WORDS[word] & MARKS for word in words), signs
    return len(words), signs


def _find_signs(word: str) -> int:
    """Return the signs of a word in lower case."""
    signs = 0
    if ANY_SIGN.search(word):
        for sign, pattern in PATTERNS:
            if pattern.search(word):
                signs |= sign
    first = FIRST_LETTERS.match(word)
    if first and (first["letters"] is None or first["letters"] in OPENINGS):
        signs |= OPENING
    if first is None:
        signs |= MARKS
    if not word.isascii() and UNSPACED_LETTER.search(word):
        signs |= UNSPACED
    return signs
