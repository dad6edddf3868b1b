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
        relays = [_relay_of(drafts, draft) for draft in drafts]
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


def _relay_of(drafts: Sequence[Draft], draft: Draft) -> int | None:
    """Return which draft is the outlet whose content holds another's cue; of several, the narrowest."""
    if draft.citation.source_role == "addressee" or draft.citation.cue is None:
        return None
    carriers = [
        (other.scope_end - other.scope_start, number)
        for number, other in enumerate(drafts)
        if other.citation.source_role == "relay" and _carries(other, draft)
    ]
    return min(carriers)[1] if carriers else None


def _carries(outlet: Draft, draft: Draft) -> bool:
    """Tell whether an outlet carries the words of a draft; an outlet does so only in a wider content.

    Whoever is cited in the outlet's own sentence (`CNN reports, citing officials, that`) shares its content.
    """
    cue = draft.citation.cue
    is_inside = cue is not None and outlet.scope_start <= cue.start < outlet.scope_end
    if draft.citation.source_role == "relay":
        is_wider = outlet.scope_end - outlet.scope_start > draft.scope_end - draft.scope_start
        return is_inside and is_wider
    is_cited = draft.citation.cue_id == "cite" and outlet.citation.content == draft.citation.content
    return is_inside or is_cited or outlet.citation.cue == cue
