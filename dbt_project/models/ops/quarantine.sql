with outcomes as (

    select *
    from {{ source('ops', 'page_outcomes') }}

),

settled as (

    select
        source_path,
        max(run_id) filter (where outcome <> 'quarantined') as last_accepted_run_id
    from outcomes
    group by source_path

),

quarantined as (

    select
        content_sha256,
        source_path,
        arg_max(source_file, run_id) as source_file,
        arg_max(reason_code, run_id) as reason_code,
        arg_max(reason, run_id) as reason,
        any_value(byte_count) as byte_count,
        count(*) as attempt_count,
        min(run_id) as first_seen_run_id,
        max(run_id) as last_seen_run_id
    from outcomes
    where outcome = 'quarantined'
    group by content_sha256, source_path

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
        quarantined.byte_count,
        quarantined.attempt_count,
        coalesce(settled.last_accepted_run_id > quarantined.last_seen_run_id, false) as is_settled
    from quarantined
    left join settled on quarantined.source_path = settled.source_path

)

select * from final
