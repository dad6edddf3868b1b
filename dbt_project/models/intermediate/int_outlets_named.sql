{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='outlet_id',
        on_schema_change='fail',
        pre_hook="{{ forget_unless_addition() }}"
    )
}}

with named as (

    select
        publisher_outlet_id as outlet_id,
        publisher_name as outlet_name
    from {{ ref('fct_articles') }}
    {{ only_added_batches() }}

    union all

    select
        source_outlet_id as outlet_id,
        source_name as outlet_name
    from {{ ref('fct_source_citations') }}
    {{ only_added_batches() }}

    union all

    select
        addressee_outlet_id as outlet_id,
        addressee_text as outlet_name
    from {{ ref('fct_source_citations') }}
    {{ only_added_batches() }}

    union all

    select
        outlet_id,
        entity_name as outlet_name
    from {{ ref('fct_entity_mentions') }}
    {{ only_added_batches() }}

    union all

    select
        affiliation_outlet_id as outlet_id,
        affiliation_text as outlet_name
    from {{ ref('bridge_article_authors') }}
    {{ only_added_batches() }}

    union all

    select
        outlet_id,
        credit_name as outlet_name
    from {{ ref('bridge_image_credits') }}
    {{ only_added_batches() }}

),

final as (

    select
        named.outlet_id,
        {% if is_incremental() %}
            coalesce(least(min(named.outlet_name), min(known.outlet_name)), named.outlet_id) as outlet_name
        {% else %}
            coalesce(min(named.outlet_name), named.outlet_id) as outlet_name
        {% endif %}
    from named
    {% if is_incremental() %}
        left join {{ this }} as known on named.outlet_id = known.outlet_id
    {% endif %}
    where named.outlet_id not in ('none', 'unknown')
    group by named.outlet_id

)

select * from final
