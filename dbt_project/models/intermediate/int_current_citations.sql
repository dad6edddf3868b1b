-- What the aggregates of citations have in common; wide_citations joins much that they do not look at.
with outlets as (

    select * from {{ ref('dim_outlets') }}

),

final as (

    select
        citations.citation_id,
        citations.article_id,
        articles.story_id,
        articles.publisher_outlet_id,
        citations.source_outlet_id,
        citations.source_entity_id,
        citations.published_date_id,
        citations.source_kind,
        citations.source_role,
        citations.speaker_title,
        citations.quote_form,
        citations.quoted_word_count,
        citations.source_kind = 'unnamed' as is_anonymous,
        citations.source_role = 'relay' or citations.relayed_by_citation_id is not null as is_relayed,
        citations.source_outlet_id not in ('none', articles.publisher_outlet_id) as is_other_outlet,
        citations.source_outlet_id <> articles.publisher_outlet_id and outlets.is_wire as is_other_wire
    from {{ ref('fct_source_citations') }} as citations
    inner join {{ ref('fct_articles') }} as articles on citations.article_id = articles.article_id
    left join outlets on citations.source_outlet_id = outlets.outlet_id
    where articles.is_current

)

select * from final
