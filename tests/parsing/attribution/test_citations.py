from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.lookups import load_lexicon
from flows.parsing.attribution.citations import find_citations
from flows.parsing.entities.mentions import find_mentions
from flows.parsing.language.quotes import find_quotes
from flows.parsing.language.sentences import find_sentences
from flows.parsing.page import parse_page
from flows.parsing.records import Citation, Segment, SegmentType, TextSpan

USER_PAGE = next((Path(__file__).parents[3] / "seeds").glob("*.txt"))
MONDAY = date(2025, 2, 10)


def citations(
    *lines: str, segment_type: SegmentType = "paragraph", on: date | None = MONDAY
) -> tuple[Citation, ...]:
    text = "".join(f"{line}\n" for line in lines)
    segments = []
    start = 0
    for number, line in enumerate(lines):
        content = TextSpan(start, start + len(line), line)
        end = start + len(line) + 1
        segments.append(Segment(number, segment_type, start, end, f"{line}\n", content, "test"))
        start = end
    sentences = find_sentences(segments)
    lexicon = load_lexicon()
    quotes = find_quotes(segments)
    mentions = find_mentions(text, sentences, quotes, lexicon, on)
    return find_citations(text, sentences, quotes, mentions, lexicon, on)


def rows(*lines: str) -> list[tuple[str | None, str | None, str | None]]:
    """Source, cue and content of each row."""
    return [
        (
            found.source and found.source.text,
            found.cue and found.cue.text,
            found.content and found.content.text,
        )
        for found in citations(*lines)
    ]


def only(line: str) -> Citation:
    (found,) = citations(line)
    return found


@pytest.mark.parametrize(
    "line",
    [
        "The report was thick.",
        "Reports of rain are common.",
        "He was told to leave.",
        "She is said to be ill.",
        "The notes were short and the claims were false.",
        "He calls his mother on the phone.",
        "Officials have yet to confirm the death.",
        "Sales declined last year.",
        "Guards refused to leave the building.",
        "The fee is $10 per hour.",
        "They found a wallet in the park.",
        "She revealed a new logo.",
        "The army attacked the town.",
        "I said that it was late.",
    ],
)
def test_words_that_report_nothing_make_no_citation(line: str) -> None:
    assert rows(line) == []


def test_quoted_words_are_no_cues() -> None:
    assert rows('"My brother said no and the police told me to go," Ann Lee said.') == [
        ("Ann Lee", "said", "My brother said no and the police told me to go,")
    ]


@pytest.mark.parametrize("segment_type", ["caption", "boilerplate", "headline_repeat", "byline"])
def test_furniture_is_not_searched(segment_type: SegmentType) -> None:
    assert citations("Police say the road is closed.", segment_type=segment_type) == ()


@pytest.mark.parametrize(
    ("line", "source", "cue", "content"),
    [
        ("Police say the road is closed.", "Police", "say", "the road is closed"),
        ("The road is closed, police say.", "police", "say", "The road is closed"),
        ("The road is closed, say police.", "police", "say", "The road is closed"),
        ("The road is closed, according to police.", "police", "according to", "The road is closed"),
        (
            "According to police in the town, the road is closed.",
            "police",
            "According to",
            "the road is closed",
        ),
        ("The road is closed, per the Gazette.", "Gazette", "per", "The road is closed"),
        ("Per KTLA, the road is closed.", "KTLA", "Per", "the road is closed"),
        ("As CNN notes, the road is closed.", "CNN", "notes", "the road is closed"),
        ("The road is closed, Reuters reports.", "Reuters", "reports", "The road is closed"),
        ("The road is closed, reports Reuters.", "Reuters", "reports", "The road is closed"),
        (
            "The mayor said in a statement on Friday that the road is closed.",
            "mayor",
            "said",
            "the road is closed",
        ),
        ("The zoo, however, says the tiger is safe.", "zoo", "says", "the tiger is safe"),
        ("The report, released Tuesday, says two men died.", "report", "says", "two men died"),
        ("A spokesman for the city says the road is closed.", "spokesman", "says", "the road is closed"),
        ("A team of researchers says the ice is thin.", "researchers", "says", "the ice is thin"),
        ('"It was fun," one of the lawyers tells reporters.', "lawyers", "tells", "It was fun,"),
        ("The police chief also said he was sorry.", "police chief", "said", "he was sorry"),
        ("Some suspect that he is ill.", "Some", "suspect", "he is ill"),
        ("Experts don't think it will last.", "Experts", "think", "it will last"),
        ("The lawsuit alleges fraud.", "lawsuit", "alleges", "fraud"),
        ("The union denied the charges.", "union", "denied", "the charges"),
        ('She called the plan "a joke."', "She", "called", 'the plan "a joke."'),
        ("Officials refused to comment.", "Officials", "refused", "comment"),
        (
            "Those close to police officers who say they are tired are right.",
            "police officers",
            "say",
            "they are tired are right",
        ),
        ("KENS 5 reports that the school is shut.", "KENS 5", "reports", "the school is shut"),
        ("The 19-year-old said he was sorry.", "19-year-old", "said", "he was sorry"),
    ],
)
def test_source_cue_and_content_in_any_order(line: str, source: str, cue: str, content: str) -> None:
    assert rows(line) == [(source, cue, content)]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Attorney Jane Roe said it was over.", "Jane Roe"),
        ("His lawyer, Jane Roe, said it was over.", "Jane Roe"),
        ("Jane Roe, 41, said it was over.", "Jane Roe"),
        ("Jane Roe, a lawyer for the city of Boston, said it was over.", "Jane Roe"),
        ("Jane Roe, who led the team, said it was over.", "Jane Roe"),
        ('"It is over," said attorney Jane Roe, who led the team.', "Jane Roe"),
    ],
)
def test_names_stand_without_title_and_apposition(line: str, source: str) -> None:
    assert [found[0] for found in rows(line)] == [source]


