"""The query that proves spans: the characters from start to end are the text that a span carries."""

from __future__ import annotations

from string import Template

_MISREAD = Template("""
with page as materialized (
    select content_sha256, text, length(text) as page_length from $pages
),

split as (
    select content_sha256, unnest(string_split(text, chr(10))) || chr(10) as line_text,
        generate_subscripts(string_split(text, chr(10)), 1) as line_no
    from page
),

lines as (
    select content_sha256, line_text,
        (sum(length(line_text)) over of_page - length(line_text))::bigint as line_start
    from split window of_page as (partition by content_sha256 order by line_no)
),

placed as (
    select span.*, line_text, span_start - line_start as line_offset,
        span_end - line_start <= length(line_text) as is_in_line
    from ($spans) as span asof join lines
        on span.content_sha256 = lines.content_sha256 and span.span_start >= lines.line_start
    where span_start <= span_end and span_text is not null
),

compared as (
    select * exclude (line_text, line_offset, is_in_line),
        substring(line_text, line_offset + 1, span_end - span_start) as page_text
    from placed where is_in_line
    union all
    select placed.* exclude (line_text, line_offset, is_in_line),
        substring(page.text, span_start + 1, span_end - span_start) as page_text
    from placed join page using (content_sha256) where not is_in_line
)

select $row_key, span_start, left(span_text, 80) as span_text, left(page_text, 80) as page_text
from compared join page using (content_sha256)
where page_text <> span_text and span_end <= page_length
""")


def misread_spans(spans: str, pages: str, row_key: str) -> str:
    """Return the query for spans that say something else than their page.

    `spans` is a query with `content_sha256`, `span_start`, `span_end`, `span_text` and the columns of the row
    key; `pages` is a table, or a query in brackets, with `content_sha256` and `text`. A span that ends
    beyond its page is for another check.

    `substring` and `length` count code points, as Python does; graphemes would be `substring_grapheme`. To
    find a character takes as long as the text before it, so a span is looked up in its line, which is twenty
    times faster than in its page.
    """
    return _MISREAD.substitute(spans=spans, pages=pages, row_key=row_key)
