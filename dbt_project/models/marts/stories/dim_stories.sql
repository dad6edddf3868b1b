{{
    config(
        incremental_strategy='delete+insert', unique_key='story_id', post_hook="{{ forget_untold_stories() }}"
    )
}}

{%- set placed = ref('int_story_members') %}

with told as (

    select
        story_id,
        arg_min(article_id, member_no) as first_article_id,
        arg_min(publisher_outlet_id, member_no) as first_outlet_id,
        coalesce(
            arg_min(wire_origin_outlet_id, member_no) filter (where wire_origin_outlet_id <> 'none'), 'none'
        ) as wire_origin_outlet_id,
        count(*) filter (where is_current)::integer as article_count,
        count(*)::integer as version_count,
        count(distinct publisher_outlet_id) filter (
            where is_current and publisher_outlet_id <> 'unknown'
        )::integer as outlet_count,
        count(*) filter (where is_current and wire_origin_outlet_id <> 'none')::integer as wire_copy_count,
        min(published_at) as first_published_at,
        max(published_at) as last_published_at
    from {{ ref('bridge_story_articles') }}
    {% if is_incremental() %}
        where story_id in (
            select members.story_id
            from {{ placed }} as members
            where members.placed_by_run_id = {{ run_of_build() }}
        )
    {% endif %}
    group by story_id

)

select
    told.story_id,
    told.first_article_id,
    told.first_outlet_id,
    told.wire_origin_outlet_id,
    pages.headline,
    told.article_count,
    told.version_count,
    told.outlet_count,
    told.wire_copy_count,
    told.first_published_at,
    told.last_published_at
from told
inner join {{ ref('stg_parsed_pages') }} as pages on told.first_article_id = pages.article_id
