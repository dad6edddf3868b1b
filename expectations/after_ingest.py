"""After ingest: all that was looked at has one outcome, and every new page is whole and readable text.

`lake.page_outcomes` holds the outcomes of this run and of earlier runs whose batches are not published
yet; `lake.pages` holds the pages of those batches, and none when a run met nothing but bad files.
"""

from __future__ import annotations

from datetime import datetime

from expectations.checks import (
    CRITICAL,
    WARNING,
    Check,
    RowCountCheck,
    TableChecks,
    no_rows,
    one_of,
    table_holds,
    unique,
)

OUTCOMES = ["ingested", "opened", "unchanged", "renamed", "duplicate", "quarantined"]
REASON_CODES = """
    empty nul_bytes truncated undecodable binary too_large not_a_file link unreadable being_written
    unknown_format no_text too_complex no_text_field wrong_type not_an_object invalid_json duplicate_keys
    nested_too_deep uneven_row damaged_container damaged_member unsafe_member encrypted
    unsupported_compression expands_too_much too_many_faults too_many_members
"""

# Observed: on 1,194 saved pages and articles of many publishers, in six collections.
MIN_FILES_FOR_SHARES = 10
"""Below this many files a share says nothing."""
MAX_QUARANTINED_SHARE = 0.2
"""Observed: 0. A folder of another kind of file reaches 1."""
MAX_REPLACEMENT_SHARE = 0.001
"""Replacement characters per character. Observed: 0."""
MAX_TEXT_LENGTH = 1_000_000
"""Characters. Observed: 47,739 at most. A million is a book, or many pages saved as one."""
MAX_TAG_COUNT = 20
"""Markup tags in a text page. Observed: 10 at most, and none on 1,164 pages. A page saved as source has
hundreds."""


def page_outcomes(_checked_at: datetime) -> list[Check]:
    """One row per document or container that a run looked at."""
    return [
        RowCountCheck("At least one file was looked at", CRITICAL, 1),
        no_rows(
            "one_outcome_per_file",
            "A run gives each file one outcome",
            CRITICAL,
            """
            select run_id, source_path, count(*) || ' outcomes' as detail
            from {batch} group by run_id, source_path having count(*) > 1
            """,
        ),
        one_of("outcome", OUTCOMES, "run_id, source_path"),
        no_rows(
            "ingested_files_have_their_page",
            "Every ingested document is in the lake as a page",
            CRITICAL,
            """
            select run_id, source_path, content_sha256 from {batch} as outcome
            anti join lake.pages using (content_sha256)
            where outcome.outcome = 'ingested'
            """,
        ),
        no_rows(
            "content_is_ingested_once",
            "A run ingests each content once: whoever brings it again is a duplicate",
            CRITICAL,
            "select run_id, content_sha256, count(*) as document_count, min(source_path) as source_path "
            "from {batch} where outcome = 'ingested' group by run_id, content_sha256 having count(*) > 1",
            row_key=("run_id", "content_sha256"),
        ),
        no_rows(
            "ingested_documents_have_a_batch",
            "A document that was ingested names the batch of its page, and no other document has one",
            CRITICAL,
            "select run_id, source_path, outcome, batch_id from {batch} "
            "where (outcome = 'ingested') is distinct from (batch_id is not null)",
        ),
        no_rows(
            "duplicates_name_the_first",
            "A duplicate or renamed document says where its content was found first",
            CRITICAL,
            "select run_id, source_path, outcome, known_as from {batch} "
            "where outcome in ('duplicate', 'renamed') and coalesce(known_as, source_path) = source_path",
        ),
        no_rows(
            "known_content_is_named",
            "A file that was not quarantined has the hash of its content",
            CRITICAL,
            "select run_id, source_path, outcome from {batch} "
            "where outcome <> 'quarantined' and content_sha256 is null",
        ),
        no_rows(
            "quarantined_files_have_a_reason",
            "A quarantined file has a reason code, and no other file has one",
            CRITICAL,
            "select run_id, source_path, outcome, reason_code from {batch} "
            "where (outcome = 'quarantined') is distinct from (trim(coalesce(reason_code, '')) <> '')",
        ),
        no_rows(
            "reason_code_is_known",
            "A reason code is one of those that are explained",
            CRITICAL,
            "select run_id, source_path, reason_code from {batch} where reason_code not in ($codes)",
            codes=", ".join(f"'{code}'" for code in REASON_CODES.split()),
        ),
        no_rows(
            "opened_containers_lost_nothing",
            "A container that a run opened has as many outcomes in it as documents were found there",
            CRITICAL,
            # of earlier runs only those parts are here that have a batch still to be published
            """
            with run as (from {batch} where run_id in (select run_id from lake.this_run)),

            found as (select container_path, count(*) as found_count from run group by container_path)

            select run_id, source_path, document_count, coalesce(found_count, 0) as found_count from run
            left join found on run.source_path = found.container_path
            where outcome = 'opened' and document_count is distinct from coalesce(found_count, 0)
            """,
        ),
        table_holds(
            "quarantined_share",
            f"At most {MAX_QUARANTINED_SHARE:.0%} of {MIN_FILES_FOR_SHARES} files or more were quarantined",
            WARNING,
            """
            with counted as (
                select count(*) as file_count, count(*) filter (outcome = 'quarantined') as quarantined_count
                from {batch}
            )
            select quarantined_count || ' of ' || file_count || ' files were quarantined' as detail
            from counted
            where file_count >= $min_files and quarantined_count > $max_share * file_count
            """,
            min_files=MIN_FILES_FOR_SHARES,
            max_share=MAX_QUARANTINED_SHARE,
        ),
    ]


