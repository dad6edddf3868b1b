-- Q24. Whose voices carry the news, country by country?
-- One row per month and country of the speakers.
select
    published_month,
    source_country_code,
    sum(citation_count)::bigint as citation_count,
    sum(quoted_word_count)::bigint as quoted_word_count,
    sum(citation_share) as citation_share
from marts.agg_voice_shares
group by published_month, source_country_code
order by published_month asc, citation_count desc, source_country_code asc
