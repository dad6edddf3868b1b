{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key=['article_id', 'name_id'],
        on_schema_change='fail',
        pre_hook=["{{ forget_unless_addition() }}", "{{ forget_reloaded_batches() }}"]
    )
}}

-- Surnames alone, which it takes other pages to tell whose they are.

with people as (

    select
        name_id,
        entity_id
    from {{ ref('int_full_names') }}
    where entity_type = 'PERSON'

),

{% if is_addition() %}
    arrived as (

        select *
        from {{ ref('int_article_names') }}
        where batch_id in ({{ batches_of_run() }})

    ),

    -- Somebody is named beside a name for the first time, perhaps.
    told_together as (

        select distinct
            people.entity_id,
            telling.name_id
        from arrived
        inner join people on arrived.name_id = people.name_id
        inner join arrived as telling on arrived.article_id = telling.article_id
        where telling.is_telling and arrived.name_id <> telling.name_id

    ),

    borne_by_named as materialized (

        select
            article_id,
            name_id,
            bearer_id
        from {{ this }}
        where bearer_id in (select told_together.entity_id from told_together)

    ),

    turned as (

        select names.article_id
        from {{ ref('int_article_names') }} as names
        inner join {{ ref('int_names') }} as known on names.name_id = known.name_id
        where known.telling_run_id = {{ run_of_build() }}

    ),

    reopened as (

        select
            known.article_id,
            known.name_id
        from {{ this }} as known
        inner join {{ ref('int_surnames') }} as borne on known.name_id = borne.surname_id
        where borne.changed_run_id = {{ run_of_build() }}

        union

        select
            known.article_id,
            known.name_id
        from {{ this }} as known
        where known.article_id in (select turned.article_id from turned)

        union

        select
            known.article_id,
            known.name_id
        from borne_by_named as known
        inner join {{ ref('int_article_names') }} as names on known.article_id = names.article_id
        inner join told_together
            on known.bearer_id = told_together.entity_id and names.name_id = told_together.name_id

    ),
{% endif %}

surnames as (

    select
        names.article_id,
        names.name_id,
        names.batch_id,
        names.entity_name
    {% if is_addition() %}
        from arrived as names
    {% else %}
        from {{ ref('int_article_names') }} as names
    {% endif %}
    anti join {{ ref('int_full_names') }} as full_names on names.name_id = full_names.name_id

    {% if is_addition() %}
        union all

        select
            known.article_id,
            known.name_id,
            known.batch_id,
            known.printed_name as entity_name
        from {{ this }} as known
        semi join reopened on known.article_id = reopened.article_id and known.name_id = reopened.name_id
        anti join {{ ref('int_full_names') }} as full_names on known.name_id = full_names.name_id
    {% endif %}

),

bearers as (

    select
        surnames.article_id,
        surnames.name_id,
        unnest(borne.bearers) as bearer
    from surnames
    inner join {{ ref('int_surnames') }} as borne on surnames.name_id = borne.surname_id

),

allowed as (

    select
        bearers.article_id,
        bearers.name_id,
        bearers.bearer.entity_id,
        bearers.bearer.entity_name
    from bearers
    anti join {{ ref('stg_entity_decisions') }} as decisions
        on
            bearers.name_id = decisions.name_id
            and bearers.bearer.entity_id = decisions.entity_id
            and coalesce(decisions.article_id, bearers.article_id) = bearers.article_id
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

-- What might tell that the only bearer is meant: the other names of the page, if another page has both.
hints as (

    select
        candidates.article_id,
        candidates.name_id,
        candidates.entity_id,
        telling.name_id as telling_id,
        known.telling_name
    from candidates
    inner join {{ ref('int_article_names') }} as telling on candidates.article_id = telling.article_id
    inner join {{ ref('int_names') }} as known on telling.name_id = known.name_id
    where candidates.bearer_count = 1 and telling.is_telling and known.telling_name is not null

),

asked as (

    select distinct
        hints.telling_id,
        people.entity_id,
        people.name_id
    from hints
    inner join people on hints.entity_id = people.entity_id
    where hints.telling_id <> people.name_id

),

people_named as materialized (

    select
        article_id,
        name_id
    from {{ ref('int_article_names') }}
    where name_id in (select asked.name_id from asked)

),

shared as (

    select distinct
        asked.entity_id,
        asked.telling_id
    from people_named
    inner join {{ ref('int_article_names') }} as telling on people_named.article_id = telling.article_id
    inner join asked on people_named.name_id = asked.name_id and telling.name_id = asked.telling_id
    where telling.is_telling

),

contexts as (

    select
        hints.article_id,
        hints.name_id,
        list(hints.telling_name order by hints.telling_name) as shared_names
    from hints
    inner join shared on hints.entity_id = shared.entity_id and hints.telling_id = shared.telling_id
    group by hints.article_id, hints.name_id

),

judged as (

    select
        surnames.article_id,
        surnames.name_id,
        surnames.batch_id,
        surnames.entity_name as printed_name,
        case when candidates.bearer_count = 1 then candidates.entity_id end as bearer_id,
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

explained as (

    select
        article_id,
        name_id,
        case when is_joined then bearer_id else {{ page_only_key('name_id', 'article_id') }} end as entity_id,
        bearer_id,
        batch_id,
        printed_name,
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

),

-- What is already known is not written again.
final as (

    select
        explained.article_id,
        explained.name_id,
        explained.entity_id,
        explained.bearer_id,
        explained.batch_id,
        {{ run_of_build() }} as changed_run_id,
        explained.printed_name,
        explained.entity_name,
        explained.joined_by,
        explained.evidence
    from explained
    {% if is_incremental() %}
        left join {{ this }} as known
            on explained.article_id = known.article_id and explained.name_id = known.name_id
        where
            known.article_id is null
            or known.bearer_id is distinct from explained.bearer_id
            or (known.entity_id, known.entity_name, known.evidence)
            <> (explained.entity_id, explained.entity_name, explained.evidence)
    {% endif %}

)

select * from final
