import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.parsing.language.quotes import find_quotes
from flows.parsing.records import Segment, SegmentType, TextSpan


def segment(text: str, segment_type: SegmentType = "paragraph", start: int = 0) -> Segment:
    end = start + len(text)
    return Segment(0, segment_type, start, end, text, TextSpan(start, end, text), "test")


def quoted(text: str) -> list[str]:
    return [text[found.start : found.end] for found in find_quotes([segment(text)])]


@pytest.mark.parametrize(
    "text",
    [
        "The players' union isn't the owners' friend.",
        "Rock 'n' roll of the '90s, give 'em that.",
        "The players’ union isn’t here.",
        "He is 6'2\" tall.",
        "He is 6'2'' tall.",
        "It closes” what never opened",
    ],
)
def test_apostrophes_and_stray_marks_quote_nothing(text):
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "go" and "stay."', ["go", "stay."]),
        ("He said “go” and “stay.”", ["go", "stay."]),
        ("Mayor Calls Plan 'a Mess'", ["a Mess"]),
        ("It was ‘a mess’, he said", ["a mess"]),
        ("'the owners' choice' it is", ["the owners' choice"]),
        ("\"it's 'gone' now\"", ["it's 'gone' now", "gone"]),
        ("‘a “nested” word’", ["a “nested” word", "nested"]),
        ('the "6\'2" man" left', ["6'2\" man"]),
        ("they—“loud”—said", ["loud"]),
        ("''It is gone,'' he said. ''All of it.''", ["It is gone,", "All of it."]),
        ("``It is gone,'' he said", ["It is gone,"]),
        ("''he said 'no' to us''", ["he said 'no' to us", "no"]),
    ],
)
def test_quotations_are_found_without_their_marks(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize("text", ['He said go on. "', '"" he said', "He said “” twice", 'The "  " is empty'])
def test_marks_with_nothing_between_them_quote_nothing(text):
    assert quoted(text) == []


@pytest.mark.parametrize("text", ['He said: "We go on', "He said: “We go on", "He said: ‘We go on"])
def test_an_unclosed_quotation_runs_to_the_end_of_its_paragraph(text):
    (found,) = find_quotes([segment(text)])
    assert text[found.start : found.end] == "We go on"
    assert found.outer_end == found.end == len(text)


def test_spans_point_into_the_page():
    (found,) = find_quotes([segment('a "b"', start=100)])
    assert (found.outer_start, found.start, found.end, found.outer_end) == (102, 103, 104, 105)


def test_a_mark_typed_as_two_is_left_out_whole():
    (found,) = find_quotes([segment("a ''b'' c", start=100)])
    assert (found.outer_start, found.start, found.end, found.outer_end) == (102, 104, 105, 107)


def test_furniture_is_not_read():
    assert find_quotes([segment('"a"', "caption")]) == ()


@settings(max_examples=200)
@given(st.text(alphabet="as .,\"'“”‘’", max_size=60))
def test_quotations_lie_inside_their_segment_and_never_cross(text):
    found = find_quotes([segment(text)])
    for one in found:
        assert 0 <= one.outer_start < one.start < one.end <= one.outer_end <= len(text)
        assert text[one.start : one.end].strip()
    for one in found:
        for other in found:
            if one.outer_start < other.outer_start < one.outer_end:
                assert other.outer_end <= one.outer_end
