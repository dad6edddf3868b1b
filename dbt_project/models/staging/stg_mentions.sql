with mentions as (

    select
        {{ article_key('content_sha256') }} as article_id,
        batch_id,
        run_id,
        parser_version,
        published,
        list_transform(segments, lambda s: s.segment_type) as segment_types,
        unnest(mentions) as mention
    from {{ read_pages() }}

)

select
    {{ part_key('article_id', 'm', 'mention.mention_no') }} as mention_id,
    article_id,
    {{ entity_key('mention.entity_type', 'mention.entity_name') }} as name_id,
    coalesce(mention.outlet_id, 'none') as outlet_id,
    {{ date_key('published.local') }} as published_date_id,
    batch_id,
    run_id,
    segment_types[mention.segment_no + 1] as segment_type,
    mention.entity_type,
    mention.entity_name,
    mention.name_in_page,
    mention.text as mention_text,
    mention.country_code,
    mention.resolved_by,
    mention.rule,
    parser_version,
    mention.mention_no,
    mention.segment_no,
    mention.start as mention_start,
    mention.end as mention_end,
    mention.is_in_quote,
    published.at as published_at
from mentions
