{{ config(materialized='table') }}

with aliases as (

    select * from {{ ref('stg_entity_aliases') }}

),

names as (

    select
        name_id,
        entity_type,
        min(entity_name) as entity_name,
        bool_or(outlet_id <> 'none') as is_outlet
    from {{ ref('int_article_names') }}
    -- Whoever is known by one name has it in the aliases.
    where not is_short or name_id in (select aliases.name_id from aliases)
    group by name_id, entity_type

),

-- `Robert F. Kennedy` beside `Robert Kennedy`
initialled as (

    select
        name_id,
        {{ without_middle_initials('entity_name') }} as plain_name,
        {{ entity_key('entity_type', 'plain_name') }} as plain_id
    from names
    where entity_type = 'PERSON' and plain_name <> entity_name

),

-- People who differ in their initials are two people, and nobody knows whom the name without them means.
candidates as (

    select
        plain_id,
        min(name_id) as name_id,
        min(plain_name) as plain_name
    from initialled
    group by plain_id
    having count(*) = 1

),

allowed as (

    select candidates.*
    from candidates
    anti join {{ ref('stg_entity_decisions') }} as decisions
        on
            candidates.name_id = decisions.name_id
            and candidates.plain_id = decisions.entity_id
            and decisions.verdict = 'different'
            and decisions.article_id is null

),

neighbours as (

    select distinct
        pages.name_id,
        telling.name_id as neighbour_id,
        telling.entity_name as neighbour
    from {{ ref('int_article_names') }} as pages
    inner join {{ ref('int_telling_names') }} as telling on pages.article_id = telling.article_id
    where
        pages.name_id <> telling.name_id
        and pages.name_id in (
            select allowed.name_id from allowed
            union all
            select allowed.plain_id from allowed
        )

),

same_people as (

    select
        allowed.name_id,
        allowed.plain_id as entity_id,
        allowed.plain_name as entity_name,
        list(ours.neighbour order by ours.neighbour) as shared_names
    from allowed
    inner join neighbours as ours on allowed.name_id = ours.name_id
    inner join neighbours as theirs
        on allowed.plain_id = theirs.name_id and ours.neighbour_id = theirs.neighbour_id
    group by allowed.name_id, allowed.plain_id, allowed.plain_name
    having count(*) >= {{ var('shared_names') }}

)

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
    end as evidence
from names
left join aliases on names.name_id = aliases.name_id
left join same_people on names.name_id = same_people.name_id
