"""Cut a stretch of capitalised words into names: `Texas Gov. Ann Hall` is a place, a title and a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flows.parsing.entities.cut_stretches import cut_stretches
from flows.parsing.entities.entity_types import (
    AMBIGUOUS_GIVEN,
    EVENT_WORDS,
    OFFICE_INITIALS,
    read_compound,
    starts_person,
)
from flows.parsing.entities.known_names import Reading, known_names, longest_known_name, opening_of
from flows.parsing.entities.openers import OpenerJudge
from flows.parsing.entities.proper_names import (
    NICKNAME_MARKS,
    PARTICLES,
    find_stretches,
    is_initial,
    is_name_word,
)
from flows.parsing.language.sentences import SENTENCE_STARTERS, Sentence
from flows.parsing.language.tokens import Token, word_set
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import EntityType

LONGEST_TITLE = 5
"""Tokens of the longest title that is looked up."""

LONGEST_PERSON = 5
"""Tokens of the longest name of a person."""

DETERMINERS = word_set("the a an")

HONOURS = word_set("KC QC SC SAN MP MEP MBE OBE CBE PhD MD")
"""What follows the names of people in capitals and is no part of them: `Ann Hall KC`."""

SHIP = "MS"
"""What stands before the name of a ship; the title of a woman has one capital."""

GIVEN_NAME = Reading("PERSON", "given_name")
TITLED = Reading("PERSON", "title")
UNKNOWN = Reading(None, "unknown")
OTHER = Reading(None, "other_name")

TITLE_ALONE = Reading(None, "title_alone")
"""A title that announces nobody, and so is a name only if somebody is called so: `Bryan Singer`."""


class Name(NamedTuple):
    """A printed name and what is known of it so far; a tuple, because it is made in a third of the time.

    `first` and `last` are token numbers in the sentence, the latter exclusive; `title` is in lower case.
    An `entity_type` of None is still to be decided from the rest of the page.
    """

    sentence: Sentence
    first: int
    last: int
    text: str
    entity_type: EntityType | None
    rule: str
    title: str | None = None
    outlet_id: str | None = None
    country_code: str | None = None
    is_initial: bool = False

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens of the name."""
        return self.sentence.tokens[self.first : self.last]

    @property
    def start(self) -> int:
        """Return where the name starts on the page."""
        return self.sentence.tokens[self.first].start

    @property
    def end(self) -> int:
        """Return where the name ends on the page."""
        return self.sentence.tokens[self.last - 1].end


