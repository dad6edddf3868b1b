import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.layout.lines import cut_lines, find_content

PAGE_TEXT = st.text(st.one_of(st.sampled_from("\r\n\u2028\f\u200b •-1. aB"), st.characters()), max_size=60)


@given(PAGE_TEXT)
def test_lines_joined_are_the_page(text):
    assert "".join(cut_lines(text)) == text


@given(PAGE_TEXT)
def test_every_line_but_the_last_ends_in_its_only_break(text):
    lines = cut_lines(text)

    assert all(line.endswith(("\r", "\n")) for line in lines[:-1])
    assert not any(mark in line.rstrip("\r\n") for line in lines for mark in "\r\n")


@given(PAGE_TEXT)
def test_content_is_where_it_is_said_to_be(text):
    for line in cut_lines(text):
        indent, content, _ = find_content(line)
        assert line[indent : indent + len(content)] == content


@given(PAGE_TEXT)
def test_a_line_with_a_letter_is_never_blank(text):
    assert all(find_content(line)[1] for line in cut_lines(text) if any(map(str.isalnum, line)))


def test_an_empty_page_has_no_lines():
    assert cut_lines("") == []


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
    assert cut_lines(text) == lines


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
    assert find_content(text)[1:] == (content, marker)
