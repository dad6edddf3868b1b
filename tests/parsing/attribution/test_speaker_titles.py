"""What is printed with a speaker: title, role or office, and the organisation or place it is held in."""

import pytest

from flows.lookups import load_lexicon
from flows.parsing.page import parse_page
from flows.parsing.records import Citation, TextSpan

HEADLINE = "Council closes road after flood\n\n"


def cited(line: str) -> tuple[Citation, ...]:
    """The citations of a page with one paragraph."""
    return parse_page(f"{HEADLINE}{line}\n", load_lexicon()).citations


def text(span: TextSpan | None) -> str | None:
    return span and span.text


def office(line: str) -> tuple[str | None, str | None]:
    """Title and affiliation of the first source of a line."""
    found = next(row for row in cited(line) if row.source_role == "source")
    return text(found.speaker_title), text(found.speaker_affiliation)


@pytest.mark.parametrize(
    ("line", "title", "affiliation"),
    [
        ("Kremlin spokesman Dmitry Peskov said the talks were over.", "Kremlin spokesman", "Kremlin"),
        ("President Hall said the road was closed.", "President", None),
        ("Former Prime Minister Bo Ray told reporters it was late.", "Former Prime Minister", None),
        ('"It was late," said Oslo police chief Bo Ray.', "Oslo police chief", "Oslo"),
        ("The city's mayor, Ann Ito, said the road was closed.", "The city's mayor", None),
    ],
)
def test_a_title_stands_before_the_name(line, title, affiliation) -> None:
    assert office(line) == (title, affiliation)


@pytest.mark.parametrize(
    ("line", "title", "affiliation"),
    [
        ("Ann Ito, the city's mayor, said the road was closed.", "the city's mayor", None),
        ('"It was late," said Ann Ito, the city\'s mayor.', "the city's mayor", None),
        (
            "Ann Ito, a chemist at the University of Leeds, says the water is clean.",
            "chemist",
            "University of Leeds",
        ),
        ("Ann Ito, 45, a teacher in Oslo, said the school was late.", "teacher", "Oslo"),
        (
            "According to Ann Ito, a professor of chemistry at Yale University, the water is clean.",
            "professor of chemistry",
            "Yale University",
        ),
        ('"It was late," said Ann Ito, a spokeswoman for the Red Cross.', "spokeswoman", "Red Cross"),
    ],
)
def test_a_title_stands_between_commas_after_the_name(line, title, affiliation) -> None:
    assert office(line) == (title, affiliation)


@pytest.mark.parametrize(
    ("line", "affiliation"),
    [
        ("Ann Ito of Amnesty International said the law was bad.", "Amnesty International"),
        ('"It was late," said Ann Ito of Amnesty International.', "Amnesty International"),
        ("A spokesman for Amnesty International said the law was bad.", "Amnesty International"),
    ],
)
def test_an_affiliation_stands_behind_a_preposition(line, affiliation) -> None:
    assert office(line) == (None, affiliation)


@pytest.mark.parametrize(
    "line",
    [
        "Ann Ito said the road was closed.",
        "Mr. Ito said the road was closed.",
        "Ann Ito, 45, said the road was closed.",
        "Ann Ito, who led the team, said the road was closed.",
        "Ann Ito, speaking in court, said the road was closed.",
        "He said the mayor of Oslo was late.",
        "Police said Ann Ito, the mayor, was late.",
        "The mayor said Amnesty International was late.",
    ],
)
def test_what_else_stands_with_a_source_is_no_office(line) -> None:
    assert office(line) == (None, None)


def test_an_outlet_has_no_office() -> None:
    relay = next(row for row in cited("BBC reporter Ann Ito said it was late.") if row.source_role == "relay")
    assert (relay.speaker_title, relay.speaker_affiliation) == (None, None)


def test_both_spans_say_what_the_page_says() -> None:
    line = "Ann Ito, a chemist at the University of Leeds, said on Friday the water was clean."
    page = f"{HEADLINE}{line}\n"
    (found,) = parse_page(page, load_lexicon()).citations
    spans = [found.speaker_title, found.speaker_affiliation]
    assert [span and page[span.start : span.end] for span in spans] == ["chemist", "University of Leeds"]
