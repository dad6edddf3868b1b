with outcomes as (

    select
        run_id,
        source_path,
        source_file,
        container_path,
        outcome,
        reason_code,
        reason,
        content_sha256,
        'ingest' as stage,
        byte_count
    from {{ source('ops', 'page_outcomes') }}

    union all

    -- ingested, and then the parser failed on it or found that it is no article
    select
        parsed_pages.run_id,
        pages.source_path,
        pages.source_file,
        null as container_path,
        'quarantined' as outcome,
        coalesce(parsed_pages.rejection.code, 'parser_error') as reason_code,
        coalesce(parsed_pages.rejection.reason, parsed_pages.parse_error) as reason,
        pages.content_sha256,
        'extract' as stage,
        pages.byte_count
    from {{ source('raw', 'parsed_pages') }} as parsed_pages
    inner join {{ source('raw', 'pages') }} as pages
        on parsed_pages.content_sha256 = pages.content_sha256
    where
        parsed_pages.parse_error is not null
        or parsed_pages.rejection is not null

),

settled as (

    select
        source_path,
        max(run_id) filter (where outcome <> 'quarantined') as last_accepted_run_id,
        -- all that is wrong in a container is set aside again by each run that reads it to its end
        max(run_id) filter (where outcome = 'opened') as last_opened_run_id
    from outcomes
    group by source_path

),

quarantined as (

    select
        content_sha256,
        source_path,
        arg_max(source_file, run_id) as source_file,
        arg_max(container_path, run_id) as container_path,
        arg_max(reason_code, run_id) as reason_code,
        arg_max(reason, run_id) as reason,
        stage,
        any_value(byte_count) as byte_count,
        count(*) as attempt_count,
        min(run_id) as first_seen_run_id,
        max(run_id) as last_seen_run_id
    from outcomes
    where outcome = 'quarantined'
    group by content_sha256, source_path, stage

),

final as (

    select
        quarantined.source_path,
        quarantined.first_seen_run_id,
        quarantined.last_seen_run_id,
        quarantined.content_sha256,
        quarantined.source_file,
        quarantined.reason_code,
        quarantined.reason,
        quarantined.stage,
        quarantined.byte_count,
        quarantined.attempt_count,
        -- what the parser set aside is settled by a parser that takes it, and then leaves this view
        quarantined.stage = 'ingest'
        and coalesce(
            greatest(settled.last_accepted_run_id, containers.last_opened_run_id)
            > quarantined.last_seen_run_id,
            false
        ) as is_settled
    from quarantined
    left join settled on quarantined.source_path = settled.source_path
    left join settled as containers on quarantined.container_path = containers.source_path

)

select * from final
