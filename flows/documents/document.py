"""What is found in the sources: documents, what is set aside, and the containers they came out of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from flows.parsing.records import Hints

PageFormat = Literal["text", "html", "json", "csv", "parquet"]


@dataclass(frozen=True, slots=True)
class Locator:
    """Where a document is: `/in/a.zip/page.txt` in an archive, `/in/a.jsonl#<name>` in a feed or a table.

    `source_file` is the same below the source that led to it. `container_path` is the `source_path` of the
    container that it stands in, None for a file of its own.
    """

    source_path: str
    source_file: str
    container_path: str | None = None

    def inside(self, mark: Literal["/", "#"], name: str) -> Locator:
        """Return the place of a member (`/`) or a record (`#`) of this container."""
        tail = mark + printable(name)
        return Locator(self.source_path + tail, self.source_file + tail, self.source_path)

    def repeated(self, number: int) -> Locator:
        """Return the place of another document that goes by the same name, such as `page.txt~2`."""
        return Locator(f"{self.source_path}~{number}", f"{self.source_file}~{number}", self.container_path)


@dataclass(frozen=True, slots=True)
class Page:
    """The text of one page and what its format says of it."""

    text: str
    encoding: str
    page_format: PageFormat
    hints: Hints


@dataclass(frozen=True, slots=True)
class SavedPage:
    """The bytes of a page as saved or as a server sent them, with what the server said of them."""

    content: bytes
    is_html: bool
    charset: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One page to be. Bytes are decoded by `reading.read_page` only when they turn out to be new."""

    locator: Locator
    content_sha256: str
    byte_count: int
    body: SavedPage | Page

    @property
    def kept(self) -> bytes | None:
        """Return the bytes that tell, with the name, all there is: not those of which a server said more."""
        match self.body:
            case SavedPage(content=content, charset=None, url=None):
                return content
            case _:
                return None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document or a container that cannot be read, or not to its end.

    `content` are its bytes where they are at hand and no more than a document may have.
    """

    locator: Locator
    reason_code: str
    reason: str
    content_sha256: str | None = None
    byte_count: int | None = None
    content: bytes | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A container that was read to its end.

    `document_count` are the findings that stand in it directly, each with an outcome of its own;
    `skipped_count` are its members and records of other kinds, which have none.
    """

    locator: Locator
    content_sha256: str
    byte_count: int
    document_count: int
    skipped_count: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """A container whose content was opened before, here or elsewhere."""

    locator: Locator
    content_sha256: str
    byte_count: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A member or a record of a kind that is not read; it is counted and has no outcome of its own."""


Finding: TypeAlias = Document | SetAside | Opened | Recognised


def as_row(record: Hints | Locator) -> dict[str, str | None]:
    """Return the fields of a flat record by name; `dataclasses.asdict` copies deep, at ten times the cost."""
    return {name: getattr(record, name) for name in record.__slots__}


def printable(name: str) -> str:
    """Return a file name as text; its bytes that are not UTF-8 are shown as hexadecimal escapes.

    A backslash that is in the name is doubled, so that no two names look the same.
    """
    escaped = name.replace("\\", "\\\\")
    try:
        return escaped.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # halves of characters, which no file system gives but JSON may
        return escaped.encode("utf-8", "backslashreplace").decode()
