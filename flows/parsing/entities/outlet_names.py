"""Tell which outlet of a page is meant by the last word of its name: `the Post`."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from flows.parsing.entities.entity_types import OUTLET_WORDS
from flows.parsing.entities.name_parts import Name


class OutletsOfPage:
    """The newspapers, magazines and stations that a page names in full, by the last word of their names."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._by_tail: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            if name.rule in {"known_outlet", "outlet_pattern"} and (tail := _tail(name)) in OUTLET_WORDS:
                self._by_tail[tail].append(name)

    def meant_by(self, name: Name) -> Name | None:
        """Return the outlet that a word behind `the` means: the last one before it with that tail."""
        named = self._by_tail.get(name.text)
        if named is None or name.first == 0 or name.sentence.tokens[name.first - 1].text.lower() != "the":
            return None
        following = bisect_left(named, name.start, key=lambda outlet: outlet.start)
        return named[following - 1] if following else None


def _tail(name: Name) -> str:
    """Return the last of several words of a name, or nothing where it has one word."""
    _, _, tail = name.text.rpartition(" ")
    return tail if tail != name.text else ""
