-- Quotations that travelled
-- Words in articles of more than one outlet: who ran them first, how late the others were, who left some out.

with quotations as (

    select *
    from marts.dim_quotations
    where
        not is_trimmed
        and outlet_count > 1
        and word_count >= 5
        and last_published_at::date between getvariable('first_day') and getvariable('last_day')
    order by outlet_count desc, article_count desc, first_published_at desc, quotation_id asc
    limit 9

),

members as (

    select
        bridge.full_quotation_id,
        list({
            'relation': if(bridge.is_trimmed, 'trimmed', 'whole'),
            'lag_hours': greatest(coalesce(bridge.lag_minutes, 0), 0) / 60,
            'is_ring': bridge.is_trimmed
        } order by bridge.run_order_no)[:100] as articles
    from marts.bridge_quotation_articles as bridge
    inner join quotations on bridge.full_quotation_id = quotations.quotation_id
    group by bridge.full_quotation_id

)

select
    rtrim(left(quotations.quotation_text, 280), ',') as quotation_text,
    outlets.outlet_name as first_outlet_name,
    members.articles,
    quotations.article_count,
    quotations.story_count,
    quotations.outlet_count,
    quotations.trimming_article_count,
    strftime(quotations.first_published_at, '%Y-%m-%d %H:%M') as first_at
from quotations
inner join members on quotations.quotation_id = members.full_quotation_id
inner join marts.dim_outlets as outlets on quotations.first_outlet_id = outlets.outlet_id
order by
    quotations.outlet_count desc,
    quotations.article_count desc,
    quotations.first_published_at desc,
    quotations.quotation_id asc
