with outcomes as (

    select * from {{ source('ops', 'page_outcomes') }}

),

places as (

    select distinct
        source_path,
        container_path
    from outcomes
    where outcome = 'quarantined'

),

-- All that runs said of a place that one of them set aside.
looks as (

    select outcomes.*
    from outcomes
    where source_path in (select places.source_path from places)

),

-- Runs that read a container to its end and did not come upon the document.
misses as (

    select
        opened.run_id,
        places.source_path
    from places
    inner join outcomes as opened
        on places.container_path = opened.source_path and opened.outcome = 'opened'
    left join looks on opened.run_id = looks.run_id and places.source_path = looks.source_path
    where looks.run_id is null

),

events as (

    select
        'ingest' as stage,
        source_path as place,
        run_id,
        source_path,
        source_file,
        container_path,
        content_sha256,
        null as parser_version,
        outcome,
        reason_code,
        reason,
        byte_count,
        is_kept
    from looks

    union all by name

    select
        'ingest' as stage,
        source_path as place,
        run_id,
        source_path,
        'gone' as outcome
    from misses

    union all by name

    -- ingested, and then the parser failed on it or found that it is no article
    select
        'extract' as stage,
        pages.content_sha256 as place,
        readings.run_id,
        pages.source_path,
        pages.source_file,
        pages.content_sha256,
        readings.parser_version,
        if(readings.outcome = 'set_aside', 'quarantined', readings.outcome) as outcome,
        readings.reason_code,
        readings.reason,
        pages.byte_count,
        true as is_kept
    from {{ source('ops', 'page_readings') }} as readings
    inner join {{ source('raw', 'pages') }} as pages on readings.content_sha256 = pages.content_sha256

),

marked as (

    select
        *,
        if(outcome = 'quarantined', coalesce(content_sha256, 'unknown'), 'accepted') as spell_of
    from events

),

-- A stay in the quarantine: attempts at the same content of a place, with nothing else between them.
numbered as (

    select
        marked.*,
        sum(if(is_new, 1, 0)) over (partition by stage, place order by run_id) as spell_no
    from (
        select
            *,
            coalesce(lag(spell_of) over (partition by stage, place order by run_id) <> spell_of, true)
                as is_new
        from marked
    ) as marked

),

spells as (

    select
        stage,
        place,
        spell_no,
        min(run_id) as run_id,
        arg_min(outcome, run_id) as outcome,
        arg_min(content_sha256, run_id) as content_sha256
    from numbered
    group by stage, place, spell_no

),

final as (

    select
        numbered.run_id,
        numbered.source_path,
        numbered.content_sha256,
        later.run_id as left_run_id,
        numbered.source_file,
        numbered.container_path,
        numbered.stage,
        numbered.reason_code,
        numbered.reason,
        numbered.parser_version,
        case
            when later.run_id is null then null
            when later.outcome = 'gone' then 'gone'
            when later.outcome = 'quarantined' then 'replaced'
            when coalesce(later.content_sha256 = numbered.content_sha256, true) then 'passed'
            else 'replaced'
        end as left_as,
        numbered.byte_count,
        row_number() over (
            partition by numbered.stage, numbered.place, numbered.spell_no
            order by numbered.run_id
        ) as attempt_no,
        coalesce(numbered.is_kept, false) as is_kept,
        {{ run_started_at('numbered.run_id') }} as attempted_at,
        {{ run_started_at('later.run_id') }} as left_at
    from numbered
    left join spells as later
        on
            numbered.stage = later.stage
            and numbered.place = later.place
            and numbered.spell_no + 1 = later.spell_no
    where numbered.outcome = 'quarantined'

)

select * from final
