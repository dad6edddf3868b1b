"""What ties articles to one another: the story they tell, the versions of a page, the words they both quote.

A wrong tie is worse than none, because counts of stories and of who was first rest on it. That the keys of
both ends exist is for dbt. These checks belong to the gate `after_transform`.
"""

from __future__ import annotations

from datetime import datetime

from expectations.checks import CRITICAL, WARNING, Check, TableChecks, no_rows
from expectations.run_scope import LOADED_NOW
from expectations.span_text import misread_spans

MIN_STORY_ARTICLES = 50
"""Articles that a story must have to be odd for its size: an agency's report can have as many copies."""
MAX_STORY_SHARE = 0.1
"""Share of all articles that one story may have. Observed: 0.02 in 300 pages with many copies. A text
that every page carries, taken for its words, has all."""
MAX_STORY_DAYS = 92
"""Days from the first article of a story to its last. Observed: 2. Articles a month apart are not compared,
so what lasts longer hangs together by links in between."""
MIN_QUOTING_ARTICLES = 50
"""Articles that must quote the same words for it to be odd: what a president says can be in as many."""
MAX_QUOTING_SHARE = 0.1
"""Share of all articles that one quotation may be in. Observed: 0.03 in 300 pages with many copies."""


def stories(_checked_at: datetime) -> list[Check]:
    """One row per story."""
    return [
        no_rows(
            "stories_count_their_articles",
            "A story has as many versions, and as many current ones, as there are articles that name it",
            CRITICAL,
            """
            with counted as (
                select story_id, count(*) as in_articles, count(*) filter (is_current) as current_in_articles
                from marts.fct_articles group by story_id
            )
            select story_id, version_count, in_articles, article_count, current_in_articles
            from {batch} full join counted using (story_id)
            where (version_count, article_count) is distinct from (in_articles, current_in_articles)
            """,
        ),
        no_rows(
            "no_story_swallows_the_others",
            f"A story of {MIN_STORY_ARTICLES} articles or more has at most {MAX_STORY_SHARE:.0%} of all",
            WARNING,
            """
            select story_id, headline, article_count, (select sum(article_count) from {batch}) as of_all
            from {batch}
            where article_count >= $min_articles
                and article_count > $max_share * (select sum(article_count) from {batch})
            """,
            min_articles=MIN_STORY_ARTICLES,
            max_share=MAX_STORY_SHARE,
        ),
        no_rows(
            "stories_come_to_an_end",
            f"The articles of a story were published within {MAX_STORY_DAYS} days",
            WARNING,
            "select story_id, headline, article_count, first_published_at::text as first_at, "
            "last_published_at::text as last_at from {batch} "
            "where last_published_at > first_published_at + to_days($max_days)",
            max_days=MAX_STORY_DAYS,
        ),
    ]


def story_articles(_checked_at: datetime) -> list[Check]:
    """One row per article of a story."""
    return [
        no_rows(
            "every_article_tells_one_story",
            "Every article is in one story, and it is the story that the article names",
            CRITICAL,
            """
            select article_id, article.story_id as named_story_id, count(member.story_id) as story_count,
                min(member.story_id) as story_id
            from marts.fct_articles as article full join {batch} as member using (article_id)
            group by article_id, article.story_id
            having count(member.story_id) <> 1 or min(member.story_id) is distinct from article.story_id
            """,
            row_key=("article_id",),
        ),
        no_rows(
            "a_story_begins_with_one_article",
            "One article of a story is its origin: the first, with no lag",
            CRITICAL,
            """
            select story_id, count(*) filter (relation = 'origin') as origin_count,
                min(member_no) filter (relation = 'origin') as member_no, min(lag_minutes) as least_lag
            from {batch} group by story_id
            having origin_count <> 1 or member_no <> 1 or least_lag < 0
            """,
            row_key=("story_id",),
        ),
        no_rows(
            "articles_match_one_of_their_story",
            "The article that another was made from tells the same story",
            CRITICAL,
            """
            select member.story_id, member.article_id, member.matched_article_id,
                matched.story_id as matched_story_id
            from {batch} as member
            left join {batch} as matched on member.matched_article_id = matched.article_id
            where member.story_id is distinct from matched.story_id
            """,
        ),
        no_rows(
            "shares_of_words_are_shares",
            "Similarity and containment lie between 0 and 1, and of the same words is all alike",
            CRITICAL,
            "select story_id, article_id, relation, similarity, containment from {batch} "
            "where (similarity between 0 and 1 and containment between 0 and 1) is not true "
            "or similarity > containment + 1e-9",
        ),
    ]


