{{
    config(
        materialized='incremental',
        incremental_strategy='delete+insert',
        unique_key='article_id',
        on_schema_change='fail',
        post_hook="{{ forget_lost_members() }}"
    )
}}

-- A story is whatever hangs together: by the same words, by words alike, by being versions of one page.
with recursive alike as (

    select
        text_id,
        other_text_id
    from {{ ref('int_story_pairs') }}
    where is_alike

    union all

    select
        other_text_id as text_id,
        text_id as other_text_id
    from {{ ref('int_story_pairs') }}
    where is_alike

),

articles as (

    select
        article_id,
        page_id,
        text_id,
        published_at
    from {{ ref('int_story_texts') }}
    where
        not is_set_aside
        {% if is_incremental() %}
            and article_id in ({{ articles_to_place() }})
        {% endif %}

),

heads as (

    select
        text_id,
        min(article_id) as article_id
    from articles
    group by text_id

),

-- As a star around the first of each text and of each page: the ties of a thousand copies are a thousand.
ties as (

    select
        article_id,
        min(article_id) over (partition by text_id) as other_article_id
    from articles

    union

    select
        article_id,
        min(article_id) over (partition by page_id) as other_article_id
    from articles

    union

    select
        heads.article_id,
        other_heads.article_id as other_article_id
    from alike
    inner join heads on alike.text_id = heads.text_id
    inner join heads as other_heads on alike.other_text_id = other_heads.text_id

),

both_ways as (

    select
        article_id,
        other_article_id
    from ties
    where article_id <> other_article_id

    union

    select
        other_article_id as article_id,
        article_id as other_article_id
    from ties
    where article_id <> other_article_id

),

-- The smallest id of a story gets everywhere along its ties. The smallest that an article heard is kept, so a
-- round costs what there are ties, be they of one story told a thousand times.
heard (article_id, group_id) {{ one_row_for('article_id') }} as (

    select
        article_id,
        article_id as group_id
    from articles

    union

    select
        both_ways.other_article_id as article_id,
        min(heard.group_id) as group_id
    from heard
    inner join both_ways on heard.article_id = both_ways.article_id
    inner join recurring.heard as known on both_ways.other_article_id = known.article_id
    where heard.group_id < known.group_id
    group by both_ways.other_article_id

),

final as (

    select
        heard.article_id,
        {{
            story_key(
                "first_value(heard.article_id) over ("
                ~ "partition by heard.group_id order by articles.published_at nulls last, heard.article_id)"
            )
        }} as story_id,
        {{ run_of_build() }} as placed_by_run_id
    from heard
    inner join articles on heard.article_id = articles.article_id

)

select * from final
