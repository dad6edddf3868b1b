-- Articles and citations are counted apart and then joined, so that neither multiplies the other.
with articles as (

    select
        articles.*,
        coalesce(members.wire_origin_outlet_id not in ('none', articles.publisher_outlet_id), false)
            as is_wire_copy,
        {{ latency_minutes('articles') }} as latency_minutes
    from {{ ref('fct_articles') }} as articles
    left join {{ ref('bridge_story_articles') }} as members on articles.article_id = members.article_id
    where articles.is_current

),

articles_counted as (

    select
        published_date_id,
        publisher_outlet_id,
        count(*) as article_count,
        count(distinct story_id) as story_count,
        count(*) filter (where is_aggregation) as aggregation_count,
        count(*) filter (where is_wire_copy) as wire_copy_count,
        count(*) filter (where latency_minutes > 24 * 60) as late_count,
        quantile_cont(latency_minutes, 0.5) as latency_p50_minutes,
        quantile_cont(latency_minutes, 0.95) as latency_p95_minutes
    from articles
    group by published_date_id, publisher_outlet_id

),

citations_counted as (

    select
        published_date_id,
        publisher_outlet_id,
        count(*) as citation_count,
        count(*) filter (where quote_form = 'direct') as direct_count,
        count(*) filter (where quote_form = 'mixed') as mixed_count,
        count(*) filter (where quote_form = 'indirect') as indirect_count,
        count(*) filter (where source_role = 'source') as voice_count,
        count(*) filter (where is_anonymous) as anonymous_count,
        count(*) filter (where is_other_outlet) as outlet_citation_count,
        count(*) filter (where is_other_wire) as wire_citation_count
    from {{ ref('int_current_citations') }}
    group by published_date_id, publisher_outlet_id

),

final as (

    select
        'publisher-day:' || articles.published_date_id || ':' || articles.publisher_outlet_id as agg_id,
        articles.published_date_id,
        articles.publisher_outlet_id,
        outlets.outlet_name as publisher_name,
        outlets.outlet_type as publisher_type,
        outlets.country_code as publisher_country_code,
        articles.article_count,
        articles.story_count,
        articles.aggregation_count,
        articles.wire_copy_count,
        articles.late_count,
        coalesce(citations.citation_count, 0) as citation_count,
        coalesce(citations.direct_count, 0) as direct_count,
        coalesce(citations.mixed_count, 0) as mixed_count,
        coalesce(citations.indirect_count, 0) as indirect_count,
        coalesce(citations.voice_count, 0) as voice_count,
        coalesce(citations.anonymous_count, 0) as anonymous_count,
        coalesce(citations.outlet_citation_count, 0) as outlet_citation_count,
        coalesce(citations.wire_citation_count, 0) as wire_citation_count,
        {{ share_of('citations.anonymous_count', 'citations.voice_count') }} as anonymous_share,
        {{ share_of('citations.wire_citation_count', 'citations.outlet_citation_count') }} as wire_share,
        articles.aggregation_count / articles.article_count as aggregation_share,
        articles.wire_copy_count / articles.article_count as wire_copy_share,
        articles.latency_p50_minutes,
        articles.latency_p95_minutes,
        try_cast(articles.published_date_id as date) as published_date
    from articles_counted as articles
    left join citations_counted as citations
        on
            articles.published_date_id = citations.published_date_id
            and articles.publisher_outlet_id = citations.publisher_outlet_id
    left join {{ ref('dim_outlets') }} as outlets on articles.publisher_outlet_id = outlets.outlet_id

)

select * from final
