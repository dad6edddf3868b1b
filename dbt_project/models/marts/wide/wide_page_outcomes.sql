with outcomes as (

    select * from {{ source('ops', 'page_outcomes') }}

),

pages as (

    select
        content_sha256,
        parse_error,
        rejection
    from {{ source('raw', 'parsed_pages') }}

),

latest as (

    select
        source_path,
        max(run_id) as run_id
    from outcomes
    group by source_path

),

final as (

    select
        outcomes.run_id,
        outcomes.source_path,
        case
            when outcomes.outcome = 'ingested' and coalesce(pages.parse_error, pages.rejection.code) is null
                then coalesce({{ article_key('outcomes.content_sha256') }}, 'none')
            else 'none'
        end as article_id,
        coalesce(outcomes.batch_id, 'none') as batch_id,
        outcomes.source_file,
        outcomes.container_path,
        outcomes.content_sha256,
        outcomes.outcome,
        case
            when outcomes.outcome = 'quarantined' then 'ingest'
            when coalesce(pages.parse_error, pages.rejection.code) is not null then 'extract'
            when outcomes.outcome = 'ingested' then 'publish'
            else 'ingest'
        end as last_stage,
        coalesce(
            outcomes.reason_code,
            pages.rejection.code,
            case when pages.parse_error is not null then 'parser_error' end
        ) as reason_code,
        coalesce(outcomes.reason, pages.rejection.reason, pages.parse_error) as reason,
        outcomes.byte_count,
        outcomes.run_id = latest.run_id as is_latest
    from outcomes
    left join latest on outcomes.source_path = latest.source_path
    left join pages on outcomes.outcome = 'ingested' and outcomes.content_sha256 = pages.content_sha256

)

select * from final
