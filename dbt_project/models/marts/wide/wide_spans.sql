-- Every span lies within a line, so the page is cut once a line and the line once a span: to find a place in
-- a text takes a walk from its start.
with pages as (

    select
        {{ article_key('content_sha256') }} as article_id,
        text as page_text
    from {{ source('raw', 'pages') }}

),

lines as (

    select
        segments.segment_id,
        segments.article_id,
        segments.batch_id,
        segments.segment_text,
        segments.rule,
        segments.segment_no,
        segments.segment_start,
        segments.segment_end,
        substr(
            pages.page_text, segments.segment_start + 1, segments.segment_end - segments.segment_start
        ) as page_line
    from {{ ref('fct_article_segments') }} as segments
    left join pages on segments.article_id = pages.article_id

),

citations as (

    select * from {{ ref('fct_source_citations') }}

),

spans_in_lines as (

    select
        citation_id as fact_id,
        article_id,
        batch_id,
        'source' as span_kind,
        source_text as span_text,
        rule,
        segment_no,
        source_start as span_start,
        source_end as span_end
    from citations
    where source_start is not null

    union all by name

    select
        citation_id as fact_id,
        article_id,
        batch_id,
        'cue' as span_kind,
        cue_text as span_text,
        rule,
        segment_no,
        cue_start as span_start,
        cue_end as span_end
    from citations
    where cue_start is not null

    union all by name

    select
        citation_id as fact_id,
        article_id,
        batch_id,
        'content' as span_kind,
        content_text as span_text,
        rule,
        segment_no,
        content_start as span_start,
        content_end as span_end
    from citations
    where content_start is not null

    union all by name

    select
        citation_id as fact_id,
        article_id,
        batch_id,
        'addressee' as span_kind,
        addressee_text as span_text,
        rule,
        segment_no,
        addressee_start as span_start,
        addressee_end as span_end
    from citations
    where addressee_start is not null

    union all by name

    select
        citation_id as fact_id,
        article_id,
        batch_id,
        'speaker_title' as span_kind,
        speaker_title as span_text,
        rule,
        segment_no,
        speaker_title_start as span_start,
        speaker_title_end as span_end
    from citations
    where speaker_title_start is not null

    union all by name

    select
        citation_id as fact_id,
        article_id,
        batch_id,
        'speaker_affiliation' as span_kind,
        speaker_affiliation as span_text,
        rule,
        segment_no,
        speaker_affiliation_start as span_start,
        speaker_affiliation_end as span_end
    from citations
    where speaker_affiliation_start is not null

    union all by name

    select
        quotes.quote_id as fact_id,
        quotes.article_id,
        quotes.batch_id,
        'quote' as span_kind,
        quotes.quote_text as span_text,
        citations.rule,
        citations.segment_no,
        quotes.quote_start as span_start,
        quotes.quote_end as span_end
    from {{ ref('fct_quotes') }} as quotes
    left join citations on quotes.citation_id = citations.citation_id

    union all by name

    select
        mention_id as fact_id,
        article_id,
        batch_id,
        'mention' as span_kind,
        mention_text as span_text,
        rule,
        segment_no,
        mention_start as span_start,
        mention_end as span_end
    from {{ ref('fct_entity_mentions') }}

),

final as (

    select
        segment_id as fact_id,
        article_id,
        batch_id,
        'segment' as span_kind,
        segment_text as span_text,
        page_line as page_text,
        rule,
        segment_start as span_start,
        segment_end as span_end,
        coalesce(page_line = segment_text, false) as is_exact
    from lines

    union all by name

    select
        spans.fact_id,
        spans.article_id,
        spans.batch_id,
        spans.span_kind,
        spans.span_text,
        case
            when spans.span_start >= lines.segment_start
                then substr(
                    lines.page_line,
                    spans.span_start - lines.segment_start + 1,
                    spans.span_end - spans.span_start
                )
        end as page_text,
        spans.rule,
        spans.span_start,
        spans.span_end,
        coalesce(page_text = spans.span_text, false) as is_exact
    from spans_in_lines as spans
    left join lines on spans.article_id = lines.article_id and spans.segment_no = lines.segment_no

)

select * from final
