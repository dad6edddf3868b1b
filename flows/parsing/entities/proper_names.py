"""Find the stretches of capitalised words that names are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.parsing.entities.known_names import read_name
from flows.parsing.entities.surnames import SURNAME_PARTICLES
from flows.parsing.language.grammar import WEEKDAYS
from flows.parsing.language.tokens import Token, word_set
from flows.parsing.lexicon import Lexicon

ADJECTIVE_TAIL = re.compile(
    r"-(?:[a-z]\w*ed|[a-z]\w*ing|led|run|born|style|era|like|wide|made|only|free|type|owned|held|bound|area|esque|ish|themed"
    r"|old|long|friendly|level|plus|bent|proof|sized|turned|related|elect)$"
)
"""The end of an adjective made from a name: `US-led`, `Texas-based`, but not `Mei-Ling`."""

MIXED_CASE = re.compile(r"^(?:[a-z]{1,2}[A-Z]\w*|(?:al|el|as|ash|ar|at|an)-[A-Z]\w*|[dl]['’][A-Z]\w+)")
"""A name whose first letter is small: `eBay`, `al-Qaeda`, `d'Arcy`."""

CONTRACTION = re.compile(r"^(?:I|\w+n['’]t|\w+['’](?:re|ve|ll|d|m|em))$", re.IGNORECASE)
"""A word that is no name however it is capitalised: `I`, `Don't`, `We're`."""

PARTICLES = frozenset(word for word in SURNAME_PARTICLES if word.islower()) | {"y", "e", "do", "das", "della"}

POSSESSIVE_OWNERS = word_set(
    "children women men people sheriff mayor governor general minister veterans workers teachers nurses "
    "farmers king queen prince president coroner prosecutor attorney examiner america world nation "
    "parents writers"
)
"""Owners whose possessive stands inside names: `Children's Hospital`, `Sheriff's Office`."""

CORPORATE_SUFFIXES = word_set("Inc Inc. Ltd Ltd. LLC L.L.C. Jr Jr. Sr Sr.")
"""Words that a comma may part from the name they belong to."""

BROADCASTERS = word_set("ABC NBC CBS FOX Fox CW BBC ITV Channel Local News WGN KTLA TV Radio")
"""Names that the number of a channel may follow: `ABC 11`."""

CALL_SIGN = re.compile(r"^[KW][A-Z]{2,3}$")
"""An American station, which the number of a channel may follow: `KOB 4`."""

CLOSED_NAMES = word_set("inc inc. ltd ltd. llc l.l.c. plc gmbh")
"""Forms of companies that end their names, so that `of` tells where one is: `Hall Inc. of Austin`."""

LEGAL_FORMS = frozenset({"plc"})
"""Forms of companies that are printed in small letters behind their names: `Hall plc`."""

DAYS = frozenset(day.title() for day in WEEKDAYS)
"""Names of days, which tell when a name did something and do not go on with it: `Ann Hall Monday said`."""

NICKNAME_MARKS = {'"': '"', "“": "”", "‘": "’", "'": "'", "''": "''"}
"""Marks that open a nickname inside a name, with those that close it."""

POSSESSIVES = frozenset({"'s", "’s"})
APOSTROPHES = frozenset({"'", "’"})

JOINING_WORDS = PARTICLES | POSSESSIVES | APOSTROPHES | {"&", ",", "the", "of", "for", "and", "at"}
"""Small words and marks that may stand inside names."""

SENTENCE_OPENERS = frozenset({":", "…", "...", "?", "!", "•", "“", "‘", "*", ";", ".", "-", "("})

SMALL_WORDS = word_set(
    "the and but nor for per via out off yet with from over into after amid than that upon about before "
    "between during under until when"
)
"""Words of three letters and more that title case leaves small."""

LONGEST_STRETCH = 16
"""Tokens after which a stretch is cut: longer ones are lists or lines in capitals."""

MOST_JOINING_WORDS = 3
"""Small words in a row inside a name: `Bank of the West`, `von und zu`."""

LONGEST_SUBJECT = 3
"""Words between `and` and the word for a body: `Economic and Financial Crimes Commission`."""

MINIMUM_TITLE_WORDS = 4
MINIMUM_LETTERS = 3


def is_name_word(token: Token) -> bool:
    """Tell whether a token is capitalised as names are."""
    text = token.text
    if text.isalpha() and text != "I" and text[0].isupper():
        return True
    if not text[0].isupper():
        return not text.islower() and MIXED_CASE.match(text) is not None
    return CONTRACTION.match(text) is None and ADJECTIVE_TAIL.search(text) is None


def is_title_case(tokens: Sequence[Token]) -> bool:
    """Tell whether capitals mean nothing here: `Mayor Calls Vote a Mess`, `MAYOR QUITS`.

    A line in title case leaves only small words small, so one ordinary word in small letters shows prose.
    """
    names = 0
    are_capitals = True
    for _, _, word in tokens:
        if len(word) < MINIMUM_LETTERS or not word[0].isalpha():
            continue
        if word[0].isupper():
            names += 1
            are_capitals = are_capitals and word.isupper()
        elif word[0].islower() and word not in SMALL_WORDS:
            return False
    return names >= MINIMUM_TITLE_WORDS or (names > 0 and are_capitals)


def is_initial(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a word would be capitalised where it stands, name or not."""
    if index == 0:
        return True
    before = tokens[index - 1]
    if before.text in {'"', "'"}:
        return before.end == tokens[index].start and (index == 1 or tokens[index - 2].end < before.start)
    return before.text in SENTENCE_OPENERS


