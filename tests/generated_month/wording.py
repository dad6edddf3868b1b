"""Plain English without end: clauses about the things of a topic, and sentences that people are quoted with.

Each sentence takes its words from long lists (`words.toml`), so that no two stories share more than a few
words in a row.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

ARTICLE = re.compile(r"\b([Aa])(?= [aeiou])")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
"""A place in a frame that is filled from a list: `{thing}`."""


@cache
def vocabulary() -> dict[str, Any]:
    """Return the lists of words, the frames of sentences and the words of each topic."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def topics() -> list[str]:
    """Return what stories are about."""
    return sorted(vocabulary()["topics"])


@dataclass(frozen=True, slots=True)
class Wording:
    """Makes the sentences of one story from the words of its topic."""

    random: Random
    topic: str

    def fill(self, frame: str) -> str:
        """Put a word into each place of a frame, another one each time."""
        words = vocabulary()["words"] | vocabulary()["topics"][self.topic]
        while PLACEHOLDER.search(frame):
            frame = PLACEHOLDER.sub(lambda place: self.random.choice(words[place[1]]), frame)
        return ARTICLE.sub(r"\1n", frame)

    def clause(self) -> str:
        """Return a clause in the past that begins in lower case and ends without a full stop."""
        return self.fill(self._frame("clause"))

    def fact(self) -> str:
        """Return a sentence that tells something on nobody's word."""
        return capital(f"{self.clause()}, {self.random.choice(('and', 'while', 'before'))} {self.clause()}.")

    def quotation(self) -> tuple[str, str, str]:
        """Return the first half of a quotation, the word that joins them, and the second half."""
        first = self.fill(f"{self._frame('first_half')} the {{adjective}} {{thing}} near {{place}} {{time}}")
        second = self.fill(f"{self._frame('second_half')} near {{place}} {{time}}")
        return capital(first), self._frame("join"), second

    def fragment(self) -> str:
        """Return a few words that somebody calls a thing."""
        return self.fill(self._frame("fragment"))

    def headline(self, city: str) -> str:
        """Return a headline that quotes nobody."""
        return capital(self.fill(f"{{adjective}} {{thing}} near {city} {{done}} {{time}}"))

    def _frame(self, kind: str) -> str:
        frame: str = self.random.choice(vocabulary()["frames"][kind])
        return frame


def capital(text: str) -> str:
    """Return a text that begins with a capital letter."""
    return text[:1].upper() + text[1:]
