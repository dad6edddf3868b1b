select
    {{ article_key('pages.content_sha256') }} as article_id,
    {{ page_key('pages.hints.url', 'pages.source_path') }} as page_id,
    pages.batch_id,
    batches.run_id,
    pages.content_sha256,
    pages.source_file,
    pages.source_path,
    pages.hints.url as page_url,
    pages.format as source_format,
    batches.delivered_at as first_seen_at
from {{ source('raw', 'pages') }} as pages
inner join {{ ref('stg_batches') }} as batches on pages.batch_id = batches.batch_id
