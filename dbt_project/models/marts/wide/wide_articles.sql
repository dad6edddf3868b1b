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
        publishers.outlet_name as publisher_name,
        publishers.outlet_type as publisher_type,
        publishers.country_code as publisher_country_code,
        publishers.domain as publisher_domain,
        articles.publisher_evidence,
        authors.author_names,
        topics.topic_names,
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
        articles.utc_offset_minutes,
        {{ latency_minutes('articles') }} as latency_minutes,
        articles.is_current,
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
    inner join outlets as publishers on articles.publisher_outlet_id = publishers.outlet_id
    left join authors on articles.article_id = authors.article_id
    left join topics on articles.article_id = topics.article_id

)

select * from final
