{{ config(materialized='table') }}

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

judged as (

    select
        names.*,
        case
            when same.entity_id is not null then same.entity_id
            when different.name_id is not null then {{ page_only_key('names.name_id', 'names.article_id') }}
            else coalesce(short_names.entity_id, full_names.entity_id)
        end as entity_id,
        case
            when same.entity_id is not null then same.entity_name
            when different.name_id is not null then names.entity_name
            else coalesce(short_names.entity_name, full_names.entity_name)
        end as joined_name,
        case
            when coalesce(same.name_id, different.name_id) is not null then 'decision'
            else coalesce(short_names.joined_by, full_names.joined_by)
        end as joined_by,
        coalesce(same.reason, different.reason, short_names.evidence, full_names.evidence) as evidence
    from {{ ref('int_article_names') }} as names
    left join {{ ref('int_full_names') }} as full_names on names.name_id = full_names.name_id
    left join {{ ref('int_short_names') }} as short_names
        on names.article_id = short_names.article_id and names.name_id = short_names.name_id
    left join same on names.article_id = same.article_id and names.name_id = same.name_id
    left join different
        on
            names.article_id = different.article_id
            and names.name_id = different.name_id
            and (
                short_names.joined_by = 'page_only'
                or list_contains(different.entity_ids, coalesce(short_names.entity_id, full_names.entity_id))
            )

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
