"""One table per construct of English news prose: who is cited by which words for what, and who is not."""

from datetime import date

import pytest

from flows.lookups import load_lexicon
from flows.parsing.attribution.citations import find_citations
from flows.parsing.entities.mentions import find_mentions
from flows.parsing.language.quotes import find_quotes
from flows.parsing.language.sentences import find_sentences
from flows.parsing.records import Citation, Segment, TextSpan

MONDAY = date(2025, 2, 10)


def cited(*lines: str) -> tuple[Citation, ...]:
    segments: list[Segment] = []
    start = 0
    for number, line in enumerate(lines):
        content = TextSpan(start, start + len(line), line)
        segments.append(Segment(number, "paragraph", start, content.end + 1, f"{line}\n", content, "test"))
        start = content.end + 1
    text = "".join(segment.text for segment in segments)
    sentences = find_sentences(segments)
    quotes = find_quotes(segments)
    mentions = find_mentions(text, sentences, quotes, load_lexicon(), MONDAY)
    return find_citations(text, sentences, quotes, mentions, load_lexicon(), MONDAY)


def row(found: Citation) -> tuple[str | None, str | None, str | None]:
    spans = (found.source, found.cue, found.content)
    source, cue, content = (span and span.text for span in spans)
    return source, cue, content


def roles(*lines: str) -> list[tuple[str | None, str, int | None]]:
    """Source, role and relay of each row."""
    return [(row(found)[0], found.source_role, found.relayed_by_no) for found in cited(*lines)]


@pytest.mark.parametrize(
    "line",
    [
        "That said, it was late.",
        "All told, 40 people died.",
        "Needless to say, it was late.",
        "He had a say in it.",
        "The trial was all he said, she said.",
        "The report ran to 40 pages.",
        "She is said to be ill.",
        "It was found by police in the park.",
        "The panel has yet to say why.",
        "He called his brother on the phone.",
        "They called him back.",
        "The team felt for him.",
        "The second alleged victim left.",
        "The opinions expressed in the article are her own.",
        "Shares rose to $16 per share for the company.",
        "The union has not responded to the claims.",
        "The firm didn't immediately respond to a request for comment.",
        'The word "denaturing" refers to the breakdown of proteins.',
    ],
)
def test_forms_that_report_nothing_make_no_citation(line: str) -> None:
    assert [row(found) for found in cited(line)] == []


@pytest.mark.parametrize(
    ("line", "source", "cue", "content"),
    [
        ("Police did not say how many were hurt.", "Police", "did not say", "how many were hurt"),
        ("The mayor would not say whether she will run.", "mayor", "would not say", "whether she will run"),
        ("Jane Roe declined to comment.", "Jane Roe", "declined", "comment"),
        ("Jane Roe refused to apologize.", "Jane Roe", "refused", "apologize"),
    ],
)
def test_a_denied_verb_of_speech_is_a_refusal(line: str, source: str, cue: str, content: str) -> None:
    (found,) = cited(line)
    assert row(found) == (source, cue, content)
    (kind,) = {known.cue_class for known in load_lexicon().cues if known.cue_id == found.cue_id}
    assert kind == "refuse"


@pytest.mark.parametrize(
    ("line", "source", "rule"),
    [
        ("Jane Roe said it was late.", "Jane Roe", "subject"),
        ('"It was late," said Jane Roe.', "Jane Roe", "inverted_subject"),
        ("According to Jane Roe, it was late.", "Jane Roe", "after_phrase"),
        ("We met Jane Roe, who said it was late.", "Jane Roe", "relative_clause"),
        ("Jane Roe said it was late and noted that it rained.", "Jane Roe", "shared_subject"),
        ("Jane Roe left the room, saying it was late.", "Jane Roe", "clause_subject"),
        ("The mayor was accused by prosecutors of fraud.", "prosecutors", "passive_agent"),
        ("The mayor quoted an aide as saying it was late.", "aide", "quoted_source"),
        ('"It was late," Jane Roe told CNN.', "CNN", "addressee"),
        ("A Guardian investigation found that it was late.", "Guardian", "outlet_of_speaker"),
        ('"It was late," Jane Roe said. "It rained."', None, "continuation"),
    ],
)
def test_each_rule_has_a_sentence_it_is_for(line: str, source: str | None, rule: str) -> None:
    assert (source, rule) in {(row(found)[0], found.rule) for found in cited(line)}


