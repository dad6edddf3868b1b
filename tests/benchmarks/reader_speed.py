"""Time the page reader against a plain tokenizer on the same pages, in one process and one run.

    uv run python tests/benchmarks/reader_speed.py [FOLDER_OF_TXT_PAGES]

The page reader is what turns text into lines and article fields: segments, headline, authors, time,
publisher, captions, topics. The whole parser adds language, sentences, mentions and citations. The
tokenizer is that of spaCy's blank English pipeline. Without a folder the pages are the seed and those of
the tests. Timings vary; the ratios of one run are what to quote.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from flows.lookups import load_lexicon  # noqa: E402 - the path must be set first
from flows.parsing.page import parse_page, read_layout  # noqa: E402

ROUNDS = 7
MIN_CHARS = 1_000_000


def find_pages(folder: Path | None) -> list[str]:
    paths = (
        sorted(folder.rglob("*.txt"))
        if folder
        else sorted([*ROOT.glob("seeds/*.txt"), *ROOT.glob("tests/**/page.txt")])
    )
    pages = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    return pages * max(1, MIN_CHARS // sum(map(len, pages)))


def seconds(read: Callable[[str], object], pages: Sequence[str]) -> float:
    start = time.perf_counter()
    for page in pages:
        read(page)
    return time.perf_counter() - start


def main() -> None:
    pages = find_pages(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    lexicon, tokenizer = load_lexicon(), spacy.blank("en")
    readers: dict[str, Callable[[str], object]] = {
        "tokenizer": tokenizer,
        "page reader": lambda page: read_layout(page, lexicon),
        "whole parser": lambda page: parse_page(page, lexicon),
    }
    for read in readers.values():
        read(pages[0])
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(ROUNDS):
        for name, read in readers.items():
            taken[name].append(seconds(read, pages))
    characters = sum(map(len, pages))
    print(f"{len(pages):,} pages, {characters:,} characters, median of {ROUNDS} rounds")
    base = statistics.median(taken["tokenizer"])
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"{name:<14}{median:8.2f} s {characters / median / 1e6:8.2f} MB/s {base / median:8.2f} x")


if __name__ == "__main__":
    main()
