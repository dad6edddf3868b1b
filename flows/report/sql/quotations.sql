-- Quotations that travelled
-- The same words in articles of more than one outlet, and who ran them first.

with quotes as (

    select
        quotes.quotation_id,
        quotes.quote_text,
        quotes.word_count,
        articles.article_id,
        articles.publisher_outlet_id,
        articles.published_at
    from marts.fct_quotes as quotes
    inner join marts.fct_articles as articles on quotes.article_id = articles.article_id
    where
        articles.is_current
        and articles.published_date_id between getvariable('first_day') and getvariable('last_day')
        and quotes.word_count >= 5

),

travelled as (

    select
        quotation_id,
        any_value(quote_text order by quote_text) as quote_text,
        min_by(publisher_outlet_id, (published_at, article_id)) as first_outlet_id,
        count(distinct article_id) as article_count,
        count(distinct publisher_outlet_id) as outlet_count,
        min(published_at) as first_at,
        max(published_at) as last_at
    from quotes
    group by quotation_id
    having count(distinct publisher_outlet_id) > 1

)

select
    left(travelled.quote_text, 280) as quote_text,
    outlets.outlet_name as first_outlet_name,
    travelled.article_count,
    travelled.outlet_count,
    round(epoch(travelled.last_at - travelled.first_at) / 3600, 1) as hour_count,
    strftime(travelled.first_at, '%Y-%m-%d %H:%M') as first_at
from travelled
inner join marts.dim_outlets as outlets on travelled.first_outlet_id = outlets.outlet_id
order by travelled.outlet_count desc, travelled.article_count desc, travelled.first_at, travelled.quotation_id
limit 10
