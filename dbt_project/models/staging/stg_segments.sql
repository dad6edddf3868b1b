with segments as (

    select
        {{ article_key('content_sha256') }} as article_id,
        batch_id,
        run_id,
        parser_version,
        unnest(segments) as segment
    from {{ read_pages() }}

)

select
    {{ part_key('article_id', 's', 'segment.segment_no') }} as segment_id,
    article_id,
    batch_id,
    run_id,
    segment.segment_type,
    segment.text as segment_text,
    segment.content.text as content_text,
    segment.rule,
    parser_version,
    segment.segment_no,
    segment.start as segment_start,
    segment.end as segment_end,
    segment.content.start as content_start,
    segment.content.end as content_end
from segments
