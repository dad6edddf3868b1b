-- How the lines were read
-- Every line of every page belongs to one segment; a line that no rule could name is unclaimed.

select
    segments.segment_type,
    count(*) as line_count
from marts.fct_article_segments as segments
inner join marts.fct_articles as articles on segments.article_id = articles.article_id
where
    articles.is_current
    and articles.published_date_id between getvariable('first_day') and getvariable('last_day')
group by segments.segment_type
order by line_count desc, segments.segment_type asc
