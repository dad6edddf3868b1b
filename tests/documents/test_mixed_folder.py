"""From a folder of every format to articles in the warehouse, through every stage and gate."""

import gzip
import json

import pyarrow as pa
import pyarrow.parquet as pq

from tests.conftest import USER_PAGE

STORY = (
    "LONDON - The ferry to Harwich stopped on Monday after its engine failed, officials said.\n\n"
    '"We are sorry," said Maria Stone, who runs it, and she told the Gazette that it would take a week.\n\n'
    "The ferry has been in service for forty years and carries two thousand people a day across the bay, the "
    "harbour master said. He said that buses would run instead until the engine was mended."
)


def record(name):
    return {
        "text": STORY.replace("Harwich", name),
        "title": f"Ferry to {name} Halts Crossings",
        "author": "Ann Lee",
        "date": "2025-03-03T09:15:00-05:00",
        "url": f"https://www.bbc.co.uk/news/{name.lower()}",
    }


def test_a_mixed_folder_ends_in_articles_and_the_second_run_has_nothing_to_do(published_desk, make):
    desk = published_desk
    desk.save("page.txt", f"Ferry to Harwich Halts Crossings\n\nBy Ann Lee\n\nMarch 3, 2025\n\n{STORY}\n")
    desk.save("page.html", make.web_page("Ostend"))
    desk.save("one.json", json.dumps(record("Dover")))
    desk.save("feed.jsonl.gz", gzip.compress(make.json_lines(record("Calais"), {"words": "none"})))
    table = record("Bergen")
    desk.save(
        "table.csv",
        ",".join(table) + "\n" + ",".join(f'"{v.replace(chr(34), chr(34) * 2)}"' for v in table.values()),
    )
    pq.write_table(pa.Table.from_pylist([record("Malmo")]), desk.pages / "table.parquet")
    desk.save("pages.zip", make.zip_of({"in/page.html": make.web_page("Esbjerg"), "../evil.txt": "Evil"}))
    desk.save("pages.tgz", make.tar_of({"page.json": json.dumps(record("Cuxhaven")).encode()}, "w:gz"))
    html = {"Content-Type": "text/html"}
    desk.save(
        "crawl.warc.gz",
        make.warc_of([("https://example.com/a", "200 OK", html, make.web_page("Vlissingen"))]),
    )
    assert desk.run().run["status"] == "published"
    articles = desk.ask(
        "select source_file, headline, published_at is not null, citation_count > 0 from marts.fct_articles "
        f"where source_file <> '{USER_PAGE.name}' order by source_file"
    )
    assert [(file, is_dated, has_citations) for file, _, is_dated, has_citations in articles] == [
        ("crawl.warc.gz#https://example.com/a", True, True),
        ("feed.jsonl.gz#https://www.bbc.co.uk/news/calais", True, True),
        ("one.json", True, True),
        ("page.html", True, True),
        ("page.txt", True, True),
        ("pages.tgz/page.json", True, True),
        ("pages.zip/in/page.html", True, True),
        ("table.csv#https://www.bbc.co.uk/news/bergen", True, True),
        ("table.parquet#https://www.bbc.co.uk/news/malmo", True, True),
    ]
    assert all(headline.lower().startswith("ferry") for _, headline, _, _ in articles)
    assert desk.ask("select source_file, reason_code from ops.quarantine order by source_file") == [
        ("feed.jsonl.gz#2", "no_text_field"),
        ("pages.zip/../evil.txt", "unsafe_member"),
    ]
    assert desk.run().run["status"] == "nothing_new"
    desk.save("feed.jsonl.gz", gzip.compress(make.json_lines(record("Calais"), record("Turku"))))
    assert desk.run().run["status"] == "published"
    assert desk.ask(
        "select source_file, left_as from ops.quarantine_history order by source_file, run_id"
    ) == [
        ("feed.jsonl.gz#2", "gone"),
        ("pages.zip/../evil.txt", None),
    ]
