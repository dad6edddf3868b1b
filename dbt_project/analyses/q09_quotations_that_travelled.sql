-- Q09. Which quotations travel furthest, and who ran them first?
-- One row per quotation of five words or more, in its fullest form; what is shorter may be anybody's phrase.
select
    quotations.quotation_id,
    quotations.quotation_text,
    quotations.article_count,
    quotations.story_count,
    quotations.outlet_count,
    quotations.trimming_article_count,
    quotations.first_published_at,
    outlets.outlet_name as first_outlet_name
from marts.dim_quotations as quotations
inner join marts.dim_outlets as outlets on quotations.first_outlet_id = outlets.outlet_id
where
    not quotations.is_trimmed
    and quotations.word_count >= 5
    and quotations.article_count > 0
order by quotations.outlet_count desc, quotations.article_count desc, quotations.quotation_id asc
