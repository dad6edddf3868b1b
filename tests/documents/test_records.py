"""Feeds and tables in the shapes that other tools write them."""

import json
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.decoding import Unreadable
from flows.documents.reader_view import lay_out
from flows.documents.records import parse_record
from flows.parsing.records import NO_HINTS, Hints

STORY = "The ferry stopped on Monday.\n\nIt has been in service for forty years."
WANTED = {
    "title": "Ferry halts crossings",
    "byline": "By Ann Lee and Bo Ek",
    "published": "2025-03-03T09:15:00-05:00",
    "url": "https://example.com/ferry",
    "site_name": "The Harbour Gazette",
    "language": "en",
}
SHAPES = {
    "plain": {
        "text": STORY,
        "title": WANTED["title"],
        "byline": WANTED["byline"],
        "published": WANTED["published"],
        "url": WANTED["url"],
        "site_name": WANTED["site_name"],
        "language": "en",
    },
    "news-please": {
        "maintext": STORY,
        "title": WANTED["title"],
        "authors": ["Ann Lee", "Bo Ek"],
        "date_publish": WANTED["published"],
        "date_download": "2025-03-09 10:00:00",
        "url": WANTED["url"],
        "source_domain": WANTED["site_name"],
        "language": "en",
        "description": "A dek",
        "image_url": None,
    },
    "trafilatura": {
        "text": STORY,
        "raw_text": "ignored",
        "title": WANTED["title"],
        "author": "Ann Lee; Bo Ek",
        "date": WANTED["published"],
        "sitename": WANTED["site_name"],
        "hostname": "example.com",
        "url": WANTED["url"],
        "language": "en",
        "comments": "",
    },
    "schema.org": {
        "@type": "NewsArticle",
        "articleBody": STORY,
        "headline": WANTED["title"],
        "author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ek"}],
        "datePublished": WANTED["published"],
        "mainEntityOfPage": {"@id": WANTED["url"]},
        "publisher": {"@type": "Organization", "name": WANTED["site_name"]},
        "inLanguage": "en",
    },
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_gives_the_same_page(intake, shape):
    intake.save("a.json", json.dumps(SHAPES[shape]))
    intake.look()
    page = intake.in_lake()["a.json"]
    assert page["hints"] == WANTED
    lines = [WANTED["title"], WANTED["byline"], WANTED["published"], STORY]
    assert page["text"] == "\n\n".join(lines)
    assert page["format"] == "json"


def test_the_same_record_is_the_same_page_in_every_container(intake, make):
    record = {"title": "Ferry halts", "text": STORY, "url": "https://example.com/f"}
    intake.save("a.json", json.dumps(record, indent=2))
    intake.save("b.jsonl", make.json_lines(record))
    intake.save("c.json", json.dumps([record]))
    intake.save("d.csv", 'url,title,text\nhttps://example.com/f,Ferry halts,"' + STORY + '"\n')
    pq.write_table(pa.Table.from_pylist([record]), intake.pages / "e.parquet")
    found = intake.look()
    assert (found.ingested_count, found.duplicate_count) == (1, 4)


def test_a_json_file_with_objects_one_after_another_is_a_feed(intake, make):
    intake.save("a.json", make.json_lines({"text": "One", "id": "1"}, {"text": "Two", "id": "2"}))
    intake.save("b.jsonl", json.dumps([{"text": "Three", "id": "3"}], indent=1))
    intake.look()
    assert intake.outcomes() == {
        "a.json": "opened",
        "a.json#1": "ingested",
        "a.json#2": "ingested",
        "b.jsonl": "opened",
        "b.jsonl#3": "ingested",
    }


@pytest.mark.parametrize(
    ("name", "content", "reason_code"),
    [
        ("a.json", "", "empty"),
        ("a.json", "[", "invalid_json"),
        ("a.json", '[{"text": "x"}', "invalid_json"),
        ("a.json", '[{"text": "x"}, {"text"', "invalid_json"),
        ("a.csv", "", "no_text_field"),
        ("a.csv", "title,url\nx,y\n", "no_text_field"),
        ("a.csv", "body,content\nx,y\n", "no_text_field"),
    ],
)
def test_a_feed_that_cannot_be_read_is_set_aside(intake, name, content, reason_code):
    intake.save(name, content)
    intake.look()
    assert intake.outcomes()[name] == reason_code


def test_the_fields_that_were_seen_are_in_the_reason(intake):
    intake.save("a.csv", "headline,lead,link\nx,y,z\n")
    intake.look()
    assert intake.rows()[0]["reason"].endswith("headline, lead, link")


