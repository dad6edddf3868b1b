-- Who leans on whom
-- How many articles of an outlet carry what another one reported or was told; nobody leans on itself.

with leanings as (

    select
        articles.publisher_outlet_id,
        unnest(list_distinct([citations.source_outlet_id, citations.addressee_outlet_id])) as cited_outlet_id,
        articles.article_id,
        articles.story_id
    from marts.fct_source_citations as citations
    inner join marts.fct_articles as articles on citations.article_id = articles.article_id
    where
        articles.is_current
        and articles.published_date_id between getvariable('first_day') and getvariable('last_day')
        and (citations.source_role = 'relay' or citations.addressee_outlet_id <> 'none')

)

select
    citing.outlet_name as citing_outlet_name,
    cited.outlet_name as cited_outlet_name,
    count(distinct leanings.article_id) as article_count,
    count(distinct leanings.story_id) as story_count,
    cited.is_wire
from leanings
inner join marts.dim_outlets as citing on leanings.publisher_outlet_id = citing.outlet_id
inner join marts.dim_outlets as cited on leanings.cited_outlet_id = cited.outlet_id
where
    leanings.publisher_outlet_id not in ('unknown', 'none')
    and leanings.cited_outlet_id not in ('unknown', 'none', leanings.publisher_outlet_id)
group by all
order by article_count desc, citing_outlet_name, cited_outlet_name
limit 60
