-- Q05. How much of what an outlet cites is quoted directly, in part or not at all?
-- One row per publisher.
select
    publisher_name,
    citation_count,
    direct_count,
    mixed_count,
    indirect_count,
    direct_share,
    mixed_share,
    indirect_share
from marts.agg_outlet_sourcing
order by citation_count desc, publisher_name asc
