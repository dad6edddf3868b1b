"""Find names in headlines and other lines whose capitals mean nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flows.parsing.entities.known_names import LONGEST_NAME, read_name
from flows.parsing.entities.name_parts import Name
from flows.parsing.language.sentences import Sentence
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import EntityType


@dataclass(frozen=True, slots=True)
class TypedName:
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
        if not tokens[first].is_capitalised:
            return None
        for last in range(min(first + LONGEST_NAME, len(tokens)), first, -1):
            name = Name(
                sentence,
                first,
                last,
                text=self._page[tokens[first].start : tokens[last - 1].end],
                entity_type=None,
                rule="heading",
            )
            if found := self._from_body(name) or self._from_lexicon(name):
                return found
        return None

    def _from_body(self, name: Name) -> TypedName | None:
        """Return the name as the body reads it, whatever its capitals."""
        found = self._body.get(name.text)
        if found is None and name.text.isupper():
            found = self._body_in_capitals.get(name.text)
        if found is None:
            return None
        same = replace(name, outlet_id=found.name.outlet_id, country_code=found.name.country_code)
        return TypedName(same, found.entity_type, found.rule)

    def _from_lexicon(self, name: Name) -> TypedName | None:
        """Return a known name that is no ordinary word as well."""
        reading = read_name(name.text, self._lexicon)
        if reading is None and name.text.isupper():
            reading = read_name(name.text.title(), self._lexicon)
        is_word = name.text.lower() in self._lexicon.common_words
        if reading is None or reading.entity_type is None or is_word:
            return None
        same = replace(name, outlet_id=reading.outlet_id, country_code=reading.country_code)
        return TypedName(same, reading.entity_type, reading.rule)