def test_each_fault_of_a_row_is_named_and_the_next_row_is_read(intake):
    intake.save("a.csv", "id,text\n1,a NUL \0 in it\n2,x,y,z\n3,\n\n4,good\n5\n")
    intake.look()
    assert intake.outcomes() == {
        "a.csv": "opened",
        "a.csv#1": "nul_bytes",
        "a.csv#2": "uneven_row",
        "a.csv#3": "no_text",
        "a.csv#4": "ingested",
        "a.csv#5": "no_text_field",
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_its_encoding_and_with_its_delimiter(intake, delimiter, codec):
    rows = [["id", "Text"], ["1", '"Café, owners’ words;\nin two | lines\t""quoted""."']]
    intake.save("a.csv", "\r\n".join(delimiter.join(row) for row in rows).encode(codec))
    intake.look()
    page = intake.in_lake()["a.csv#1"]
    assert page["text"] == 'Café, owners’ words;\nin two | lines\t"quoted".'
    assert page["encoding"] == codec


def test_the_types_of_a_parquet_file_become_words(intake):
    time = pa.array([datetime(2025, 3, 3, 14, 15, tzinfo=UTC)], pa.timestamp("us", tz="America/New_York"))
    columns = {"text": [STORY], "published_at": time, "id": [7], "authors": [["Ann Lee", "Bo Ek"]]}
    pq.write_table(pa.table(columns), intake.pages / "a.parquet")
    pq.write_table(pa.table({"text": [1, 2]}), intake.pages / "b.parquet")
    pq.write_table(pa.table({"title": ["x"]}), intake.pages / "c.parquet")
    intake.look()
    assert intake.outcomes() == {
        "a.parquet": "opened",
        "a.parquet#7": "ingested",
        "b.parquet": "wrong_type",
        "c.parquet": "no_text_field",
    }
    hints = intake.in_lake()["a.parquet#7"]["hints"]
    assert (hints["published"], hints["byline"]) == ("2025-03-03T09:15:00-05:00", "By Ann Lee and Bo Ek")


@pytest.mark.parametrize(
    ("given_time", "read"),
    [
        (1741011300, "2025-03-03T14:15:00+00:00"),
        (1741011300000, "2025-03-03T14:15:00+00:00"),
        ("1741011300", "2025-03-03T14:15:00+00:00"),
        ("20250303", "20250303"),
        (20250303141500, None),
        ("2025-03-03 00:00:00", "2025-03-03"),
        (datetime(2025, 3, 3), "2025-03-03"),  # noqa: DTZ001 - as Parquet files have them
        (datetime(2025, 3, 3, tzinfo=UTC), "2025-03-03T00:00:00+00:00"),
        ("2025-03-03 00:00:05", "2025-03-03 00:00:05"),
        (float("inf"), None),
        (7, None),
        (True, None),
    ],
)
def test_a_time_is_read_from_seconds_since_1970_and_midnight_is_a_day(given_time, read):
    assert parse_record({"text": "x", "date": given_time}).hints.published == read


@pytest.mark.parametrize(
    ("text", "hints", "wanted"),
    [
        ("Story.", NO_HINTS, "Story."),
        ("Story.", Hints(title="Head"), "Head\n\nStory."),
        ("HEAD\n\nStory.", Hints(title="Head"), "HEAD\n\nStory."),
        ("Head\nStory.", Hints(title="Head | The Gazette"), "Head\nStory."),
        ("Head\nStory.", Hints(title="Head", byline="Ann Lee"), "Head\n\nBy Ann Lee\n\nStory."),
        ("Head\nBy ANN LEE, Reporter\nStory.", Hints(title="Head", byline="Ann Lee"), None),
        ("Story.", Hints(title="Halt - BBC News", url="https://www.bbc.co.uk/n/1"), "Halt\n\nStory."),
        ("Story.", Hints(title="Halt | The Gazette", site_name="Gazette"), "Halt\n\nStory."),
        ("Story.", Hints(title="Halt - CNN anchor", url="https://cnn.com"), "Halt - CNN anchor\n\nStory."),
        ("Story.", Hints(title="Halt – Gazette", url="http://["), "Halt – Gazette\n\nStory."),
        ("Story.", Hints(byline="Written by Ann Lee"), "Written by Ann Lee\n\nStory."),
        ("Posted 2025-03-03\nStory.", Hints(published="2025-03-03"), None),
    ],
)
def test_a_line_is_added_only_where_the_text_has_it_not(text, hints, wanted):
    assert lay_out(text, hints)[0] == (text if wanted is None else wanted)


@pytest.mark.parametrize(
    ("given_names", "byline"),
    [
        ("[{'name': 'Ann Lee'}]", None),
        ("[]", None),
        ("[" * 300 + "]" * 300, None),
        ("['Ann Lee', \"Bo O'Ek\"]", "By Ann Lee and Bo O'Ek"),
        ("['Ann Lee' 'Bo Ek']", "By Ann Lee and Bo Ek"),
        ('["Jos\\u00e9 de la Cruz"]', "By José de la Cruz"),
        ('[{"name": "Ann Lee"}]', "By Ann Lee"),
    ],
)
def test_a_list_of_authors_that_a_table_has_as_text_is_read(intake, given_names, byline):
    quoted = given_names.replace('"', '""')
    intake.save("a.csv", f'id,text,authors\n1,Story,"{quoted}"\n')
    intake.look()
    assert intake.in_lake()["a.csv#1"]["hints"]["byline"] == byline


@pytest.mark.parametrize(
    "record",
    [
        {"text": None, "maintext": STORY},
        {"text": " ", "articleBody": STORY},
        {"content": STORY, "body": ""},
        {"content": {"rendered": f"<p>{STORY}</p>".replace("\n\n", "</p><p>")}},
        {"content": "The ferry stopped on Monday.<br><br>It has been in service for forty years."},
    ],
)
def test_the_field_that_holds_the_text_is_taken_and_its_tags_are_not(record):
    assert parse_record(record).lay_out("utf-8", "json").text == STORY


@pytest.mark.parametrize("record", [{"text": None, "maintext": ""}, {"text": None, "title": "Head"}])
def test_a_record_whose_text_was_not_found_is_set_aside(record):
    with pytest.raises(Unreadable) as problem:
        parse_record(record)
    assert problem.value.reason_code == "no_text"


def test_a_title_with_its_characters_written_out_is_read():
    assert (
        parse_record({"text": "x", "title": {"rendered": "Ferry&#8217;s halt"}}).hints.title == "Ferry’s halt"
    )


@pytest.mark.parametrize("line", ["sep=;", '"sep=;"'])
def test_the_line_that_spreadsheets_want_before_the_head_is_passed_over(intake, line):
    intake.save("a.csv", f"{line}\r\nid;text\r\n1;Story\r\n")
    intake.look()
    assert intake.outcomes()["a.csv#1"] == "ingested"


line = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40).map(str.strip)


