-- Who leans on whom
-- How often an outlet carries what another one reported or was told (marts.agg_outlet_citations_daily).

select
    publisher_name as citing_outlet_name,
    source_name as cited_outlet_name,
    sum(citation_count)::bigint as citation_count,
    bool_or(is_source_wire) as is_wire
from marts.agg_outlet_citations_daily
where
    published_date_id between getvariable('first_day') and getvariable('last_day')
    and source_role in ('relay', 'addressee')
    and not is_own_outlet
    and publisher_outlet_id not in ('none', 'unknown')
    and source_outlet_id not in ('none', 'unknown')
group by publisher_name, source_name
order by citation_count desc, citing_outlet_name asc, cited_outlet_name asc
limit 100