@pytest.mark.parametrize(
    ("line", "sources"),
    [
        ("Jane Roe and John Doe said it was over.", ["Jane Roe", "John Doe"]),
        ("Police and prosecutors said it was over.", ["Police", "prosecutors"]),
        ("It was over, according to Jane Roe and John Doe.", ["Jane Roe", "John Doe"]),
        ("Jane Roe and her aides said it was over.", ["Jane Roe"]),
        ("Officials in Oslo and Bergen said it was over.", ["Officials"]),
    ],
)
def test_sources_that_and_joins_speak_each(line: str, sources: list[str]) -> None:
    assert [found[0] for found in rows(line)] == sources


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ('"We lost," Jane Roe said.', "direct"),
        ('Jane Roe said: "We lost."', "direct"),
        ('Jane Roe said the game was "a joke."', "mixed"),
        ("Jane Roe said the game was a joke.", "indirect"),
    ],
)
def test_form_says_how_much_is_quoted(line: str, form: str) -> None:
    assert only(line).quote_form == form


@pytest.mark.parametrize(
    ("line", "kind", "name", "role"),
    [
        ("The road is shut, the AP reports.", "outlet", "Associated Press", "relay"),
        ("The road is shut, WTVD reports.", "outlet", "WTVD", "relay"),
        ("The road is shut, the Springfield Gazette reports.", "outlet", "Springfield Gazette", "relay"),
        ("The road is shut, NBC Los Angeles reports.", "outlet", "NBC Los Angeles", "relay"),
        ("Jane Roe says the road is shut.", "person", "Jane Roe", "source"),
        ("Iran says the road is shut.", "organisation", "Iran", "source"),
        ("Witnesses say the road is shut.", "unnamed", "Witnesses", "source"),
        ("A study says the road is shut.", "document", "study", "source"),
    ],
)
def test_kind_name_and_role_of_sources(line: str, kind: str, name: str, role: str) -> None:
    found = only(line)
    assert (found.source_kind, found.source_name, found.source_role) == (kind, name, role)


def test_a_short_outlet_name_means_the_one_the_page_names_in_full() -> None:
    found = citations("The Denver Post reports that snow is near.", "The Post adds that roads are wet.")
    assert [row.source_name for row in found] == ["Denver Post", "Denver Post"]
    assert only("The Times adds that roads are wet.").source_name == "Times"


def test_typographic_apostrophes_are_read_like_straight_ones() -> None:
    assert rows("Experts don\u2019t think it will last.") == [("Experts", "think", "it will last")]
    assert rows("She didn\u2019t say why.") == [("She", "didn\u2019t say", "why")]
    writer, outlet = citations("The Times\u2019 Jane Roe says it will last.")
    assert {(writer.source_role, writer.source_kind), (outlet.source_role, outlet.source_kind)} == {
        ("source", "person"),
        ("relay", "outlet"),
    }


