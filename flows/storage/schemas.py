"""The columns of pages in the lake, as decoded and as read: one Arrow schema a kind of file, each described.

A schema is what the writer promises. Whether the values make sense is for the gates, which take their
columns from their own list so that they can disagree with this one.
"""

from __future__ import annotations

import pyarrow as pa

UTC = pa.timestamp("us", tz="UTC")
LOCAL = pa.timestamp("us")


def field(name: str, kind: pa.DataType, description: str, *, nullable: bool = False) -> pa.Field:
    """Return a column with what it holds in words."""
    return pa.field(name, kind, nullable=nullable, metadata={"description": description})


def maybe(name: str, kind: pa.DataType, description: str) -> pa.Field:
    """Return a column that may be null."""
    return field(name, kind, description, nullable=True)


def struct(*fields: tuple[str, pa.DataType], nullable: tuple[str, ...] = ()) -> pa.DataType:
    """Return the type of a record; only the fields in `nullable` may be null."""
    return pa.struct([pa.field(name, kind, nullable=name in nullable) for name, kind in fields])


def list_of(item: pa.DataType) -> pa.DataType:
    """Return the type of a list without nulls in it."""
    return pa.list_(pa.field("item", item, nullable=False))


SPAN = struct(("start", pa.int32()), ("end", pa.int32()), ("text", pa.string()))

HINTS = struct(
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
        field("content_sha256", pa.string(), "SHA-256 of the document's content in hex; the key of a page"),
        field("source_file", pa.string(), "Path of the document below the source it was found in"),
        field("source_path", pa.string(), "Absolute path; /member in an archive, #name in a feed"),
        field("encoding", pa.string(), "Encoding the bytes were decoded with"),
        field("byte_count", pa.int64(), "Size of the document in bytes"),
        field("format", pa.string(), "What the document was: text, html, json, csv or parquet"),
        field("hints", HINTS, "What the format says: title, byline and time in the words of the page"),
        field("text", pa.large_string(), "The page as decoded, without its byte order mark"),
    ],
    metadata={"grain": "One row per page, which is a distinct content"},
)

SEGMENT = struct(
    ("segment_no", pa.int32()),
    ("segment_type", pa.string()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("text", pa.string()),
    ("content", SPAN),
    ("rule", pa.string()),
)
SENTENCE = struct(("segment_no", pa.int32()), ("start", pa.int32()), ("end", pa.int32()))
AUTHOR = struct(
    ("name", pa.string()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("role", pa.string()),
    ("affiliation", pa.string()),
    ("affiliation_outlet_id", pa.string()),
    nullable=("role", "affiliation", "affiliation_outlet_id"),
)
REJECTION = struct(("code", pa.string()), ("reason", pa.string()))
LANGUAGE = struct(("code", pa.string()), ("confidence", pa.float64()), ("is_read", pa.bool_()))
PUBLISHED = struct(
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
TOPIC = struct(("name", pa.string()), ("start", pa.int32()), ("end", pa.int32()))
IMAGE_CREDIT = struct(
    ("name", pa.string()),
    ("kind", pa.string()),
    ("start", pa.int32()),
    ("end", pa.int32()),
    ("outlet_id", pa.string()),
    nullable=("outlet_id",),
)
MENTION = struct(
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
CITATION = struct(
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
    ("quotes", list_of(SPAN)),
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
        field("content_sha256", pa.string(), "Key of the page that was read"),
        field("parser_version", pa.string(), "Version of the parser, `+`, hashes of its lookups and code"),
        maybe("parse_error", pa.string(), "What broke the parser on this page; nothing else is known then"),
        maybe("rejection", REJECTION, "Why the page is no article; null for an article"),
        field("language", LANGUAGE, "ISO 639-1 code or `und`, its probability, and whether it is read"),
        field("segments", list_of(SEGMENT), "The lines of the page; joined, they are the page"),
        field(
            "sentences",
            list_of(SENTENCE),
            "Sentences of the headline, the dek and the body",
        ),
        maybe("headline", SPAN, "The headline"),
        maybe("dek", SPAN, "The line below the headline that sums the story up"),
        field("authors", list_of(AUTHOR), "The people in the byline"),
        maybe("publisher_name", pa.string(), "Who published the page"),
        maybe("publisher_outlet_id", pa.string(), "The publisher in the outlet registry"),
        maybe("publisher_evidence", pa.string(), "What told the publisher, such as url or byline"),
        maybe("wire_outlet_id", pa.string(), "News agency whose copy the page prints"),
        maybe("wire_evidence", pa.string(), "What says so: publisher, dateline, byline or copyright"),
        maybe("published", PUBLISHED, "When the page says it was posted, and how that was read"),
        field("topics", list_of(TOPIC), "Subjects the page files itself under"),
        maybe("caption", SPAN, "The first photo caption, without its credit"),
        field("image_credits", list_of(IMAGE_CREDIT), "The names in photo credits"),
        field("is_file_photo", pa.bool_(), "Whether the credit says the photo is from the files"),
        field("body_text", pa.large_string(), "Content of the body segments, joined by line breaks"),
        field("word_count", pa.int32(), "Words in body_text"),
        field("unclaimed_line_count", pa.int32(), "Lines that no rule could name"),
        field("citations", list_of(CITATION), "Attributions in reading order"),
        field("mentions", list_of(MENTION), "Named mentions in reading order"),
        field("text_key", pa.string(), "Hash of the words of body_text"),
        field("shingles", list_of(pa.uint32()), "Hashes of its runs of three words, ascending"),
        field("bands", list_of(pa.uint32()), "Hashes of the bands of its MinHash signature, in order"),
    ],
    metadata={"grain": "One row per page"},
)
