"""Know which person on a page a noun means: `the mayor` after `Mayor Ann Ito` or `Ann Ito, the mayor`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

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


class NamedRoles:
    """What the people on a page are said to be, by name; read when it is first asked for."""

    def __init__(self, text: str, people: Sequence[Mention]) -> None:
        self._text = text
        self._people = people
        self._by_noun: dict[str, list[Mention]] | None = None

    def person(self, noun: str, at: int) -> str | None:
        """Return the name of the one person before an offset who was said to be what a noun says."""
        if self._by_noun is None:
            self._by_noun = {}
            for mention in self._people:
                for role in self._roles(mention):
                    self._by_noun.setdefault(role, []).append(mention)
        names = {mention.entity_name for mention in self._by_noun.get(noun, ()) if mention.start < at}
        return names.pop() if len(names) == 1 else None

    def _roles(self, mention: Mention) -> Iterator[str]:
        """Yield the nouns right before a name and in apposition to it."""
        before = BEFORE_NAME.search(self._text, max(0, mention.start - BEFORE_REACH), mention.start)
        if before is not None:
            word = before[1].lower()
            yield SPELLED_OUT.get(word, word)
        after = AFTER_NAME.match(self._text, mention.end, mention.end + AFTER_REACH)
        if after is not None:
            yield after[1].rpartition(" ")[2]
