"""After load: the warehouse being built holds every page of every batch, once, as page and as parsed page.

And of every document that was accepted: documents in are pages, duplicates and quarantined ones.
"""

from __future__ import annotations

from datetime import datetime

from expectations.checks import CRITICAL, Check, QueryCheck, TableChecks, at_least_one, no_rows, unique


def batches(_checked_at: datetime) -> list[Check]:
    """One row per batch in the warehouse."""
    return [
        at_least_one("batch"),
        unique("batch_id", "No batch was loaded twice"),
        _batch_is_whole("pages"),
        _batch_is_whole("parsed_pages"),
        no_rows(
            "batch_is_whole_in_page_outcomes",
            "A batch has as many pages as contents were ingested into it, over all runs",
            CRITICAL,
            # a run that was killed before its batch was written leaves outcomes that name the same contents
            """
            with ingested as (
                select batch_id, count(distinct content_sha256) as ingested_count
                from ops.page_outcomes where outcome = 'ingested' group by batch_id
            )
            select batch_id, page_count, coalesce(ingested_count, 0) as ingested_count
            from {batch} left join ingested using (batch_id)
            where page_count is distinct from coalesce(ingested_count, 0)
            """,
        ),
    ]


def page_outcomes(_checked_at: datetime) -> list[Check]:
    """One row per document or container that a run looked at."""
    return [
        at_least_one("outcome"),
        no_rows(
            "accepted_documents_have_their_page",
            "Every document of this run that was not quarantined is a page here, or a container",
            CRITICAL,
            """
            select run_id, source_path, outcome, content_sha256
            from {batch} join raw.current_build using (run_id)
            anti join raw.pages using (content_sha256)
            where outcome not in ('quarantined', 'opened')
                and content_sha256 not in (
                    select content_sha256 from {batch}
                    where outcome = 'opened' and content_sha256 is not null
                )
            """,
        ),
    ]


def pages(_checked_at: datetime) -> list[Check]:
    """One row per page in the warehouse."""
    return [
        at_least_one("page"),
        *_page_key_checks(),
        no_rows(
            "every_page_was_loaded_parsed",
            "Every page has its parsed page, of the same batch",
            CRITICAL,
            "select content_sha256, batch_id from {batch} "
            "anti join raw.parsed_pages using (content_sha256, batch_id)",
        ),
    ]


def parsed_pages(_checked_at: datetime) -> list[Check]:
    """One row per parsed page in the warehouse."""
    return [
        at_least_one("parsed page"),
        *_page_key_checks(),
        no_rows(
            "every_parsed_page_has_its_page",
            "Every parsed page has its page, of the same batch",
            CRITICAL,
            "select content_sha256, batch_id from {batch} "
            "anti join raw.pages using (content_sha256, batch_id)",
        ),
        no_rows(
            "parser_version_is_that_of_the_batch",
            "A page was read by the parser version its batch names",
            CRITICAL,
            """
            select content_sha256, page.parser_version, batch.parser_version as batch_parser_version
            from {batch} as page join raw.batches as batch using (batch_id)
            where page.parser_version is distinct from batch.parser_version
            """,
        ),
    ]


def _page_key_checks() -> list[Check]:
    return [
        unique("content_sha256", "No page was loaded twice"),
        no_rows(
            "batch_is_known",
            "Every page belongs to a batch that was loaded",
            CRITICAL,
            "select content_sha256, batch_id from {batch} anti join raw.batches using (batch_id)",
        ),
        no_rows(
            "run_is_that_of_the_batch",
            "A page was loaded by the run that loaded its batch",
            CRITICAL,
            """
            select content_sha256, batch_id, page.run_id, batch.run_id as batch_run_id
            from {batch} as page join raw.batches as batch using (batch_id)
            where page.run_id is distinct from batch.run_id
            """,
        ),
    ]


def _batch_is_whole(table: str) -> QueryCheck:
    return no_rows(
        f"batch_is_whole_in_{table}",
        f"The page count of a batch is the number of its rows in raw.{table}",
        CRITICAL,
        """
        with counted as (select batch_id, count(*) as row_count from raw.$table group by batch_id)
        select batch_id, page_count, coalesce(row_count, 0) as row_count
        from {batch} left join counted using (batch_id)
        where page_count is distinct from coalesce(row_count, 0)
        """,
        table=table,
    )


TABLES = (
    TableChecks("raw", "batches", ("batch_id",), batches),
    TableChecks("ops", "page_outcomes", ("run_id", "source_path"), page_outcomes),
    TableChecks("raw", "pages", ("content_sha256",), pages),
    TableChecks("raw", "parsed_pages", ("content_sha256",), parsed_pages),
)
