{{ config(materialized='view') }}

with entities as (

    select * from {{ ref('dim_entities') }}

),

terms as (

    select distinct
        names.entity_id,
        holders.title,
        holders.country_code,
        {{ midnight('holders.held_from') }} as held_from,
        -- the day of leaving is the last one in office
        coalesce({{ midnight('holders.held_until + 1') }}, {{ end_of_time() }}) as held_to
    from {{ ref('office_holders') }} as holders
    inner join {{ ref('int_full_names') }} as names
        on {{ entity_key("'PERSON'", 'holders.person_name') }} = names.name_id

),

edges as (

    select
        entity_id,
        {{ start_of_time() }} as valid_from
    from terms

    union

    select
        entity_id,
        unnest([held_from, held_to]) as valid_from
    from terms

),

spans as (

    select
        entity_id,
        valid_from,
        lead(valid_from, 1, {{ end_of_time() }}) over (partition by entity_id order by valid_from) as valid_to
    from edges
    where valid_from < {{ end_of_time() }}

),

-- Two offices at a time are one title: `Minister of Defence and Prime Minister`.
held as (

    select
        spans.entity_id,
        string_agg(distinct terms.title, ' and ' order by terms.title) as entity_title,
        min(terms.country_code) as country_code,
        spans.valid_from,
        spans.valid_to
    from spans
    left join terms
        on
            spans.entity_id = terms.entity_id
            and spans.valid_from >= terms.held_from
            and spans.valid_from < terms.held_to
    group by spans.entity_id, spans.valid_from, spans.valid_to

),

final as (

    select
        {{ version_key('entities.entity_id', 'nullif(held.valid_from, ' ~ start_of_time() ~ ')') }}
            as entity_version_id,
        entities.entity_id,
        entities.outlet_id,
        entities.entity_type,
        entities.entity_name,
        held.entity_title,
        coalesce(held.country_code, entities.country_code) as country_code,
        coalesce(held.valid_to = {{ end_of_time() }}, true) as is_current,
        coalesce(held.valid_from, {{ start_of_time() }}) as valid_from,
        coalesce(held.valid_to, {{ end_of_time() }}) as valid_to
    from entities
    left join held on entities.entity_id = held.entity_id

)

select * from final
