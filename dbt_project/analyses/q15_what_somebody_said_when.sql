-- Q15. What did a person say, in the order in which the text dates it? Add `and source_name = '…'` for one
-- person.
-- One row per citation of a person.
select
    source_name,
    said_date,
    said_date_text,
    quote_form,
    coalesce(relayed_by_name, addressee_name) as via,
    content_text,
    headline,
    citation_id
from marts.wide_citations
where
    is_current
    and source_kind = 'person'
    and source_entity_id <> 'unknown'
order by source_entity_id, said_date nulls last, citation_id
