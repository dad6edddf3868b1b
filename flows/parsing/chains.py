"""Number attributions in reading order and chain them: which outlet carries whose words.

`Smith said the road was closed, the Gazette reports` has two rows. The Gazette's content is the whole
clause, so whoever speaks in it is relayed by the Gazette.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from flows.parsing.records import Citation


@dataclass(frozen=True, slots=True)
class Draft:
    """A citation without its number; numbers in it count from the first draft of its passage.

    `scope_start` and `scope_end` are the offsets of all that is attributed, supplements included.
    """

    citation: Citation
    passage_no: int
    scope_start: int
    scope_end: int


def in_reading_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Return drafts by where their source, or the words of a row without one, begins."""
    return sorted(drafts, key=lambda draft: (_place(draft.citation), draft.citation.source_role == "addressee"))


def _place(citation: Citation) -> int:
    return min(span.start for span in (citation.source, citation.cue, citation.content) if span is not None)


def link(drafts: Iterable[Draft]) -> tuple[Citation, ...]:
    """Return the citations, numbered and chained; a chain never leaves its passage."""
    linked: list[Citation] = []
    for group in _by_passage(drafts):
        first = len(linked)
        linked.extend(
            replace(draft.citation, citation_no=first + number, relayed_by_no=_relay_of(group, number, first))
            for number, draft in enumerate(group)
        )
    return tuple(linked)


def _by_passage(drafts: Iterable[Draft]) -> Iterator[list[Draft]]:
    group: list[Draft] = []
    for draft in drafts:
        if group and group[0].passage_no != draft.passage_no:
            yield group
            group = []
        group.append(draft)
    if group:
        yield group


def _relay_of(group: list[Draft], number: int, first: int) -> int | None:
    """Return the number of the outlet whose content holds this speaker's frame; the narrowest one if several do."""
    citation = group[number].citation
    if citation.source_role != "source" or citation.cue is None:
        return None
    carriers = [
        (other.scope_end - other.scope_start, place)
        for place, other in enumerate(group)
        if other.citation.source_role == "relay"
        and (
            other.scope_start <= citation.cue.start < other.scope_end
            or (other.citation.cue == citation.cue)
        )
    ]
    return first + min(carriers)[1] if carriers else None
