{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='surname_id',
        on_schema_change='fail',
        pre_hook="{{ forget_unless_addition() }}"
    )
}}

with borne as (

    select distinct
        unnest(surname_ids) as surname_id,
        entity_id,
        entity_name
    from {{ ref('int_full_names') }}
    where entity_type = 'PERSON'

),

surnames as (

    select
        surname_id,
        list_sort(list({ 'entity_id': entity_id, 'entity_name': entity_name })) as bearers
    from borne
    group by surname_id

),

final as (

    {% if is_incremental() %}
        select
            coalesce(surnames.surname_id, known.surname_id) as surname_id,
            {{ run_of_build() }} as changed_run_id,
            -- Nobody is left where the only one turned out to be somebody else.
            coalesce(surnames.bearers, []) as bearers
        from surnames
        full outer join {{ this }} as known on surnames.surname_id = known.surname_id
        where known.bearers is distinct from coalesce(surnames.bearers, [])
    {% else %}
        select
            surname_id,
            {{ run_of_build() }} as changed_run_id,
            bearers
        from surnames
    {% endif %}

)

select * from final
