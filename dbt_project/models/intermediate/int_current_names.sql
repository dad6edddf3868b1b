-- bridge_article_names has already counted the mentions, and two names of an article may mean one entity.
with final as (

    select
        names.article_id,
        names.entity_id,
        any_value(articles.story_id) as story_id,
        any_value(articles.publisher_outlet_id) as publisher_outlet_id,
        any_value(articles.published_date_id) as published_date_id,
        sum(names.mention_count)::bigint as mention_count
    from {{ ref('bridge_article_names') }} as names
    inner join {{ ref('fct_articles') }} as articles on names.article_id = articles.article_id
    where
        articles.is_current
        and names.mention_count > 0
    group by names.article_id, names.entity_id

)

select * from final
