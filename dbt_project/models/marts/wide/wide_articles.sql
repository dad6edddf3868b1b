with articles as (

    select * from {{ ref('fct_articles') }}

),

outlets as (

    select * from {{ ref('dim_outlets') }}

),

-- One row per article, so a query that leaves the names out does not pay for them.
authors as (

    select
        article_id,
        string_agg(author_name, ', ' order by author_no) as author_names
    from {{ ref('bridge_article_authors') }}
    group by article_id

),

topics as (

    select
        article_id,
        string_agg(topic_name, ', ' order by topic_no) as topic_names
    from {{ ref('bridge_article_topics') }}
    group by article_id

),

final as (

    select
        articles.article_id,
        articles.page_id,
        articles.story_id,
        members.matched_article_id,
        articles.publisher_outlet_id,
        members.wire_origin_outlet_id,
        stories.first_outlet_id,
        articles.published_date_id,
        articles.batch_id,
        articles.run_id,
        articles.content_sha256,
        articles.source_file,
        articles.source_format,
        articles.page_url,
        articles.headline,
        articles.dek,
        publishers.outlet_name as publisher_name,
        publishers.outlet_type as publisher_type,
        publishers.country_code as publisher_country_code,
        publishers.parent_name as publisher_parent_name,
        publishers.domain as publisher_domain,
        articles.publisher_evidence,
        authors.author_names,
        topics.topic_names,
        stories.headline as story_headline,
        first_outlets.outlet_name as first_outlet_name,
        members.relation as story_relation,
        members.evidence as story_evidence,
        case when members.wire_origin_outlet_id <> 'none' then wires.outlet_name end as wire_origin_name,
        members.wire_evidence,
        articles.language,
        articles.zone_text,
        articles.time_evidence,
        articles.time_precision,
        {{ month_of('articles.published_date_id') }} as published_month,
        {{ week_of('articles.published_date_id') }} as published_week,
        articles.parser_version,
        articles.version_no,
        articles.word_count,
        articles.citation_count,
        articles.relay_count,
        articles.mention_count,
        articles.unclaimed_line_count,
        stories.article_count as story_article_count,
        stories.outlet_count as story_outlet_count,
        members.similarity,
        members.containment,
        members.lag_minutes,
        articles.utc_offset_minutes,
        {{ latency_minutes('articles') }} as latency_minutes,
        articles.is_current,
        coalesce(members.relation = 'origin', false) as is_story_first,
        coalesce(members.wire_origin_outlet_id not in ('none', articles.publisher_outlet_id), false)
            as is_wire_copy,
        articles.is_aggregation,
        publishers.is_wire as is_publisher_wire,
        publishers.is_in_registry as is_publisher_in_registry,
        articles.is_language_read,
        articles.is_zone_ambiguous,
        try_cast(articles.published_date_id as date) as published_date,
        articles.published_at,
        articles.published_local,
        articles.first_seen_at
    from articles
    left join outlets as publishers on articles.publisher_outlet_id = publishers.outlet_id
    left join {{ ref('bridge_story_articles') }} as members on articles.article_id = members.article_id
    left join {{ ref('dim_stories') }} as stories on articles.story_id = stories.story_id
    left join outlets as wires on members.wire_origin_outlet_id = wires.outlet_id
    left join outlets as first_outlets on stories.first_outlet_id = first_outlets.outlet_id
    left join authors on articles.article_id = authors.article_id
    left join topics on articles.article_id = topics.article_id

)

select * from final
