import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.layout.lines import find_lines

PAGE_TEXT = st.text(st.one_of(st.sampled_from("\r\n\u2028\f\u200b •-1. aB"), st.characters()), max_size=60)


@given(PAGE_TEXT)
def test_lines_joined_are_the_page(text):
    lines = find_lines(text)

    assert "".join(line.text for line in lines) == text
    assert [line.line_no for line in lines] == list(range(len(lines)))


@given(PAGE_TEXT)
def test_spans_point_at_their_text(text):
    for line in find_lines(text):
        assert text[line.start : line.end] == line.text
        assert text[line.content.start : line.content.end] == line.content.text
        assert line.start <= line.content.start <= line.content.end <= line.end


@given(PAGE_TEXT)
def test_a_line_with_a_letter_is_never_blank(text):
    assert all(line.content.text for line in find_lines(text) if any(map(str.isalnum, line.text)))


def test_an_empty_page_has_no_lines():
    assert find_lines("") == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", ["a\n", "b"]),
        ("a\r\nb\r\n", ["a\r\n", "b\r\n"]),
        ("a\rb", ["a\r", "b"]),
        ("a\n\r\nb", ["a\n", "\r\n", "b"]),
        ("a\u2028b\fc\x85d", ["a\u2028b\fc\x85d"]),
    ],
)
def test_only_line_breaks_break_lines(text, lines):
    assert [line.text for line in find_lines(text)] == lines


@pytest.mark.parametrize(
    ("text", "content", "marker"),
    [
        ("  • Ferries stopped.  \n", "Ferries stopped.", "bullet"),
        ("•Ferries stopped.", "Ferries stopped.", "bullet"),
        ("- Ferries stopped.", "Ferries stopped.", "bullet"),
        ('* "Stop," he said.', '"Stop," he said.', "bullet"),
        ("-5 degrees at dawn", "-5 degrees at dawn", None),
        ("***", "***", None),
        ("2. Ferries stopped.", "2. Ferries stopped.", "number"),
        ("2.5 million people", "2.5 million people", None),
        ("\ufeff\xa0Ferries\u200b\n", "Ferries", None),
        (" \xa0\u200b\r\n", "", None),
    ],
)
def test_content_leaves_out_bullets_indents_and_trailing_space(text, content, marker):
    (line,) = find_lines(text)

    assert (line.content.text, line.marker) == (content, marker)
