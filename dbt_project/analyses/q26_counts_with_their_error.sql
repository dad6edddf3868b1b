-- Q26. How many citations are there, given what the parser misses and what it invents?
-- One row per publisher.
select
    publisher_name,
    citation_count,
    citation_precision,
    citation_recall,
    estimated_citation_count,
    measured_parser_version,
    measured_at
from marts.agg_measured_counts
order by citation_count desc, publisher_name asc
