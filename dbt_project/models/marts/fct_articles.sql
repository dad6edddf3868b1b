{{
    config(
        incremental_strategy='delete+insert', unique_key='article_id', pre_hook="{{ follow_stories() }}"
    )
}}

with pages as (

    select *
    from {{ ref('stg_pages') }}
    {{ only_batches_of_run() }}

),

parsed_pages as (

    select *
    from {{ ref('stg_parsed_pages') }}
    {{ only_batches_of_run() }}

),

citations as (

    select *
    from {{ ref('stg_citations') }}
    {{ only_batches_of_run() }}

),

mentions as (

    select *
    from {{ ref('stg_mentions') }}
    {{ only_batches_of_run() }}

),

articles as (

    select
        parsed_pages.*,
        pages.page_id,
        pages.run_id,
        pages.content_sha256,
        pages.source_file,
        pages.page_url,
        pages.source_format,
        pages.first_seen_at
    from pages
    inner join parsed_pages on pages.article_id = parsed_pages.article_id

),

citations_counted as (

    select
        articles.article_id,
        count(*) as citation_count,
        count(*) filter (where citations.source_role = 'relay') as relay_count,
        count(distinct citations.segment_no) filter (
            where citations.source_role = 'relay'
            and citations.source_outlet_id <> articles.publisher_outlet_id
            and citations.segment_type in ('paragraph', 'list_item')
        ) as relayed_segment_count
    from articles
    inner join citations on articles.article_id = citations.article_id
    group by articles.article_id

),

mentions_counted as (

    select
        article_id,
        count(*) as mention_count
    from mentions
    group by article_id

),

told as (

    select
        articles.article_id,
        articles.page_id,
        stories.story_id,
        articles.publisher_outlet_id,
        articles.published_date_id,
        articles.batch_id,
        articles.run_id,
        articles.content_sha256,
        articles.source_file,
        articles.source_format,
        articles.page_url,
        articles.headline,
        articles.dek,
        articles.body_text,
        articles.caption_text,
        articles.publisher_name,
        articles.publisher_evidence,
        articles.published_text,
        articles.zone_text,
        articles.time_evidence,
        articles.time_precision,
        articles.language,
        articles.parser_version,
        articles.language_confidence,
        articles.utc_offset_minutes,
        articles.word_count,
        coalesce(citations_counted.citation_count, 0)::integer as citation_count,
        coalesce(citations_counted.relay_count, 0)::integer as relay_count,
        coalesce(mentions_counted.mention_count, 0)::integer as mention_count,
        articles.unclaimed_line_count,
        -- An aggregation: other outlets carry at least one in three of its paragraphs and list items.
        coalesce(
            citations_counted.relayed_segment_count > 0
            and citations_counted.relayed_segment_count * 3 >= articles.body_segment_count,
            false
        ) as is_aggregation,
        articles.is_language_read,
        articles.is_file_photo,
        articles.is_zone_ambiguous,
        articles.published_at,
        articles.published_local,
        articles.first_seen_at
    from articles
    inner join {{ ref('int_story_members') }} as stories on articles.article_id = stories.article_id
    left join citations_counted on articles.article_id = citations_counted.article_id
    left join mentions_counted on articles.article_id = mentions_counted.article_id

),

-- A new version changes what its older siblings say of themselves.
siblings as (

    select * from told

    {% if is_incremental() %}
        union all by name

        select * exclude (version_no, is_current)
        from {{ this }}
        where rowid in ({{ siblings_of_run(this, 'rowid') }})
    {% endif %}

),

final as (

    select
        *,
        row_number() over delivery as version_no,
        lead(article_id) over delivery is null as is_current
    from siblings
    window delivery as (
        partition by page_id
        order by run_id, article_id
    )

)

select
    article_id,
    page_id,
    story_id,
    publisher_outlet_id,
    published_date_id,
    batch_id,
    run_id,
    content_sha256,
    source_file,
    source_format,
    page_url,
    headline,
    dek,
    body_text,
    caption_text,
    publisher_name,
    publisher_evidence,
    published_text,
    zone_text,
    time_evidence,
    time_precision,
    language,
    parser_version,
    version_no::integer as version_no,
    language_confidence,
    utc_offset_minutes,
    word_count,
    citation_count,
    relay_count,
    mention_count,
    unclaimed_line_count,
    is_current,
    is_aggregation,
    is_language_read,
    is_file_photo,
    is_zone_ambiguous,
    published_at,
    published_local,
    first_seen_at
from final