def test_the_paper_means_the_outlet_cited_last() -> None:
    found = citations("It rained, the Denver Post reports.", "The paper adds that roads are wet.")
    assert [(row.source_name, row.source_role) for row in found] == [("Denver Post", "relay")] * 2
    assert only("The paper says that roads are wet.").source_kind == "document"


def test_an_unknown_name_that_reports_is_an_outlet_but_an_agency_is_not() -> None:
    assert only("The road is shut, Novinite reports.").source_kind == "outlet"
    assert only("The CDC reports that cases are rising.").source_kind == "organisation"
    assert only("The road is shut, Jane Roe reports.").source_kind == "person"
    assert only("Hall says the road is shut.").source_kind == "person"


def test_an_outlet_carries_the_speaker_before_it() -> None:
    speaker, outlet = citations('Jane Roe said Friday that it was "a joke," NBC News reports.')
    assert (outlet.source_role, outlet.relayed_by_no) == ("relay", None)
    assert speaker.relayed_by_no == outlet.citation_no
    assert [quote.text for quote in speaker.quotes] == ["a joke,"]
    assert outlet.quotes == ()


def test_a_writer_is_carried_by_the_outlet_beside_them() -> None:
    writer, outlet = citations('"It is over," writes Jane Roe in the Guardian.')
    assert (writer.source_role, writer.relayed_by_no) == ("source", outlet.citation_no)
    assert (outlet.source_name, outlet.source_role) == ("The Guardian", "relay")


def test_an_outlet_that_is_told_has_a_row_of_its_own() -> None:
    speaker, outlet = citations("Jane Roe told the New York Post she was tired.")
    assert speaker.addressee
    assert (speaker.addressee.text, speaker.addressee_outlet_id) == ("New York Post", "new-york-post")
    assert (outlet.source_role, outlet.cue, outlet.content) == ("addressee", speaker.cue, speaker.content)


def test_anyone_else_who_is_told_stands_in_the_row_of_the_speaker() -> None:
    found = only("Jane Roe told reporters that she was tired.")
    assert found.addressee
    assert (found.addressee.text, found.addressee_outlet_id) == ("reporters", None)


def test_two_outlets_that_are_told_have_two_rows() -> None:
    roles = [
        (row.source_name, row.source_role)
        for row in citations("Jane Roe told CNN and the BBC that it rained.")
    ]
    assert roles == [("Jane Roe", "source"), ("CNN", "addressee"), ("BBC", "addressee")]


def test_an_interviewer_is_told_what_the_sentence_says() -> None:
    outlet, speaker = citations("In an interview with Axios, Jane Roe says she is done.")
    assert (outlet.source_name, outlet.source_role) == ("Axios", "addressee")
    assert speaker.addressee_outlet_id == "axios"
    assert outlet.content == speaker.content


def test_a_coordinated_verb_shares_subject_and_day() -> None:
    told, declined = citations("Jane Roe said Friday that she was tired, but declined to give details.")
    assert (declined.source, declined.said_date) == (told.source, date(2025, 2, 7))
    assert rows("Jane Roe said she was tired, but declined to give details.") == [
        ("Jane Roe", "said", "she was tired"),
        ("Jane Roe", "declined", "give details"),
    ]


def test_a_participle_has_the_subject_of_its_clause() -> None:
    assert rows("Jane Roe welcomed the deal, adding that it was late.") == [
        ("Jane Roe", "adding", "it was late")
    ]
    assert rows("Jane Roe said it rained, adding that it was late.") == [
        ("Jane Roe", "said", "it rained"),
        ("Jane Roe", "adding", "it was late"),
    ]


def test_one_verb_with_two_clauses_is_one_row() -> None:
    assert rows("Police said the road was shut and the bridge was gone.") == [
        ("Police", "said", "the road was shut and the bridge was gone")
    ]


def test_supplements_are_left_out_of_the_content_but_their_quotations_count() -> None:
    found = only('Jane Roe said the game was "a joke," but that the fans were "great."')
    assert found.content
    assert found.content.text == 'the game was "a joke,"'
    assert [quote.text for quote in found.quotes] == ["a joke,", "great."]


def test_a_quotation_that_goes_on_in_the_sentence_is_the_same_row() -> None:
    found = only('"We lost," Jane Roe added, "and we know it."')
    assert [quote.text for quote in found.quotes] == ["We lost,", "and we know it."]