def pages(_checked_at: datetime) -> list[Check]:
    """One row per new page."""
    return [
        table_holds(
            "as_many_pages_as_ingested",
            "There are as many pages as distinct contents were ingested",
            CRITICAL,
            """
            with counted as (
                select
                    (select count(*) from {batch}) as page_count,
                    (
                        select count(distinct content_sha256) from lake.page_outcomes
                        where outcome = 'ingested'
                    ) as ingested_count
            )
            select page_count || ' pages, ' || ingested_count || ' contents ingested' as detail
            from counted where page_count <> ingested_count
            """,
        ),
        no_rows(
            "pages_have_an_outcome",
            "Every page comes from a file with the outcome ingested",
            CRITICAL,
            """
            select content_sha256, source_path from {batch} as page
            anti join (select content_sha256 from lake.page_outcomes where outcome = 'ingested') as ingested
                using (content_sha256)
            """,
        ),
        unique("content_sha256", "No content is in the lake twice"),
        no_rows(
            "content_sha256_is_sha256",
            "A content hash is 64 hexadecimal digits",
            CRITICAL,
            "select content_sha256 from {batch} "
            "where not regexp_full_match(coalesce(content_sha256, ''), '[0-9a-f]{{64}}')",
        ),
        *_text_checks(),
    ]


def _text_checks() -> list[Check]:
    return [
        no_rows(
            "text_is_not_empty",
            "A page has letters or digits",
            CRITICAL,
            r"select content_sha256, source_path from {batch} "
            r"where not regexp_matches(coalesce(text, ''), '[\p{{L}}\p{{N}}]')",
        ),
        no_rows(
            "text_has_no_nul",
            "No page has a NUL character, which is what binary files have",
            CRITICAL,
            "select content_sha256, source_path, instr(text, chr(0)) - 1 as found_at from {batch} "
            "where contains(text, chr(0))",
        ),
        no_rows(
            "replacement_characters_are_rare",
            f"At most {MAX_REPLACEMENT_SHARE:.1%} of a page are replacement characters (U+FFFD)",
            WARNING,
            """
            with counted as (
                select content_sha256, source_path, length(text) as text_length,
                    length(text) - length(replace(text, chr(65533), '')) as replacement_count
                from {batch}
            )
            select content_sha256, source_path, replacement_count, text_length from counted
            where replacement_count > $max_share * text_length
            """,
            max_share=MAX_REPLACEMENT_SHARE,
        ),
        no_rows(
            "text_is_one_page_long",
            f"A page has at most {MAX_TEXT_LENGTH:,} characters",
            WARNING,
            "select content_sha256, source_path, length(text) as text_length from {batch} "
            "where length(text) > $max_length",
            max_length=MAX_TEXT_LENGTH,
        ),
        no_rows(
            "text_is_not_markup",
            f"A page has at most {MAX_TAG_COUNT} markup tags",
            WARNING,
            """
            with counted as (
                select content_sha256, source_path,
                    len(regexp_extract_all(text, '</?[a-z][a-z0-9]*( [^<>]*)?>')) as tag_count
                from {batch}
            )
            select content_sha256, source_path, tag_count from counted where tag_count > $max_tags
            """,
            max_tags=MAX_TAG_COUNT,
        ),
    ]


TABLES = (
    TableChecks("lake", "page_outcomes", ("run_id", "source_path"), page_outcomes),
    TableChecks("lake", "pages", ("content_sha256",), pages),
)
