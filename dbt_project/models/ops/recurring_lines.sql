-- What stands word for word on many pages of an outlet is the outlet's furniture, whatever it says.
with articles as (

    select
        article_id,
        publisher_name,
        headline
    from {{ ref('fct_articles') }}
    where
        is_current
        and publisher_name is not null

),

outlets as (

    select
        publisher_name,
        count(*) as outlet_page_count
    from articles
    group by publisher_name
    -- of fewer pages nothing can be learned
    having outlet_page_count >= 20

),

lines as (

    select
        articles.publisher_name,
        segments.content_text as line_text,
        count(distinct segments.article_id) as page_count,
        -- copies and updates of one story share their paragraphs
        count(distinct articles.headline) as headline_count
    from articles
    inner join outlets on articles.publisher_name = outlets.publisher_name
    inner join {{ ref('fct_article_segments') }} as segments on articles.article_id = segments.article_id
    -- no furniture is longer
    where length(segments.content_text) between 1 and 300
    group by articles.publisher_name, segments.content_text

),

final as (

    select
        lines.publisher_name,
        lines.line_text,
        lines.page_count,
        outlets.outlet_page_count,
        lines.page_count / outlets.outlet_page_count as page_share
    from lines
    inner join outlets on lines.publisher_name = outlets.publisher_name
    where
        lines.headline_count >= 10
        and lines.page_count >= 0.2 * outlets.outlet_page_count

)

select * from final