@pytest.mark.parametrize(
    ("line", "source", "cue"),
    [
        ('Jane Roe, head of the mint, said she "felt sick" about it.', "Jane Roe", "said"),
        ("Rep. Jane Roe (D-N.Y.) said it was late.", "Jane Roe", "said"),
        ("Jane Roe herself said Tuesday that it was late.", "Jane Roe", "said"),
        ("He's said it was late.", "He", "said"),
        ("He went on to say that it was late.", "He", "say"),
        ("He did say that it was late.", "He", "say"),
        ("The source close to him said it was late.", "source", "said"),
        ("A person familiar with the planning said it was late.", "person", "said"),
        ("About four in 10 said it was late.", "four in 10", "said"),
        ("Two in three said it was late.", "Two in three", "said"),
        ("Another said it was late.", "Another", "said"),
        ("Jane Roe \N{EM DASH} a lawyer \N{EM DASH} said it was late.", "Jane Roe", "said"),
        ("Jane Roe - a lawyer - said it was late.", "Jane Roe", "said"),
        ("POLITICO has learned that it was late.", "POLITICO", "learned"),
        ("The prince called for Jane Roe to leave.", "prince", "called for"),
        ("Jane Roe called this a mess.", "Jane Roe", "called"),
        ("Jane Roe called him unfit.", "Jane Roe", "called"),
        ("Experts warned of a flood.", "Experts", "warned"),
        ("Jane Roe stressed the need for rain.", "Jane Roe", "stressed"),
        ("Jane Roe referred to the flood.", "Jane Roe", "referred to"),
        ("The mayor's chief of staff, Jane Roe, said it was late.", "Jane Roe", "said"),
    ],
)
def test_sources_are_found_past_what_stands_around_them(line: str, source: str, cue: str) -> None:
    assert [row(found)[:2] for found in cited(line)] == [(source, cue)]


@pytest.mark.parametrize(
    ("line", "content"),
    [
        ("Jane Roe said on Feb. 3 that it was late.", "it was late"),
        ("Jane Roe said on 3 February that it was late.", "it was late"),
        ("Jane Roe said two days ago that it was late.", "it was late"),
        ("Jane Roe said earlier this month that it was late.", "it was late"),
        ("Jane Roe said in 2019 that it was late.", "it was late"),
        ("Jane Roe said in a speech to workers that it was late.", "it was late"),
        ("And so, Jane Roe said, they left.", "they left"),
        ('Jane Roe said, "It was very late," and left.', "It was very late,"),
        ('Jane Roe said, "It was very late" in a post on Friday.', "It was very late"),
        ('Two quotes stand out: "It was very late," Jane Roe said.', "It was very late,"),
        ("It was late, as Jane Roe put it.", "It was late"),
    ],
)
def test_contents_are_only_what_is_attributed(line: str, content: str) -> None:
    assert [row(found)[2] for found in cited(line)] == [content]


@pytest.mark.parametrize(
    ("line", "quotes"),
    [
        ("''It was late,'' Jane Roe said. ''It isn't now.''", ["It was late,", "It isn't now."]),
        ("``It was late,'' Jane Roe said.", ["It was late,"]),
        ("'It was late,' Jane Roe said.", ["It was late,"]),
        ("\"He said 'no' to me,\" Jane Roe said.", ["He said 'no' to me,"]),
        ('"We lost," Jane Roe said, "but not by much."', ["We lost,", "but not by much."]),
        ('Jane Roe said "we lost.', ["we lost."]),
    ],
)
def test_quotations_are_read_in_every_kind_of_mark(line: str, quotes: list[str]) -> None:
    assert [quote.text for found in cited(line) for quote in found.quotes] == quotes


