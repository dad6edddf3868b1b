with voices as (

    select
        citations.article_id,
        citations.story_id,
        citations.source_entity_id,
        {{ month_of('citations.published_date_id') }} as published_month,
        coalesce(entities.country_code, profiles.country_code, 'unknown') as source_country_code,
        case
            when citations.source_kind = 'organisation' then 'organisation'
            else coalesce({{ role_of('citations.speaker_title') }}, profiles.speaker_role, 'unknown')
        end as speaker_role,
        citations.quoted_word_count
    from {{ ref('int_current_citations') }} as citations
    left join {{ ref('dim_entities') }} as entities on citations.source_entity_id = entities.entity_id
    left join {{ ref('int_speaker_profiles') }} as profiles on citations.source_entity_id = profiles.entity_id
    where
        citations.source_role = 'source'
        and citations.source_kind in ('person', 'organisation')

),

counted as (

    select
        published_month,
        source_country_code,
        speaker_role,
        count(*) as citation_count,
        count(distinct article_id) as article_count,
        count(distinct story_id) as story_count,
        count(distinct source_entity_id) filter (where source_entity_id <> 'unknown') as speaker_count,
        sum(quoted_word_count)::bigint as quoted_word_count
    from voices
    group by published_month, source_country_code, speaker_role

),

final as (

    select
        concat_ws(':', 'voices-month', published_month, source_country_code, speaker_role) as agg_id,
        published_month,
        source_country_code,
        speaker_role,
        citation_count,
        article_count,
        story_count,
        speaker_count,
        quoted_word_count,
        citation_count / sum(citation_count) over (partition by published_month) as citation_share,
        quoted_word_count / nullif(sum(quoted_word_count) over (partition by published_month), 0)
            as quoted_word_share
    from counted

)

select * from final
