"""Find names in headlines and other lines whose capitals mean nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flows.parsing.entities.entity_types import AMBIGUOUS_GIVEN
from flows.parsing.entities.known_names import LONGEST_NAME, name_reach, opening_of, reach_of, read_name
from flows.parsing.entities.name_parts import Name
from flows.parsing.language.sentences import Sentence
from flows.parsing.language.tokens import Token
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import EntityType

_Reading = tuple[EntityType, str, str | None, str | None]
"""A type, the rule that tells it, the outlet and the country."""


class TypedName(NamedTuple):
    """A name whose type is decided by `rule`."""

    name: Name
    entity_type: EntityType
    rule: str


class HeadingReader:
    """Takes from a heading only the names that the body of the page or the lexicon knows."""

    def __init__(self, page: str, body: Mapping[str, TypedName], lexicon: Lexicon) -> None:
        self._page = page
        self._body = body
        self._body_in_capitals = {text.upper(): found for text, found in body.items()}
        self._lexicon = lexicon
        self._reach = reach_of([*self._body, *self._body_in_capitals])

    def names(self, sentence: Sentence) -> Iterator[TypedName]:
        """Yield the names of a heading in order, the longest one where several start."""
        at = 0
        while at < len(sentence.tokens):
            found = self._longest(sentence, at)
            if found is None:
                at += 1
            else:
                yield found
                at = found.name.last

    def _longest(self, sentence: Sentence, first: int) -> TypedName | None:
        tokens = sentence.tokens
        start = tokens[first].start
        reach = self._longest_from(tokens[first])
        for last in range(min(first + LONGEST_NAME, len(tokens)) if reach else first, first, -1):
            end = tokens[last - 1].end
            text = self._page[start:end] if end - start <= reach else ""
            reading = self._from_body(text) or self._from_lexicon(text)
            if reading:
                entity_type, rule, outlet_id, country_code = reading
                name = Name(sentence, first, last, text, None, "heading", None, outlet_id, country_code)
                return TypedName(name, entity_type, rule)
        return self._person_in_capitals(sentence, first)

    def _person_in_capitals(self, sentence: Sentence, first: int) -> TypedName | None:
        """Return the person whose given name and surname stand there in capitals: `ANN HALLOW`."""
        pair = sentence.tokens[first : first + 2]
        if len(pair) < 2 or not all(token.text.isupper() and token.text.isalpha() for token in pair):  # noqa: PLR2004
            return None
        given, surname = (token.text.title() for token in pair)
        if given not in self._lexicon.given_names or given in AMBIGUOUS_GIVEN:
            return None
        if any(word.lower() in self._lexicon.common_words for word in (given, surname)):
            return None
        text = self._page[pair[0].start : pair[1].end]
        return TypedName(Name(sentence, first, first + 2, text, None, "heading"), "PERSON", "given_name")

    def _longest_from(self, token: Token) -> int:
        """Return the length of the longest name that may start at a token."""
        if not token.is_capitalised:
            return 0
        opening = opening_of(token.text)
        return max(self._reach.get(opening, 0), name_reach(opening, self._lexicon))

    def _from_body(self, text: str) -> _Reading | None:
        """Return the name as the body reads it, whatever its capitals."""
        found = self._body.get(text)
        if found is None and text.isupper():
            found = self._body_in_capitals.get(text)
        if found is None:
            return None
        return found.entity_type, found.rule, found.name.outlet_id, found.name.country_code

    def _from_lexicon(self, text: str) -> _Reading | None:
        """Return a known name that is no ordinary word as well."""
        reading = read_name(text, self._lexicon)
        if reading is None and text.isupper():
            reading = read_name(text.title(), self._lexicon)
        if reading is None or reading.entity_type is None or text.lower() in self._lexicon.common_words:
            return None
        return reading.entity_type, reading.rule, reading.outlet_id, reading.country_code
