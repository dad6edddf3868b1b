"""The overview page: what is published and how the last runs went, for people who would rather look.

Plain HTML that works offline from a file: no script, nothing loaded, everything escaped.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.storage import warehouse
from flows.storage.layout import DataDir

TEMPLATES = Path(__file__).parent / "templates"

QUESTIONS: Mapping[str, str] = {
    "outlets": """
        select outlets.outlet_name, count(*) as citation_count
        from marts.fct_source_citations as citations
        inner join marts.dim_outlets as outlets on citations.source_outlet_id = outlets.outlet_id
        where citations.source_role in ('relay', 'addressee')
        group by outlets.outlet_name
        order by citation_count desc, outlets.outlet_name
        limit 12
    """,
    "voices": """
        select source_name, count(*) as citation_count
        from marts.fct_source_citations
        where source_role = 'source' and source_kind in ('person', 'organisation') and source_name is not null
        group by source_name
        order by citation_count desc, source_name
        limit 12
    """,
    "chains": """
        select
            relays.source_name,
            spoken.source_name,
            spoken.cue_text,
            left(spoken.content_text, 240),
            spoken.said_date
        from marts.fct_source_citations as spoken
        inner join marts.fct_source_citations as relays
            on spoken.relayed_by_citation_id = relays.citation_id
        inner join marts.fct_articles as articles on spoken.article_id = articles.article_id
        where spoken.source_name is not null
        order by articles.published_at desc nulls last, spoken.citation_id
        limit 12
    """,
    "gates": """
        select
            gate,
            count(*) filter (where is_success),
            count(*) filter (where not is_success),
            string_agg(description, '; ' order by check_no) filter (where not is_success)
        from ops.gate_results
        where run_id = (select max(run_id) from ops.gate_results)
        group by gate
        order by min(checked_at)
    """,
    "runs": """
        select
            strftime(started_at, '%Y-%m-%d %H:%M'),
            status,
            file_count,
            ingested_count,
            epoch(finished_at - started_at)
        from ops.runs
        order by run_id desc
        limit 10
    """,
    "quarantine": """
        select source_file, reason_code || ': ' || reason
        from ops.quarantine
        where not is_settled
        order by last_seen_run_id desc, source_file
        limit 20
    """,
    "segments": """
        select segment_type, count(*) as line_count
        from marts.fct_article_segments
        group by segment_type
        order by line_count desc, segment_type
    """,
}
"""What the page asks the published warehouse; the names are the template's."""


def write_report(data: DataDir) -> Path:
    """Write `reports/index.html` from what is published and return its path."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    names, rows = warehouse.query(
        data,
        "select run_id, strftime(finished_at, '%Y-%m-%d %H:%M') as finished_at "
        "from ops.runs order by run_id desc limit 1",
    )
    answers: dict[str, Any] = {name: warehouse.query(data, sql)[1] for name, sql in QUESTIONS.items()}
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    page = templates.get_template("report.html.j2").render(
        run=dict(zip(names, rows[0], strict=True)), totals=warehouse.count_marts(data).items(), **answers
    )
    path = data.reports / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_text(page, encoding="utf-8")
    return unfinished.replace(path)
