{{ config(pre_hook="{{ forget_rejudged_names() }}") }}

-- What a person decided about a page stands above what the rules find.
with same as (

    select * from {{ ref('stg_entity_decisions') }}
    where article_id is not null and verdict = 'same'

),

different as (

    select
        article_id,
        name_id,
        list(entity_id) as entity_ids,
        string_agg(reason, '; ' order by reason) as reason
    from {{ ref('stg_entity_decisions') }}
    where article_id is not null and verdict = 'different'
    group by article_id, name_id

),

names as (

    select *
    from {{ ref('int_article_names') }}
    {{ only_batches_of_run() }}

    {% if is_incremental() %}
        union all

        select names.*
        from {{ ref('int_article_names') }} as names
        semi join {{ ref('int_names_rejudged') }} as rejudged
            on names.article_id = rejudged.article_id and names.name_id = rejudged.name_id
    {% endif %}

),

-- `ECB` is what other pages spell out, unless the letters are an outlet here or somebody ruled it out.
spelled_out as (

    select
        names.article_id,
        names.name_id,
        acronyms.entity_id,
        acronyms.entity_name,
        'acronym' as joined_by,
        acronyms.evidence
    from names
    inner join {{ ref('int_acronyms') }} as acronyms on names.name_id = acronyms.name_id
    anti join {{ ref('stg_entity_decisions') }} as decisions
        on
            names.name_id = decisions.name_id
            and acronyms.entity_id = decisions.entity_id
            and coalesce(decisions.article_id, names.article_id) = names.article_id
            and decisions.verdict = 'different'
    where names.outlet_id = 'none' and acronyms.entity_id is not null

),

ruled as (

    select
        names.*,
        coalesce(spelled_out.entity_id, full_names.entity_id, short_names.entity_id) as ruled_id,
        coalesce(spelled_out.entity_name, full_names.entity_name, short_names.entity_name) as ruled_name,
        coalesce(spelled_out.joined_by, full_names.joined_by, short_names.joined_by) as ruled_by,
        coalesce(spelled_out.evidence, full_names.evidence, short_names.evidence) as ruled_for
    from names
    left join spelled_out on names.article_id = spelled_out.article_id and names.name_id = spelled_out.name_id
    left join {{ ref('int_full_names') }} as full_names on names.name_id = full_names.name_id
    left join {{ ref('int_short_names') }} as short_names
        on names.article_id = short_names.article_id and names.name_id = short_names.name_id

),

judged as (

    select
        ruled.*,
        case
            when same.entity_id is not null then same.entity_id
            when different.name_id is not null then {{ page_only_key('ruled.name_id', 'ruled.article_id') }}
            else ruled.ruled_id
        end as entity_id,
        case
            when same.entity_id is not null then same.entity_name
            when different.name_id is not null then ruled.entity_name
            else ruled.ruled_name
        end as joined_name,
        case
            when coalesce(same.name_id, different.name_id) is not null then 'decision'
            else ruled.ruled_by
        end as joined_by,
        coalesce(same.reason, different.reason, ruled.ruled_for) as evidence
    from ruled
    left join same on ruled.article_id = same.article_id and ruled.name_id = same.name_id
    left join different
        on
            ruled.article_id = different.article_id
            and ruled.name_id = different.name_id
            and (ruled.ruled_by = 'page_only' or list_contains(different.entity_ids, ruled.ruled_id))

)

select
    article_id,
    name_id,
    entity_id,
    outlet_id,
    published_date_id,
    batch_id,
    entity_type,
    entity_name as printed_name,
    joined_name as entity_name,
    joined_by,
    evidence,
    country_code,
    mention_count,
    citation_count,
    published_at
from judged
