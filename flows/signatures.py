"""Sign the words of an article, so that the warehouse finds the copies, cuts and rewrites of it among many.

A text is the set of its runs of three words. A band of two MinHash signatures agrees with probability
`j ** ROWS`, where `j` is the part of their runs that the texts share (Jaccard). Texts are compared where
three bands agree, which tells the alike from the rest much better than one band of more rows would:

    j      0.01     0.05     0.1      0.2    0.25   0.3    0.33   0.36   0.4    0.5
    found  0.00000  0.00000  0.00101  0.200  0.579  0.893  0.970  0.994  1.000  1.000

A copy cut to half that keeps its words has 0.5; with a new first paragraph and words changed here and there
between 0.33 and 0.4. Articles on different things have below 0.01 in print, and those with a paragraph of the
same background below 0.1. What is found is compared run by run, exactly.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from dataclasses import dataclass

from rensa import RMinHash

SHINGLE_WORDS = 3
BANDS = 192
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
