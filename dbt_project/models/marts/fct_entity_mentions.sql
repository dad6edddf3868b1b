{{ config(post_hook="{{ forget_moved_names('name_id', 'entity_id') }}") }}
{%- set moved = rows_of_moved_names('name_id', 'entity_id') %}

with mentions as (

    select *
    from {{ ref('stg_mentions') }}
    {{ only_batches_of_run() }}

),

names as (

    select
        article_id,
        name_id,
        entity_id
    from {{ ref('bridge_article_names') }}
    {{ only_batches_of_run() }}

)

select
    mentions.mention_id,
    mentions.article_id,
    names.entity_id,
    mentions.name_id,
    mentions.outlet_id,
    mentions.published_date_id,
    mentions.batch_id,
    mentions.run_id,
    mentions.segment_type,
    mentions.entity_type,
    mentions.entity_name,
    mentions.name_in_page,
    mentions.mention_text,
    mentions.country_code,
    mentions.resolved_by,
    mentions.rule,
    mentions.parser_version,
    mentions.mention_no,
    mentions.segment_no,
    mentions.mention_start,
    mentions.mention_end,
    mentions.is_in_quote,
    mentions.published_at
from mentions
left join names
    on mentions.article_id = names.article_id and mentions.name_id = names.name_id

{% if is_incremental() %}
    union all by name

    {{ moved }}
{% endif %}
