select
    {{ article_key('content_sha256') }} as article_id,
    text_key,
    coalesce(wire_outlet_id, 'none') as wire_outlet_id,
    batch_id,
    coalesce(wire_evidence, 'none') as wire_evidence,
    len(shingles)::integer as shingle_count,
    shingles,
    bands
from {{ read_pages() }}
