with authors as (

    select distinct
        article_id,
        author_id
    from {{ ref('bridge_article_authors') }}

),

citations as (

    select * from {{ ref('int_current_citations') }}
    where source_entity_id not in ('none', 'unknown')

),

counted as (

    select
        authors.author_id,
        citations.source_entity_id,
        min(citations.source_kind) as source_kind,
        count(*) as citation_count,
        count(distinct citations.article_id) as article_count,
        count(distinct citations.story_id) as story_count,
        sum(citations.quoted_word_count)::bigint as quoted_word_count
    from authors
    inner join citations on authors.article_id = citations.article_id
    group by authors.author_id, citations.source_entity_id

),

final as (

    select
        'author-source:' || counted.author_id || ':' || counted.source_entity_id as agg_id,
        counted.author_id,
        counted.source_entity_id,
        entities.outlet_id as source_outlet_id,
        authors.author_name,
        entities.entity_name as source_name,
        counted.source_kind,
        counted.citation_count,
        counted.article_count,
        counted.story_count,
        counted.quoted_word_count
    from counted
    left join {{ ref('dim_authors') }} as authors on counted.author_id = authors.author_id
    left join {{ ref('dim_entities') }} as entities on counted.source_entity_id = entities.entity_id

)

select * from final
