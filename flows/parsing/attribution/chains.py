"""Number attributions in reading order and chain them: which outlet carries whose words.

`Smith said the road was closed, the Gazette reports` has two rows. The Gazette's content is the whole
clause, so whoever speaks in it is relayed by the Gazette, and the quotations in it are that speaker's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flows.parsing.records import Citation


@dataclass(frozen=True, slots=True)
class Draft:
    """A citation without its number and its relay.

    `scope_start` and `scope_end` are the offsets of all that is attributed, supplements included.
    """

    citation: Citation
    scope_start: int
    scope_end: int


def in_reading_order(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts of a passage by where their source or cue begins, addressees after speakers."""
    return sorted(
        drafts, key=lambda draft: (_place(draft.citation), draft.citation.source_role == "addressee")
    )


def _place(citation: Citation) -> int:
    spans = (citation.source, citation.cue) if citation.cue else (citation.content,)
    return min(span.start for span in spans if span is not None)


def link(passages: Iterable[Sequence[Draft]]) -> tuple[Citation, ...]:
    """Return the citations of all passages, numbered and chained; a chain never leaves its passage."""
    linked: list[Citation] = []
    for drafts in passages:
        first = len(linked)
        relays = [_relay_of(drafts, draft.citation) for draft in drafts]
        for number, draft in enumerate(drafts):
            relay = relays[number]
            quotes = () if number in relays else draft.citation.quotes
            linked.append(
                replace(
                    draft.citation,
                    citation_no=first + number,
                    relayed_by_no=None if relay is None else first + relay,
                    quotes=quotes,
                )
            )
    return tuple(linked)


def _relay_of(drafts: Sequence[Draft], citation: Citation) -> int | None:
    """Return which draft is the outlet whose content holds a speaker's cue; of several, the narrowest."""
    cue = citation.cue
    if citation.source_role != "source" or cue is None:
        return None
    carriers = [
        (draft.scope_end - draft.scope_start, number)
        for number, draft in enumerate(drafts)
        if draft.citation.source_role == "relay"
        and (draft.citation.cue == cue or draft.scope_start <= cue.start < draft.scope_end)
    ]
    return min(carriers)[1] if carriers else None
