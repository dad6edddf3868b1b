"""Bytes become the text of a page, or the reason why they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.decoding import Unreadable, decode_page

PROSE = "The mayor said “no” on Monday—again. Café owners weren’t pleased.\n"


@pytest.mark.parametrize(
    ("content", "reason_code"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        ("***\n— — —\n___\n".encode(), "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        (b"A headline\0with a NUL\n" * 20, "nul_bytes"),
        ("A NUL \0 in UTF-16".encode("utf-16"), "nul_bytes"),
        (PROSE.encode()[:-1] + "—".encode()[:2], "truncated"),
        (b"\xff\xfeA", "undecodable"),
        (bytes(range(1, 256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes([7, 8, 1, 2]) * 50, "binary"),
    ],
)
def test_what_is_not_a_page_is_refused_with_a_reason(content, reason_code):
    with pytest.raises(Unreadable) as refusal:
        decode_page(content)
    assert refusal.value.reason_code == reason_code


@pytest.mark.parametrize(
    ("codec", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_english_prose_survives_every_usual_encoding(codec, recorded):
    page = decode_page(PROSE.encode(codec))
    assert (page.text, page.encoding) == (PROSE, recorded)


def test_other_scripts_in_a_legacy_encoding_are_recognised_by_statistics():
    russian = "Президент России заявил, что переговоры продолжаются. " * 10
    assert decode_page(russian.encode("cp1251")).text == russian


def test_a_byte_order_mark_is_not_part_of_the_text():
    assert decode_page(b"\xef\xbb\xbfKremlin").text == "Kremlin"


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1).filter(
        lambda text: any(map(str.isalnum, text))
    )
)
def test_utf_8_text_comes_back_unchanged(text):
    assert decode_page(text.encode()).text == text


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused_and_never_crash(content):
    try:
        text = decode_page(content).text
    except Unreadable as refusal:
        text = refusal.reason_code
    assert any(map(str.isalnum, text))


@pytest.mark.parametrize(
    ("declared", "codec", "recorded"),
    [
        ("iso-8859-1", "cp1252", "cp1252"),
        ("windows-1251", "cp1251", "cp1251"),
        ("iso-8859-1", "utf-8", "utf-8"),
        ("unicode_escape", "cp1252", "cp1252"),
        ("\0", "cp1252", "cp1252"),
        ("X-CP1251", "cp1251", "cp1251"),
    ],
)
def test_a_declared_encoding_counts_unless_the_bytes_are_valid_utf_8_or_it_is_no_encoding_of_text(
    declared, codec, recorded
):
    text = "Москва сказала нет. " * 3 if codec == "cp1251" else PROSE
    page = decode_page(text.encode(codec), declared)
    assert (page.text, page.encoding) == (text, recorded)


@pytest.mark.parametrize("label", ["x-sjis", "windows-31j", "x-euc-jp", "iso-2022-jp"])
def test_the_names_of_japanese_encodings_that_pages_use_are_known(label):
    codec = {"x-euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp"}.get(label, "cp932")
    text = "<p class='story'>" * 50 + "東京の船が止まった。"
    page = decode_page(text.encode(codec), label)
    assert (page.text, page.encoding) == (text, codec)
