-- Outlet, speaker, words
-- The latest words that reached a page through another outlet.

select
    relays.source_name as outlet_name,
    spoken.source_name as speaker_name,
    spoken.cue_text,
    left(spoken.content_text, 240) as content_text,
    spoken.said_date,
    articles.headline,
    publishers.outlet_name as publisher_name
from marts.fct_source_citations as spoken
inner join marts.fct_source_citations as relays on spoken.relayed_by_citation_id = relays.citation_id
inner join marts.fct_articles as articles on spoken.article_id = articles.article_id
inner join marts.dim_outlets as publishers on articles.publisher_outlet_id = publishers.outlet_id
where
    articles.is_current
    and spoken.published_date_id between getvariable('first_day') and getvariable('last_day')
    and spoken.source_name is not null
order by articles.published_at desc nulls last, spoken.citation_id asc
limit 8
