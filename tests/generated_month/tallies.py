"""Count what is true of a month: current pages, what they cite, what they name, group by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.generated_month.truth import Attribution, Month, PageVersion
from tests.generated_month.world import OUTLETS

Row = tuple[Hashable, ...]

WIRES = frozenset(outlet.name for outlet in OUTLETS if outlet.layout == "wire")


class Cited(NamedTuple):
    """An attribution and the page on which it stands."""

    page: PageVersion
    one: Attribution

    @property
    def words(self) -> int:
        """The words it quotes."""
        return sum(len(quoted.text.split()) for quoted in self.one.quotes)

    @property
    def is_of_another_outlet(self) -> bool:
        return self.one.source_kind == "outlet" and self.one.source_name != self.page.outlet.name

    @property
    def is_of_another_wire(self) -> bool:
        return self.is_of_another_outlet and self.one.source_name in WIRES


@dataclass(slots=True)
class Tally:
    """What one group holds."""

    rows: int = 0
    words: int = 0
    articles: set[int] = field(default_factory=set)
    stories: set[int] = field(default_factory=set)
    outlets: set[str] = field(default_factory=set)

    def add(self, page: PageVersion, words: int = 0) -> None:
        """Count a row of a page."""
        self.rows += 1
        self.words += words
        self.articles.add(page.page_no)
        self.stories.add(page.story_no)
        self.outlets.add(page.outlet.name)

    @property
    def articles_and_stories(self) -> tuple[int, int]:
        return len(self.articles), len(self.stories)


def cited(month: Month) -> Iterator[Cited]:
    """Yield every attribution of the current pages."""
    return (Cited(page, one) for page in month.current for one in page.attributions)


def by_key(rows: Iterable[tuple[Row, PageVersion, int]]) -> dict[Row, Tally]:
    """Return the tallies of rows, each given with its group, its page and the words it quotes."""
    tallies: defaultdict[Row, Tally] = defaultdict(Tally)
    for key, page, words in rows:
        tallies[key].add(page, words)
    return dict(tallies)


def is_wire_copy(page: PageVersion) -> bool:
    """Tell whether another agency wrote what a page prints."""
    return page.wire_outlet_id not in {None, page.outlet.outlet_id}
