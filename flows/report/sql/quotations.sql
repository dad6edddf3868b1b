-- Quotations that travelled
-- Words in articles of more than one outlet: who ran them first, how late the others were, who left some out.

with quotes as (

    select
        quotes.article_id,
        coalesce(trimmed.full_quotation_id, quotes.quotation_id) as full_quotation_id,
        articles.publisher_outlet_id,
        quotes.quote_text,
        trimmed.full_quotation_id is not null as is_trimmed,
        -- a date without a time counts from the end of that day
        articles.published_at + if(articles.time_precision = 'day', interval 1 day, interval 0 day) as ran_by
    from marts.fct_articles as articles
    inner join marts.fct_quotes as quotes on articles.article_id = quotes.article_id
    left join intermediate.int_trimmed_quotations as trimmed on quotes.quotation_id = trimmed.quotation_id
    where
        articles.is_current
        and articles.published_date_id between getvariable('first_day') and getvariable('last_day')
        and quotes.word_count >= 5

),

ran as (

    select
        full_quotation_id,
        article_id,
        publisher_outlet_id,
        arg_max(quote_text, (length(quote_text), quote_text)) as quote_text,
        bool_and(is_trimmed) as is_trimmed,
        min(ran_by) as ran_by
    from quotes
    group by full_quotation_id, article_id, publisher_outlet_id

),

travelled as (

    select
        full_quotation_id,
        arg_max(quote_text, (length(quote_text), quote_text)) as quote_text,
        arg_min(publisher_outlet_id, (ran_by, article_id)) as first_outlet_id,
        count(*) as article_count,
        count(distinct publisher_outlet_id) as outlet_count,
        count(*) filter (where is_trimmed) as trimming_article_count,
        min(ran_by) as first_at
    from ran
    group by full_quotation_id
    having count(distinct publisher_outlet_id) > 1
    order by outlet_count desc, article_count desc, first_at desc, full_quotation_id asc
    limit 9

),

members as (

    select
        ran.full_quotation_id,
        list({
            'relation': if(ran.is_trimmed, 'trimmed', 'whole'),
            'lag_hours': coalesce(epoch(ran.ran_by - travelled.first_at) / 3600, 0),
            'is_ring': ran.is_trimmed
        } order by ran.ran_by asc, ran.article_id asc)[:100] as articles
    from ran
    inner join travelled on ran.full_quotation_id = travelled.full_quotation_id
    group by ran.full_quotation_id

)

select
    rtrim(left(travelled.quote_text, 280), ',') as quotation_text,
    outlets.outlet_name as first_outlet_name,
    members.articles,
    travelled.article_count,
    travelled.outlet_count,
    travelled.trimming_article_count,
    strftime(travelled.first_at, '%Y-%m-%d %H:%M') as first_at
from travelled
inner join members on travelled.full_quotation_id = members.full_quotation_id
inner join marts.dim_outlets as outlets on travelled.first_outlet_id = outlets.outlet_id
order by
    travelled.outlet_count desc,
    travelled.article_count desc,
    travelled.first_at desc,
    travelled.full_quotation_id asc
