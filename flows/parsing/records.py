"""What the parser finds on a page: frozen records whose spans point into the page's text.

Every span is `[start, end)` in code points of the decoded page, and `text[start:end]` is the text the
record carries. Optional spans are `None` together. Numbers (`*_no`) count from 0 in reading order.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

SegmentType = Literal[
    "headline",
    "dek",
    "byline",
    "timestamp",
    "dateline",
    "headline_repeat",
    "caption",
    "paragraph",
    "list_item",
    "subheading",
    "topic_tag",
    "related",
    "editor_note",
    "boilerplate",
    "blank",
    "unclaimed",
]
EntityType = Literal["PERSON", "ORG", "PLACE"]
SourceKind = Literal["outlet", "person", "organisation", "document", "unnamed"]
SourceRole = Literal["source", "relay", "addressee"]
QuoteForm = Literal["direct", "mixed", "indirect"]
ResolvedBy = Literal["explicit", "surname", "pronoun", "continuation", "registry", "unresolved"]
RejectionCode = Literal["index_page", "error_page", "no_prose"]

BODY_SEGMENTS: frozenset[str] = frozenset({"paragraph", "list_item", "subheading"})
"""Segment types whose content, in order, is the body of the article."""

READ_SEGMENTS: frozenset[str] = BODY_SEGMENTS | {"headline", "dek"}
"""Segment types in which citations and entity mentions are looked for."""


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A stretch of the page's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One line of the page. Segments tile it: joined in order, `text` gives the whole page back.

    `content` is the part a reader would call the text of the line: no bullet, indent or line break.
    `rule` names the rule that decided the type.
    """

    segment_no: int
    segment_type: SegmentType
    start: int
    end: int
    text: str
    content: TextSpan
    rule: str


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    """Where a sentence stands: in one segment, from its first mark or letter to its last."""

    segment_no: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Author:
    """A person who wrote the page; never an agency, a desk or a date."""

    name: str
    start: int
    end: int
    role: str | None
    affiliation: str | None
    affiliation_outlet_id: str | None


@dataclass(frozen=True, slots=True)
class PublishedTime:
    """When the page says it was posted.

    `at` is aware and in UTC, `local` is naive and as printed. Both are kept because a zone
    abbreviation can be read in more than one way; `evidence` names how it was read. What is printed may
    place no day (`2 hours ago`): then `local`, `at` and `precision` are None together.
    """

    start: int
    end: int
    text: str
    local: datetime | None
    at: datetime | None
    zone_text: str | None
    utc_offset_minutes: int | None
    is_zone_ambiguous: bool
    precision: Literal["minute", "day"] | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject the page files itself under."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ImageCredit:
    """One name in a photo credit. Credits are not sources of the text."""

    name: str
    kind: Literal["photographer", "agency", "pool"]
    start: int
    end: int
    outlet_id: str | None


@dataclass(frozen=True, slots=True)
class Mention:
    """A proper name of a person, an organisation or a place, where it stands.

    `name_in_page` is the fullest form of that name on this page; `entity_name` is the name the entity
    goes by in the warehouse, which a registry may know better (`AP` is the Associated Press).
    """

    mention_no: int
    start: int
    end: int
    text: str
    entity_type: EntityType
    entity_name: str
    name_in_page: str
    outlet_id: str | None
    country_code: str | None
    segment_no: int
    is_in_quote: bool
    resolved_by: ResolvedBy
    rule: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One attribution: who says what, signalled by which words, through whom, to whom, when.

    `source` and `cue` are `None` for a quotation that merely continues the speaker before it.
    `relayed_by_no` is the `citation_no` of the outlet that carries these words; following it from a
    speaker leads to the outlet. `content` is the attributed clause or quotation; `quotes` are the quoted
    spans of this attribution without their marks, which may also lie in what follows that clause. A relay
    that carries a speaker has no quotes of its own: they are the speaker's. `speaker_title` is the title,
    role or office printed with a source (`Kremlin spokesman`), and `speaker_affiliation` the organisation or
    place named there (`Kremlin`); where the name stands alone, they are None. `said_from` and `said_until`
    are the first and the last day of the time named: both `said_date` where it is a day, but also known of
    `last week`. Most depend on the publication date.
    """

    citation_no: int
    segment_no: int
    source: TextSpan | None
    source_kind: SourceKind
    source_name: str | None
    source_role: SourceRole
    source_outlet_id: str | None
    resolved_by: ResolvedBy
    cue: TextSpan | None
    cue_id: str | None
    quote_form: QuoteForm
    content: TextSpan | None
    quotes: tuple[TextSpan, ...]
    relayed_by_no: int | None
    addressee: TextSpan | None
    addressee_outlet_id: str | None
    said_date: date | None
    said_date_text: str | None
    rule: str
    confidence: float
    speaker_title: TextSpan | None = None
    speaker_affiliation: TextSpan | None = None
    said_from: date | None = None
    said_until: date | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a page as an ISO 639-1 code, `und` where it cannot be told, and how sure that is.

    `confidence` is a probability. `is_read` tells whether citations and entities were looked for: the rules
    are for English, and a page that is surely in another language is not guessed at.
    """

    code: str
    confidence: float
    is_read: bool


@dataclass(frozen=True, slots=True)
class Rejection:
    """Why a page is no article: a code for the quarantine, and the reason for people, with figures."""

    code: RejectionCode
    reason: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What the format of a page says of it before it is read, each as it was given.

    `title`, `byline` and `published` name lines: a line of the page with the same words is that line.
    `url` and `site_name` tell the publisher. `language` is what the format declares, such as `en-GB`.
    """

    title: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    site_name: str | None = None
    language: str | None = None


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """Everything found on one page. `body_text` joins the content of the body segments by newlines.

    `wire_outlet_id` is the news agency whose copy the page prints, `wire_evidence` what says so.

    A page that is no article has a `rejection`; its segments and fields are kept all the same, its
    sentences, citations and mentions are not looked for. `sentences` are those of the headline, the dek and
    the body, in any language.
    """

    rejection: Rejection | None
    language: Language
    segments: tuple[Segment, ...]
    sentences: tuple[SentenceSpan, ...]
    headline: TextSpan | None
    dek: TextSpan | None
    authors: tuple[Author, ...]
    publisher_name: str | None
    publisher_outlet_id: str | None
    publisher_evidence: str | None
    wire_outlet_id: str | None
    wire_evidence: str | None
    published: PublishedTime | None
    topics: tuple[Topic, ...]
    caption: TextSpan | None
    image_credits: tuple[ImageCredit, ...]
    is_file_photo: bool
    body_text: str
    word_count: int
    unclaimed_line_count: int
    citations: tuple[Citation, ...]
    mentions: tuple[Mention, ...]


NOTHING_READ = ParsedPage(
    rejection=None,
    language=Language("und", 0.0, is_read=False),
    segments=(),
    sentences=(),
    headline=None,
    dek=None,
    authors=(),
    publisher_name=None,
    publisher_outlet_id=None,
    publisher_evidence=None,
    wire_outlet_id=None,
    wire_evidence=None,
    published=None,
    topics=(),
    caption=None,
    image_credits=(),
    is_file_photo=False,
    body_text="",
    word_count=0,
    unclaimed_line_count=0,
    citations=(),
    mentions=(),
)
"""A page of which nothing is known."""
