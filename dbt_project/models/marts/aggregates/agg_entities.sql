with mentions_counted as (

    select
        entity_id,
        sum(mention_count)::bigint as mention_count,
        count(*) as article_count,
        count(distinct story_id) as story_count,
        count(distinct publisher_outlet_id) as outlet_count
    from {{ ref('int_current_names') }}
    group by entity_id

),

citations_counted as (

    select
        source_entity_id,
        count(*) as citation_count,
        count(distinct article_id) as citing_article_count,
        count(distinct story_id) as citing_story_count,
        sum(quoted_word_count)::bigint as quoted_word_count
    from {{ ref('int_current_citations') }}
    where source_role = 'source'
    group by source_entity_id

),

final as (

    select
        'entity:' || entities.entity_id as agg_id,
        entities.entity_id,
        entities.first_seen_date_id,
        entities.entity_name,
        entities.entity_type,
        coalesce(entities.country_code, profiles.country_code) as entity_country_code,
        profiles.speaker_role,
        {{ week_of('entities.first_seen_date_id') }} as first_seen_week,
        coalesce(mentions.mention_count, 0) as mention_count,
        coalesce(mentions.article_count, 0) as article_count,
        coalesce(mentions.story_count, 0) as story_count,
        coalesce(mentions.outlet_count, 0) as outlet_count,
        coalesce(citations.citation_count, 0) as citation_count,
        coalesce(citations.citing_article_count, 0) as citing_article_count,
        coalesce(citations.citing_story_count, 0) as citing_story_count,
        coalesce(citations.quoted_word_count, 0) as quoted_word_count,
        entities.is_page_only,
        entities.first_seen_at
    from {{ ref('dim_entities') }} as entities
    left join mentions_counted as mentions on entities.entity_id = mentions.entity_id
    left join citations_counted as citations on entities.entity_id = citations.source_entity_id
    left join {{ ref('int_speaker_profiles') }} as profiles on entities.entity_id = profiles.entity_id
    where entities.entity_id not in ('none', 'unknown')

)

select * from final
