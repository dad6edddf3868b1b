with topics as (

    select
        {{ article_key('content_sha256') }} as article_id,
        batch_id,
        run_id,
        parser_version,
        generate_subscripts(topics, 1) - 1 as topic_no,
        unnest(topics) as topic
    from {{ read_pages() }}

)

select
    article_id,
    {{ slug('topic.name') }} as topic_id,
    batch_id,
    run_id,
    topic.name as topic_name,
    parser_version,
    topic_no::integer as topic_no,
    topic.start as topic_start,
    topic.end as topic_end
from topics
