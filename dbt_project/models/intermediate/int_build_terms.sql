{{
    config(
        materialized='incremental',
        incremental_strategy='append',
        on_schema_change='fail',
        post_hook="delete from {{ this }} where build_no < (select max(build_no) from {{ this }})"
    )
}}

-- A name on more articles than this tells little about who else is meant there: everybody writes about it.
-- It is a share of the articles while they are few, so that a name on half of them is common; beyond 1,000
-- articles it is fixed: one more page of a large archive must not change what all others tell.
{%- set common_share = 0.05 -%}
{%- set fewest_common, most_common = 10, 50 %}

with {% if is_incremental() %}
    last_build as (

        select * from {{ this }}

    ),
{% endif %}

loaded as (

    select
        list(batch_id order by batch_id) as batch_ids,
        greatest(
            {{ fewest_common }}, least({{ most_common }}, floor({{ common_share }} * sum(page_count)))
        )::integer as common_count
    from {{ ref('stg_batches') }}

),

looked_up as (

    select string_agg(fact, chr(10) order by fact) as entity_lookups
    from (
        select concat_ws('|', name_id, entity_id, entity_name, reason) as fact
        from {{ ref('stg_entity_aliases') }}

        union all

        select concat_ws('|', name_id, article_id, entity_id, verdict, entity_name, reason) as fact
        from {{ ref('stg_entity_decisions') }}
    ) as facts

)

select
    coalesce(loaded.batch_ids, []) as batch_ids,
    md5(coalesce(looked_up.entity_lookups, '')) as entity_lookups,
    {% if is_incremental() %}
        last_build.build_no + 1 as build_no,
    {% else %}
        1 as build_no,
    {% endif %}
    loaded.common_count,
    {% if is_incremental() %}
        coalesce(
            last_build.common_count = loaded.common_count
            and last_build.entity_lookups = md5(coalesce(looked_up.entity_lookups, ''))
            and not exists (
                select 1
                from ({{ batches_of_run() }}) as batches_of_run
                where list_contains(last_build.batch_ids, batches_of_run.batch_id)
            ),
            false
        ) as is_addition
    {% else %}
        false as is_addition
    {% endif %}
from loaded
cross join looked_up
{% if is_incremental() %}
    cross join last_build
{% endif %}
