"""Compare what was found on a page with what is on it.

A found citation is an expected one if their sources and their cues overlap and their roles are the same; two
without a cue, if their contents overlap. Only then are their fields compared. An entity must have the exact
span and the type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from flows.accuracy.gold import GoldCitation, GoldName, GoldPage
from flows.parsing.records import Citation, Mention, ParsedPage, TextSpan

ARTICLE: Final = re.compile(r"^(?:the|a|an) ")
"""`the Guardian` and `Guardian` are one name."""

TASKS: Final = (
    "citations",
    "outlet_citations",
    "source_kind",
    "source_name",
    "quote_form",
    "entities",
    "people",
    "organisations",
    "places",
    "entity_name",
)
"""What is measured. Fields (`source_kind`, `source_name`, `quote_form`, `entity_name`) are asked of what was
found rightly: a wrong value is both a false positive and a false negative."""

ENTITY_TASKS: Final = {"PERSON": "people", "ORG": "organisations", "PLACE": "places"}


@dataclass(frozen=True, slots=True)
class Score:
    """What one task came to; counts of rows."""

    true_positives: int
    false_positives: int
    false_negatives: int

    @property
    def precision(self) -> float | None:
        """Return the share of what was found that is right; None where nothing was found."""
        found = self.true_positives + self.false_positives
        return self.true_positives / found if found else None

    @property
    def recall(self) -> float | None:
        """Return the share of what there is that was found; None where there is nothing."""
        expected = self.true_positives + self.false_negatives
        return self.true_positives / expected if expected else None

    @property
    def f1(self) -> float | None:
        """Return the harmonic mean of both; None where there is neither anything nor anything found."""
        total = 2 * self.true_positives + self.false_positives + self.false_negatives
        return 2 * self.true_positives / total if total else None


@dataclass(slots=True)
class Tally:
    """Rows by task that are right, that are there and that were found."""

    right: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, task: str, right: int, *, expected: int, found: int) -> None:
        self.right[task] += right
        self.expected[task] += expected
        self.found[task] += found

    def add_field(self, task: str, *, is_right: bool) -> None:
        self.add(task, int(is_right), expected=1, found=1)

    def score(self, task: str) -> Score:
        right = self.right[task]
        return Score(right, self.found[task] - right, self.expected[task] - right)


def tally_page(tally: Tally, gold: GoldPage, page: ParsedPage) -> None:
    """Add one page to the tally."""
    pairs = pair_citations(gold.citations, page.citations)
    tally.add("citations", len(pairs), expected=len(gold.citations), found=len(page.citations))
    tally.add(
        "outlet_citations",
        sum(row.kind == "outlet" == citation.source_kind for row, citation in pairs),
        expected=sum(row.kind == "outlet" for row in gold.citations),
        found=sum(citation.source_kind == "outlet" for citation in page.citations),
    )
    for row, citation in pairs:
        tally.add_field("source_kind", is_right=row.kind == citation.source_kind)
        tally.add_field("quote_form", is_right=row.form == citation.quote_form)
        if row.name:
            tally.add_field("source_name", is_right=plain_name(row.name) == plain_name(citation.source_name))
    expected, found = name_spans(gold.names), mention_spans(page.mentions)
    both = expected.keys() & found.keys()
    tally.add("entities", len(both), expected=len(expected), found=len(found))
    for entity_type, task in ENTITY_TASKS.items():
        counts = [sum(kind == entity_type for _, kind in keys) for keys in (both, expected, found)]
        tally.add(task, counts[0], expected=counts[1], found=counts[2])
    for key in both:
        tally.add_field("entity_name", is_right=expected[key] == found[key])


def pair_citations(
    expected: Iterable[GoldCitation], found: Sequence[Citation]
) -> list[tuple[GoldCitation, Citation]]:
    """Return each expected citation that was found, with the one that overlaps it most; each goes to one."""
    return list(_pair(expected, found))


def _pair(
    expected: Iterable[GoldCitation], found: Sequence[Citation]
) -> Iterator[tuple[GoldCitation, Citation]]:
    left = list(found)
    for row in expected:
        closest = max(left, key=lambda citation: _closeness(row, citation), default=None)
        if closest and _closeness(row, closest):
            left.remove(closest)
            yield row, closest


def _closeness(row: GoldCitation, citation: Citation) -> int:
    """Return how many characters of source and cue are shared, 0 where it is not the same attribution."""
    if row.role != citation.source_role:
        return 0
    if not row.cues:
        return 0 if citation.cue else _shared(row.content, citation.content)
    source, cue = _shared(row.source, citation.source), max(_shared(cue, citation.cue) for cue in row.cues)
    return source + cue if source and cue else 0


def _shared(one: TextSpan | None, other: TextSpan | None) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start)) if one and other else 0


def plain_name(name: str | None) -> str:
    """Return a name without its article and in lower case."""
    return ARTICLE.sub("", (name or "").casefold())


def name_spans(names: Iterable[GoldName]) -> dict[tuple[TextSpan, str], str]:
    """Return the fullest name of each annotated span and type."""
    return {(name.span, name.entity_type): name.name for name in names}


def mention_spans(mentions: Iterable[Mention]) -> dict[tuple[TextSpan, str], str]:
    """Return the fullest name of each span and type that was found."""
    return {(TextSpan(m.start, m.end, m.text), m.entity_type): m.name_in_page for m in mentions}
