with articles as (

    select * from {{ ref('agg_article_sourcing') }}

),

articles_counted as (

    select
        publisher_outlet_id,
        count(*) as article_count,
        count(distinct story_id) as story_count,
        sum(citation_count)::bigint as citation_count,
        sum(voice_count)::bigint as voice_count,
        sum(anonymous_count)::bigint as anonymous_count,
        sum(outlet_citation_count)::bigint as outlet_citation_count,
        sum(wire_citation_count)::bigint as wire_citation_count,
        count(*) filter (where is_wire_copy) as wire_copy_count,
        count(distinct story_id) filter (where is_wire_copy or is_citing_wire) as wire_story_count,
        count(distinct story_id) filter (where is_wire_copy or is_citing_others) as resting_story_count,
        avg(source_count) as sources_per_article
    from articles
    group by publisher_outlet_id

),

citations as (

    select * from {{ ref('int_current_citations') }}

),

forms_counted as (

    select
        publisher_outlet_id,
        count(*) filter (where quote_form = 'direct') as direct_count,
        count(*) filter (where quote_form = 'mixed') as mixed_count,
        count(*) filter (where quote_form = 'indirect') as indirect_count
    from citations
    group by publisher_outlet_id

),

sources as (

    select
        publisher_outlet_id,
        source_entity_id,
        count(*) as citation_count
    from citations
    where source_role <> 'addressee' and source_entity_id not in ('none', 'unknown')
    group by publisher_outlet_id, source_entity_id

),

sources_counted as (

    select
        publisher_outlet_id,
        count(*) as source_count,
        {{ shannon_entropy('citation_count') }} as source_entropy,
        {{ simpson_index('citation_count') }} as source_simpson
    from sources
    group by publisher_outlet_id

),

final as (

    select
        'outlet-sourcing:' || articles.publisher_outlet_id as agg_id,
        articles.publisher_outlet_id,
        outlets.outlet_name as publisher_name,
        outlets.outlet_type as publisher_type,
        outlets.country_code as publisher_country_code,
        articles.article_count,
        articles.story_count,
        articles.citation_count,
        coalesce(forms.direct_count, 0) as direct_count,
        coalesce(forms.mixed_count, 0) as mixed_count,
        coalesce(forms.indirect_count, 0) as indirect_count,
        articles.voice_count,
        articles.anonymous_count,
        articles.outlet_citation_count,
        articles.wire_citation_count,
        coalesce(sources.source_count, 0) as source_count,
        articles.wire_copy_count,
        articles.wire_story_count,
        articles.resting_story_count,
        articles.sources_per_article,
        {{ share_of('forms.direct_count', 'articles.citation_count') }} as direct_share,
        {{ share_of('forms.mixed_count', 'articles.citation_count') }} as mixed_share,
        {{ share_of('forms.indirect_count', 'articles.citation_count') }} as indirect_share,
        {{ share_of('articles.anonymous_count', 'articles.voice_count') }} as anonymous_share,
        {{ share_of('articles.wire_citation_count', 'articles.outlet_citation_count') }} as wire_share,
        articles.wire_story_count / articles.story_count as wire_story_share,
        articles.resting_story_count / articles.story_count as resting_story_share,
        sources.source_entropy,
        sources.source_simpson
    from articles_counted as articles
    left join forms_counted as forms on articles.publisher_outlet_id = forms.publisher_outlet_id
    left join sources_counted as sources on articles.publisher_outlet_id = sources.publisher_outlet_id
    left join {{ ref('dim_outlets') }} as outlets on articles.publisher_outlet_id = outlets.outlet_id

)

select * from final
