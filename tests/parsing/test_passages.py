"""Hold the quality of reading who says what about whom, measured on the passages in `tests/passages`.

Some 400 short texts, a handful for each pattern of attribution and of naming, all our own and of invented
people. All but the whole briefs were written without sight of the rules. They are for mending rules by: when
one is misread, look for what is true of English news and missing in the rules, never for a rule about that
passage. An annotation is changed where it is wrong, not where the parser disagrees. Floors are in
`tests/passages/floors.toml`; `uv run python tests/passages/show.py --misses` shows scores and misses.
"""

from itertools import chain

import pytest

from flows.parsing.records import Citation, TextSpan
from tests.passages.annotations import PassageInvalid, annotate, load_passages
from tests.passages.floors import load_floors, reached_scores, tallies
from tests.passages.scores import read_passages

LEEWAY = 0.05
"""How far a floor may lie below what is reached, unless one passage makes more of a difference."""

MOST_MISSES = 40
"""Lines of misses worth reading when a floor over many patterns is not reached."""


@pytest.mark.parametrize(
    ("citation", "reason"),
    [
        ({"source": "Bea Low", "kind": "person", "cue": "said"}, "'said' stands 2 times"),
        ({"source": "Bea Low", "kind": "person", "cue": "said@3"}, "'said' stands 2 times"),
        ({"source": "Lo", "kind": "person", "cue": "said@1"}, "'Lo' stands 0 times"),
        ({"source": "Bea Low", "kind": "person", "cues": "said@1"}, "unknown fields ['cues']"),
        ({"source": "Bea Low", "kind": "witness", "cue": "said@1"}, "no kind 'witness'"),
        ({"source": "Bea Low", "kind": "person", "cue": "said@1", "role": "speaker"}, "no role 'speaker'"),
        ({"source": "Bea Low", "kind": "person", "cue": "said@1", "form": "quoted"}, "no form 'quoted'"),
    ],
)
def test_an_annotation_that_fits_its_text_in_no_way_or_in_two_is_refused(citation, reason):
    fields = {
        "text": "It was late, Bea Low said. She said so twice.",
        "citations": [citation],
        "entities": [],
    }

    with pytest.raises(PassageInvalid) as refused:
        annotate("cues", "says", 1, fields)

    assert reason in str(refused.value)


def test_entities_are_annotated_in_reading_order():
    fields = {
        "text": "Bea Low met Al Fox.",
        "citations": [],
        "entities": [["Al Fox", "PERSON"], ["Bea Low", "PERSON"]],
    }

    with pytest.raises(PassageInvalid, match="no entity 'Bea Low' after"):
        annotate("entities", "order", 1, fields)


def test_a_pattern_has_several_passages_and_no_text_stands_twice():
    passages = load_passages()
    patterns = [(passage.group, passage.pattern) for passage in passages]

    assert not {pattern for pattern in patterns if patterns.count(pattern) < 5}
    assert len({passage.text for passage in passages}) == len(passages)


@pytest.mark.parametrize("name", load_floors())
def test_passages_are_read_no_worse_than_before(name):
    tally, floors = tallies()[name], load_floors()[name]
    reached = tally.scores()
    short = {
        score: f"{reached.get(score, 0):.3f} < {floor}"
        for score, floor in floors.items()
        if reached.get(score, 0) < floor
    }

    assert not short, "\n".join([str(short), *tally.misses[:MOST_MISSES]])


def test_every_score_of_every_pattern_has_a_floor_and_every_floor_a_pattern():
    floors = {(name, score) for name, scores in load_floors().items() for score in scores}
    reached = {(name, score) for name, scores in reached_scores().items() for score in scores}

    assert floors == reached, "uv run python tests/passages/show.py --raise"


def test_floors_follow_what_is_gained():
    floors = load_floors()
    low = [
        f"{name}: {score} {reached:.3f}, floor {floors[name][score]}"
        for name, tally in tallies().items()
        for score, reached in tally.scores().items()
        if reached - floors[name][score] > max(LEEWAY, 1 / tally.passages)
    ]

    assert not low, "\n".join([*low, "uv run python tests/passages/show.py --raise"])


def test_every_span_found_is_its_text_and_every_finding_names_its_rule():
    for reading in read_passages():
        text = reading.passage.text
        for citation in reading.citations:
            assert citation.rule, reading.passage.label
            assert all(text[span.start : span.end] == span.text for span in _spans(citation)), (
                reading.passage.label
            )
        for mention in reading.mentions:
            assert mention.rule, reading.passage.label
            assert text[mention.start : mention.end] == mention.text, reading.passage.label


def test_every_span_annotated_is_its_text():
    for passage in load_passages():
        spans = chain(
            (name.span for name in passage.names),
            *((row.source, row.content, *row.cues) for row in passage.rows),
        )
        assert all(passage.text[span.start : span.end] == span.text for span in spans if span), passage.label


def _spans(citation: Citation) -> list[TextSpan]:
    spans = (citation.source, citation.cue, citation.content, citation.addressee, *citation.quotes)
    return [span for span in spans if span]
