{{ config(materialized='view') }}

-- Built from the lookups alone, so that a rebuild on any day gives the same versions.
with outlets as (

    select * from {{ ref('dim_outlets') }}

),

history as (

    select * from {{ ref('outlet_history') }}

),

-- What holds now is the last of an outlet's states.
states as (

    select
        outlet_id,
        outlet_name,
        outlet_type,
        parent_name,
        fact_source,
        is_closed,
        false as is_current,
        {{ midnight('valid_until') }} as valid_to
    from history

    union all by name

    select
        outlet_id,
        outlet_name,
        outlet_type,
        coalesce(parent_name, '-') as parent_name,
        fact_source,
        is_closed,
        true as is_current,
        {{ end_of_time() }} as valid_to
    from outlets

),

-- A state says what changed at its end; the rest held on.
filled as (

    select
        outlet_id,
        fact_source,
        is_current,
        valid_to,
        first_value(outlet_name ignore nulls) over later as outlet_name,
        first_value(outlet_type ignore nulls) over later as outlet_type,
        nullif(first_value(parent_name ignore nulls) over later, '-') as parent_name,
        first_value(is_closed ignore nulls) over later as is_closed,
        lag(valid_to) over chain as valid_from
    from states
    window
        chain as (partition by outlet_id order by valid_to),
        later as (
            partition by outlet_id
            order by valid_to
            rows between current row and unbounded following
        )

),

final as (

    select
        {{ version_key('filled.outlet_id', 'filled.valid_from') }} as outlet_version_id,
        filled.outlet_id,
        case
            when filled.parent_name = outlets.parent_name then outlets.parent_outlet_id
            else 'none'
        end as parent_outlet_id,
        filled.outlet_name,
        filled.outlet_type,
        outlets.country_code,
        outlets.domain,
        outlets.home_time_zone,
        filled.parent_name,
        filled.fact_source,
        outlets.is_wire,
        filled.is_closed,
        outlets.is_in_registry,
        filled.is_current,
        coalesce(filled.valid_from, {{ start_of_time() }}) as valid_from,
        filled.valid_to
    from filled
    inner join outlets on filled.outlet_id = outlets.outlet_id

)

select * from final
