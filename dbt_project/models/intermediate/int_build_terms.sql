{{ config(materialized='table') }}

-- Where the last build made this table, its row says what that build knew.
{%- set last_build = load_relation(this) if execute else none -%}

-- A name on more articles than this tells little about who else is meant there: places, and whoever everybody
-- writes about. It is a share of the articles while they are few, so that a name on half of them is common; beyond
-- 1,000 articles it is fixed: one more page of a large archive must not change what all others tell.
{%- set common_share = 0.05 -%}
{%- set fewest_common, most_common = 10, 50 %}

with loaded as (

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
        select aliases::text as fact
        from {{ ref('stg_entity_aliases') }} as aliases

        union all

        select decisions::text as fact
        from {{ ref('stg_entity_decisions') }} as decisions
    ) as facts

)

select
    coalesce(loaded.batch_ids, []) as batch_ids,
    md5(coalesce(looked_up.entity_lookups, '')) as entity_lookups,
    loaded.common_count,
    {% if last_build %}
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
{% if last_build %}
    cross join {{ last_build.include(database=false) }} as last_build
{% endif %}
