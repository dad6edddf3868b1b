"""The columns of what the lake keeps of runs: outcomes, checks, summaries, measurements, learned lines.

Those of pages are in `schemas`: a change there reads every page again, a change here does not.
"""

from __future__ import annotations

import pyarrow as pa

from flows.storage.schemas import UTC, field, list_of, maybe, struct

PAGE_OUTCOME = pa.schema(
    [
        field("run_id", pa.string(), "Run that looked at the document or container"),
        field("source_path", pa.string(), "Absolute path; /member in an archive, #name in a feed"),
        field("source_file", pa.string(), "The same below the source it was found in"),
        maybe("container_path", pa.string(), "source_path of the container it stands in; null for a file"),
        field("outcome", pa.string(), "ingested, opened, unchanged, renamed, duplicate or quarantined"),
        maybe("reason_code", pa.string(), "Why it was quarantined; null otherwise"),
        maybe("reason", pa.string(), "The same for people, with figures"),
        maybe("is_kept", pa.bool_(), "Whether the lake keeps the bytes; null where it was not quarantined"),
        maybe("content_sha256", pa.string(), "SHA-256 of the content; null where it could not be read"),
        maybe("byte_count", pa.int64(), "Size in bytes; null where it could not be read"),
        maybe("document_count", pa.int64(), "Outcomes of what stands in a container that was opened"),
        maybe("skipped_count", pa.int64(), "Its members and records of kinds that are not read"),
        maybe("reader_version", pa.string(), "Code and limits that a container was opened with"),
        maybe("encoding", pa.string(), "Encoding of a decoded page"),
        maybe("known_as", pa.string(), "The source_path that delivered this content first"),
        maybe("batch_id", pa.string(), "Batch the page went into; null where it went into none"),
    ],
    metadata={"grain": "One row per document or container a run looked at"},
)

PAGE_READING = pa.schema(
    [
        field("run_id", pa.string(), "Run whose parser read the page"),
        field("content_sha256", pa.string(), "Key of the page"),
        field("parser_version", pa.string(), "Version of the parser that read it"),
        field("outcome", pa.string(), "set_aside; or read, for a page that was set aside before"),
        maybe("reason_code", pa.string(), "Why it was set aside; null where it was read"),
        maybe("reason", pa.string(), "The same for people"),
    ],
    metadata={"grain": "One row per page and run whose parser set it aside, or read it after that"},
)

RECURRING_LINE = pa.schema(
    [
        field("publisher_name", pa.string(), "Outlet that published the pages"),
        field("line_text", pa.string(), "The line, without bullet, indent and line break"),
        field("page_count", pa.int64(), "Pages of the outlet that have the line"),
        field("outlet_page_count", pa.int64(), "Pages of the outlet"),
        field("page_share", pa.float64(), "Share of the outlet's pages that have the line"),
    ],
    metadata={"grain": "One row per outlet and line"},
)

GATE_RESULT = pa.schema(
    [
        field("run_id", pa.string(), "Run that ran the check"),
        field("gate", pa.string(), "after_ingest, after_extract, after_load or after_transform"),
        field("table_name", pa.string(), "Table or view that was checked"),
        field("check_no", pa.int32(), "Place of the check within its gate, from 0"),
        field("check_name", pa.string(), "Expectation and the column it is about"),
        field("description", pa.string(), "What the check asks, in words"),
        field("severity", pa.string(), "critical stops the run before publishing; warning is reported"),
        field("outcome", pa.string(), "passed, failed, broken, or not_run where the run ended before"),
        maybe("is_success", pa.bool_(), "Whether the data passed; null where it was not checked"),
        field("is_broken", pa.bool_(), "Whether the check itself could not run"),
        maybe("observed_value", pa.string(), "What was found"),
        maybe("unexpected_count", pa.int64(), "Rows that failed; null where rows are not what is checked"),
        maybe("evidence", pa.string(), "Error of a broken check, or a sample of the failing values"),
        maybe("checked_at", UTC, "When the check ran; null where it did not"),
    ],
    metadata={"grain": "One row per run and check, whether the run came to it or not"},
)

