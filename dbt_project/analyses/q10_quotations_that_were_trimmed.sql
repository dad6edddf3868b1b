-- Q10. How was the same quotation trimmed by different outlets?
-- One row per quotation and article that runs it, where any of the articles leaves words out.
select
    quotations.full_quotation_id,
    quotations.run_order_no,
    outlets.outlet_name,
    quotations.quotation_text,
    quotations.word_count,
    quotations.trimmed_word_count,
    quotations.is_trimmed
from marts.bridge_quotation_articles as quotations
inner join marts.dim_outlets as outlets on quotations.outlet_id = outlets.outlet_id
qualify bool_or(quotations.is_trimmed) over (partition by quotations.full_quotation_id)
order by quotations.full_quotation_id, quotations.run_order_no
