{{
    config(
        incremental_strategy='delete+insert', unique_key='article_id', pre_hook="{{ follow_stories() }}"
    )
}}

-- A new version changes what its older siblings say of themselves, so the articles of this run are all those
-- that are versions of one of its pages.
with pages as (

    select *
    from {{ ref('stg_pages') }}
    {% if is_incremental() %}
        where page_id in (
            select delivered.page_id
            from {{ ref('stg_pages') }} as delivered
            where delivered.batch_id in ({{ batches_of_run() }})
        )
    {% endif %}

),

parsed_pages as (

    select *
    from {{ ref('stg_parsed_pages') }}
    where batch_id in (select pages.batch_id from pages)

),

citations as (

    select *
    from {{ ref('stg_citations') }}
    where batch_id in (select pages.batch_id from pages)

),

mentions as (

    select *
    from {{ ref('stg_mentions') }}
    where batch_id in (select pages.batch_id from pages)

),

numbered as (

    select
        parsed_pages.*,
        pages.page_id,
        pages.run_id,
        pages.content_sha256,
        pages.source_file,
        pages.page_url,
        pages.source_format,
        pages.first_seen_at,
        row_number() over delivery as version_no,
        lead(pages.article_id) over delivery is null as is_current
    from pages
    inner join parsed_pages on pages.article_id = parsed_pages.article_id
    window delivery as (
        partition by pages.page_id
        order by pages.run_id, pages.article_id
    )

),

citations_counted as (

    select
        numbered.article_id,
        count(*) as citation_count,
        count(*) filter (where citations.source_role = 'relay') as relay_count,
        count(distinct citations.segment_no) filter (
            where citations.source_role = 'relay'
            and citations.source_outlet_id <> numbered.publisher_outlet_id
            and citations.segment_type in ('paragraph', 'list_item')
        ) as relayed_segment_count
    from numbered
    inner join citations on numbered.article_id = citations.article_id
    group by numbered.article_id

),

mentions_counted as (

    select
        article_id,
        count(*) as mention_count
    from mentions
    group by article_id

),

final as (

    select
        numbered.article_id,
        numbered.page_id,
        stories.story_id,
        numbered.publisher_outlet_id,
        numbered.published_date_id,
        numbered.batch_id,
        numbered.run_id,
        numbered.content_sha256,
        numbered.source_file,
        numbered.source_format,
        numbered.page_url,
        numbered.headline,
        numbered.dek,
        numbered.body_text,
        numbered.caption_text,
        numbered.publisher_name,
        numbered.publisher_evidence,
        numbered.published_text,
        numbered.zone_text,
        numbered.time_evidence,
        numbered.time_precision,
        numbered.language,
        numbered.parser_version,
        numbered.version_no::integer as version_no,
        numbered.language_confidence,
        numbered.utc_offset_minutes,
        numbered.word_count,
        coalesce(citations_counted.citation_count, 0)::integer as citation_count,
        coalesce(citations_counted.relay_count, 0)::integer as relay_count,
        coalesce(mentions_counted.mention_count, 0)::integer as mention_count,
        numbered.unclaimed_line_count,
        numbered.is_current,
        -- An aggregation: other outlets carry at least one in three of its paragraphs and list items.
        coalesce(
            citations_counted.relayed_segment_count > 0
            and citations_counted.relayed_segment_count * 3 >= numbered.body_segment_count,
            false
        ) as is_aggregation,
        numbered.is_language_read,
        numbered.is_file_photo,
        numbered.is_zone_ambiguous,
        numbered.published_at,
        numbered.published_local,
        numbered.first_seen_at
    from numbered
    inner join {{ ref('int_story_members') }} as stories on numbered.article_id = stories.article_id
    left join citations_counted on numbered.article_id = citations_counted.article_id
    left join mentions_counted on numbered.article_id = mentions_counted.article_id

)

select * from final
