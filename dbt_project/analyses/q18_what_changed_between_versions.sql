-- Q18. What changed between two versions of the same article?
-- One row per field or sentence that was added, removed or reworded.
select
    articles.publisher_name,
    articles.page_id,
    articles.headline,
    changes.version_no,
    changes.changed_part,
    changes.field_name,
    changes.change_type,
    changes.before_text,
    changes.after_text
from marts.fct_article_changes as changes
inner join marts.wide_articles as articles on changes.article_id = articles.article_id
order by changes.change_id
