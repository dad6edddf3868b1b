with outlets as (

    select * from {{ ref('dim_outlets') }}

),

-- Who relays is an outlet, so few rows are looked through for the words it is introduced with.
relays as (

    select
        citation_id,
        cue_text
    from {{ ref('fct_source_citations') }}
    where source_kind = 'outlet'

),

final as (

    select
        citations.citation_id,
        citations.article_id,
        articles.page_id,
        articles.story_id,
        articles.publisher_outlet_id,
        citations.source_outlet_id,
        citations.source_entity_id,
        citations.relayed_by_citation_id,
        citations.relayed_by_outlet_id,
        citations.addressee_outlet_id,
        citations.cue_id,
        citations.published_date_id,
        citations.said_date_id,
        citations.batch_id,
        citations.run_id,
        articles.content_sha256,
        articles.source_file,
        articles.page_url,
        articles.headline,
        publishers.outlet_name as publisher_name,
        publishers.outlet_type as publisher_type,
        publishers.country_code as publisher_country_code,
        case
            when citations.source_outlet_id not in ('none', 'unknown') then source_outlets.outlet_name
            when citations.source_entity_id not in ('none', 'unknown') then entities.entity_name
            else coalesce(citations.source_name, citations.source_text)
        end as source_name,
        citations.source_text,
        citations.source_kind,
        citations.source_role,
        case
            when citations.source_kind = 'document' then 'document'
            when citations.source_kind <> 'unnamed' and citations.source_name is not null then 'named'
            when citations.source_kind <> 'unnamed' then 'unknown'
            when coalesce(citations.speaker_title, citations.speaker_affiliation) is not null then 'titled'
            else 'unnamed'
        end as anonymity,
        citations.resolved_by,
        source_outlets.outlet_type as source_outlet_type,
        coalesce(
            source_outlets.country_code, entities.country_code, profiles.country_code
        ) as source_country_code,
        citations.speaker_title,
        coalesce({{ role_of('citations.speaker_title') }}, profiles.speaker_role) as speaker_role,
        citations.speaker_affiliation,
        cues.cue_class,
        cues.cue_lemma,
        citations.cue_text,
        citations.quote_form,
        citations.content_text,
        citations.relayed_by_name,
        relays.cue_text as relayed_by_cue_text,
        coalesce(
            case when citations.addressee_outlet_id <> 'none' then addressees.outlet_name end,
            citations.addressee_text
        ) as addressee_name,
        citations.said_date_text,
        {{ month_of('citations.published_date_id') }} as published_month,
        citations.segment_type,
        citations.rule,
        citations.parser_version,
        articles.version_no,
        citations.citation_no,
        citations.segment_no,
        citations.source_start,
        citations.source_end,
        citations.cue_start,
        citations.cue_end,
        citations.content_start,
        citations.content_end,
        citations.quoted_word_count,
        citations.chain_depth,
        citations.confidence,
        articles.is_current,
        stories.first_article_id is not null as is_story_first,
        citations.segment_type in ('paragraph', 'list_item') as is_in_body,
        citations.source_kind = 'unnamed' as is_anonymous,
        citations.source_kind = 'outlet' and citations.source_outlet_id = articles.publisher_outlet_id
            as is_own_outlet,
        source_outlets.is_wire as is_source_wire,
        try_cast(citations.published_date_id as date) as published_date,
        citations.said_date,
        citations.published_at,
        articles.first_seen_at
    from {{ ref('fct_source_citations') }} as citations
    left join {{ ref('fct_articles') }} as articles on citations.article_id = articles.article_id
    left join {{ ref('dim_stories') }} as stories on citations.article_id = stories.first_article_id
    left join outlets as publishers on articles.publisher_outlet_id = publishers.outlet_id
    left join outlets as source_outlets on citations.source_outlet_id = source_outlets.outlet_id
    left join outlets as addressees on citations.addressee_outlet_id = addressees.outlet_id
    left join {{ ref('dim_entities') }} as entities on citations.source_entity_id = entities.entity_id
    left join {{ ref('int_speaker_profiles') }} as profiles on citations.source_entity_id = profiles.entity_id
    left join {{ ref('dim_cues') }} as cues on citations.cue_id = cues.cue_id
    left join relays on citations.relayed_by_citation_id = relays.citation_id

)

select * from final
