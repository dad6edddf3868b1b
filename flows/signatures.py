"""Sign the words of an article, so that the warehouse finds the copies, cuts and rewrites of it among many.

A text is the set of its runs of three words. Two texts that share a part `j` of their runs (Jaccard) share a
band of their MinHash signatures with probability `1 - (1 - j ** ROWS) ** BANDS`:

    j      0.01    0.05   0.1    0.2    0.25   0.3    0.33   0.4    0.5
    found  0.0001  0.016  0.12   0.64   0.87   0.969  0.990  0.9998 1.0

A copy cut to half that keeps its words has 0.5; with a new first paragraph and words changed here and there
0.33. Articles on different things have below 0.01. What is found is compared run by run, exactly.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from dataclasses import dataclass

from rensa import RMinHash

SHINGLE_WORDS = 3
BANDS = 128
ROWS = 3
SEED = 1

ALGORITHM = 2
"""The version of rensa's hashing that the signatures in the lake are made by; a test holds rensa to it."""

WORD = re.compile(r"[^\W_]+")
"""A run of letters and digits. `won't` is two in every typography: `won`, `t`."""


@dataclass(frozen=True, slots=True)
class Signature:
    """What tells a text from others whatever its case, punctuation and layout.

    `text_key` is the same for the same words. `shingles` are the hashes of its distinct runs of words,
    ascending; `bands` those of the bands of its MinHash signature, in order, and none where it has no run.
    """

    text_key: str
    shingles: tuple[int, ...]
    bands: tuple[int, ...]


def sign(text: str) -> Signature:
    """Return the signature of a text: the same on every machine, in every process."""
    words = WORD.findall(text.casefold())
    runs = {" ".join(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1)}
    return Signature(
        text_key=hashlib.sha256(" ".join(words).encode()).hexdigest()[:32],
        shingles=tuple(sorted({zlib.crc32(run.encode()) for run in runs})),
        bands=_hash_bands(runs) if runs else (),
    )


def _hash_bands(runs: set[str]) -> tuple[int, ...]:
    (minhash,) = RMinHash.from_token_sets([list(runs)], BANDS * ROWS, SEED)
    digest = struct.pack(f"<{BANDS * ROWS}I", *minhash.digest())
    band_bytes = len(digest) // BANDS
    return tuple(
        zlib.crc32(digest[band * band_bytes : (band + 1) * band_bytes], band) for band in range(BANDS)
    )
