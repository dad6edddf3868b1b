"""Number attributions in reading order and chain them: which outlet carries whose words.

`Smith said the road was closed, the Gazette reports` has two rows. The Gazette's content is the whole
clause, so whoever speaks in it is relayed by the Gazette, and the quotations in it are that speaker's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flows.parsing.attribution.said_dates import SaidTime
from flows.parsing.attribution.speakers import Speaker
from flows.parsing.records import Citation, QuoteForm, SourceRole, TextSpan

CONFIDENCE: Mapping[str, float] = {
    "after_phrase": 0.95,
    "subject": 0.95,
    "inverted_subject": 0.95,
    "addressee": 0.95,
    "passive_agent": 0.65,
    "quoted_source": 0.8,
    "outlet_of_speaker": 0.8,
    "relative_clause": 0.75,
    "shared_subject": 0.7,
    "continuation": 0.7,
    "floating_quote": 0.5,
    "clause_subject": 0.6,
    "owner": 0.8,
    "label": 0.7,
}
"""How far the rows of a rule are to be trusted: the share that held when news briefs were annotated by hand,
rounded down, and further down where there were few cases."""


SHARING = frozenset({"obtained-by", "writing-in", "cited-by"})
"""Cues of outlets whose content is that of the speaker beside them."""


class Circumstances(NamedTuple):
    """To whom and when something was said, and what is printed with the speaker of their office."""

    addressee: TextSpan | None = None
    addressee_outlet_id: str | None = None
    said: SaidTime | None = None
    title: TextSpan | None = None
    affiliation: TextSpan | None = None


NO_CIRCUMSTANCES = Circumstances()


class Draft(NamedTuple):
    """A citation without its number and its relay.

    `scope_start` and `scope_end` are the offsets of all that is attributed, supplements included.
    """

    segment_no: int
    speaker: Speaker
    role: SourceRole
    rule: str
    source: TextSpan | None
    cue: TextSpan | None
    cue_id: str | None
    form: QuoteForm
    content: TextSpan | None
    quotes: tuple[TextSpan, ...]
    scope_start: int
    scope_end: int
    circumstances: Circumstances = NO_CIRCUMSTANCES


def in_reading_order(drafts: Sequence[Draft]) -> Sequence[Draft]:
    """Return the drafts of a passage by where their source or cue begins, addressees after speakers."""
    if len(drafts) < 2:  # noqa: PLR2004 - one is in order
        return drafts
    return sorted(drafts, key=lambda draft: (_place(draft), draft.role == "addressee"))


def _place(draft: Draft) -> int:
    spans = (draft.source, draft.cue) if draft.cue else (draft.content,)
    return min(span.start for span in spans if span is not None)


def link(passages: Iterable[Sequence[Draft]]) -> tuple[Citation, ...]:
    """Return the citations of all passages, numbered and chained; a chain never leaves its passage."""
    linked: list[Citation] = []
    for drafts in passages:
        first = len(linked)
        outlets = [number for number, draft in enumerate(drafts) if draft.role == "relay"]
        relays = [_relay_of(drafts, draft, outlets) for draft in drafts] if outlets else [None] * len(drafts)
        for number, draft in enumerate(drafts):
            relay = relays[number]
            linked.append(
                _citation(
                    draft,
                    first + number,
                    relayed_by_no=None if relay is None else first + relay,
                    quotes=() if number in relays else draft.quotes,
                )
            )
    return tuple(linked)


def _citation(
    draft: Draft, citation_no: int, *, relayed_by_no: int | None, quotes: tuple[TextSpan, ...]
) -> Citation:
    speaker, around, said = draft.speaker, draft.circumstances, draft.circumstances.said
    return Citation(
        citation_no=citation_no,
        segment_no=draft.segment_no,
        source=draft.source,
        source_kind=speaker.kind,
        source_name=speaker.name,
        source_role=draft.role,
        source_outlet_id=speaker.outlet_id,
        resolved_by=speaker.resolved_by,
        cue=draft.cue,
        cue_id=draft.cue_id,
        quote_form=draft.form,
        content=draft.content,
        quotes=quotes,
        relayed_by_no=relayed_by_no,
        addressee=around.addressee,
        addressee_outlet_id=around.addressee_outlet_id,
        said_date=said.day if said else None,
        said_date_text=said.words.text if said else None,
        said_from=said.first if said else None,
        said_until=said.last if said else None,
        rule=draft.rule,
        confidence=CONFIDENCE[draft.rule],
        speaker_title=around.title,
        speaker_affiliation=around.affiliation,
    )


def _relay_of(drafts: Sequence[Draft], draft: Draft, outlets: Sequence[int]) -> int | None:
    """Return which draft is the outlet whose content holds another's cue; of several, the narrowest.

    `outlets` are the numbers of the drafts whose source relays.
    """
    if draft.role == "addressee" or draft.cue is None:
        return None
    carriers = [
        (drafts[number].scope_end - drafts[number].scope_start, number)
        for number in outlets
        if _carries(drafts[number], draft)
    ]
    return min(carriers)[1] if carriers else None


def _carries(outlet: Draft, draft: Draft) -> bool:
    """Tell whether an outlet carries the words of a draft; an outlet does so only in a wider content.

    Whoever is cited in the outlet's own sentence (`CNN reports, citing officials, that`) shares its content.
    """
    cue = draft.cue
    is_inside = cue is not None and outlet.scope_start <= cue.start < outlet.scope_end
    if draft.role == "relay":
        is_wider = outlet.scope_end - outlet.scope_start > draft.scope_end - draft.scope_start
        return is_inside and is_wider
    is_sharing = draft.cue_id == "cite" or outlet.cue_id in SHARING
    is_cited = is_sharing and outlet.content == draft.content
    return is_inside or is_cited or outlet.cue == cue
