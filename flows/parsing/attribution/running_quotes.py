"""Follow words quoted over several paragraphs, where only one of them says who speaks.

A quotation of several paragraphs opens each of them and closes only the last. A paragraph that is quoted
whole and closed, after one with a speaker, is theirs as well, though less surely.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.parsing.attribution.chains import Draft
from flows.parsing.attribution.speakers import Speaker
from flows.parsing.language.passages import Passage
from flows.parsing.records import ResolvedBy

NOBODY = Speaker("unnamed", None, None, "unresolved")
"""Whoever speaks in a quotation before it is known who does."""


class RunningQuotes:
    """The quotation that one passage leaves to the next."""

    def __init__(self) -> None:
        self._speaker: Speaker | None = None
        self._is_open = False
        self._waiting: list[Draft] = []

    def pause(self) -> None:
        """Note a passage that neither speaks nor is quoted."""
        self._speaker, self._is_open = None, False
        self._waiting.clear()

    def note(self, passage: Passage, rows: Sequence[Draft], speaker: Speaker | None) -> None:
        """Note who spoke last in a passage, and whether their words go on."""
        is_announced = any(row.content is None for row in rows)
        quotes_any = any(row.quotes for row in rows)
        self._speaker = speaker if quotes_any or is_announced else None
        self._is_open = is_announced or _stays_open(passage)
        self._waiting.clear()

    def speaker(self) -> tuple[Speaker | None, str]:
        """Return whose words the next passage is if it is quoted whole, and by which rule."""
        return self._speaker, "continuation" if self._is_open else "floating_quote"

    def wait(self, passage: Passage, row: Draft) -> None:
        """Keep a row without a speaker until its quotation has one; one that is closed never does."""
        if not _stays_open(passage):
            self.pause()
        else:
            self._waiting.append(row)

    def words_before(self, passage: Passage, rows: Sequence[Draft]) -> Iterator[Draft]:
        """Yield the rows that waited for the speaker of a passage which their quotation goes on in."""
        first = passage.quotes[0]
        speaking = next((row for row in rows if row.role == "source"), None)
        if first is None or speaking is None or first.start not in {quote.start for quote in speaking.quotes}:
            return
        resolved_by: ResolvedBy = "continuation" if speaking.speaker.name else "unresolved"
        for row in self._waiting:
            yield row._replace(speaker=speaking.speaker._replace(resolved_by=resolved_by))


def _stays_open(passage: Passage) -> bool:
    """Tell whether a passage ends within a quotation that its paragraph does not close."""
    last = passage.quotes[-1]
    return last is not None and last.outer_end == last.end
