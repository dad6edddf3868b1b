"""Read what a name is said to be right behind it: `Prairie Help, a small charity,`."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from flows.parsing.entities.context_words import ARTICLES, BEFORE_ORGANISATION, PLACE_KINDS, Evidence
from flows.parsing.language.tokens import Token, word_set

LONGEST_KIND = 5
"""Words behind the article of an apposition in which its noun is looked for."""

BODIES = BEFORE_ORGANISATION | word_set(
    "pac union business startup utility hospital university college school label studio distributor "
    "contractor cooperative think-tank lobby conglomerate consultancy insurer monitor federation "
    "association foundation"
)
"""Nouns that say of a name that it is a body's."""

BODIES_WITH_ARTICLE = BODIES | word_set("owner utility dairy shop")
"""Nouns that name a body behind them where they open a sentence: `The label, Zolven Sound,`."""


def kind_behind(tokens: Sequence[Token], last: int, titles: AbstractSet[str]) -> Evidence | None:
    """Return what `, a`, some words and a noun make of the name that ends before token `last`."""
    if last + 2 >= len(tokens) or tokens[last].text != "," or tokens[last + 1].text not in ARTICLES:
        return None
    noun = ""
    for token in tokens[last + 2 : last + 2 + LONGEST_KIND]:
        word = token.text.lower()
        if not token.is_word or word in ENDS_OF_KINDS:
            break
        noun = word
    if noun in BODIES:
        return "ORG", "apposition"
    if noun in PLACE_KINDS:
        return "PLACE", "apposition"
    return ("PERSON", "apposition") if noun in titles else None


def is_kind_before(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell whether a sentence opens with a noun for a body and its name: `The label, Zolven Sound, said`."""
    return (
        first == 3  # noqa: PLR2004 - the article, the noun and the comma
        and last < len(tokens)
        and tokens[0].text == "The"
        and tokens[1].text in BODIES_WITH_ARTICLE
        and tokens[2].text == "," == tokens[last].text
    )


ENDS_OF_KINDS = word_set(
    "of in on at for with from by near that which who whose where based and or to known run led owned named "
    "called founded set made used about outside north south east west"
)
"""Words that go on behind the noun of an apposition."""
