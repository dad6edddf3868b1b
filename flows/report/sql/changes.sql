-- What was changed after publication
-- Between two versions of a page, in headline or body, the latest delivered first.

select
    outlets.outlet_name,
    articles.headline,
    changes.change_type,
    changes.field_name,
    left(changes.before_text, 240) as before_text,
    left(changes.after_text, 240) as after_text,
    changes.version_no,
    strftime(articles.first_seen_at, '%Y-%m-%d %H:%M') as seen_at
from marts.fct_article_changes as changes
inner join marts.fct_articles as articles on changes.article_id = articles.article_id
inner join marts.dim_outlets as outlets on articles.publisher_outlet_id = outlets.outlet_id
where
    changes.published_date_id between getvariable('first_day') and getvariable('last_day')
    and changes.field_name in ('headline', 'body')
order by articles.first_seen_at desc, changes.change_id asc
limit 9
