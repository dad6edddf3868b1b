-- Few sentences print a title, so what one page says of a person stands for all that name them.
with titled as (

    select
        source_entity_id as entity_id,
        speaker_title,
        speaker_affiliation,
        {{ role_of('speaker_title') }} as speaker_role,
        count(*) as citation_count
    from {{ ref('fct_source_citations') }}
    where
        source_kind = 'person'
        and coalesce(speaker_title, speaker_affiliation) is not null
    group by source_entity_id, speaker_title, speaker_affiliation

),

office_holders as (

    select
        {{ entity_key("'PERSON'", 'person_name') }} as entity_id,
        arg_max(country_code, held_from) as country_code
    from {{ ref('office_holders') }}
    group by person_name

),

country_names as (

    select
        demonym as country_name,
        country_code
    from {{ ref('country_demonyms') }}

    union

    select
        alias as country_name,
        country_code
    from {{ ref('country_aliases') }}

    union

    select
        entity_name as country_name,
        country_code
    from {{ ref('dim_entities') }}
    where entity_type = 'PLACE' and country_code is not null

),

worded as (

    select
        entity_id,
        speaker_affiliation,
        citation_count,
        string_split(regexp_replace(coalesce(speaker_title, ''), '[''’]s\b', '', 'g'), ' ') as words
    from titled

),

-- `South Korean Foreign Minister`: each word, each two words, and where the office is held.
placed as (

    select
        entity_id,
        citation_count,
        unnest(words) as country_name
    from worded

    union all

    select
        entity_id,
        citation_count,
        unnest(
            list_transform(range(1, len(words)), lambda i: words[i] || ' ' || words[i + 1])
        ) as country_name
    from worded

    union all

    select
        entity_id,
        citation_count,
        speaker_affiliation as country_name
    from worded

),

countries_counted as (

    select
        placed.entity_id,
        country_names.country_code,
        sum(placed.citation_count) as citation_count
    from placed
    inner join country_names on placed.country_name = country_names.country_name
    group by placed.entity_id, country_names.country_code

),

-- Ties go by the alphabet, so that the order of the rows does not matter.
countries as (

    select
        entity_id,
        (list(country_code order by citation_count desc, country_code asc))[1] as country_code
    from countries_counted
    group by entity_id

),

roles_counted as (

    select
        entity_id,
        speaker_role,
        sum(citation_count) as citation_count
    from titled
    where speaker_role is not null
    group by entity_id, speaker_role

),

roles as (

    select
        entity_id,
        (list(speaker_role order by citation_count desc, speaker_role asc))[1] as speaker_role
    from roles_counted
    group by entity_id

),

told as (

    select entity_id from roles

    union

    select entity_id from countries

    union

    select entity_id from office_holders

),

final as (

    select
        told.entity_id,
        any_value(roles.speaker_role) as speaker_role,
        any_value(coalesce(office_holders.country_code, countries.country_code)) as country_code
    from told
    left join roles on told.entity_id = roles.entity_id
    left join countries on told.entity_id = countries.entity_id
    left join office_holders on told.entity_id = office_holders.entity_id
    group by told.entity_id

)

select * from final
