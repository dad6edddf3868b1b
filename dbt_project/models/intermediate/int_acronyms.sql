{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='name_id',
        on_schema_change='fail',
        pre_hook="{{ forget_unless_addition() }}"
    )
}}

with spelled_out as (

    select
        names.acronym_id as name_id,
        -- Letters that are spelled out in two ways mean neither.
        case when count(distinct full_names.entity_id) = 1 then min(full_names.entity_id) end as entity_id,
        min(full_names.entity_name) as entity_name,
        'spelled out by article ' || min(names.article_id) as evidence
    from {{ ref('int_article_names') }} as names
    inner join {{ ref('int_full_names') }} as full_names on names.name_id = full_names.name_id
    where names.acronym_id is not null
    group by names.acronym_id

),

final as (

    select
        spelled_out.name_id,
        spelled_out.entity_id,
        {{ run_of_build() }} as changed_run_id,
        spelled_out.entity_name,
        spelled_out.evidence
    from spelled_out
    {% if is_incremental() %}
        left join {{ this }} as known on spelled_out.name_id = known.name_id
        where
            known.name_id is null
            or known.entity_id is distinct from spelled_out.entity_id
            or (known.entity_name, known.evidence) <> (spelled_out.entity_name, spelled_out.evidence)
    {% endif %}

)

select * from final
