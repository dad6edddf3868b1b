"""Find the source files: local files, folders searched through, patterns, and object stores."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from flows.documents.document import Locator, printable
from flows.documents.formats import READABLE_SUFFIXES, format_of
from flows.documents.source_files import LocalPlace, SourceFile
from flows.errors import SourceNotFound

GLOB = re.compile(r"[*?\[]")
"""What makes a path a pattern."""

URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
"""How the address of an object store begins: `s3://`."""


ANCHOR = "/./"
"""Stands in a source before the part that files are named by, as for rsync: `archive/./2025/03`."""

PAGE_PARTS = re.compile(r"(?:_files|-Dateien|_fichiers|_archivos|_bestanden|\.files)$")
"""How browsers end the name of the folder of a page saved whole: `Halt_files` beside `Halt.html`."""


def find_files(sources: tuple[str, ...], own_paths: Iterable[Path] = ()) -> list[SourceFile]:
    """Return the files of all sources in a fixed order, each once; raise SourceNotFound for a wrong one.

    What is ours and what lies in it is no source: a lake inside the source would be read as pages again and
    again.
    """
    own = tuple(printable(f"{os.path.abspath(path)}{os.sep}") for path in own_paths)  # noqa: PTH100 - as in `_find_in`
    found = {
        file.locator.source_path: file
        for source in reversed(sources)
        for file in _find_in(source)
        if not f"{file.locator.source_path}{os.sep}".startswith(own)
    }
    return sorted(found.values(), key=lambda file: (file.locator.source_file, file.locator.source_path))


def _find_in(source: str) -> Iterator[SourceFile]:
    base, anchor, below = source.partition(ANCHOR)
    if URL.match(source):
        from flows.documents.remote import find_below, find_remote

        yield from find_below(base, below) if anchor else find_remote(source)
        return
    path = Path(os.path.abspath(source))  # noqa: PTH100 - resolves `..` but keeps links: names are the user's
    named_from = Path(os.path.abspath(base)) if anchor else None  # noqa: PTH100 - the same
    if path.is_dir():
        yield from _find_below(path, named_from or path)
    elif path.exists():
        yield _local_file(path, named_from or path.parent, is_named=True)
    else:
        yield from _find_matches(path, named_from)


def _find_below(folder: Path, source: Path) -> Iterator[SourceFile]:
    """Yield the readable files in a folder and its subfolders; a folder closed to us counts as a file.

    So does a link to a folder: it may lead out of the source, or in a circle. What a browser saved with a
    page, advertisements and all, is passed over: it is part of that page.
    """
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not _belongs_to_page(name, names)]
        for name in folders:
            if os.path.islink(os.path.join(place, name)):  # noqa: PTH114, PTH118 - a Path for each costs more
                yield _local_file(Path(place, name), source)
        for name in names:
            if format_of(name):
                yield _local_file(Path(place, name), source)
    for problem in closed:
        yield _local_file(Path(problem.filename), source)


def _belongs_to_page(folder: str, beside: Collection[str]) -> bool:
    """Tell whether a folder holds the parts of a web page that was saved beside it."""
    page = PAGE_PARTS.sub("", folder)
    return page != folder and not {f"{page}.html", f"{page}.htm"}.isdisjoint(beside)


def _find_matches(pattern: Path, named_from: Path | None = None) -> Iterator[SourceFile]:
    """Yield what a pattern matches; source files are named from the part of it that is no pattern."""
    fixed = next(parent for parent in pattern.parents if not GLOB.search(str(parent)))
    matches = sorted(fixed.glob(str(pattern.relative_to(fixed))))
    if not matches:
        raise SourceNotFound(
            f"No page found at {str(pattern)!r}. Give a folder, a file ({READABLE_SUFFIXES}), a pattern such "
            "as 'pages/**/*.txt', or an object store such as 's3://bucket/pages'."
        )
    for match in sorted({_last_before_link(match, fixed) for match in matches}):
        if match.is_dir() and not match.is_symlink():
            yield from _find_below(match, named_from or fixed)
        else:
            yield _local_file(match, named_from or fixed)


def _last_before_link(match: Path, fixed: Path) -> Path:
    """Return the first link on the way to what a pattern matches, or that itself where there is none."""
    way = [match, *match.parents]
    below = reversed(way[: way.index(fixed)])
    return next((place for place in below if place.is_symlink()), match)


def _local_file(path: Path, source: Path, *, is_named: bool = False) -> SourceFile:
    below = path.relative_to(source).as_posix()
    return SourceFile(Locator(printable(str(path)), printable(below)), LocalPlace(str(path), is_named))


def is_there(source_path: str) -> bool:
    """Tell whether the file of this machine that a document came out of is still there.

    An object in a store counts as there: asking the store for each would cost more than the answer is worth.
    """
    if URL.match(source_path):
        return True
    place = source_path
    while place and not os.path.exists(place):  # noqa: PTH110 - False where it is closed to us
        place = place[: max(place.rfind("/"), place.rfind("#"), 0)]
    return place == source_path or Path(place).is_file()
