with articles as (

    select * from {{ ref('agg_article_sourcing') }}

),

-- A page may print a topic twice.
topics as (

    select distinct
        article_id,
        topic_id
    from {{ ref('bridge_article_topics') }}

),

filed as (

    select
        articles.*,
        coalesce(topics.topic_id, 'none') as topic_id
    from articles
    left join topics on articles.article_id = topics.article_id

),

counted as (

    select
        publisher_outlet_id,
        topic_id,
        min(publisher_name) as publisher_name,
        count(*) as article_count,
        count(distinct story_id) as story_count,
        sum(citation_count)::bigint as citation_count,
        sum(voice_count)::bigint as voice_count,
        sum(anonymous_count)::bigint as anonymous_count
    from filed
    group by publisher_outlet_id, topic_id

),

final as (

    select
        'publisher-topic:' || counted.publisher_outlet_id || ':' || counted.topic_id as agg_id,
        counted.publisher_outlet_id,
        counted.topic_id,
        counted.publisher_name,
        coalesce(topics.topic_name, '(none)') as topic_name,
        counted.article_count,
        counted.story_count,
        counted.citation_count,
        counted.voice_count,
        counted.anonymous_count,
        {{ share_of('counted.anonymous_count', 'counted.voice_count') }} as anonymous_share
    from counted
    left join {{ ref('dim_topics') }} as topics on counted.topic_id = topics.topic_id

)

select * from final
