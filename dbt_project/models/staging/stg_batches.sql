-- Every batch was written by one run. `raw.batches` itself only knows the run that loaded it last, which is
-- another one after a rebuild.
with deliveries as (

    select
        batch_id,
        min(run_id) as run_id
    from {{ source('ops', 'page_outcomes') }}
    where outcome = 'ingested'
    group by batch_id

)

select
    batches.batch_id,
    coalesce(deliveries.run_id, batches.run_id) as run_id,
    batches.run_id as loaded_by_run_id,
    batches.parser_version,
    batches.page_count,
    {{ run_started_at("coalesce(deliveries.run_id, batches.run_id)") }} as delivered_at,
    batches.loaded_at
from {{ source('raw', 'batches') }} as batches
left join deliveries on batches.batch_id = deliveries.batch_id
