-- Whose voices
-- People and bodies that say something, by country and by what they are, in the months of these days.

select
    source_country_code as country_code,
    speaker_role,
    sum(citation_count)::bigint as citation_count,
    sum(quoted_word_count)::bigint as quoted_word_count,
    sum(citation_count) / sum(sum(citation_count)) over () as citation_share
from marts.agg_voice_shares
where published_month between left(getvariable('first_day'), 7) and left(getvariable('last_day'), 7)
group by source_country_code, speaker_role
order by citation_count desc, country_code asc, speaker_role asc
limit 15
