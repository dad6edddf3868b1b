"""Know which person on a page a noun means: `the mayor` after `Mayor Ann Ito` or `Ann Ito, the mayor`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flows.parsing.language.tokens import word_set
from flows.parsing.records import Mention

BEFORE_NAME = re.compile(r"([A-Za-z][a-z-]{1,20})[.,]? (?:(?:Mr|Ms|Mrs|Dr|Prof)\.? )?$")
"""The last word before a name: `mayor ` of `mayor Ann Ito`, `banker, Mr ` of `A banker, Mr Tom Ito`."""

AFTER_NAME = re.compile(
    r"(?:, \d{1,2})?, (?:an?|the|its|their|his|her|one of the) ((?:[\w'-]{1,20} ){0,4}?[a-z-]{2,20})"
    r"(?=[,.;]| (?:of|for|at|in|who|whose|on|from|with|to|and|that)\b)"
)
"""What a comma after a name says the person is: `, 34, a Texas nurse` of `Ann Ito, 34, a Texas nurse who`."""

BEFORE_REACH = 32
AFTER_REACH = 110

SPELLED_OUT: Mapping[str, str] = {
    "gov": "governor",
    "sen": "senator",
    "rep": "representative",
    "sgt": "sergeant",
    "lt": "lieutenant",
    "col": "colonel",
    "capt": "captain",
    "prof": "professor",
    "dr": "doctor",
    "justice": "judge",
    "fr": "priest",
    "father": "priest",
    "det": "detective",
}
"""The nouns that titles stand for: `the governor` after `Gov. Ann Ito`."""

OTHERS = word_set("other another second third former first last next new late then")
"""What makes a noun somebody else: `the other officer`, `the former mayor`."""


class Bearer(NamedTuple):
    """Who is first said to be something, from which offset on, and where somebody else is said to be it."""

    name: str
    start: int
    rival_start: int | None


class NamedRoles:
    """What the people on a page are said to be, by name; read when it is first asked for."""

    def __init__(self, text: str, people: Sequence[Mention]) -> None:
        self._text = text
        self._people = people
        self._bearers: dict[str, Bearer] | None = None

    def person(self, noun: str, at: int) -> str | None:
        """Return the name of the one person before an offset who was said to be what a noun says."""
        if self._bearers is None:
            self._bearers = self._read()
        bearer = self._bearers.get(noun)
        if bearer is None or bearer.start >= at:
            return None
        return bearer.name if bearer.rival_start is None or bearer.rival_start >= at else None

    def _read(self) -> dict[str, Bearer]:
        bearers: dict[str, Bearer] = {}
        for mention in self._people:
            for role in self._roles(mention):
                bearer = bearers.get(role)
                if bearer is None:
                    bearers[role] = Bearer(mention.entity_name, mention.start, None)
                elif bearer.rival_start is None and bearer.name != mention.entity_name:
                    bearers[role] = bearer._replace(rival_start=mention.start)
        return bearers

    def _roles(self, mention: Mention) -> Iterator[str]:
        """Yield the nouns right before a name and in apposition to it."""
        before = BEFORE_NAME.search(self._text, max(0, mention.start - BEFORE_REACH), mention.start)
        if before is not None:
            word = before[1].lower()
            yield SPELLED_OUT.get(word, word)
        after = AFTER_NAME.match(self._text, mention.end, mention.end + AFTER_REACH)
        if after is not None:
            yield after[1].rpartition(" ")[2]
