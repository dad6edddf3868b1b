"""The rows that two readings of the same pages are compared by, as SQL over parsed pages.

A row is known by where it stands on its page, and never by its number: what is found before it would change
that. The tables of facts have one row for each of these, whatever dbt adds to them of other pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

RELAY: Final = "list_filter(siblings, lambda one: one.citation_no = item.relayed_by_no)[1]"
"""The citation that relays another, by the number it has on its page."""


@dataclass(frozen=True, slots=True)
class ComparedRows:
    """One kind of row: where it comes from, what it is known by, and the columns that may change.

    `rows` is selected from `{pages}`, or from `{articles}`: the pages that are some. `tie` tells rows of one
    key apart, in the order of the page.
    """

    rows: str
    key: Mapping[str, str]
    tie: str
    span: tuple[str, str]
    words: str
    columns: Mapping[str, str]


COMPARED: Final[Mapping[str, ComparedRows]] = {
    "articles": ComparedRows(
        rows="select * from {articles}",
        key={},
        tie="content_sha256",
        span=("0", "length(headline.text)"),
        words="headline.text",
        columns={
            "headline": "headline.text",
            "dek": "dek.text",
            "authors": (
                "list_transform(authors, lambda one: concat_ws(', ', one.name, one.role, one.affiliation))"
            ),
            "publisher_name": "publisher_name",
            "publisher_outlet_id": "publisher_outlet_id",
            "wire_outlet_id": "wire_outlet_id",
            "published_text": "published.text",
            "published_at": "published.at",
            "time_evidence": "published.evidence",
            "language": "language.code",
            "topics": "list_transform(topics, lambda one: one.name)",
            "caption": "caption.text",
            "image_credits": "list_transform(image_credits, lambda one: concat_ws(', ', one.name, one.kind))",
            "word_count": "word_count",
            "unclaimed_line_count": "unclaimed_line_count",
            "body_text": "md5(body_text)",  # its words are those of the segments
        },
    ),
    "citations": ComparedRows(
        rows="select content_sha256, citations as siblings, unnest(citations) as item from {articles}",
        key={
            "source_role": "item.source_role",
            "source_start": 'item.source."start"',
            "source_end": 'item.source."end"',
            "cue_start": 'item.cue."start"',
            "cue_end": 'item.cue."end"',
            "content_start": 'if(coalesce(item.source, item.cue) is null, item.content."start", null)',
        },
        tie='item.content."start", item.citation_no',
        span=(
            'coalesce(item.source."start", item.cue."start", item.content."start")',
            'coalesce(item.source."end", item.cue."end", item.content."end")',
        ),
        words="concat_ws(' … ', item.source.text, item.cue.text, item.content.text)",
        columns={
            "source_kind": "item.source_kind",
            "source_name": "item.source_name",
            "source_outlet_id": "item.source_outlet_id",
            "resolved_by": "item.resolved_by",
            "cue_id": "item.cue_id",
            "quote_form": "item.quote_form",
            "content_text": "item.content.text",
            "content_start": 'item.content."start"',
            "relayed_by": f"coalesce({RELAY}.source.text, {RELAY}.cue.text)",
            "addressee_text": "item.addressee.text",
            "addressee_outlet_id": "item.addressee_outlet_id",
            "said_date": "item.said_date",
            "said_date_text": "item.said_date_text",
            "said_from": "item.said_from",
            "said_until": "item.said_until",
            "speaker_title": "item.speaker_title.text",
            "speaker_affiliation": "item.speaker_affiliation.text",
            "rule": "item.rule",
            "confidence": "item.confidence",
        },
    ),
    "quotes": ComparedRows(
        rows=(
            "select content_sha256, citation, unnest(citation.quotes) as item "
            "from (select content_sha256, unnest(citations) as citation from {articles})"
        ),
        key={"start": 'item."start"', "end": 'item."end"', "source_role": "citation.source_role"},
        tie='citation.cue."start", citation.citation_no',
        span=('item."start"', 'item."end"'),
        words="item.text",
        columns={"source_name": "citation.source_name", "quote_text": "item.text"},
    ),
    "mentions": ComparedRows(
        rows="select content_sha256, unnest(mentions) as item from {articles}",
        key={"start": 'item."start"', "end": 'item."end"'},
        tie="item.mention_no",
        span=('item."start"', 'item."end"'),
        words="item.text",
        columns={
            "entity_type": "item.entity_type",
            "entity_name": "item.entity_name",
            "name_in_page": "item.name_in_page",
            "outlet_id": "item.outlet_id",
            "country_code": "item.country_code",
            "is_in_quote": "item.is_in_quote",
            "resolved_by": "item.resolved_by",
            "rule": "item.rule",
        },
    ),
    "segments": ComparedRows(
        rows="select content_sha256, unnest(segments) as item from {articles}",
        key={"start": 'item."start"', "end": 'item."end"'},
        tie="item.segment_no",
        span=('item."start"', 'item."end"'),
        words="trim(item.text)",
        columns={
            "segment_type": "item.segment_type",
            "content_text": "item.content.text",
            "rule": "item.rule",
        },
    ),
    "set aside": ComparedRows(
        rows="select * from {pages} where parse_error is not null or rejection is not null",
        key={},
        tie="content_sha256",
        span=("0", "0"),
        words="concat_ws(': ', rejection.code, rejection.reason, parse_error)",
        columns={
            "reason_code": "coalesce(rejection.code, 'parser_error')",
            "reason": "coalesce(rejection.reason, parse_error)",
        },
    ),
}
"""Every kind of row that a change of the parser can gain, lose or change."""
