"""The columns of every Parquet file in the lake: one Arrow schema a kind of file, each column described.

A schema is what the writer promises. Whether the values make sense is for the gates, which take their
columns from their own list so that they can disagree with this one.
"""

from __future__ import annotations

import pyarrow as pa

UTC = pa.timestamp("us", tz="UTC")
LOCAL = pa.timestamp("us")


def _field(name: str, kind: pa.DataType, description: str, *, nullable: bool = False) -> pa.Field:
    return pa.field(name, kind, nullable=nullable, metadata={"description": description})


def _maybe(name: str, kind: pa.DataType, description: str) -> pa.Field:
    return _field(name, kind, description, nullable=True)


def _struct(*fields: tuple[str, pa.DataType], nullable: tuple[str, ...] = ()) -> pa.DataType:
    return pa.struct([pa.field(name, kind, nullable=name in nullable) for name, kind in fields])


def _list(item: pa.DataType) -> pa.DataType:
    return pa.list_(pa.field("item", item, nullable=False))


SPAN = _struct(("start", pa.int32()), ("end", pa.int32()), ("text", pa.string()))

HINTS = _struct(
    ("title", pa.string()),
    ("byline", pa.string()),
    ("published", pa.string()),
    ("url", pa.string()),
    ("site_name", pa.string()),
    ("language", pa.string()),
    nullable=("title", "byline", "published", "url", "site_name", "language"),
)

RAW_PAGE = pa.schema(
    [
        _field("content_sha256", pa.string(), "SHA-256 of the document's content in hex; the key of a page"),
        _field("source_file", pa.string(), "Path of the document below the source it was found in"),
        _field("source_path", pa.string(), "Absolute path; /member in an archive, #name in a feed"),
        _field("encoding", pa.string(), "Encoding the bytes were decoded with"),
        _field("byte_count", pa.int64(), "Size of the document in bytes"),
        _field("format", pa.string(), "What the document was: text, html, json, csv or parquet"),
        _field("hints", HINTS, "What the format says: title, byline and time in the words of the page"),
        _field("text", pa.large_string(), "The page as decoded, without its byte order mark"),
    ],
    metadata={"grain": "One row per page, which is a distinct content"},
)

