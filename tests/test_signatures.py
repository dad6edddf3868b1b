"""The same words have the same signature anywhere, and texts that share enough of them a band of it."""

import os
import subprocess
import sys
from math import comb
from random import Random

import pytest
from rensa import RMinHash

from flows import signatures
from flows.signatures import BANDS, ROWS, sign

SENTENCE = "Ann Lee won’t say: “We won, at last.”"
VOCABULARY = [f"word{number}" for number in range(5000)]
PAIRS = 300

AGREEING = 3
"""Bands that two texts share if they are compared; see int_story_pairs."""


def test_a_text_without_a_run_of_words_has_no_bands():
    assert sign("").bands == sign("Two words").bands == ()
    assert sign("").shingles == ()


def test_rensa_hashes_as_it_did_when_the_signatures_in_the_lake_were_made():
    assert RMinHash.ALGORITHM_VERSION == signatures.ALGORITHM


@pytest.mark.parametrize("hash_seed", ["0", "7"])
def test_a_signature_is_the_same_in_every_process(hash_seed):
    script = (
        f"from flows.signatures import sign; s = sign({SENTENCE!r}); print(s.text_key, *s.shingles, *s.bands)"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert printed[0] == "44b54c8a54fe4e62cb06e271fd3f0178"
    assert printed[1:4] == ["147691117", "928538549", "2755288622"]
    assert printed[8:11] == ["3797595405", "2712844048", "2589915673"]


@pytest.mark.parametrize(
    "printed", ["ANN LEE WON'T SAY: 'WE WON AT LAST'", "ann lee\nwon t say\n\nwe won – at last"]
)
def test_case_punctuation_and_layout_do_not_count(printed):
    assert sign(printed) == sign(SENTENCE)


def test_the_order_of_words_counts():
    assert sign("We won at last, Ann Lee won’t say").text_key != sign(SENTENCE).text_key


def share_of_pairs_found(shared_words: int, *, words: int = 300) -> float:
    """Return how many of many pairs are compared whose texts share their first words."""
    random, found = Random(5), 0
    for _ in range(PAIRS):
        common = random.choices(VOCABULARY, k=shared_words)
        first, second = (
            sign(" ".join(common + random.choices(VOCABULARY, k=words - shared_words))) for _ in range(2)
        )
        found += len(set(first.bands) & set(second.bands)) >= AGREEING
    return found / PAIRS


@pytest.mark.parametrize(
    ("shared_words", "least", "most"),
    [
        (0, 0, 0.01),
        (30, 0, 0.01),  # a paragraph of background: 0.05 of the runs
        (150, 0.94, 0.995),  # a third of the runs
        (160, 0.98, 1),
        (200, 1, 1),  # half of them
    ],
)
def test_texts_are_compared_as_often_as_their_shared_words_promise(shared_words, least, most):
    assert least <= share_of_pairs_found(shared_words) <= most


def test_the_figures_in_the_docstring_follow_from_bands_and_rows():
    similarities, found = (
        [float(figure) for figure in line.split()[1:]]
        for line in (signatures.__doc__ or "").splitlines()
        if line.lstrip().startswith(("j  ", "found  "))
    )
    for similarity, probability in zip(similarities, found, strict=True):
        band = similarity**ROWS
        too_few = sum(
            comb(BANDS, agreeing) * band**agreeing * (1 - band) ** (BANDS - agreeing)
            for agreeing in range(AGREEING)
        )
        assert 1 - too_few == pytest.approx(probability, abs=0.001)