def find_stretches(tokens: Sequence[Token], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Yield the token ranges of capitalised words, with the small words that hold a name together."""
    end = 0
    for first in [at for at, token in enumerate(tokens) if not token[2].islower() and token[2][0].isalpha()]:
        if first >= end and is_name_word(tokens[first]):
            end = first + 1
            while end - first < LONGEST_STRETCH and (longer := _extend(tokens, first, end, lexicon)) > end:
                end = longer
            yield first, end


def _extend(tokens: Sequence[Token], first: int, end: int, lexicon: Lexicon) -> int:
    """Return where the stretch ends once the next word and what leads to it are taken in."""
    word = tokens[end].text if end < len(tokens) else ""
    if word in LEGAL_FORMS:
        return end + 1
    if word in NICKNAME_MARKS:
        return _nickname_end(tokens, end)
    if not word or (word.islower() and word not in JOINING_WORDS):
        return end
    following = end
    limit = min(end + MOST_JOINING_WORDS, len(tokens) - 1)
    while following < limit and tokens[following].text in JOINING_WORDS:
        if not _joins(tokens, first, following, lexicon):
            break
        following += 1
    if following < len(tokens) and _continues(tokens, end, following):
        return following + 1
    return end


def _nickname_end(tokens: Sequence[Token], at: int) -> int:
    """Return where the name ends that a nickname in quotation marks stands in: `Margaret "Peg" Hall`."""
    inside = tokens[at : at + 4]
    if len(inside) < 4 or inside[2].text != NICKNAME_MARKS[inside[0].text]:  # noqa: PLR2004 - "Peg" Hall
        return at
    is_close = inside[0].end == inside[1].start and inside[1].end == inside[2].start
    is_apart = tokens[at - 1].end < inside[0].start and inside[2].end < inside[3].start
    return at + 4 if is_close and is_apart and all(map(is_name_word, inside[1::2])) else at


def _continues(tokens: Sequence[Token], end: int, following: int) -> bool:
    """Tell whether the next word belongs to the stretch that small words may join it to."""
    word = tokens[following]
    if word.text.isdigit():
        return following == end and (
            tokens[end - 1].text in BROADCASTERS or CALL_SIGN.match(tokens[end - 1].text) is not None
        )
    if tokens[following - 1].text == ",":
        return word.text in CORPORATE_SUFFIXES
    return is_name_word(word) and word.text not in DAYS


def _joins(tokens: Sequence[Token], first: int, index: int, lexicon: Lexicon) -> bool:
    """Tell whether a small word or a mark may stand inside the name that the tokens before it begin."""
    word = tokens[index].text
    before = tokens[index - 1].text.lower()
    if word in PARTICLES or word == "&":
        return True
    if word in POSSESSIVES:
        return before in POSSESSIVE_OWNERS
    if word in APOSTROPHES:
        return before.endswith("s") and _is_kind(tokens, index + 1, lexicon)
    if word == ",":
        return index + 1 < len(tokens) and tokens[index + 1].text in CORPORATE_SUFFIXES
    if word == "the":
        return before in {"of", "for"}
    return _joins_kind(tokens, first, index, lexicon)


def _joins_kind(tokens: Sequence[Token], first: int, index: int, lexicon: Lexicon) -> bool:
    """Tell whether `of`, `for`, `and` or `at` goes on with the name of a body or a place (`Bank of`)."""
    word = tokens[index].text
    if word == "at":
        is_university = any(token.text == "University" for token in tokens[first:index])
        return is_university and _is_place(tokens, index, lexicon)
    kinds = [
        token.text.lower() in lexicon.organisation_words or token.text.lower() in lexicon.place_words
        for token in tokens[first:index]
    ]
    if word == "of":
        return kinds[-1] and tokens[index - 1].text.lower() not in CLOSED_NAMES
    if word == "for":
        return any(kinds)
    if _is_kind(tokens, index + 1, lexicon):
        return False
    if not any(kinds):
        return _is_joint_subject(tokens, index, lexicon)
    return any(token.text in {"of", "for"} for token in tokens[first:index])


def _is_kind(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a capitalised word for a kind of body stands there."""
    return (
        index < len(tokens)
        and tokens[index].is_capitalised
        and tokens[index].text.lower() in lexicon.organisation_words
    )


def _is_place(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a known place of one or two words comes next: `University of Texas at El Paso`."""
    names = [" ".join([token.text for token in tokens[index + 1 : end]]) for end in (index + 2, index + 3)]
    readings = [read_name(name, lexicon) for name in names]
    return any(reading is not None and reading.entity_type == "PLACE" for reading in readings)


def _is_joint_subject(tokens: Sequence[Token], index: int, lexicon: Lexicon) -> bool:
    """Tell whether two ordinary words name what a body is about: `Food and Drug Administration`."""
    if index + 2 >= len(tokens) or not is_name_word(tokens[index + 2]):
        return False
    is_behind_article = index > 1 and tokens[index - 2].text.lower() == "the"
    reach = LONGEST_SUBJECT if is_behind_article else 1
    pair = (tokens[index - 1], tokens[index + 1])
    if not is_behind_article and not all(
        t.is_capitalised and t.text.lower() in lexicon.common_words for t in pair
    ):
        return False
    for following in tokens[index + 2 : index + 2 + reach]:
        if not is_name_word(following):
            return False
        if following.text.lower() in lexicon.organisation_words:
            return True
    return False
