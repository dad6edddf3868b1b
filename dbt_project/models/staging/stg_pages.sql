with pages as (

    select *
    from {{ source('raw', 'pages') }}

),

-- Every batch was written by one run. `raw.pages` itself only knows the run that loaded it last.
deliveries as (

    select
        batch_id,
        min(run_id) as run_id
    from {{ source('ops', 'page_outcomes') }}
    where outcome = 'ingested'
    group by batch_id

)

select
    {{ article_key('pages.content_sha256') }} as article_id,
    pages.batch_id,
    coalesce(deliveries.run_id, pages.run_id) as delivered_by_run_id,
    pages.content_sha256,
    pages.source_file,
    pages.source_path,
    pages.hints.url as page_url,
    pages.format as source_format
from pages
left join deliveries on pages.batch_id = deliveries.batch_id
