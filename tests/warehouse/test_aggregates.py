"""Views and counts on a week of random pages: nothing is lost, nothing is counted twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
import yaml

from flows.parsing.records import Author, PublishedTime, TextSpan, Topic

MARTS = Path(__file__).parents[2] / "dbt_project" / "models" / "marts"
KEYS = {
    model["name"]: model["config"]["meta"]["key"]
    for folder in ("wide", "aggregates")
    for model in yaml.safe_load((MARTS / folder / f"_{folder}__models.yml").read_text(encoding="utf-8"))[
        "models"
    ]
}
MONDAY = datetime(2025, 3, 3, 12, tzinfo=UTC)
STORY_COUNT = 8
OUTLETS = ("axios", "bbc", "reuters", None)
SOURCES = (
    {"source_kind": "person", "source_name": "Ann Lee"},
    {"source_kind": "person", "source_name": "Bo Ray", "quote_form": "mixed"},
    {"source_kind": "person", "source_name": None, "resolved_by": "unresolved"},
    {"source_kind": "organisation", "source_name": "NATO", "quote_form": "indirect", "quotes": ()},
    {"source_kind": "unnamed", "source_name": None, "quote_form": "indirect", "quotes": ()},
    {"source_kind": "document", "source_name": None, "quote_form": "indirect", "quotes": ()},
    {
        "source_kind": "outlet",
        "source_name": "Reuters",
        "source_outlet_id": "reuters",
        "source_role": "relay",
    },
    {"source_kind": "outlet", "source_name": "BBC", "source_outlet_id": "bbc", "source_role": "addressee"},
    {"source_kind": "outlet", "source_name": "KTLA", "source_role": "relay"},
)
"""Whoever is cited: named or not, known to the registry or not, in each role."""

CITED = "marts.fct_source_citations join marts.fct_articles using (article_id)"
MENTIONED = "marts.fct_entity_mentions join marts.fct_articles using (article_id)"
SPOKEN = f"{CITED} where is_current and source_role = 'source'"
NAMED = "source_entity_id not in ('none', 'unknown')"

FACTS = {
    "wide_articles": "marts.fct_articles",
    "wide_citations": "marts.fct_source_citations",
    "wide_quotes": "marts.fct_quotes",
    "wide_mentions": "marts.fct_entity_mentions",
    "wide_page_outcomes": "ops.page_outcomes",
}
SUMS = [
    ("agg_publisher_daily", "article_count", "count(*) from marts.fct_articles where is_current"),
    ("agg_publisher_daily", "citation_count", f"count(*) from {CITED} where is_current"),
    (
        "agg_publisher_daily",
        "direct_count + mixed_count + indirect_count",
        f"count(*) from {CITED} where is_current",
    ),
    ("agg_publisher_daily", "voice_count", f"count(*) from {SPOKEN}"),
    ("agg_publisher_daily", "anonymous_count", f"count(*) from {SPOKEN} and source_kind = 'unnamed'"),
    (
        "agg_outlet_citations_daily",
        "citation_count",
        f"count(*) from {CITED} where is_current and source_kind = 'outlet'",
    ),
    (
        "agg_speaker_daily",
        "citation_count",
        f"count(*) from {SPOKEN} and source_kind in ('person', 'organisation') and {NAMED}",
    ),
    (
        "agg_voice_shares",
        "citation_count",
        f"count(*) from {SPOKEN} and source_kind in ('person', 'organisation')",
    ),
    (
        "agg_voice_shares",
        "quoted_word_count",
        f"sum(quoted_word_count) from {SPOKEN} and source_kind in ('person', 'organisation')",
    ),
    ("agg_entity_daily", "mention_count", f"count(*) from {MENTIONED} where is_current"),
    ("agg_entities", "mention_count", f"count(*) from {MENTIONED} where is_current"),
    ("agg_entities", "citation_count", f"count(*) from {SPOKEN} and {NAMED}"),
    ("agg_article_sourcing", "citation_count", f"count(*) from {CITED} where is_current"),
    ("agg_outlet_sourcing", "article_count", "count(*) from marts.fct_articles where is_current"),
    ("agg_outlet_sourcing", "citation_count", f"count(*) from {CITED} where is_current"),
    ("agg_measured_counts", "citation_count", f"count(*) from {CITED} where is_current"),
    # each page of the week has two authors and two topics
    ("agg_author_sources", "citation_count", f"2 * count(*) from {CITED} where is_current and {NAMED}"),
    ("agg_publisher_topics", "article_count", "2 * count(*) from marts.fct_articles where is_current"),
]


@pytest.fixture(scope="module")
def week(tmp_path_factory, make_bench, page_saying, article):
    """Each story by one outlet, in other words by a second, and then by the first again in more words."""
    random = Random(5)
    plain_citation, plain_mention = article.found.citations[1], article.found.mentions[0]

    def page(path: str, text: str, day: int):
        at = MONDAY + timedelta(days=day, minutes=random.randrange(600))
        cited = [random.choice(SOURCES) for _ in range(random.randrange(7))]
        named = random.choices(("Ann Lee", "Bo Ray", "NATO"), k=random.randrange(5))
        return page_saying(
            path,
            text,
            headline=TextSpan(0, 4, text[:4]),
            published=None if random.random() < 0.2 else published(at),
            publisher_outlet_id=random.choice(OUTLETS),
            authors=tuple(
                Author(name, 0, 3, None, None, None) for name in random.sample(("Al", "Bea", "Cy"), 2)
            ),
            topics=tuple(Topic(name, 0, 3) for name in random.sample(("Ferries", "Trade", "Votes"), 2)),
            citations=tuple(
                replace(plain_citation, citation_no=number, relayed_by_no=None, **source)
                for number, source in enumerate(cited)
            ),
            mentions=tuple(
                replace(
                    plain_mention,
                    mention_no=number,
                    text=name,
                    entity_name=name,
                    name_in_page=name,
                    entity_type="ORG" if name == "NATO" else "PERSON",
                    end=len(name),
                )
                for number, name in enumerate(named)
            ),
        )

    stories = [
        " ".join("".join(random.choices("bdfgklmnprst", k=6)) for _ in range(60)) for _ in range(STORY_COUNT)
    ]
    bench = make_bench(tmp_path_factory.mktemp("week"))
    first = [page(f"/{n}.txt", text, n % 7) for n, text in enumerate(stories)]
    copies = [page(f"/copy-{n}.txt", f"{text} copied", n % 7) for n, text in enumerate(stories)]
    edited = [page(f"/{n}.txt", f"{text} again", n % 7) for n, text in enumerate(stories[: STORY_COUNT // 2])]
    bench.load("b1", *first, *copies, run_id="20250310")
    bench.record_ingested("b1", run_id="20250310")
    bench.load("b2", *edited, run_id="20250311")
    bench.record_ingested("b2", run_id="20250311")
    assert bench.build("20250311") == []
    return bench


def published(at: datetime) -> PublishedTime:
    return PublishedTime(
        start=0,
        end=1,
        text="x",
        local=at.replace(tzinfo=None),
        at=at,
        zone_text="UTC",
        utc_offset_minutes=0,
        is_zone_ambiguous=False,
        precision="minute",
        evidence="test",
    )


def test_the_week_has_what_is_claimed_about_it(week):
    """Old versions, copies, days that are not known: without them the sums below would show little."""
    rows = week.ask(
        "select count(*), count(*) filter (where is_current), count(distinct story_id), "
        "count(*) filter (where published_date_id = 'unknown') > 0 from marts.fct_articles"
    )
    assert rows == [(20, 16, STORY_COUNT, True)]


@pytest.mark.parametrize(("view", "fact"), FACTS.items())
def test_a_wide_view_has_one_row_for_each_fact(week, view, fact):
    assert week.ask(f"select count(*) from marts.{view}") == week.ask(f"select count(*) from {fact}")


@pytest.mark.parametrize(("view", "counts", "of_facts"), SUMS)
def test_counts_add_up_to_the_facts(week, view, counts, of_facts):
    (counted,), (there,) = (
        week.ask(f"select sum({counts})::bigint from marts.{view}"),
        week.ask(
            f"select ({of_facts.partition(' from ')[0]})::bigint from {of_facts.partition(' from ')[2]}"
        ),
    )
    assert counted == there
    assert counted[0] > 0


@pytest.mark.parametrize("view", KEYS)
def test_the_key_of_a_view_finds_one_row(week, view):
    key = ", ".join(KEYS[view])
    assert week.ask(f"select {key} from marts.{view} group by all having count(*) > 1") == []


def test_the_keys_of_all_aggregates_are_different(week):
    aggregates = [view for view in KEYS if view.startswith("agg_")]
    every = " union all ".join(f"select agg_id from marts.{view}" for view in aggregates)
    assert week.ask(f"select agg_id from ({every}) group by agg_id having count(*) > 1") == []


@pytest.mark.parametrize("view", KEYS)
def test_what_is_not_known_is_not_empty(week, view):
    """Citations at the top of a chain alone have no citation above them."""
    columns = week.ask(f"select column_name from duckdb_columns() where table_name = '{view}'")
    ids = [name for (name,) in columns if name.endswith("_id") and name != "relayed_by_citation_id"]
    empty = " or ".join(f"{name} is null" for name in ids)
    assert week.ask(f"select count(*) from marts.{view} where {empty}") == [(0,)]


def test_shares_of_voice_add_up_to_one(week):
    shares = week.ask("select sum(citation_share) from marts.agg_voice_shares group by published_month")
    assert [round(share, 9) for (share,) in shares] == [1.0] * len(shares)
    assert shares


def test_a_copy_is_another_article_and_the_same_story(week):
    rows = week.ask(
        "select count(distinct page_id), count(distinct story_id), count(*) filter (where is_story_first) "
        "from marts.wide_articles"
    )
    assert rows == [(2 * STORY_COUNT, STORY_COUNT, STORY_COUNT)]
