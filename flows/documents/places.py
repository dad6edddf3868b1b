"""Give every finding of a run a place of its own."""

from __future__ import annotations

import hashlib

from flows.documents.document import Locator


class Places:
    """The places that findings of this run have; an archive may hold two members of one name."""

    def __init__(self) -> None:
        self._taken: set[int] = set()
        self._repeats: dict[int, int] = {}

    def claim(self, locator: Locator) -> Locator:
        """Return this place, or where another finding has it, the first free one of `name~2`, `name~3` ..."""
        key = wanted = _short_key(locator.source_path)
        named, number = locator, self._repeats.get(wanted, 1)
        while key in self._taken:
            number += 1
            named = locator.repeated(number)
            key = _short_key(named.source_path)
            self._repeats[wanted] = number
        self._taken.add(key)
        return named


def _short_key(source_path: str) -> int:
    """Return a number that stands for a path, to keep millions of them in little memory."""
    return int.from_bytes(hashlib.blake2b(source_path.encode(), digest_size=8).digest(), "big")
