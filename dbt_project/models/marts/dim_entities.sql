{{ config(materialized='table') }}

with names as (

    select * from {{ ref('bridge_article_names') }}

),

-- Names that differ in case or punctuation only are one entity; which spelling is shown must not depend on
-- the order of the rows.
entities as (

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

final as (

    select * from entities

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

)

select * from final
