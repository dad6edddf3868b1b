-- Q09. Which quotations travel furthest, and who ran them first?
-- One row per quotation of five words or more; what is shorter may be a phrase that anybody uses.
select
    quotation_id,
    min(quote_text) as quotation_text,
    count(distinct article_id) as article_count,
    count(distinct story_id) as story_count,
    count(distinct publisher_outlet_id) as outlet_count,
    min(published_at) as first_published_at,
    arg_min(publisher_name, published_at) as first_outlet_name
from marts.wide_quotes
where
    is_current
    and word_count >= 5
group by quotation_id
order by outlet_count desc, article_count desc, quotation_id asc
