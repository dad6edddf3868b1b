with sentences as (

    select
        {{ article_key('content_sha256') }} as article_id,
        batch_id,
        run_id,
        parser_version,
        generate_subscripts(sentences, 1) - 1 as sentence_no,
        -- a segment stands in the list at its number, from 0
        unnest(
            list_transform(
                sentences,
                lambda sentence: { 'span': sentence, 'segment': segments[sentence.segment_no + 1] }
            )
        ) as sentence
    from {{ read_pages() }}

)

select
    {{ part_key('article_id', 't', 'sentence_no') }} as sentence_id,
    article_id,
    batch_id,
    run_id,
    sentence.segment.segment_type,
    substring(
        sentence.segment.content.text,
        sentence.span.start - sentence.segment.content.start + 1,
        sentence.span.end - sentence.span.start
    ) as sentence_text,
    parser_version,
    sentence_no::integer as sentence_no,
    sentence.span.segment_no,
    sentence.span.start as sentence_start,
    sentence.span.end as sentence_end
from sentences
