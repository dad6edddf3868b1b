with named as (

    select
        publisher_outlet_id as outlet_id,
        publisher_name as outlet_name
    from {{ ref('fct_articles') }}

    union all

    select
        source_outlet_id as outlet_id,
        source_name as outlet_name
    from {{ ref('fct_source_citations') }}

    union all

    select
        addressee_outlet_id as outlet_id,
        addressee_text as outlet_name
    from {{ ref('fct_source_citations') }}

    union all

    select
        outlet_id,
        entity_name as outlet_name
    from {{ ref('fct_entity_mentions') }}

    union all

    select
        affiliation_outlet_id as outlet_id,
        affiliation_text as outlet_name
    from {{ ref('bridge_article_authors') }}

    union all

    select
        outlet_id,
        credit_name as outlet_name
    from {{ ref('bridge_image_credits') }}

)

select
    outlet_id,
    coalesce(min(outlet_name), outlet_id) as outlet_name
from named
where outlet_id not in ('none', 'unknown')
group by outlet_id
