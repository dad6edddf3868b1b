-- Diversity is that of the named sources: nobody can tell whether two `officials` are one.
with citations as (

    select * from {{ ref('int_current_citations') }}

),

counted as (

    select
        article_id,
        count(*) as citation_count,
        count(*) filter (where source_role = 'source') as voice_count,
        count(*) filter (where is_anonymous) as anonymous_count,
        count(*) filter (where source_role <> 'addressee') as carried_count,
        count(*) filter (where is_relayed) as relayed_count,
        count(*) filter (where is_other_outlet) as outlet_citation_count,
        count(*) filter (where is_other_wire) as wire_citation_count
    from citations
    group by article_id

),

sources as (

    select
        article_id,
        source_entity_id,
        min(source_kind) as source_kind,
        count(*) as citation_count
    from citations
    where source_role <> 'addressee' and source_entity_id not in ('none', 'unknown')
    group by article_id, source_entity_id

),

sources_counted as (

    select
        article_id,
        count(*) as source_count,
        count(*) filter (where source_kind = 'person') as person_count,
        count(*) filter (where source_kind = 'organisation') as organisation_count,
        count(*) filter (where source_kind = 'outlet') as outlet_count,
        {{ shannon_entropy('citation_count') }} as source_entropy,
        {{ simpson_index('citation_count') }} as source_simpson
    from sources
    group by article_id

),

final as (

    select
        'article-sourcing:' || articles.article_id as agg_id,
        articles.article_id,
        articles.page_id,
        articles.story_id,
        articles.publisher_outlet_id,
        coalesce(members.wire_origin_outlet_id, 'none') as wire_origin_outlet_id,
        articles.published_date_id,
        articles.headline,
        publishers.outlet_name as publisher_name,
        coalesce(counted.citation_count, 0) as citation_count,
        coalesce(counted.voice_count, 0) as voice_count,
        coalesce(counted.anonymous_count, 0) as anonymous_count,
        coalesce(counted.relayed_count, 0) as relayed_count,
        coalesce(counted.outlet_citation_count, 0) as outlet_citation_count,
        coalesce(counted.wire_citation_count, 0) as wire_citation_count,
        coalesce(sources.source_count, 0) as source_count,
        coalesce(sources.person_count, 0) as person_count,
        coalesce(sources.organisation_count, 0) as organisation_count,
        coalesce(sources.outlet_count, 0) as outlet_count,
        {{ share_of('counted.anonymous_count', 'counted.voice_count') }} as anonymous_share,
        {{ share_of('counted.relayed_count', 'counted.carried_count') }} as relayed_share,
        sources.source_entropy,
        sources.source_simpson,
        coalesce(counted.outlet_citation_count > 0, false) as is_citing_others,
        coalesce(counted.wire_citation_count > 0, false) as is_citing_wire,
        coalesce(members.wire_origin_outlet_id not in ('none', articles.publisher_outlet_id), false)
            as is_wire_copy,
        try_cast(articles.published_date_id as date) as published_date
    from {{ ref('fct_articles') }} as articles
    left join counted on articles.article_id = counted.article_id
    left join sources_counted as sources on articles.article_id = sources.article_id
    left join {{ ref('bridge_story_articles') }} as members on articles.article_id = members.article_id
    left join {{ ref('dim_outlets') }} as publishers on articles.publisher_outlet_id = publishers.outlet_id
    where articles.is_current

)

select * from final
