"""Show that the cost of a page follows its length: read hostile pages of n and of 4n characters.

    uv run python tests/benchmarks/growth.py [CHARACTERS]

A ratio near 4 is linear, near 16 quadratic. Each fragment is repeated on one line, and as lines of its own.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from flows.lookups import load_lexicon  # noqa: E402 - the path must be set first
from flows.parsing.page import parse_page, read_layout  # noqa: E402
from tests.parsing.hostile_text import FRAGMENTS  # noqa: E402

FACTOR = 4


def timed(text: str, *, is_whole: bool) -> float:
    start = time.perf_counter()
    (parse_page if is_whole else read_layout)(text, load_lexicon())
    return time.perf_counter() - start


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    timed("warm up", is_whole=True)
    for is_whole in (False, True):
        print("whole parser" if is_whole else "page reader")
        for fragment in FRAGMENTS:
            for joint in (" ", "\n"):
                small, large = (
                    timed(joint.join([fragment] * (n // (len(fragment) + 1) + 1)), is_whole=is_whole)
                    for n in (size, FACTOR * size)
                )
                print(f"  {large / small:6.1f} x {large:8.2f} s  {joint!r:5} {fragment!r}")


if __name__ == "__main__":
    main()
