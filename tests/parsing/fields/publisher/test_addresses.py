import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.parsing.fields.publisher.addresses import Address, read_address


@pytest.mark.parametrize("url", [None, "", "   ", "https://", "/news/1.html", "?x=1"])
def test_what_names_no_host_is_no_address(url):
    assert read_address(url) is None


@pytest.mark.parametrize(
    ("url", "host", "path"),
    [
        ("https://www.Example.com/news/1.html?x=1#top", "www.example.com", "/news/1.html"),
        ("example.com", "example.com", "/"),
        ("//example.com/", "example.com", "/"),
        ("http://reader:secret@example.co.uk:8080/a/b", "example.co.uk", "/a/b"),
        ("https://example.com./a", "example.com", "/a"),
        ("https://example.com?x=/a", "example.com", "/"),
        ("https://example.com/" + "a" * 5000, "example.com", "/" + "a" * 1999),
    ],
)
def test_an_address_has_a_host_and_a_path(url, host, path):
    assert read_address(url) == Address(host, path)


@given(st.text(max_size=300))
def test_any_text_is_read_without_raising(url):
    read_address(url)
