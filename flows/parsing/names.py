"""Resolve the names of one page to each other, once its mentions are known.

For whoever has a span or a printed name and asks which entity of the page it is:

    names = NamesInPage(mentions)
    names.mention_at(start, end)      # the mention that covers most of a span, of any type, or None
    names.person_named("Ryabkov")     # a PERSON mention of Sergei Ryabkov, from his surname or full name

The answer's `entity_name` is the resolved name; its own `text` may be a shorter form of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from flows.parsing.records import Mention

NAME_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "V"})
"""Words after a surname that are no part of it."""

SURNAME_PARTICLES = frozenset(
    {
        "de",
        "del",
        "della",
        "der",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "van",
        "von",
        "den",
        "ten",
        "bin",
        "ibn",
    }
    | {"al", "el", "Al", "El", "De", "Di", "Da", "Du", "La", "Le", "Van", "Von", "Del", "St."}
)
"""Words that belong to the surname they precede: `de Blasio`, `Van Hollen`."""


def surname_of(full_name: str) -> str:
    """Return the surname of a full name with its particles: `Bill de Blasio` is `de Blasio`."""
    words = [word for word in full_name.replace(",", " ").split() if word not in NAME_SUFFIXES]
    if len(words) <= 1:
        return full_name
    first = len(words) - 1
    while first > 1 and words[first - 1] in SURNAME_PARTICLES:
        first -= 1
    return " ".join(words[first:])


class NamesInPage:
    """The mentions of a page, asked by place or by name."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda mention: mention.start)
        self._ends = [mention.end for mention in self._mentions]
        self._people: dict[str, Mention] = {}
        for mention in self._mentions:
            if mention.entity_type == "PERSON":
                for name in (mention.text, mention.name_in_page, mention.entity_name):
                    self._people.setdefault(name, mention)
        for mention in self._mentions:
            if mention.entity_type == "PERSON":
                self._people.setdefault(surname_of(mention.name_in_page), mention)

    def mention_at(self, start: int, end: int) -> Mention | None:
        """Return the mention that shares most characters with a span; the first one if two share as many."""
        best: Mention | None = None
        most = 0
        for index in range(bisect_left(self._ends, start + 1), len(self._mentions)):
            mention = self._mentions[index]
            if mention.start >= end:
                break
            shared = min(end, mention.end) - max(start, mention.start)
            if shared > most:
                best, most = mention, shared
        return best

    def person_named(self, name: str) -> Mention | None:
        """Return the first mention of the person a full name or a surname means on this page."""
        return self._people.get(name) or self._people.get(surname_of(name))
