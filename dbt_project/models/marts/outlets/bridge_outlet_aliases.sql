{{ config(materialized='view') }}

with names as (

    select
        outlet_id,
        outlet_name as alias_name,
        'name' as alias_kind,
        1 as precedence
    from {{ ref('dim_outlets') }}

    union all

    select
        outlet_id,
        domain as alias_name,
        'domain' as alias_kind,
        2 as precedence
    from {{ ref('dim_outlets') }}
    where domain is not null

    union all

    select
        outlet_id,
        outlet_name as alias_name,
        'former_name' as alias_kind,
        3 as precedence
    from {{ ref('outlet_history') }}
    where outlet_name is not null

    union all

    select
        outlet_id,
        alias as alias_name,
        case
            when regexp_full_match(alias, '[a-z0-9-]+(\.[a-z]{2,8})+') then 'domain'
            else 'other_name'
        end as alias_kind,
        4 as precedence
    from {{ ref('outlet_aliases') }}

),

final as (

    select
        outlet_id,
        alias_name,
        arg_min(alias_kind, precedence) as alias_kind
    from names
    group by outlet_id, alias_name

)

select * from final
