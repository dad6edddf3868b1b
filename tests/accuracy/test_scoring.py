"""What counts as right."""

from dataclasses import replace

import pytest

from flows.accuracy.gold import GoldCitation, GoldName, GoldPage, read_gold
from flows.accuracy.scoring import Score, Tally, pair_citations, tally_page
from flows.parsing.records import NOTHING_READ, Citation, Mention, TextSpan

TEXT = 'Mayor Ann Lee said "we won," the Harbor Post reports. Ann Lee added that it rained.'


def span(words: str) -> TextSpan:
    start = TEXT.index(words)
    return TextSpan(start, start + len(words), words)


def gold(source: str, cue: str, **changes) -> GoldCitation:
    plain = GoldCitation(
        source=span(source),
        kind="person",
        name="Ann Lee",
        role="source",
        cues=(span(cue),),
        form="mixed",
        content=span('"we won,"'),
    )
    return replace(plain, **changes)


def found(source: str, cue: str, **changes) -> Citation:
    plain = Citation(
        citation_no=0,
        segment_no=0,
        source=span(source),
        source_kind="person",
        source_name="Ann Lee",
        source_role="source",
        source_outlet_id=None,
        resolved_by="explicit",
        cue=span(cue),
        cue_id="say",
        quote_form="mixed",
        content=span('"we won,"'),
        quotes=(),
        relayed_by_no=None,
        addressee=None,
        addressee_outlet_id=None,
        said_date=None,
        said_date_text=None,
        rule="test",
        confidence=1.0,
    )
    return replace(plain, **changes)


def mention(words: str, **changes) -> Mention:
    place = span(words)
    plain = Mention(
        0, place.start, place.end, words, "PERSON", words, words, None, None, 0, False, "explicit", "test"
    )
    return replace(plain, **changes)


RELAY = {"source_kind": "outlet", "source_name": "Harbor Post", "source_role": "relay"}
GOLD_RELAY = {"kind": "outlet", "name": "Harbor Post", "role": "relay"}


def score(task: str, rows=(), citations=(), names=(), mentions=()) -> Score:
    tally = Tally()
    page = replace(NOTHING_READ, citations=tuple(citations), mentions=tuple(mentions))
    tally_page(tally, GoldPage("page", TEXT, tuple(rows), tuple(names)), page)
    return tally.score(task)


def test_nothing_found_has_no_precision_and_nothing_there_no_recall():
    missed, extra, neither = Score(0, 0, 2), Score(0, 3, 0), Score(0, 0, 0)
    assert (missed.precision, missed.recall, missed.f1) == (None, 0, 0)
    assert (extra.precision, extra.recall, extra.f1) == (0, None, 0)
    assert (neither.precision, neither.recall, neither.f1) == (None, None, None)


def test_precision_is_of_what_was_found_and_recall_of_what_is_there():
    some = Score(6, 2, 4)
    assert (some.precision, some.recall, some.f1) == (0.75, 0.6, pytest.approx(2 / 3))


@pytest.mark.parametrize(
    ("row", "citation"),
    [
        (gold("Ann Lee", "said"), found("Ann Lee", "added")),
        (gold("Ann Lee", "said"), found("Harbor Post", "said")),
        (gold("Ann Lee", "said"), found("Ann Lee", "said", source_role="relay")),
        (gold("Ann Lee", "said", cues=()), found("Ann Lee", "said")),
    ],
    ids=["another cue", "another source", "another role", "a cue where there is none"],
)
def test_another_attribution_is_no_hit(row, citation):
    assert pair_citations([row], [citation]) == []
    assert score("citations", [row], [citation]) == Score(0, 1, 1)


def test_a_wider_source_is_the_same_attribution_and_one_finding_goes_to_one_row():
    row, citation = gold("Ann Lee", "said"), found("Mayor Ann Lee", "said")
    assert pair_citations([row, row], [citation]) == [(row, citation)]
    assert score("citations", [row, row], [citation]) == Score(1, 0, 1)


def test_a_quotation_without_a_cue_is_known_by_its_words():
    assert score(
        "citations", [gold("Ann Lee", "said", cues=())], [replace(found("Ann Lee", "said"), cue=None)]
    ) == Score(1, 0, 0)


def test_fields_are_asked_of_what_was_found_and_articles_of_names_do_not_count():
    rows = [gold("Ann Lee", "said"), gold("Harbor Post", "reports", **GOLD_RELAY), gold("Ann Lee", "added")]
    citations = [
        found("Ann Lee", "said", source_name="Ann Leigh", quote_form="direct"),
        found("Harbor Post", "reports", **RELAY | {"source_name": "the Harbor Post"}),
    ]
    assert score("citations", rows, citations) == Score(2, 0, 1)
    assert score("source_name", rows, citations) == Score(1, 1, 1)
    assert score("quote_form", rows, citations) == Score(1, 1, 1)
    assert score("source_kind", rows, citations) == Score(2, 0, 0)
    assert score("outlet_citations", rows, citations) == Score(1, 0, 0)


def test_an_outlet_taken_for_an_organisation_is_a_missed_outlet():
    rows = [gold("Harbor Post", "reports", **GOLD_RELAY)]
    citations = [found("Harbor Post", "reports", **RELAY | {"source_kind": "organisation"})]
    assert score("outlet_citations", rows, citations) == Score(0, 0, 1)
    assert score("source_kind", rows, citations) == Score(0, 1, 1)


def test_an_entity_needs_its_exact_span_and_its_type():
    names = [
        GoldName(span("Ann Lee"), "PERSON", "Ann Lee"),
        GoldName(span("Harbor Post"), "ORG", "Harbor Post"),
    ]
    mentions = [mention("Mayor Ann Lee"), mention("Harbor Post", entity_type="ORG", name_in_page="Post")]
    assert score("entities", names=names, mentions=mentions) == Score(1, 1, 1)
    assert score("people", names=names, mentions=mentions) == Score(0, 1, 1)
    assert score("organisations", names=names, mentions=mentions) == Score(1, 0, 0)
    assert score("entity_name", names=names, mentions=mentions) == Score(0, 1, 1)


def test_a_gold_set_that_does_not_exist_is_not_an_empty_one():
    with pytest.raises(KeyError, match="unseeen"):
        list(read_gold("unseeen"))