@given(
    text=st.text(st.characters(exclude_categories=("Cs",)), max_size=200),
    title=line,
    byline=line,
    published=line,
)
def test_every_hint_stands_on_a_line_of_the_page_and_the_text_is_all_there(text, title, byline, published):
    hints = Hints(title=title or None, byline=byline or None, published=published or None)
    page, stated = lay_out(text, hints)
    lines = {" ".join(found.split()) for found in page.splitlines()}
    for words in (stated.title, stated.byline, stated.published):
        assert words is None or " ".join(words.split()) in lines
    assert "".join(text.split()) in "".join(page.split()) or stated.title


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(), st.lists, max_leaves=5
)


@given(st.dictionaries(st.sampled_from(["text", "title", "author", "date", "url", "publisher", "id"]), JSON))
def test_any_record_is_read_or_refused_and_never_breaks(fields):
    try:
        page = parse_record(fields).lay_out("utf-8", "json")
    except Unreadable:
        return
    assert any(map(str.isalnum, page.text))


def test_a_quotation_mark_that_is_never_closed_is_noticed_and_the_rows_above_it_stay(intake):
    intake.save("a.csv", 'id,text\n1,Above\n2,5" nails\n3,"never closed\n4,swallowed\n')
    intake.look()
    assert intake.outcomes() == {"a.csv": "damaged_container", "a.csv#1": "ingested", "a.csv#2": "ingested"}


def test_a_delimiter_in_a_quoted_name_separates_nothing(intake):
    intake.save("a.csv", '"id";"text";"place, day, hour"\r\n1;Story;x\r\n')
    intake.look()
    assert intake.outcomes()["a.csv#1"] == "ingested"


def test_a_missing_value_as_libraries_for_tables_write_it_is_none(intake):
    intake.save("a.json", '{"text": "Story", "author": NaN, "title": NaN}')
    intake.save("b.json", '{"text": "Story", "score": Infinity}')
    intake.look()
    assert intake.outcomes() == {"a.json": "ingested", "b.json": "invalid_json"}
    assert intake.in_lake()["a.json"]["hints"]["byline"] is None
