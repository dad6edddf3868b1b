with runs as (

    select
        parser_version,
        count(*) as run_count,
        min(run_id) as first_run_id,
        max(run_id) as last_run_id
    from {{ source('ops', 'runs') }}
    group by parser_version

),

batches as (

    select
        parser_version,
        sum(page_count)::bigint as page_count
    from {{ source('raw', 'batches') }}
    group by parser_version

),

-- `0.9.0+1f0c9d2e.5b7a6c3d`, and after that what else finds names
used as (

    select
        coalesce(runs.parser_version, batches.parser_version) as parser_version,
        runs.first_run_id,
        runs.last_run_id,
        coalesce(batches.page_count, 0) as page_count,
        coalesce(runs.run_count, 0) as run_count,
        regexp_extract(
            coalesce(runs.parser_version, batches.parser_version),
            '^([^+]*)\+([0-9a-f]+)\.([0-9a-f]{8})\.?(.*)$',
            ['rules', 'lookups', 'code', 'name_finder']
        ) as parts
    from runs
    full join batches on runs.parser_version = batches.parser_version

),

final as (

    select
        used.parser_version,
        used.first_run_id,
        used.last_run_id,
        nullif(used.parts['rules'], '') as rules_version,
        nullif(used.parts['lookups'], '') as lookups_hash,
        nullif(used.parts['code'], '') as code_hash,
        nullif(used.parts['name_finder'], '') as name_finder,
        used.page_count,
        used.run_count
    from used

)

select * from final
