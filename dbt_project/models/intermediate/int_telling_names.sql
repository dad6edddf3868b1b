{{ config(materialized='table') }}

-- Places are on too many pages to tell who is meant, and so are outlets and whoever everybody writes about.
{%- set common_count = 10 -%}
{%- set common_share = 0.05 %}

with names as (

    select
        article_id,
        name_id,
        entity_name
    from {{ ref('int_article_names') }}
    where
        outlet_id = 'none'
        and (entity_type = 'ORG' or entity_type = 'PERSON' and not is_short)

),

articles as (

    select count(distinct article_id) as article_count
    from names

),

counted as (

    select
        name_id,
        min(entity_name) as entity_name,
        count(*) as article_count
    from names
    group by name_id

)

select
    names.article_id,
    names.name_id,
    counted.entity_name
from names
inner join counted on names.name_id = counted.name_id
cross join articles
where counted.article_count <= greatest({{ common_count }}, {{ common_share }} * articles.article_count)