class NameCutter:
    """Cuts the stretches of one page's sentences into names."""

    def __init__(self, page: str, lexicon: Lexicon) -> None:
        self._page = page
        self._lexicon = lexicon
        self._titles = lexicon.person_titles
        self._title_reach = known_names(lexicon).title_reach
        reach = known_names(lexicon).name_reach  # which has far more words than open sentences
        self._idle = frozenset(word for word in SENTENCE_STARTERS if word not in reach)
        self._cuts = cut_stretches(lexicon)
        self._openers = OpenerJudge(lexicon)

    def names(self, sentence: Sentence) -> Iterator[Name]:
        """Yield the names of a sentence in order; they never overlap."""
        done = 0
        tokens = sentence.tokens
        for first, last in find_stretches(tokens, self._lexicon):
            if last - first == 1 and tokens[first].text in self._idle:
                continue
            is_opening = is_initial(tokens, first)
            if first < done or not self._cuts.is_alone(tokens, first, last, is_opening=is_opening):
                names, done = self._cut(sentence, max(first, done), last)
                yield from names
                continue
            key = self._page[tokens[first].start : tokens[last - 1].end], is_opening
            if key not in self._cuts:
                names, done = self._cut(sentence, first, last)
                self._cuts.keep(key, tuple([(n.first - first, n.last - first, n[3:]) for n in names]))
                yield from names
                continue
            for begin, end, traits in self._cuts[key]:
                yield Name(sentence, first + begin, first + end, *traits)

    def _cut(self, sentence: Sentence, at: int, last: int) -> tuple[list[Name], int]:
        """Return the names from a token to the end of its stretch, and where the last of them ends."""
        names: list[Name] = []
        while at < last:
            name, at = self._next_name(sentence, at, last)
            if name is not None:
                names.append(name)
        return names, at

    def _next_name(self, sentence: Sentence, at: int, last: int) -> tuple[Name | None, int]:
        """Return the name that starts at a token, if one does, and where to go on."""
        tokens = sentence.tokens
        known = longest_known_name(self._page, tokens, at, self._lexicon)
        title_end = self.title_end(tokens, at, last)
        if known is not None and known[0] >= last and title_end is None:
            return self._name(sentence, at, *known)
        if self._is_opener(tokens, at) or not is_name_word(tokens[at]):
            return None, at + 1
        end = last if last - at == 1 else self._next_title(tokens, at, last)
        if compound := read_compound(tokens[at:end], self._lexicon, has_title=title_end is not None):
            return self._name(sentence, at, end, compound)
        if title_end is not None and (known is None or known[0] <= title_end):
            return self._titled(sentence, at, title_end, last)
        if end - at == 1:
            return self._name(sentence, at, *(known or (end, UNKNOWN)))
        return self._simple(sentence, at, end, known)

    def _simple(
        self, sentence: Sentence, at: int, end: int, known: tuple[int, Reading] | None
    ) -> tuple[Name, int]:
        """Return the person, the known name or the unknown one of several words that starts at a token."""
        tokens = sentence.tokens
        if known is None and tokens[end - 1].text in EVENT_WORDS:
            return self._name(sentence, at, end, OTHER)
        if end - at > 2 and tokens[at + 1].text in NICKNAME_MARKS:  # noqa: PLR2004 - `Margaret "Peg" Hall`
            return self._name(sentence, at, end, GIVEN_NAME)
        is_doubtful = tokens[at].text in AMBIGUOUS_GIVEN and is_initial(tokens, at)
        if starts_person(tokens[at:end], self._lexicon) and not is_doubtful:
            return self._name(sentence, at, min(end, at + LONGEST_PERSON), GIVEN_NAME)
        if known is not None:
            return self._name(sentence, at, *known)
        if OFFICE_INITIALS.match(tokens[at].text) and starts_person(tokens[at + 1 : end], self._lexicon):
            return self._name(sentence, at, at + 1, UNKNOWN)
        return self._name(sentence, at, self._next_known(tokens, at, end), UNKNOWN)

    def _is_opener(self, tokens: tuple[Token, ...], at: int) -> bool:
        """Tell whether the word is a function word capitalised for its place only."""
        return tokens[at].text in SENTENCE_STARTERS or (
            is_initial(tokens, at)
            and at + 1 < len(tokens)
            and is_name_word(tokens[at + 1])
            and self._openers.opens(tokens[at].text, tokens[at + 1 : at + 4])
        )

    def title_end(self, tokens: tuple[Token, ...], at: int, last: int) -> int | None:
        """Return where the longest title that starts at a token ends, at `last` or before."""
        start, _, word = tokens[at]
        if word == SHIP:
            return None
        reach = self._title_reach.get(opening_of(word).lower(), 0)
        for end in range(min(at + LONGEST_TITLE, last) if reach else at, at, -1):
            if tokens[end - 1].end - start <= reach:
                words = self._page[start : tokens[end - 1].end].lower()
                if words in self._titles or f"{words}." in self._titles:
                    return end
        return None

    def _next_title(self, tokens: tuple[Token, ...], at: int, last: int) -> int:
        """Return where the next title before a name starts; without one, where the stretch ends."""
        for start in range(at + 1, last - 1):
            if tokens[start - 1].text in self._lexicon.given_names:
                continue
            end = self.title_end(tokens, start, last)
            if end is not None and end < last and self._may_be_person(tokens[end]):
                return start
        return last

    def _may_be_person(self, token: Token) -> bool:
        return is_name_word(token) and token.text.lower() not in self._lexicon.organisation_words

    def _next_known(self, tokens: tuple[Token, ...], at: int, last: int) -> int:
        """Return where a known name of several words starts inside an unknown stretch, or its end."""
        for start in range(at + 1, last):
            known = longest_known_name(self._page, tokens, start, self._lexicon)
            if known is not None and known[0] - start > 1:
                return start
        end = last
        while end > at + 1 and tokens[end - 1].text in PARTICLES:
            end -= 1
        return end

    def _titled(self, sentence: Sentence, at: int, title_end: int, last: int) -> tuple[Name | None, int]:
        """Return the person a title announces; a title that announces none is passed over."""
        tokens = sentence.tokens
        if title_end >= last or not self._may_be_person(tokens[title_end]):
            if title_end == at + 1 and not is_initial(tokens, at):
                return self._name(sentence, at, title_end, TITLE_ALONE)
            return None, title_end
        if self.title_end(tokens, title_end, last) is not None and title_end + 1 < last:
            return None, title_end
        title = self._page[tokens[at].start : tokens[title_end - 1].end].lower()
        end = min(self._next_title(tokens, title_end, last), title_end + LONGEST_PERSON)
        return self._name(sentence, title_end, end, TITLED, title)

    def _name(
        self, sentence: Sentence, first: int, last: int, reading: Reading, title: str | None = None
    ) -> tuple[Name, int]:
        tokens = sentence.tokens
        if last - first > 1 and reading.entity_type == "ORG" and tokens[first].text.lower() in DETERMINERS:
            first += 1
        end = last
        while reading.entity_type == "PERSON" and end - first > 2 and tokens[end - 1].text in HONOURS:  # noqa: PLR2004 - `Ann Hall KC`
            end -= 1
        text = self._page[tokens[first].start : tokens[end - 1].end]
        name = Name(
            sentence,
            first,
            end,
            text,
            reading.entity_type,
            reading.rule,
            title,
            reading.outlet_id,
            reading.country_code,
            is_initial(tokens, first),
        )
        return name, last
