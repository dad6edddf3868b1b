{{ config(materialized='table') }}

with mentioned as (

    select
        entity_id,
        entity_name,
        entity_type,
        country_code,
        outlet_id,
        published_date_id,
        published_at
    from {{ ref('fct_entity_mentions') }}

),

cited as (

    select
        source_entity_id as entity_id,
        source_name as entity_name,
        case source_kind when 'person' then 'PERSON' else 'ORG' end as entity_type,
        null as country_code,
        source_outlet_id as outlet_id,
        published_date_id,
        published_at
    from {{ ref('fct_source_citations') }}
    where source_entity_id not in ('none', 'unknown')

),

named as (

    select * from mentioned

    union all

    select * from cited

),

-- Names that differ in case or punctuation only are one entity; which spelling is shown must not depend on
-- the order of the rows.
entities as (

    select
        entity_id,
        coalesce(min(outlet_id) filter (where outlet_id <> 'none'), 'none') as outlet_id,
        -- As text, 'unknown' sorts after every date.
        min(published_date_id) as first_seen_date_id,
        min(entity_name) as entity_name,
        min(entity_type) as entity_type,
        min(country_code) as country_code,
        min(published_at) as first_seen_at
    from named
    group by entity_id

),

placeholders (entity_id, entity_name, entity_type) as (

    values
    ('none', '(none)', 'none'),
    ('unknown', '(unknown)', 'unknown')

),

final as (

    select * from entities

    union all by name

    select
        entity_id,
        'none' as outlet_id,
        'unknown' as first_seen_date_id,
        entity_name,
        entity_type
    from placeholders

)

select * from final
