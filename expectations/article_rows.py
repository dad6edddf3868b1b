"""Every page is an article or set aside, and every article is a version of a page, numbered without a gap."""

from __future__ import annotations

from expectations.checks import CRITICAL, Check, no_rows, table_holds
from expectations.run_scope import LOADED_NOW


def page_checks() -> list[Check]:
    """Return the checks that pages in = articles + pages set aside, in rows and in figures."""
    return [
        no_rows(
            "every_page_is_an_article",
            "Every page that was loaded, read and not rejected is an article",
            CRITICAL,
            "select left(content_sha256, 32) as article_id, content_sha256, batch_id from raw.parsed_pages "
            "anti join {batch} using (content_sha256) where parse_error is null and rejection is null",
        ),
        no_rows(
            "every_article_is_a_page",
            "Every article is a page that was loaded, in the same batch",
            CRITICAL,
            "select article_id, content_sha256, batch_id from {batch} "
            "anti join raw.parsed_pages using (content_sha256, batch_id)",
        ),
        no_rows(
            "no_page_is_two_articles",
            "No page is more than one article",
            CRITICAL,
            "select any_value(article_id) as article_id, content_sha256, count(*) as article_count "
            "from {batch} group by content_sha256 having count(*) > 1",
        ),
        table_holds(
            "pages_add_up",
            "Over all runs, pages in = articles + pages set aside",
            CRITICAL,
            """
            with counted as (
                select
                    (select sum(page_count) from raw.batches) as page_count,
                    (select count(*) from {batch}) as article_count,
                    (
                        select count(*) from raw.parsed_pages
                        where parse_error is not null or rejection is not null
                    ) as aside_count
            )
            select page_count || ' pages, ' || article_count || ' articles, ' || aside_count
                || ' set aside' as detail
            from counted where page_count is distinct from article_count + aside_count
            """,
        ),
    ]


def version_checks() -> list[Check]:
    """Return the checks of versions; a failing row is a page, or a version of one."""
    return [
        no_rows(
            "one_version_is_current",
            "Of the versions of a page exactly one is current, and it is the last",
            CRITICAL,
            """
            select page_id, count(*) as version_count, count(*) filter (is_current) as current_count,
                max(version_no) filter (is_current) as current_no
            from {batch} group by page_id
            having count(*) filter (is_current) <> 1
                or max(version_no) filter (is_current) is distinct from max(version_no)
            """,
            row_key=("page_id",),
        ),
        no_rows(
            "versions_count_from_1",
            "The versions of a page are numbered from 1 without a gap, in the order of their delivery",
            CRITICAL,
            """
            with numbered as (
                select page_id, article_id, version_no,
                    row_number() over (partition by page_id order by run_id, version_no) as expected_no
                from {batch}
                where page_id in (select page_id from {batch} where $loaded_now)
            )
            select page_id, version_no, expected_no, article_id from numbered
            where version_no is distinct from expected_no
            """,
            row_key=("page_id", "version_no"),
            loaded_now=LOADED_NOW,
        ),
    ]
