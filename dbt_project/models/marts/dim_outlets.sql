{{ config(materialized='table') }}

with registry as (

    select * from {{ ref('outlets') }}

),

named as (

    select * from {{ ref('int_outlets_named') }}

),

outlets as (

    select
        coalesce(registry.outlet_id, named.outlet_id) as outlet_id,
        coalesce(registry.parent_outlet_id, 'none') as parent_outlet_id,
        coalesce(registry.outlet_name, named.outlet_name) as outlet_name,
        coalesce(registry.outlet_type, 'unknown') as outlet_type,
        registry.country_code,
        registry.domain,
        registry.home_time_zone,
        registry.parent_name,
        registry.fact_source,
        coalesce(registry.is_wire, false) as is_wire,
        coalesce(registry.is_closed, false) as is_closed,
        registry.outlet_id is not null as is_in_registry
    from registry
    full outer join named on registry.outlet_id = named.outlet_id

),

placeholders (outlet_id, outlet_name, outlet_type) as (

    values
    ('none', '(none)', 'none'),
    ('unknown', '(unknown)', 'unknown')

),

final as (

    select * from outlets

    union all by name

    select
        outlet_id,
        'none' as parent_outlet_id,
        outlet_name,
        outlet_type,
        false as is_wire,
        false as is_closed,
        false as is_in_registry
    from placeholders

)

select * from final
