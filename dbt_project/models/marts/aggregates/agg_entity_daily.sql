with counted as (

    select
        entity_id,
        published_date_id,
        sum(mention_count)::bigint as mention_count,
        count(*) as article_count,
        count(distinct story_id) as story_count,
        try_cast(published_date_id as date) as published_date
    from {{ ref('int_current_names') }}
    group by entity_id, published_date_id

),

-- By the calendar and not by rows: a day on which the entity is not named has no row, and counts as 0.
averaged as (

    select
        *,
        sum(article_count) over week_before / 7 as articles_7_day_average,
        sum(story_count) over week_before / 7 as stories_7_day_average
    from counted
    window week_before as (
        partition by entity_id
        order by published_date
        range between interval 6 days preceding and current row
    )

),

final as (

    select
        'entity-day:' || averaged.published_date_id || ':' || averaged.entity_id as agg_id,
        averaged.published_date_id,
        averaged.entity_id,
        entities.first_seen_date_id,
        entities.entity_name,
        entities.entity_type,
        entities.country_code as entity_country_code,
        averaged.mention_count,
        averaged.article_count,
        averaged.story_count,
        case when averaged.published_date is not null then averaged.articles_7_day_average end
            as articles_7_day_average,
        case when averaged.published_date is not null then averaged.stories_7_day_average end
            as stories_7_day_average,
        averaged.published_date_id = entities.first_seen_date_id as is_first_day,
        averaged.published_date
    from averaged
    left join {{ ref('dim_entities') }} as entities on averaged.entity_id = entities.entity_id

)

select * from final
