{{
    config(
        incremental_strategy='delete+insert',
        unique_key='entity_id',
        pre_hook=["{{ forget_unless_addition() }}", "{{ forget_left_entities() }}"]
    )
}}

{%- if is_addition() %}
    -- Names of earlier pages left these entities or came to them, so they are counted from the start; of all
    -- others the new pages are counted and added.
    with recounted as (

        select former_entity_id as entity_id
        from {{ ref('int_names_moved') }}

        union

        select entity_id
        from {{ ref('int_names_moved') }}

    ),

    names as (

        select *
        from {{ ref('bridge_article_names') }}
        where
            batch_id in ({{ batches_of_run() }})
            or entity_id in (select recounted.entity_id from recounted)

    ),
{% else %}
    with names as (

        select * from {{ ref('bridge_article_names') }}

    ),
{% endif %}

-- Names that differ in case or punctuation only are one entity; which spelling is shown must not depend on
-- the order of the rows.
counted as (

    select
        entity_id,
        coalesce(min(outlet_id) filter (where outlet_id <> 'none'), 'none') as outlet_id,
        -- As text, 'unknown' sorts after every date.
        min(published_date_id) as first_seen_date_id,
        min(entity_type) as entity_type,
        min(entity_name) as entity_name,
        min(country_code) as country_code,
        count(distinct article_id)::integer as article_count,
        bool_and(joined_by = 'page_only') as is_page_only,
        min(published_at) as first_seen_at
    from names
    group by entity_id

),

placeholders (entity_id, entity_type, entity_name) as (

    values
    ('none', 'none', '(none)'),
    ('unknown', 'unknown', '(unknown)')

),

told as (

    select * from counted

    union all by name

    select
        entity_id,
        'none' as outlet_id,
        'unknown' as first_seen_date_id,
        entity_type,
        entity_name,
        0 as article_count,
        false as is_page_only
    from placeholders

    {% if is_addition() %}
        union all by name

        select *
        from {{ this }}
        where
            entity_id in (select counted.entity_id from counted)
            and entity_id not in (select recounted.entity_id from recounted)
    {% endif %}

),

final as (

    select
        entity_id,
        coalesce(min(outlet_id) filter (where outlet_id <> 'none'), 'none') as outlet_id,
        min(first_seen_date_id) as first_seen_date_id,
        min(entity_type) as entity_type,
        min(entity_name) as entity_name,
        min(country_code) as country_code,
        sum(article_count)::integer as article_count,
        bool_and(is_page_only) as is_page_only,
        min(first_seen_at) as first_seen_at
    from told
    group by entity_id

)

select * from final