def test_words_quoted_over_paragraphs_have_one_speaker() -> None:
    before = cited('"It was late.', '"It rained.', '"So we left," Jane Roe said.')
    assert [(found.source_name, found.segment_no) for found in before] == [
        ("Jane Roe", 0),
        ("Jane Roe", 1),
        ("Jane Roe", 2),
    ]
    after = cited('Jane Roe said: "It was late.', '"It rained.', '"So we left."', "It was dark.", '"No."')
    assert [(found.source_name, found.rule) for found in after] == [
        ("Jane Roe", "subject"),
        ("Jane Roe", "continuation"),
        ("Jane Roe", "continuation"),
    ]


def test_a_paragraph_that_is_only_quoted_is_the_last_speakers_but_less_surely() -> None:
    said, floating = cited('"It was late," Jane Roe said.', '"We left."')
    assert (floating.source_name, floating.cue, floating.rule) == ("Jane Roe", None, "floating_quote")
    assert floating.confidence < said.confidence
    assert len(cited('"It was late," Jane Roe said.', "It rained.", '"We left."')) == 1
    assert cited('"We left."') == ()


def test_words_announced_at_the_end_of_a_paragraph_are_in_the_next() -> None:
    announced, words = cited("Jane Roe wrote on Friday:", '"It was late."')
    assert row(announced) == ("Jane Roe", "wrote", None)
    assert (announced.quote_form, announced.said_date) == ("direct", date(2025, 2, 7))
    assert (words.source_name, words.rule, row(words)[2]) == ("Jane Roe", "continuation", "It was late.")
    assert [row(found) for found in cited("Jane Roe wrote:", "It rained.")] == [("Jane Roe", "wrote", None)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "It was late, the AP reports, per the Guardian.",
            [("AP", "relay", 1), ("Guardian", "relay", None)],
        ),
        (
            "Jane Roe said it was late, the AP reports, per the Guardian.",
            [("Jane Roe", "source", 1), ("AP", "relay", 2), ("Guardian", "relay", None)],
        ),
        (
            "CNN reports, citing two officials, that it was late.",
            [("CNN", "relay", None), ("officials", "source", 0)],
        ),
        (
            "It was late, CNN reports, citing a source.",
            [("CNN", "relay", None), ("source", "source", 0)],
        ),
        (
            "It was late, according to a report in the Guardian.",
            [("report", "source", 1), ("Guardian", "relay", None)],
        ),
        (
            "It was late, according to a tally by the Associated Press.",
            [("tally", "source", 1), ("Associated Press", "relay", None)],
        ),
        (
            "BBC reporter Jane Roe says it was late.",
            [("BBC", "relay", None), ("Jane Roe", "source", 0)],
        ),
        ("Former BBC reporter Jane Roe says it was late.", [("Jane Roe", "source", None)]),
        (
            "Sources tell CNN that it was late.",
            [("Sources", "source", None), ("CNN", "addressee", None)],
        ),
        (
            'Jane Roe returned the compliment, telling Reuters, "It was late."',
            [("Jane Roe", "source", None), ("Reuters", "addressee", None)],
        ),
        ("The Guardian reported in October that it was late.", [("Guardian", "relay", None)]),
        ("The mayor left, Politico reported in 2014.", [("Politico", "relay", None)]),
        ("It was late, as first reported by the Guardian.", [("Guardian", "relay", None)]),
    ],
)
def test_outlets_carry_speakers_documents_and_each_other(
    line: str, expected: list[tuple[str, str, int | None]]
) -> None:
    assert roles(line) == expected


def test_sources_that_are_cited_share_the_content_of_the_outlet() -> None:
    for line in (
        "CNN reports, citing two officials, that it was late.",
        "The Guardian, citing the AP, reports that it was late.",
    ):
        assert [row(found)[2] for found in cited(line)] == ["it was late", "it was late"]
