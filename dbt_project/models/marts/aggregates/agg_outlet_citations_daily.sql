with citations as (

    select * from {{ ref('int_current_citations') }}
    where source_kind = 'outlet'

),

counted as (

    select
        published_date_id,
        publisher_outlet_id,
        source_outlet_id,
        source_role,
        count(*) as citation_count,
        count(distinct article_id) as article_count,
        count(distinct story_id) as story_count
    from citations
    group by published_date_id, publisher_outlet_id, source_outlet_id, source_role

),

days as (

    select
        published_date_id,
        publisher_outlet_id,
        count(*) as citation_count,
        count(*) filter (where is_other_wire) as wire_citation_count
    from citations
    where is_other_outlet
    group by published_date_id, publisher_outlet_id

),

outlets as (

    select * from {{ ref('dim_outlets') }}

),

final as (

    select
        concat_ws(
            ':',
            'outlet-citations-day',
            counted.published_date_id,
            counted.publisher_outlet_id,
            counted.source_outlet_id,
            counted.source_role
        ) as agg_id,
        counted.published_date_id,
        counted.publisher_outlet_id,
        counted.source_outlet_id,
        publishers.outlet_name as publisher_name,
        source_outlets.outlet_name as source_name,
        source_outlets.outlet_type as source_outlet_type,
        counted.source_role,
        counted.citation_count,
        counted.article_count,
        counted.story_count,
        days.wire_citation_count / days.citation_count as day_wire_share,
        source_outlets.is_wire as is_source_wire,
        counted.source_outlet_id = counted.publisher_outlet_id as is_own_outlet,
        try_cast(counted.published_date_id as date) as published_date
    from counted
    left join days
        on
            counted.published_date_id = days.published_date_id
            and counted.publisher_outlet_id = days.publisher_outlet_id
    left join outlets as publishers on counted.publisher_outlet_id = publishers.outlet_id
    left join outlets as source_outlets on counted.source_outlet_id = source_outlets.outlet_id

)

select * from final
