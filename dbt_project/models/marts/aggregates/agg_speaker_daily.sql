with counted as (

    select
        published_date_id,
        source_entity_id,
        count(*) as citation_count,
        count(distinct article_id) as article_count,
        count(distinct story_id) as story_count,
        count(distinct publisher_outlet_id) as outlet_count,
        sum(quoted_word_count)::bigint as quoted_word_count
    from {{ ref('int_current_citations') }}
    where
        source_role = 'source'
        and source_kind in ('person', 'organisation')
        and source_entity_id <> 'unknown'
    group by published_date_id, source_entity_id

),

final as (

    select
        'speaker-day:' || counted.published_date_id || ':' || counted.source_entity_id as agg_id,
        counted.published_date_id,
        counted.source_entity_id,
        entities.entity_name as source_name,
        entities.entity_type,
        profiles.speaker_role,
        coalesce(entities.country_code, profiles.country_code) as source_country_code,
        counted.citation_count,
        counted.article_count,
        counted.story_count,
        counted.outlet_count,
        counted.quoted_word_count,
        try_cast(counted.published_date_id as date) as published_date
    from counted
    left join {{ ref('dim_entities') }} as entities on counted.source_entity_id = entities.entity_id
    left join {{ ref('int_speaker_profiles') }} as profiles on counted.source_entity_id = profiles.entity_id

)

select * from final
