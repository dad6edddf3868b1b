{{ config(materialized='table') }}

-- Names that take other pages to tell who is meant: surnames alone, and letters that stand for a longer name.

with surnames as (

    select
        names.article_id,
        names.name_id,
        names.entity_name
    from {{ ref('int_article_names') }} as names
    anti join {{ ref('int_full_names') }} as full_names on names.name_id = full_names.name_id

),

people as (

    select
        name_id,
        entity_id,
        entity_name,
        {{ name_words('entity_name') }} as words
    from {{ ref('int_full_names') }}
    where entity_type = 'PERSON'

),

-- `Ursula von der Leyen` goes by `von der Leyen`, `der Leyen` and `Leyen`.
bearers as (

    select distinct
        {{ entity_key("'PERSON'", "array_to_string(people.words[cuts.first_word:], ' ')") }} as name_id,
        people.entity_id,
        people.entity_name
    from people
    cross join generate_series(2, len(people.words)) as cuts (first_word)

),

allowed as (

    select
        surnames.article_id,
        surnames.name_id,
        bearers.entity_id,
        bearers.entity_name
    from surnames
    inner join bearers on surnames.name_id = bearers.name_id
    anti join {{ ref('stg_entity_decisions') }} as decisions
        on
            surnames.name_id = decisions.name_id
            and bearers.entity_id = decisions.entity_id
            and coalesce(decisions.article_id, surnames.article_id) = surnames.article_id
            and decisions.verdict = 'different'

),

candidates as (

    select
        article_id,
        name_id,
        min(entity_id) as entity_id,
        list(distinct entity_name order by entity_name) as names,
        count(distinct entity_id) as bearer_count
    from allowed
    group by article_id, name_id

),

neighbours as (

    select distinct
        people.entity_id,
        telling.name_id
    from people
    inner join {{ ref('int_article_names') }} as pages on people.name_id = pages.name_id
    inner join {{ ref('int_telling_names') }} as telling on pages.article_id = telling.article_id
    where
        people.name_id <> telling.name_id
        and people.entity_id in (
            select candidates.entity_id
            from candidates
            where candidates.bearer_count = 1
        )

),

contexts as (

    select
        candidates.article_id,
        candidates.name_id,
        list(telling.entity_name order by telling.entity_name) as shared_names
    from candidates
    inner join {{ ref('int_telling_names') }} as telling on candidates.article_id = telling.article_id
    inner join neighbours
        on candidates.entity_id = neighbours.entity_id and telling.name_id = neighbours.name_id
    where candidates.bearer_count = 1
    group by candidates.article_id, candidates.name_id

),

judged as (

    select
        surnames.article_id,
        surnames.name_id,
        surnames.entity_name as printed_name,
        candidates.entity_id as bearer_id,
        candidates.names[1] as bearer_name,
        candidates.names,
        coalesce(candidates.bearer_count, 0) as bearer_count,
        coalesce(contexts.shared_names, []) as shared_names,
        bearer_count = 1 and len(shared_names) >= {{ var('shared_names') }} as is_joined
    from surnames
    left join candidates
        on surnames.article_id = candidates.article_id and surnames.name_id = candidates.name_id
    left join contexts
        on surnames.article_id = contexts.article_id and surnames.name_id = contexts.name_id

),

spelled_out as (

    select
        {{ entity_key("'ORG'", 'names.acronym') }} as name_id,
        min(full_names.entity_id) as entity_id,
        min(full_names.entity_name) as entity_name,
        min(names.article_id) as article_id
    from {{ ref('int_article_names') }} as names
    inner join {{ ref('int_full_names') }} as full_names on names.name_id = full_names.name_id
    where names.acronym is not null
    group by all
    having count(distinct full_names.entity_id) = 1

),

acronyms as (

    select
        names.article_id,
        names.name_id,
        spelled_out.entity_id,
        spelled_out.entity_name,
        'acronym' as joined_by,
        'spelled out by article ' || spelled_out.article_id as evidence
    from {{ ref('int_article_names') }} as names
    inner join spelled_out on names.name_id = spelled_out.name_id
    anti join {{ ref('stg_entity_decisions') }} as decisions
        on
            names.name_id = decisions.name_id
            and spelled_out.entity_id = decisions.entity_id
            and coalesce(decisions.article_id, names.article_id) = names.article_id
            and decisions.verdict = 'different'
    where names.outlet_id = 'none'

),

final as (

    select
        article_id,
        name_id,
        case when is_joined then bearer_id else {{ page_only_key('name_id', 'article_id') }} end as entity_id,
        case when is_joined then bearer_name else printed_name end as entity_name,
        case when is_joined then 'surname' else 'page_only' end as joined_by,
        case
            when bearer_count = 0 then 'no page prints a full name that ends so'
            when bearer_count > 1 then 'borne by ' || {{ list_some('names') }}
            when is_joined
                then
                    'only ' || bearer_name || ' bears it, and pages on both name '
                    || {{ list_some('shared_names') }}
            else
                'only ' || bearer_name || ' bears it, but the pages share '
                || coalesce(nullif({{ list_some('shared_names') }}, ''), 'no other name')
        end as evidence
    from judged

    union all

    select * from acronyms

)

select * from final
