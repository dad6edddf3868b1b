"""A web page becomes the text a reader sees, with what it says of itself on lines of their own."""

import json

import pytest

from flows.decoding import Unreadable
from flows.documents.web_pages import read_fragment, read_web_page
from flows.parsing.records import Hints


def page_with(head="", body=""):
    story = (
        "The ferry stopped on Monday after its engine failed, the harbour master said to the Gazette. " * 4
    )
    return (
        f"<!doctype html><html><head>{head}</head><body><article><h1>Halt</h1><p>{story}</p>{body}</article>"
    )


def test_a_page_without_text_is_set_aside(intake):
    intake.save("a.html", "<html><body><script>let a = 1;</script></body></html>")
    intake.save("b.html", "<html><body>***</body></html>")
    intake.save("c.html", b"<html>\0\0\0</html>")
    intake.look()
    assert set(intake.outcomes().values()) <= {"no_text", "empty", "nul_bytes"}


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><p " + " ".join(f"a{number}" for number in range(50_000)) + ">",
        "<html>" + '<a "' * 100_000,
        "<html>" + "<a " * 100_000,
        "<p a='\">' " + "b " * 50_000,
    ],
)
def test_a_tag_of_thousands_of_attributes_is_refused_at_once(intake, html):
    intake.save("a.html", html)
    intake.look()
    assert intake.outcomes() == {"a.html": "too_complex"}


@pytest.mark.parametrize("body", ["<div>" * 300 + "<p>deep</p>", "<p>" + "long " * 2_100_000 + "</p>"])
def test_a_page_that_would_be_read_in_part_is_set_aside(intake, body):
    intake.save("a.html", page_with(body=body))
    intake.save("b.json", json.dumps({"title": "Halt", "text": f"<p>{body}</p>"}))
    intake.look()
    assert intake.outcomes() == {"a.html": "too_complex", "b.json": "too_complex"}


def test_long_scripts_are_no_tags():
    script = "<script>" + "if (a<b && c) { x = 'it'; }\n" * 2_000 + "</script>"
    assert "engine failed" in read_web_page(page_with(body=script), None)[0]


@pytest.mark.parametrize("html", ["<div>" * 20_000, "<ul><li>" * 5_000 + "x", "<" * 100_000, "<p>" * 20_000])
def test_no_page_breaks_the_reader(intake, html):
    intake.save("a.html", "<html><body>" + html)
    intake.look()
    assert set(intake.outcomes().values()) <= {"no_text", "empty", "too_complex", "ingested"}


def test_entities_and_files_of_this_machine_stay_where_they_are(intake):
    secret = intake.save("secret.dat", "SECRET")
    doctype = f'<!DOCTYPE html [<!ENTITY leak SYSTEM "file://{secret}">]>'
    intake.save("a.html", page_with(body="<p>&leak; and more</p>").replace("<!doctype html>", doctype))
    intake.look()
    assert all("SECRET" not in page["text"] for page in intake.in_lake().values())


def test_a_page_is_laid_out_as_a_reader_sees_it(intake, make):
    intake.save("a.html", make.web_page())
    intake.look()
    page = intake.in_lake()["a.html"]
    assert page["text"].split("\n\n")[:3] == [
        "Ferry halts crossings",
        "By Ann Lee and Bo Ek",
        "2025-03-03T09:15:00-05:00",
    ]
    lines = page["text"].splitlines()
    assert "What happened" in lines
    assert "- Buses ran instead." in lines
    assert "It broke, and nobody knew what to do about it." in lines
    assert not {"Home", "World", "Copyright The Harbour Gazette"} & set(lines)
    assert page["format"] == "html"
    assert Hints(**page["hints"]) == Hints(
        title="Ferry halts crossings",
        byline="By Ann Lee and Bo Ek",
        published="2025-03-03T09:15:00-05:00",
        site_name="The Harbour Gazette",
        language="en-GB",
    )


def test_the_source_of_a_page_saved_as_text_is_read_as_a_page_and_text_saved_as_a_page_as_text(intake, make):
    intake.save("source.txt", make.web_page())
    intake.save("plain.html", "Mayor resigns\n\nThe mayor said 3 < 5 on Monday.\n")
    intake.look()
    pages = intake.in_lake()
    assert pages["source.txt"]["format"] == "html"
    assert "<" not in pages["source.txt"]["text"]
    assert pages["plain.html"]["format"] == "text"
    assert pages["plain.html"]["text"] == "Mayor resigns\n\nThe mayor said 3 < 5 on Monday.\n"