GATE_FAILED_ROW = pa.schema(
    [
        field("run_id", pa.string(), "Run that ran the check"),
        field("gate", pa.string(), "Gate of the check"),
        field("check_no", pa.int32(), "Check that failed"),
        field("row_key", pa.string(), "Key of the failing row"),
        maybe("detail", pa.string(), "What was wrong with it"),
    ],
    metadata={"grain": "One row per failing row that was kept, up to a bound per check"},
)

STAGE_SECONDS = list_of(
    struct(
        ("stage", pa.string()),
        ("seconds", pa.float64()),
        ("peak_bytes", pa.int64()),
        nullable=("peak_bytes",),
    )
)

RUN = pa.schema(
    [
        field("run_id", pa.string(), "Key of the run; sorts by start time"),
        field("status", pa.string(), "published, nothing_new, refused, broken or crashed"),
        field("gates_mode", pa.string(), "enforce, strict or report"),
        field("parser_version", pa.string(), "Parser version the run read with"),
        field("file_count", pa.int64(), "Files looked at"),
        field("ingested_count", pa.int64(), "Files with a new page"),
        field("unchanged_count", pa.int64(), "Files whose content was known under the same path"),
        field("duplicate_count", pa.int64(), "Files whose content was known under another path"),
        field("quarantined_count", pa.int64(), "Files set aside with a reason"),
        field("batch_count", pa.int64(), "Batches loaded"),
        field("page_count", pa.int64(), "Pages loaded"),
        field("unread_count", pa.int64(), "Pages loaded that broke the parser"),
        field("rejected_count", pa.int64(), "Pages loaded that are no articles"),
        field("other_language_count", pa.int64(), "Pages loaded whose language is not read"),
        maybe("citation_count", pa.int64(), "Citations on the pages loaded; null where not yet counted"),
        maybe("mention_count", pa.int64(), "Mentions on the pages loaded; null where not yet counted"),
        field("gates_passed", pa.int64(), "Gates with no failed critical check"),
        field("checks_passed", pa.int64(), "Gate checks that passed"),
        field("checks_failed", pa.int64(), "Gate checks that failed or broke"),
        field(
            "stage_seconds",
            STAGE_SECONDS,
            "Each stage in order: its seconds, and the peak of its memory in bytes (resident, of the run and "
            "its workers; null where the system cannot tell). The stage that a run crashed in has 0 seconds",
        ),
        maybe("message", pa.string(), "Why a run was refused, broke or crashed"),
        field("started_at", UTC, "Start of the run"),
        field("finished_at", UTC, "End of the run; where it crashed, begin of its last stage"),
    ],
    metadata={"grain": "One row per run"},
)

ACCURACY = pa.schema(
    [
        field("measurement_id", pa.string(), "Key of the measurement; sorts by time"),
        field("gold_set", pa.string(), "known: pages the rules were mended by; unseen: pages they were not"),
        field("task", pa.string(), "What was measured, such as citations, source_name or entities"),
        field("parser_version", pa.string(), "Version of the parser that read the gold pages"),
        field("page_count", pa.int64(), "Gold pages read"),
        field("true_positives", pa.int64(), "Rows found that are right"),
        field("false_positives", pa.int64(), "Rows found that are not there, or wrong"),
        field("false_negatives", pa.int64(), "Rows that are there and were not found, or wrong"),
        maybe("precision", pa.float64(), "Share of what was found that is right"),
        maybe("recall", pa.float64(), "Share of what there is that was found"),
        maybe("f1", pa.float64(), "Harmonic mean of both"),
        field("measured_at", UTC, "When it was measured"),
    ],
    metadata={"grain": "One row per measurement, gold set and task"},
)
