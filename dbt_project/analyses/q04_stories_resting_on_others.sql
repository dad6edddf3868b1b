-- Q04. What share of an outlet's stories rests on wire copy or on the reporting of other outlets?
-- One row per publisher.
select
    publisher_name,
    story_count,
    resting_story_count,
    resting_story_share,
    wire_story_share,
    wire_copy_count,
    wire_citation_count / article_count as wire_citations_per_article
from marts.agg_outlet_sourcing
order by resting_story_share desc, story_count desc, publisher_name asc
