with sentences as (

    select
        {{ article_key('content_sha256') }} as article_id,
        batch_id,
        run_id,
        parser_version,
        generate_subscripts(sentences, 1) - 1 as sentence_no,
        unnest(sentences) as sentence
    from {{ read_pages() }}

)

select
    {{ part_key('article_id', 't', 'sentence_no') }} as sentence_id,
    {{ part_key('article_id', 's', 'sentence.segment_no') }} as segment_id,
    article_id,
    batch_id,
    run_id,
    parser_version,
    sentence_no::integer as sentence_no,
    sentence.segment_no,
    sentence.start as sentence_start,
    sentence.end as sentence_end
from sentences