def changes(_checked_at: datetime) -> list[Check]:
    """One row per change between two versions of a page."""
    return [
        no_rows(
            "changes_are_between_neighbours",
            "A change is from one version of a page to the next",
            CRITICAL,
            """
            select change_id, change.version_no, earlier.version_no as earlier_no,
                change.page_id, earlier.page_id as earlier_page_id
            from {batch} as change
            left join marts.fct_articles as later on change.article_id = later.article_id
            left join marts.fct_articles as earlier on change.previous_article_id = earlier.article_id
            where (change.page_id, change.version_no) is distinct from (later.page_id, later.version_no)
                or (change.page_id, change.version_no - 1)
                    is distinct from (earlier.page_id, earlier.version_no)
            """,
        ),
        no_rows(
            "changes_say_what_changed",
            "What was added has words after, what was removed has words before, what was reworded has both",
            CRITICAL,
            """
            select change_id, change_type, left(before_text, 80) as words_before,
                left(after_text, 80) as words_after
            from {batch}
            where (change_type in ('removed', 'reworded')) is distinct from (before_text is not null)
                or (change_type in ('added', 'reworded')) is distinct from (after_text is not null)
                or before_text = after_text
            """,
        ),
        no_rows(
            "spans_say_what_the_page_says",
            "A sentence that changed stands on the page of its version, where the row says",
            CRITICAL,
            misread_spans(
                f"""
                with sentence as (from {{batch}} where changed_part = 'sentence' and {LOADED_NOW})
                select change_id, content_sha256, 'before' as span_kind, before_start as span_start,
                    before_end as span_end, before_text as span_text
                from sentence join marts.fct_articles on previous_article_id = fct_articles.article_id
                union all
                select change_id, content_sha256, 'after' as span_kind, after_start, after_end, after_text
                from sentence join marts.fct_articles using (article_id)
                """,  # noqa: S608 - constants
                f"""
                (from raw.pages where content_sha256 in (
                    select content_sha256 from marts.fct_articles where page_id in (
                        select page_id from marts.fct_article_changes where {LOADED_NOW}
                    )
                ))
                """,  # noqa: S608 - constants
                "change_id, span_kind",
            ),
        ),
    ]


def quotation_checks() -> list[Check]:
    """Return the checks of quotes that look at other articles too."""
    return [
        no_rows(
            "no_quotation_is_everywhere",
            f"Words that {MIN_QUOTING_ARTICLES} articles or more quote are in at most "
            f"{MAX_QUOTING_SHARE:.0%} of all",
            WARNING,
            """
            with everybody as (select count(*) as article_count from marts.fct_articles)
            select quotation_id, left(min(quote_text), 80) as words,
                count(distinct article_id) as quoted_in, any_value(article_count) as of_all
            from {batch}, everybody
            where quotation_id in (select quotation_id from {batch} where $loaded_now)
            group by quotation_id
            having quoted_in >= $min_articles and quoted_in > $max_share * of_all
            """,
            row_key=("quotation_id",),
            loaded_now=LOADED_NOW,
            min_articles=MIN_QUOTING_ARTICLES,
            max_share=MAX_QUOTING_SHARE,
        ),
    ]


def trimmed_quotations(_checked_at: datetime) -> list[Check]:
    """One row per quotation that stands in a longer one."""
    return [
        no_rows(
            "trimmed_words_are_of_a_longer_quotation",
            "What was trimmed was trimmed from a quotation of at least as many words, which was printed",
            CRITICAL,
            """
            with printed as (
                select quotation_id, any_value(word_count) as word_count
                from intermediate.int_quotations group by quotation_id
            )
            select trimmed.quotation_id, full_quotation_id, whole.word_count as full_words, part.word_count
            from {batch} as trimmed
            left join printed as part on trimmed.quotation_id = part.quotation_id
            left join printed as whole on full_quotation_id = whole.quotation_id
            where trimmed.quotation_id = full_quotation_id
                or (whole.word_count >= part.word_count) is not true
            """,
        ),
        no_rows(
            "full_forms_are_not_trimmed",
            "The full form of a quotation is not itself part of a longer one",
            WARNING,  # with words left out in the middle, a part of a part need not stand in the whole
            """
            select trimmed.quotation_id, trimmed.full_quotation_id,
                longer.full_quotation_id as longer_quotation_id
            from {batch} as trimmed join {batch} as longer on trimmed.full_quotation_id = longer.quotation_id
            """,
        ),
    ]


TABLES = (
    TableChecks("intermediate", "int_trimmed_quotations", ("quotation_id",), trimmed_quotations),
    TableChecks("marts", "dim_stories", ("story_id",), stories),
    TableChecks("marts", "bridge_story_articles", ("story_id", "article_id"), story_articles),
    TableChecks("marts", "fct_article_changes", ("change_id",), changes),
)
