{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='name_id',
        on_schema_change='fail',
        pre_hook="{{ forget_unless_addition() }}"
    )
}}

with aliases as (

    select * from {{ ref('stg_entity_aliases') }}

),

names as (

    select
        name_id,
        plain_id,
        entity_type,
        coalesce(full_name, short_name) as entity_name,
        plain_name,
        surname_ids,
        is_outlet
    from {{ ref('int_names') }}
    -- Whoever is known by one name has it in the aliases.
    where full_name is not null or name_id in (select aliases.name_id from aliases)

),

-- People who differ in their initials are two people, and nobody knows whom the name without them means.
candidates as (

    select
        plain_id,
        min(name_id) as name_id,
        min(plain_name) as plain_name
    from names
    where plain_id is not null
    group by plain_id
    having count(*) = 1

),

same_people as (

    select
        candidates.name_id,
        candidates.plain_id as entity_id,
        candidates.plain_name as entity_name,
        compared.shared_names
    from candidates
    inner join {{ ref('int_initials_compared') }} as compared on candidates.name_id = compared.name_id
    anti join {{ ref('stg_entity_decisions') }} as decisions
        on
            candidates.name_id = decisions.name_id
            and candidates.plain_id = decisions.entity_id
            and decisions.verdict = 'different'
            and decisions.article_id is null
    where len(compared.shared_names) >= {{ var('shared_names') }}

),

judged as (

    select
        names.name_id,
        coalesce(aliases.entity_id, same_people.entity_id, names.name_id) as entity_id,
        names.entity_type,
        coalesce(aliases.entity_name, same_people.entity_name, names.entity_name) as entity_name,
        case
            when aliases.entity_id is not null then 'alias'
            when same_people.entity_id is not null then 'middle_initial'
            when names.is_outlet then 'outlet'
            else 'full_name'
        end as joined_by,
        case
            when aliases.entity_id is not null then aliases.reason
            when same_people.entity_id is not null
                then 'pages on both name ' || {{ list_some('same_people.shared_names') }}
            when names.is_outlet then 'an outlet of that name'
            else 'the same name'
        end as evidence,
        case
            when names.entity_type <> 'PERSON' then []
            when coalesce(aliases.entity_id, same_people.entity_id) is null then names.surname_ids
            else {{ surname_keys('coalesce(aliases.entity_name, same_people.entity_name)') }}
        end as surname_ids
    from names
    left join aliases on names.name_id = aliases.name_id
    left join same_people on names.name_id = same_people.name_id

),

-- What is already known is not written again.
final as (

    select
        judged.name_id,
        judged.entity_id,
        {{ run_of_build() }} as changed_run_id,
        judged.entity_type,
        judged.entity_name,
        judged.joined_by,
        judged.evidence,
        judged.surname_ids
    from judged
    {% if is_incremental() %}
        left join {{ this }} as known on judged.name_id = known.name_id
        where
            known.name_id is null
            or (judged.entity_id, judged.entity_name, judged.joined_by, judged.evidence)
            <> (known.entity_id, known.entity_name, known.joined_by, known.evidence)
    {% endif %}

)

select * from final
