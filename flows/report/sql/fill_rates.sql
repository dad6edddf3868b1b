-- How much of each page was found
-- The share of an outlet's articles that have each part; only English pages are read for citations and names.

with authored as (

    select distinct article_id
    from marts.bridge_article_authors
    where published_date_id between getvariable('first_day') and getvariable('last_day')

),

articles as (

    select
        articles.*,
        authored.article_id is not null as has_author
    from marts.fct_articles as articles
    left join authored on articles.article_id = authored.article_id
    where
        articles.is_current
        and articles.published_date_id between getvariable('first_day') and getvariable('last_day')

)

select
    coalesce(outlets.outlet_name, articles.publisher_outlet_id) as outlet_name,
    count(*) as article_count,
    avg((articles.headline is not null)::integer) as headline_share,
    avg(articles.has_author::integer) as author_share,
    avg((coalesce(articles.time_precision, '') = 'minute')::integer) as minute_share,
    avg((articles.dek is not null)::integer) as dek_share,
    avg((articles.caption_text is not null)::integer) as caption_share,
    avg((articles.citation_count > 0)::integer) filter (where articles.is_language_read) as citation_share,
    avg((articles.mention_count > 0)::integer) filter (where articles.is_language_read) as mention_share,
    avg((articles.unclaimed_line_count = 0)::integer) as claimed_share
from articles
left join marts.dim_outlets as outlets on articles.publisher_outlet_id = outlets.outlet_id
group by all
order by article_count desc, outlet_name asc
limit 15