def test_a_quotation_of_its_own_continues_the_speaker_before_it() -> None:
    said, more = citations('"We lost," Jane Roe said. "It was close. It hurt."')
    assert (more.source, more.cue, more.resolved_by) == (None, None, "continuation")
    assert more.source_name == said.source_name == "Jane Roe"
    assert more.content
    assert more.content.text == "It was close. It hurt."


def test_a_quotation_without_a_speaker_before_it_is_left_alone() -> None:
    assert citations('"It was close." The game was long.') == ()


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("Jane Roe said it rained.", "She said it was cold."), "Jane Roe"),
        (("Jane Roe said it rained, the AP reports.", "She said it was cold."), "Jane Roe"),
        (("Jane Roe is a lawyer.", "She said it was cold."), "Jane Roe"),
        (("Jane Roe said it rained.", "Roe said it was cold."), "Jane Roe"),
        (("She said it was cold.",), None),
    ],
)
def test_pronouns_and_surnames_mean_the_person_named_before(lines: tuple[str, ...], name: str | None) -> None:
    assert citations(*lines)[-1].source_name == name


def test_a_pronoun_that_means_nobody_is_unresolved() -> None:
    assert only("She said it was cold.").resolved_by == "unresolved"


def test_the_page_of_the_user_is_read_whole() -> None:
    text = USER_PAGE.read_text(encoding="utf-8")
    found = parse_page(text, load_lexicon()).citations
    assert [(row.source_name, row.source_role, row.cue and row.cue.text) for row in found] == [
        ("Kremlin", "source", "Says"),
        ("Official", "source", "says"),
        ("Donald Trump", "source", "says"),
        ("Kremlin", "source", "according to"),
        ("Sergei Ryabkov", "source", "said"),
        ("NBC News", "relay", "reports"),
        ("Sergei Ryabkov", "source", "said"),
        ("Reuters", "relay", "reports"),
        ("Sergei Ryabkov", "source", "said"),
        ("Donald Trump", "source", "told"),
        ("Donald Trump", "source", "declined"),
        ("Associated Press", "relay", "reports"),
        ("Donald Trump", "source", "said"),
        ("Donald Trump", "source", None),
        ("Donald Trump", "source", "said"),
        ("Donald Trump", "source", "told"),
        ("New York Post", "addressee", "told"),
        ("Dmitry Peskov", "source", "said"),
        ("Axios", "relay", "reports"),
        ("Donald Trump", "source", "said"),
        ("Michael Waltz", "source", "said"),
        ("The Guardian", "relay", "reports"),
        ("Michael Waltz", "source", "said"),
    ]
    assert {row.said_date_text: row.said_date for row in found if row.said_date} == {
        "Monday": date(2025, 2, 10),
        "Sunday": date(2025, 2, 9),
        "Friday": date(2025, 2, 7),
    }
    assert {row.citation_no: row.relayed_by_no for row in found if row.relayed_by_no is not None} == {
        4: 5,
        6: 7,
        9: 11,
        10: 11,
        17: 18,
        20: 21,
    }


@cache
def words() -> tuple[str, ...]:
    names = ("Jane Roe", "the AP", "police", "he", "they", "a study", "CNN", "KTLA 5", "Russia")
    cues = (
        "said",
        "says",
        "told",
        "according to",
        "reports",
        "adding that",
        "declined to",
        "who said",
        "per",
    )
    marks = (",", ".", '"', "“", "”", "—", ";", ":", "'", "(", ")")
    return (
        names
        + cues
        + marks
        + ("that", "it was late", "on Friday", "but", "and", "in a statement", "the Times'")
    )


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(words()), max_size=40))
def test_every_span_is_the_text_it_points_at(parts: list[str]) -> None:
    text = " ".join(parts)
    found = citations(text)
    for number, row in enumerate(found):
        spans = [row.source, row.cue, row.content, row.addressee, *row.quotes]
        assert all(f"{text}\n"[span.start : span.end] == span.text for span in spans if span)
        assert all(span.text for span in (row.source, row.cue, row.content) if span)
        assert row.citation_no == number
        assert row.relayed_by_no is None or found[row.relayed_by_no].source_role == "relay"
        assert 0 < row.confidence <= 1


@pytest.mark.parametrize(
    "unit", ["Smith said ", "said, ", '"a said Smith, ', "Smith — who — said ", "memo that alleges "]
)
def test_text_without_sentences_is_read_in_bounded_pieces(unit: str) -> None:
    found = citations(unit * 1000)
    assert max((len(row.content.text) for row in found if row.content), default=0) < 20_000
