select
    {{ article_key('content_sha256') }} as article_id,
    coalesce({{ outlet_key('publisher_outlet_id', 'publisher_name') }}, 'unknown') as publisher_outlet_id,
    {{ date_key('published.local') }} as published_date_id,
    batch_id,
    headline.text as headline,
    dek.text as dek,
    body_text,
    caption.text as caption_text,
    publisher_name,
    published.zone_text,
    published.evidence as time_evidence,
    published.precision as time_precision,
    parser_version,
    published.utc_offset_minutes,
    word_count,
    len(list_filter(segments, lambda s: s.segment_type in ('paragraph', 'list_item'))) as body_segment_count,
    unclaimed_line_count,
    is_file_photo,
    coalesce(published.is_zone_ambiguous, false) as is_zone_ambiguous,
    published.at as published_at,
    published.local as published_local
from {{ source('raw', 'parsed_pages') }}
-- the others are in ops.quarantine
where parse_error is null
