"""List what is in zip and tar archives. Names are only names: nothing is ever written to one."""

from __future__ import annotations

import io
import re
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from flows.decoding import Unreadable
from flows.documents.reasons import ContainerFault
from flows.documents.streams import Budget, metered
from flows.settings import Limits

ENCRYPTED_FLAG = 0x1
READ_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, struct.error)
TAR_FAULTS = (tarfile.TarError, EOFError, ValueError, OverflowError)

ZIP_ENTRY = struct.Struct("<4s24xHHH12x")
"""The fixed part of an entry in the directory of a zip: its mark and the lengths of what follows it."""

ZIP_ENTRY_MARK = b"PK\x01\x02"
HELD_HEADERS = frozenset(
    {
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
    }
)
MAX_TAR_HEADER_BYTES = 2**20
"""Long names and extended headers of a tar are read into memory whole."""

LEADING_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)")
"""A name that would lead out of a folder it were extracted to: `../page.txt`, `C:\\page.txt`."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: how to open it, or why it must not be."""

    name: str
    open: Callable[[], BinaryIO]
    problem: Unreadable | None


def zip_members(stream: BinaryIO, budget: Budget, limits: Limits) -> Iterator[Member]:
    """Yield the files of a zip; raise ContainerFault for one that is damaged or has too many."""
    try:
        _count_entries(stream, limits.max_members)
        with zipfile.ZipFile(stream) as archive:
            for entry in archive.infolist():
                if not entry.is_dir():
                    yield _zip_member(archive, entry, budget)
    except ZIP_FAULTS as problem:
        raise ContainerFault("damaged_container", f"zip: {problem}") from problem


def _count_entries(stream: BinaryIO, max_members: int) -> None:
    """Raise ContainerFault for a zip with too many entries: the library keeps a record of each in memory."""
    ending: Any = zipfile._EndRecData(stream)  # type: ignore[attr-defined]  # noqa: SLF001 - ZipFile finds it the same way, and then reads all entries
    if ending is None:
        raise zipfile.BadZipFile("it has no directory at its end")
    size, start = ending[5], ending[6]
    stream.seek(max(0, min(start, ending[9] - size)))
    count = 0
    while size > 0 and (entry := stream.read(ZIP_ENTRY.size)).startswith(ZIP_ENTRY_MARK):
        count += 1
        if count > max_members:
            raise ContainerFault("too_many_members", f"it has more than {max_members:,} members")
        following = sum(ZIP_ENTRY.unpack(entry)[1:])
        stream.seek(following, 1)
        size -= ZIP_ENTRY.size + following
    stream.seek(0)


def _zip_member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Member:
    damage = Unreadable("damaged_member", "zip")

    def open_member() -> BinaryIO:
        try:
            unpacked = cast("io.BufferedIOBase", archive.open(entry))
        except ZIP_FAULTS as problem:
            raise Unreadable("damaged_member", f"zip: {problem}") from problem
        return metered(unpacked, budget, ZIP_FAULTS, damage)

    problem = _name_problem(entry.filename)
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        problem = Unreadable("unsafe_member", "it is a link or a device")
    elif entry.flag_bits & ENCRYPTED_FLAG:
        problem = Unreadable("encrypted", "it is encrypted")
    elif entry.compress_type not in READ_COMPRESSIONS:
        problem = Unreadable("unsupported_compression", f"its compression method is {entry.compress_type}")
    return Member(entry.filename, open_member, problem)


def tar_members(stream: BinaryIO) -> Iterator[Member]:
    """Yield the files of a tar in the order of the stream; each can be read until the next is asked for."""

    class Header(_BoundedHeader):
        """One for each archive: it notes whether the archive has its end."""

    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=Header) as archive:
            for entry in archive:
                archive.members.clear()  # type: ignore[attr-defined] # it keeps every header otherwise
                if not entry.isdir():
                    yield _tar_member(archive, entry)
    except TAR_FAULTS as problem:
        raise ContainerFault("damaged_container", f"tar: {problem}") from problem
    if not Header.has_end:
        raise ContainerFault("damaged_container", "tar: it is cut short, or has lost its end")


def _tar_member(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> Member:
    damage = ContainerFault("damaged_container", "tar")

    def open_member() -> BinaryIO:
        return metered(cast("io.BufferedIOBase", archive.extractfile(entry)), None, TAR_FAULTS, damage)

    problem = _name_problem(entry.name)
    if not entry.isreg() or entry.issparse():
        problem = Unreadable("unsafe_member", "it is a link, a device or a sparse file")
    return Member(entry.name, open_member, problem)


def _name_problem(name: str) -> Unreadable | None:
    if LEADING_OUT.search(name):
        return Unreadable("unsafe_member", "its name leads out of the archive")
    return None


class _BoundedHeader(tarfile.TarInfo):
    """A header of a tar that cannot make the library fill the memory.

    The library reads long names, extended headers and the maps of sparse files whole, whatever size they
    say they have.
    """

    has_end = False

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _BoundedHeader:
        cls.has_end = cls.has_end or (len(buf) == tarfile.BLOCKSIZE and not any(buf))
        header = super().frombuf(buf, encoding, errors)
        if header.type in HELD_HEADERS and header.size > MAX_TAR_HEADER_BYTES:
            raise ContainerFault("damaged_container", f"tar: a header of {header.size:,} bytes")
        if header.type == tarfile.GNUTYPE_SPARSE:
            raise ContainerFault("unsafe_member", "it has a sparse file, whose size is only claimed")
        return header

    def _proc_gnusparse_10(self, *_: object) -> None:
        raise ContainerFault("unsafe_member", "it has a sparse file, whose size is only claimed")