SEGMENT = _struct(
    ("segment_no", pa.int32()),
    ("segment_type", pa.string()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("text", pa.string()),
    ("content", SPAN),
    ("rule", pa.string()),
)
SENTENCE = _struct(("segment_no", pa.int32()), ("start", pa.int32()), ("end", pa.int32()))
AUTHOR = _struct(
    ("name", pa.string()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("role", pa.string()),
    ("affiliation", pa.string()),
    ("affiliation_outlet_id", pa.string()),
    nullable=("role", "affiliation", "affiliation_outlet_id"),
)
REJECTION = _struct(("code", pa.string()), ("reason", pa.string()))
LANGUAGE = _struct(("code", pa.string()), ("confidence", pa.float64()), ("is_read", pa.bool_()))
PUBLISHED = _struct(
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("text", pa.string()),
    ("local", LOCAL),
    ("at", UTC),
    ("zone_text", pa.string()),
    ("utc_offset_minutes", pa.int32()),
    ("is_zone_ambiguous", pa.bool_()),
    ("precision", pa.string()),
    ("evidence", pa.string()),
    nullable=("local", "at", "zone_text", "utc_offset_minutes", "precision"),
)
TOPIC = _struct(("name", pa.string()), ("start", pa.int32()), ("end", pa.int32()))
IMAGE_CREDIT = _struct(
    ("name", pa.string()),
    ("kind", pa.string()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("outlet_id", pa.string()),
    nullable=("outlet_id",),
)
MENTION = _struct(
    ("mention_no", pa.int32()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("text", pa.string()),
    ("entity_type", pa.string()),
    ("entity_name", pa.string()),
    ("name_in_page", pa.string()),
    ("outlet_id", pa.string()),
    ("country_code", pa.string()),
    ("segment_no", pa.int32()),
    ("is_in_quote", pa.bool_()),
    ("resolved_by", pa.string()),
    ("rule", pa.string()),
    nullable=("outlet_id", "country_code"),
)
CITATION = _struct(
    ("citation_no", pa.int32()),
    ("segment_no", pa.int32()),
    ("source", SPAN),
    ("source_kind", pa.string()),
    ("source_name", pa.string()),
    ("source_role", pa.string()),
    ("source_outlet_id", pa.string()),
    ("resolved_by", pa.string()),
    ("cue", SPAN),
    ("cue_id", pa.string()),
    ("quote_form", pa.string()),
    ("content", SPAN),
    ("quotes", _list(SPAN)),
    ("relayed_by_no", pa.int32()),
    ("addressee", SPAN),
    ("addressee_outlet_id", pa.string()),
    ("said_date", pa.date32()),
    ("said_date_text", pa.string()),
    ("rule", pa.string()),
    ("confidence", pa.float64()),
    ("speaker_title", SPAN),
    ("speaker_affiliation", SPAN),
    ("said_from", pa.date32()),
    ("said_until", pa.date32()),
    nullable=(
        "source",
        "source_name",
        "source_outlet_id",
        "cue",
        "cue_id",
        "content",
        "relayed_by_no",
        "addressee",
        "addressee_outlet_id",
        "said_date",
        "said_date_text",
        "speaker_title",
        "speaker_affiliation",
        "said_from",
        "said_until",
    ),
)

PARSED_PAGE = pa.schema(
    [
        _field("content_sha256", pa.string(), "Key of the page that was read"),
        _field("parser_version", pa.string(), "Version of the parser and, after the plus sign, its lookups"),
        _maybe("parse_error", pa.string(), "What broke the parser on this page; nothing else is known then"),
        _maybe("rejection", REJECTION, "Why the page is no article; null for an article"),
        _field("language", LANGUAGE, "ISO 639-1 code or `und`, its probability, and whether it is read"),
        _field("segments", _list(SEGMENT), "The lines of the page; joined, they are the page"),
        _field(
            "sentences",
            _list(SENTENCE),
            "Sentences of the headline, the dek and the body",
        ),
        _maybe("headline", SPAN, "The headline"),
        _maybe("dek", SPAN, "The line below the headline that sums the story up"),
        _field("authors", _list(AUTHOR), "The people in the byline"),
        _maybe("publisher_name", pa.string(), "Who published the page"),
        _maybe("publisher_outlet_id", pa.string(), "The publisher in the outlet registry"),
        _maybe("publisher_evidence", pa.string(), "What told the publisher, such as url or byline"),
        _maybe("wire_outlet_id", pa.string(), "News agency whose copy the page prints"),
        _maybe("wire_evidence", pa.string(), "What says so: publisher, dateline, byline or copyright"),
        _maybe("published", PUBLISHED, "When the page says it was posted, and how that was read"),
        _field("topics", _list(TOPIC), "Subjects the page files itself under"),
        _maybe("caption", SPAN, "The first photo caption, without its credit"),
        _field("image_credits", _list(IMAGE_CREDIT), "The names in photo credits"),
        _field("is_file_photo", pa.bool_(), "Whether the credit says the photo is from the files"),
        _field("body_text", pa.large_string(), "Content of the body segments, joined by line breaks"),
        _field("word_count", pa.int32(), "Words in body_text"),
        _field("unclaimed_line_count", pa.int32(), "Lines that no rule could name"),
        _field("citations", _list(CITATION), "Attributions in reading order"),
        _field("mentions", _list(MENTION), "Named mentions in reading order"),
        _field("text_key", pa.string(), "Hash of the words of body_text"),
        _field("shingles", _list(pa.uint32()), "Hashes of its runs of three words, ascending"),
        _field("bands", _list(pa.uint32()), "Hashes of the bands of its MinHash signature, in order"),
    ],
    metadata={"grain": "One row per page"},
)

PAGE_OUTCOME = pa.schema(
    [
        _field("run_id", pa.string(), "Run that looked at the document or container"),
        _field("source_path", pa.string(), "Absolute path; /member in an archive, #name in a feed"),
        _field("source_file", pa.string(), "The same below the source it was found in"),
        _maybe("container_path", pa.string(), "source_path of the container it stands in; null for a file"),
        _field("outcome", pa.string(), "ingested, opened, unchanged, renamed, duplicate or quarantined"),
        _maybe("reason_code", pa.string(), "Why it was quarantined; null otherwise"),
        _maybe("reason", pa.string(), "The same for people, with figures"),
        _maybe("content_sha256", pa.string(), "SHA-256 of the content; null where it could not be read"),
        _maybe("byte_count", pa.int64(), "Size in bytes; null where it could not be read"),
        _maybe("document_count", pa.int64(), "Outcomes of what stands in a container that was opened"),
        _maybe("skipped_count", pa.int64(), "Its members and records of kinds that are not read"),
        _maybe("reader_version", pa.string(), "Code and limits that a container was opened with"),
        _maybe("encoding", pa.string(), "Encoding of a decoded page"),
        _maybe("known_as", pa.string(), "The source_path that delivered this content first"),
        _maybe("batch_id", pa.string(), "Batch the page went into; null where it went into none"),
    ],
    metadata={"grain": "One row per document or container a run looked at"},
)

RECURRING_LINE = pa.schema(
    [
        _field("publisher_name", pa.string(), "Outlet that published the pages"),
        _field("line_text", pa.string(), "The line, without bullet, indent and line break"),
        _field("page_count", pa.int64(), "Pages of the outlet that have the line"),
        _field("outlet_page_count", pa.int64(), "Pages of the outlet"),
        _field("page_share", pa.float64(), "Share of the outlet's pages that have the line"),
    ],
    metadata={"grain": "One row per outlet and line"},
)

GATE_RESULT = pa.schema(
    [
        _field("run_id", pa.string(), "Run that ran the check"),
        _field("gate", pa.string(), "after_ingest, after_extract, after_load or after_transform"),
        _field("table_name", pa.string(), "Table or view that was checked"),
        _field("check_no", pa.int32(), "Place of the check within its gate, from 0"),
        _field("check_name", pa.string(), "Expectation and the column it is about"),
        _field("description", pa.string(), "What the check asks, in words"),
        _field("severity", pa.string(), "critical stops the run before publishing; warning is reported"),
        _field("outcome", pa.string(), "passed, failed, broken, or not_run where the run ended before"),
        _maybe("is_success", pa.bool_(), "Whether the data passed; null where it was not checked"),
        _field("is_broken", pa.bool_(), "Whether the check itself could not run"),
        _maybe("observed_value", pa.string(), "What was found"),
        _maybe("unexpected_count", pa.int64(), "Rows that failed; null where rows are not what is checked"),
        _maybe("evidence", pa.string(), "Error of a broken check, or a sample of the failing values"),
        _maybe("checked_at", UTC, "When the check ran; null where it did not"),
    ],
    metadata={"grain": "One row per run and check, whether the run came to it or not"},
)

GATE_FAILED_ROW = pa.schema(
    [
        _field("run_id", pa.string(), "Run that ran the check"),
        _field("gate", pa.string(), "Gate of the check"),
        _field("check_no", pa.int32(), "Check that failed"),
        _field("row_key", pa.string(), "Key of the failing row"),
        _maybe("detail", pa.string(), "What was wrong with it"),
    ],
    metadata={"grain": "One row per failing row that was kept, up to a bound per check"},
)

STAGE_SECONDS = _list(_struct(("stage", pa.string()), ("seconds", pa.float64())))

RUN = pa.schema(
    [
        _field("run_id", pa.string(), "Key of the run; sorts by start time"),
        _field("status", pa.string(), "published, nothing_new, refused or broken"),
        _field("gates_mode", pa.string(), "enforce or report"),
        _field("parser_version", pa.string(), "Parser version the run read with"),
        _field("file_count", pa.int64(), "Files looked at"),
        _field("ingested_count", pa.int64(), "Files with a new page"),
        _field("unchanged_count", pa.int64(), "Files whose content was known under the same path"),
        _field("duplicate_count", pa.int64(), "Files whose content was known under another path"),
        _field("quarantined_count", pa.int64(), "Files set aside with a reason"),
        _field("batch_count", pa.int64(), "Batches loaded"),
        _field("page_count", pa.int64(), "Pages loaded"),
        _field("unread_count", pa.int64(), "Pages loaded that broke the parser"),
        _field("rejected_count", pa.int64(), "Pages loaded that are no articles"),
        _field("other_language_count", pa.int64(), "Pages loaded whose language is not read"),
        _maybe("citation_count", pa.int64(), "Citations on the pages loaded; null where not yet counted"),
        _maybe("mention_count", pa.int64(), "Mentions on the pages loaded; null where not yet counted"),
        _field("gates_passed", pa.int64(), "Gates with no failed critical check"),
        _field("checks_passed", pa.int64(), "Gate checks that passed"),
        _field("checks_failed", pa.int64(), "Gate checks that failed or broke"),
        _field("stage_seconds", STAGE_SECONDS, "Seconds spent in each stage, in order"),
        _maybe("message", pa.string(), "Why a run was refused or broke"),
        _field("started_at", UTC, "Start of the run"),
        _field("finished_at", UTC, "End of the run"),
    ],
    metadata={"grain": "One row per run"},
)

ACCURACY = pa.schema(
    [
        _field("measurement_id", pa.string(), "Key of the measurement; sorts by time"),
        _field("gold_set", pa.string(), "known: pages the rules were mended by; unseen: pages they were not"),
        _field("task", pa.string(), "What was measured, such as citations, source_name or entities"),
        _field("parser_version", pa.string(), "Version of the parser that read the gold pages"),
        _field("page_count", pa.int64(), "Gold pages read"),
        _field("true_positives", pa.int64(), "Rows found that are right"),
        _field("false_positives", pa.int64(), "Rows found that are not there, or wrong"),
        _field("false_negatives", pa.int64(), "Rows that are there and were not found, or wrong"),
        _maybe("precision", pa.float64(), "Share of what was found that is right"),
        _maybe("recall", pa.float64(), "Share of what there is that was found"),
        _maybe("f1", pa.float64(), "Harmonic mean of both"),
        _field("measured_at", UTC, "When it was measured"),
    ],
    metadata={"grain": "One row per measurement, gold set and task"},
)
