-- Q27. What did the registry say of an outlet on a given day?
-- One row per outlet, as of the day in the `where`.
select
    outlet_id,
    outlet_name,
    outlet_type,
    country_code,
    parent_name,
    is_closed,
    fact_source
from marts.dim_outlet_versions
where
    timestamptz '2025-02-10 00:00:00+00' >= valid_from
    and timestamptz '2025-02-10 00:00:00+00' < valid_to
order by outlet_id