LINKED = '<script type="application/ld+json">%s</script>'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (
            '<meta property="article:published_time" content="2025-03-03T09:15:00-05:00">',
            "2025-03-03T09:15:00-05:00",
        ),
        ('<meta itemprop="datePublished" content="2025-03-03T14:15:00Z">', "2025-03-03T14:15:00Z"),
        (
            LINKED % '[{"@type": "NewsArticle", "datePublished": "2025-03-03T09:15+01:00"}]',
            "2025-03-03T09:15+01:00",
        ),
        (
            LINKED % '{"@graph": [{"@type": "WebPage", "datePublished": "2020-01-01T00:00:00Z"},'
            '{"@type": ["ReportageNewsArticle"], "datePublished": "2025-03-03T09:15:00.000Z"}]}',
            "2025-03-03T09:15:00.000Z",
        ),
        (
            LINKED % '{"@type": "NewsArticle", "datePublished": "2025-03-03"}'
            + '<meta property="article:published_time" content="2025-03-03T09:15:00-05:00">',
            "2025-03-03T09:15:00-05:00",
        ),
        (LINKED % "{broken" + '<meta name="pubdate" content="2025-03-03">', "2025-03-03"),
        (LINKED % ("[" * 50_000) + '<meta name="pubdate" content="2025-03-03">', "2025-03-03"),
    ],
)
def test_the_time_with_its_offset_is_kept_as_the_page_gives_it(head, published):
    text, hints = read_web_page(page_with(head), None)
    assert hints.published == published
    assert published in text.splitlines()


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ('<meta charset="shift_jis">', "cp932"),
        ('<meta charset="no-such-thing">', "utf-8"),
        ('<meta charset="idna">', "utf-8"),
        ('<meta charset="iso-8859-1">', "utf-8"),
        ("", "utf-16"),
    ],
)
def test_a_page_is_decoded_as_it_says_unless_that_cannot_be(intake, head, codec):
    word = {"cp1251": "Москва", "cp932": "東京"}.get(codec, "Café")
    intake.save("a.html", page_with(head, f"<p>{word} is where the ferry went on Tuesday.</p>").encode(codec))
    intake.look()
    page = intake.in_lake()["a.html"]
    assert word in page["text"]
    assert page["encoding"] == codec


@pytest.mark.parametrize(
    "head",
    [
        LINKED % '{"@type": "NewsArticle", "datePublished": "2025-03-03"}',
        '<meta property="article:published_time" content="2025-03-03">',
    ],
)
def test_the_time_of_an_update_on_another_day_is_not_taken_for_that_of_publication(head):
    update = '<p>Updated <time datetime="2025-06-05T10:00:00Z">June 5</time></p>'
    assert read_web_page(page_with(head, update), None)[1].published == "2025-03-03"


def test_a_page_in_xhtml_is_decoded_as_its_first_line_says(intake):
    page = page_with(body="<p>Москва is where the ferry went on Tuesday.</p>")
    intake.save("a.html", ('<?xml version="1.0" encoding="windows-1251"?>\n' + page).encode("cp1251"))
    intake.look()
    found = intake.in_lake()["a.html"]
    assert found["encoding"] == "cp1251"
    assert "Москва" in found["text"]


@pytest.mark.parametrize("parts", ["Halt_files", "Halt-Dateien"])
def test_the_parts_of_a_page_saved_whole_are_no_pages(intake, make, parts):
    intake.save("Halt.html", make.web_page())
    intake.save(f"{parts}/saved_resource.html", "<html><body>Buy now!</body></html>")
    intake.save(f"{parts}/deep/config.json", '{"text": "an advertisement"}')
    intake.save("case_files/page.txt", "Page\n")
    intake.look()
    assert intake.outcomes() == {"Halt.html": "ingested", "case_files/page.txt": "ingested"}


def test_code_and_endless_tags_in_a_fragment_are_no_text():
    assert read_fragment("<p>One</p><script>let a = 1;</script><style>p {}</style>two") == "One\n\ntwo"
    with pytest.raises(Unreadable, match="attributes"):
        read_fragment("<p " + "a " * 100_000)


def test_a_fragment_has_a_line_for_each_block():
    assert (
        read_fragment("<h2>Why</h2><p>One &amp;<br/>two <b>bold</b></p><ul><li>First</li><li>Next</li></ul>")
        == "Why\n\nOne &\n\ntwo bold\n\n- First\n\n- Next"
    )


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("<h1>Latest</h1>", "Why the ferry stopped | The Old Harbour Gazette"),
        ("<h1>News from around the bay</h1>", "Why the ferry stopped | The Old Harbour Gazette"),
        (
            "<h1>The ferry of the week</h1><h1>The other ferry is late</h1>",
            "Why the ferry stopped | The Old Harbour Gazette",
        ),
        ("<h1>The Old Harbour Gazette</h1>", "Why the ferry stopped | The Old Harbour Gazette"),
        ("<h1>Ferry <b>halts</b> all crossings</h1>", "Ferry halts all crossings"),
        ("<h1>The Gazette</h1><h1>Ferry halts all crossings</h1>", "Ferry halts all crossings"),
    ],
)
def test_the_headline_that_readers_see_goes_before_the_title_for_search_engines(headings, title):
    head = '<meta property="og:title" content="Why the ferry stopped | The Old Harbour Gazette">'
    text, hints = read_web_page(page_with(head).replace("<h1>Halt</h1>", headings), None)
    assert hints.title == title
    assert title in text.splitlines()
