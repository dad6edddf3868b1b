with mentions as (

    select * from {{ ref('fct_entity_mentions') }}

),

outlets as (

    select * from {{ ref('dim_outlets') }}

),

final as (

    select
        mentions.mention_id,
        mentions.article_id,
        articles.page_id,
        articles.story_id,
        articles.publisher_outlet_id,
        mentions.entity_id,
        mentions.outlet_id,
        mentions.name_id,
        mentions.published_date_id,
        mentions.batch_id,
        mentions.run_id,
        articles.source_file,
        articles.page_url,
        articles.headline,
        publishers.outlet_name as publisher_name,
        publishers.outlet_type as publisher_type,
        publishers.country_code as publisher_country_code,
        entities.entity_name,
        entities.entity_type,
        coalesce(
            entities.country_code, mentions.country_code, profiles.country_code
        ) as entity_country_code,
        mentioned_outlets.outlet_type as entity_outlet_type,
        mentions.mention_text,
        mentions.resolved_by,
        {{ month_of('mentions.published_date_id') }} as published_month,
        mentions.segment_type,
        mentions.rule,
        mentions.parser_version,
        articles.version_no,
        mentions.mention_no,
        mentions.segment_no,
        mentions.mention_start,
        mentions.mention_end,
        articles.is_current,
        stories.first_article_id is not null as is_story_first,
        mentions.is_in_quote,
        mentions.segment_type in ('paragraph', 'list_item') as is_in_body,
        mentions.segment_type = 'headline' as is_in_headline,
        entities.is_page_only,
        try_cast(mentions.published_date_id as date) as published_date,
        mentions.published_at,
        articles.first_seen_at
    from mentions
    left join {{ ref('fct_articles') }} as articles on mentions.article_id = articles.article_id
    left join {{ ref('dim_stories') }} as stories on mentions.article_id = stories.first_article_id
    left join outlets as publishers on articles.publisher_outlet_id = publishers.outlet_id
    left join outlets as mentioned_outlets on mentions.outlet_id = mentioned_outlets.outlet_id
    left join {{ ref('dim_entities') }} as entities on mentions.entity_id = entities.entity_id
    left join {{ ref('int_speaker_profiles') }} as profiles on mentions.entity_id = profiles.entity_id

)

select * from final
