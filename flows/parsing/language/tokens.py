"""Cut text into words and punctuation marks that know where they stand.

Words keep what belongs to them (`O'Brien`, `couldn't`, `AT&T`, `Port-au-Prince`, `U.S.`, `Mr.`, `1,500.25`);
a possessive is a token of its own (`Putin` + `'s`), so that a name is never read with it.
"""

from __future__ import annotations

import re
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

_ABBREVIATION = "|".join(sorted(TITLE_ABBREVIATIONS | OTHER_ABBREVIATIONS))

TOKEN = re.compile(
    rf"""
    [^\W\d_]++(?=[\s,;!?")”]|\Z)                       # a plain word: most tokens are, so it is first
  | https?://\S+                                              # https://example.org/a
  | \w+(?:[.-]\w+){{0,5}}\.(?:com|org|net|gov|edu|co\.uk|tv|io)\b   # Example.com
  | [@\#]\w+                                                  # @example
  | (?:[A-Z]-)?(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?(?:-\w+)*  # U.S.  J.K.  p.m.  U.S.-led  D-N.Y.
  | (?:{_ABBREVIATION})\.(?!\w)                               # Mr.  Jan.
  | No\.(?=\s?\d)                                             # No. 1
  | [A-Z]\.(?=\s?[A-Z])                                       # the initial in Mary B. Hall
  | \d+(?:[.,:]\d+)+                                          # 1,500.25  3:11
  | ['’][sS]\b                                                # the possessive
  | ''|``                                                     # a quotation mark typed as two marks
  | \w+(?:(?:['’](?![sS]\b)|[-&])\w+)*                        # O'Brien  AT&T  Port-au-Prince
  | \.{{2,}}|(?:\.\s){{2,}}\.|…                               # an ellipsis
  | -{{2,}}|[—–]                                              # a dash
  | \S                                                        # any other mark
    """,
    re.VERBOSE,
)


def find_tokens(text: str, *, offset: int = 0) -> tuple[Token, ...]:
    """Return the tokens of a text that starts `offset` characters into the page."""
    return tuple(
        [Token(offset + match.start(), offset + match.end(), match[0]) for match in TOKEN.finditer(text)]
    )
