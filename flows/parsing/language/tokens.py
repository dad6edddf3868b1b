"""Cut text into words and punctuation marks that know where they stand.

Words keep what belongs to them (`O'Brien`, `couldn't`, `AT&T`, `Port-au-Prince`, `U.S.`, `Mr.`, `1,500.25`);
a possessive is a token of its own (`Putin` + `'s`), so that a name is never read with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import accumulate, chain
from typing import NamedTuple


class Token(NamedTuple):
    """A word or a punctuation mark; offsets point into the page.

    A tuple, because a page has tens of thousands of them and a tuple is made in half the time.
    """

    start: int
    end: int
    text: str

    @property
    def is_word(self) -> bool:
        """Tell words and numbers from punctuation and from the possessive."""
        return self.text[0].isalnum()

    @property
    def is_capitalised(self) -> bool:
        """Tell whether the word starts with a capital letter."""
        return self.text[0].isupper()


def word_set(words: str) -> frozenset[str]:
    """Return the words of a space-separated list."""
    return frozenset(words.split())


TITLE_ABBREVIATIONS = word_set(
    "Mr Mrs Ms Mx Dr Prof Rev Hon Fr Msgr St Gen Lt Col Maj Capt Cmdr Cpl Sgt Adm Pvt Brig Pres Gov Sen "
    "Rep Reps Sens Govs Supt Det Insp Amb Atty Messrs Mme Mlle"
)
"""Abbreviations that a name follows, so that they never end a sentence."""

OTHER_ABBREVIATIONS = word_set(
    "Jr Sr Inc Corp Co Ltd Bros Cos Assn Dept Univ Ave Blvd Rd Mt Ft Jan Feb Mar Apr Jun Jul Aug Sep Sept "
    "Oct Nov Dec Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mont "
    "Neb Nev Okla Ore Pa Tenn Tex Va Vt Wash Wis Wyo vs etc al approx"
)
"""Abbreviations with a full stop that may also be the last word of a sentence."""

EXCLAIMED_NAMES = word_set("E Jeopardy Joomla Wham Yahoo")
"""Names that an exclamation mark belongs to, so that it does not end a sentence by itself: `Yahoo!`."""

_ABBREVIATION = "|".join(sorted(TITLE_ABBREVIATIONS | OTHER_ABBREVIATIONS))

_EXCLAIMED = "|".join(sorted(EXCLAIMED_NAMES))

TOKEN = rf"""
    (?:{_EXCLAIMED})!                                         # Yahoo!
  | [^\W\d_]++(?=[\s,;!?")”]|\Z)                               # a plain word: most tokens are, so it is first
  | [,;:!?()"“”] | \.(?!\s?\.)                                 # a common mark: most of the rest are
  | https?://\S+                                              # https://example.org/a
  | \w+(?:[.-]\w+){{0,5}}\.(?:com|org|net|gov|edu|co\.uk|tv|io)\b   # Example.com
  | [@\#]\w+                                                  # @example
  | (?:[A-Z]-)?(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?(?:-\w+)*  # U.S.  J.K.  p.m.  U.S.-led  D-N.Y.
  | (?:{_ABBREVIATION})\.(?!\w)                               # Mr.  Jan.
  | No\.(?=\s?\d)                                             # No. 1
  | [A-Z]\.(?=\s?[A-Z])                                       # the initial in Mary B. Hall
  | \d+(?:[.,:]\d+)+                                          # 1,500.25  3:11
  | ['’][sSt]\b                                               # the possessive; van 't Hoff
  | ''|``                                                     # a quotation mark typed as two marks
  | \w+(?:(?:['’](?![sS]\b)|[-&])\w+)*                        # O'Brien  AT&T  Port-au-Prince
  | \.{{2,}}|(?:\.\s){{2,}}\.|…                               # an ellipsis
  | -{{2,}}|[—–]                                              # a dash
  | \S                                                        # any other mark
"""

SPACED_TOKEN = re.compile(rf"(\s*+)({TOKEN})", re.VERBOSE)
"""The space before a token, and the token: ` Mr.`."""

ACROSS_SPACE = re.compile(r"\. (?:\.|(?<=No\. )\d|(?<=[A-Z]\. )[A-Z])")
"""A space that tokens look across, so that no word can be cut without the next: `No. 1`, `B. Hall`."""

LONGEST_KNOWN = 40
"""Characters of the longest word between spaces that is kept in mind."""

MOST_KNOWN = 1 << 15
"""How many words between spaces are kept in mind; the common ones of any text come early."""


class _KnownWords(dict[str, tuple[str, ...]]):
    """Words between spaces and, in turn, the space before each of their tokens and the token: `(Mr.)`.

    Most words of a text have been seen before, and to look them up costs a third of cutting them again.
    """

    def __missing__(self, word: str) -> tuple[str, ...]:
        parts = _cut(f" {word}")
        if len(self) < MOST_KNOWN and len(word) <= LONGEST_KNOWN:
            self[word] = parts
        return parts


_KNOWN_WORDS = _KnownWords()

_make_token: Callable[[tuple[int, int, str]], Token] = partial(tuple.__new__, Token)
"""What `Token._make` does, without its cost in Python."""


def find_tokens(text: str, *, offset: int = 0) -> tuple[Token, ...]:
    """Return the tokens of a text that starts `offset` characters into the page."""
    words = text.split()
    if " ".join(words) == text and not ACROSS_SPACE.search(text):
        parts = list(chain.from_iterable(map(_KNOWN_WORDS.__getitem__, words)))
        offset -= 1
    else:
        parts = list(_cut(text))
    at = list(accumulate(map(len, parts), initial=offset))
    return tuple(map(_make_token, zip(at[1::2], at[2::2], parts[1::2], strict=True)))


def _cut(text: str) -> tuple[str, ...]:
    """Return, in turn, the space before each token of a text and the token."""
    return tuple(chain.from_iterable(SPACED_TOKEN.findall(text.rstrip())))
