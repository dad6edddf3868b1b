with waiting as (

    select * from {{ ref('quarantine_history') }}
    where left_run_id is null

),

final as (

    select
        source_path,
        min(run_id) as first_seen_run_id,
        max(run_id) as last_seen_run_id,
        content_sha256,
        arg_max(source_file, run_id) as source_file,
        arg_max(container_path, run_id) as container_path,
        stage,
        arg_max(reason_code, run_id) as reason_code,
        arg_max(reason, run_id) as reason,
        any_value(byte_count) as byte_count,
        count(*) as attempt_count,
        bool_or(is_kept) as is_kept,
        min(attempted_at) as first_seen_at,
        max(attempted_at) as last_seen_at
    from waiting
    group by source_path, content_sha256, stage

)

select * from final
