"""Which articles tell the same story, as pages arrive, change and are read again.

Each build of the ferry's story adds to the one before it; a generated month of others lies beside it.
"""

import shutil
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random

import pytest

from flows.parsing.records import PublishedTime, TextSpan
from tests.generated_month.month import plan

STORIES = ("--select", "+dim_stories", "fct_articles")
NOON = datetime(2025, 3, 3, 12, tzinfo=UTC)
MONTH_PAGES = 240
EVERY = 40
"""A word of so many is another one in a copy of the generated month, beside what was cut or led otherwise."""


def words(seed: int, count: int) -> str:
    """Return sentences of their own for each seed."""
    random = Random(seed)
    said = ["".join(random.choices("bdfgklmnprst", k=5)) + random.choice("aeiou") for _ in range(count)]
    return " ".join(said) + "."


FERRY = [words(seed, 40) for seed in range(8)]
BACKGROUND = [words(seed, 40) for seed in (20, 21)]
ROUND_UP_STORIES = [[words(10 * number + part, 40) for part in range(4)] for number in range(5, 10)]


@pytest.fixture(scope="module")
def printed(page_saying):
    """Print paragraphs on a page of an outlet, so many minutes after noon."""

    def page(path: str, paragraphs: list[str], minutes: int | None, outlet: str, **changes):
        at = None if minutes is None else NOON + timedelta(minutes=minutes)
        published = at and PublishedTime(
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
        text = "\n".join(paragraphs)
        headline = changes.setdefault("headline", TextSpan(0, 1, path))
        # furniture and headline make pages with the same words two pages
        whole = f"{path} {headline.text} {text}"
        return page_saying(
            path, whole, body_text=text, published=published, publisher_outlet_id=outlet, **changes
        )

    return page


@pytest.fixture(scope="module")
def ferry(printed):
    """The pages of the ferry's story, by what they are."""
    wire = {"wire_outlet_id": "reuters", "wire_evidence": "dateline"}
    return {
        "whole": printed("/whole", FERRY, 0, "reuters", **wire),
        "beginning": printed("/beginning", FERRY[:4], 60, "axios"),
        "ending": printed("/ending", [words(30, 40), *FERRY[4:]], 90, "bbc"),
        "shouted": printed("/shouted", [text.upper() + "\n" for text in FERRY[:4]], 120, "cnn"),
        "second": printed("/beginning", [*FERRY[:4], words(31, 30)], 150, "axios"),
        "rewritten": printed("/rewritten", [*FERRY[:3], words(32, 30)], 180, "axios"),
    }


@pytest.fixture(scope="module")
def others(printed):
    """Pages that have words in common with others and tell something else."""
    round_up = [text for story in ROUND_UP_STORIES for text in story[:1]]
    return [
        printed("/trial", [words(40, 60), words(41, 60), *BACKGROUND], 0, "axios"),
        printed("/appeal", [words(42, 60), words(43, 60), *BACKGROUND], 10, "axios"),
        *(printed(f"/brief-{n}", story, 0, "bbc") for n, story in enumerate(ROUND_UP_STORIES)),
        printed("/round-up", round_up, 20, "bbc"),
        printed("/video-1", ["This video cannot be played where you are."], 0, "bbc"),
        printed("/video-2", ["This video cannot be played where you are."], 0, "bbc"),
        printed("/form-in-march", [words(44, 200)], 0, "cnn"),
        printed("/form-in-june", [words(44, 190)], 90 * 24 * 60, "cnn"),
        printed("/undated", [words(45, 50)], None, "unknown"),
    ]


@pytest.fixture(scope="module")
def month(printed):
    """The pages of a generated month, each with its story; what was copied has words changed as well."""
    pages = []
    for version in plan(Random(4), MONTH_PAGES):
        text = "\n".join(paragraph.text for paragraph in version.paragraphs).split(" ")
        if version.relation in {"near", "excerpt"}:
            text = ["otherwise" if number % EVERY == 0 else word for number, word in enumerate(text, start=1)]
        minutes = int((version.published_at - NOON).total_seconds()) // 60
        page = printed(
            f"/month/{version.page_no}",
            [" ".join(text)],
            minutes,
            version.outlet.outlet_id,
            headline=TextSpan(0, 1, version.headline),
        )
        pages.append((page, version.story_no))
    return pages


@pytest.fixture(scope="module")
def continued(make_bench, tmp_path_factory):
    """Copy a bench and bring it a batch."""

    def carry_on(bench, run_id: str, batch_id: str, *pages):
        later = make_bench(tmp_path_factory.mktemp(f"run_{run_id}"))
        shutil.copy(bench.database, later.database)
        later.load(batch_id, *pages, run_id=run_id)
        assert later.build_models(run_id, *STORIES) == []
        return later

    return carry_on


@pytest.fixture(scope="module")
def told(first_build, continued, ferry, others, month):
    """The halves of a story, which nothing holds together yet, and all that tells something else."""
    halves = (ferry["beginning"], ferry["ending"])
    return continued(first_build, "20250303", "b2", *halves, *others, *(page for page, _ in month))


@pytest.fixture(scope="module")
def joined(told, continued, ferry):
    """Then comes, late, the article that the halves are of, and copies and a second version of one."""
    late = (ferry[name] for name in ("whole", "shouted", "second", "rewritten"))
    return continued(told, "20250304", "b3", *late)


@pytest.fixture(scope="module")
def parted(joined, continued, ferry):
    """Then that article is read again, and its body is not what it was taken for."""
    late = (ferry[name] for name in ("shouted", "second", "rewritten"))
    return continued(joined, "20250305", "b3", ferry["whole"].read_again(body_text=words(50, 60)), *late)


def stories_of(bench) -> dict[str, frozenset[str]]:
    """Return the members of each story."""
    members = defaultdict(set)
    for story_id, article_id in bench.ask("select story_id, article_id from marts.bridge_story_articles"):
        members[story_id].add(article_id)
    return {story_id: frozenset(articles) for story_id, articles in members.items()}


def relations_of(bench, pages) -> dict[str, tuple]:
    rows = bench.rows("select * from marts.bridge_story_articles")
    by_article = {row["article_id"]: row for row in rows}
    return {
        name: by_article[page.article_id] for name, page in pages.items() if page.article_id in by_article
    }


def test_what_shares_background_form_or_few_words_is_another_story(told, others):
    stories = {page.path: relations_of(told, {"": page})[""] for page in others}
    assert {path: row["relation"] for path, row in stories.items()} == dict.fromkeys(stories, "origin")
    assert len({row["story_id"] for row in stories.values()}) == len(others)


def test_every_version_of_an_article_tells_one_story(joined):
    assert joined.ask("""
        select count(*), count(distinct article_id)
        from marts.fct_articles
        full outer join marts.bridge_story_articles as bridge using (article_id, story_id)
        full outer join marts.dim_stories using (story_id)
    """) == joined.ask("select count(*), count(*) from marts.fct_articles")


def test_a_generated_month_is_told_apart(told, month):
    found = dict(told.ask("select article_id, story_id from marts.fct_articles"))
    judged = [
        (story_no == other_no, found[page.article_id] == found[other.article_id])
        for (page, story_no), (other, other_no) in combinations(month, 2)
    ]
    right = sum(are_told_so for are_one, are_told_so in judged if are_one)
    wrong = sum(are_one != are_told_so for are_one, are_told_so in judged)
    assert right > len(month) / 2
    assert 2 * right / (2 * right + wrong) >= 0.95


def test_a_late_article_joins_what_nothing_held_together(told, joined, ferry):
    before, after = relations_of(told, ferry), relations_of(joined, ferry)
    assert before["beginning"]["story_id"] != before["ending"]["story_id"]
    assert {row["story_id"] for row in after.values()} == {f"story-{ferry['whole'].article_id}"}
    assert {
        name: (row["relation"], row["matched_article_id"], row["lag_minutes"], row["wire_evidence"])
        for name, row in after.items()
    } == {
        "whole": ("origin", ferry["whole"].article_id, 0, "dateline"),
        "beginning": ("excerpt", ferry["whole"].article_id, 60, "copied"),
        "ending": ("excerpt", ferry["whole"].article_id, 90, "copied"),
        "shouted": ("exact", ferry["beginning"].article_id, 120, "copied"),
        "second": ("update", ferry["beginning"].article_id, 150, "copied"),
        "rewritten": ("update", ferry["beginning"].article_id, 180, "copied"),
    }
    assert {row["wire_origin_outlet_id"] for row in after.values()} == {"reuters"}
    assert after["beginning"]["containment"] == after["shouted"]["similarity"] == 1
    assert 0.7 < after["ending"]["containment"] < 0.9


def test_a_story_counts_its_pages_versions_and_outlets(joined, ferry):
    story_id = f"story-{ferry['whole'].article_id}"
    assert joined.ask(f"""
        select
            first_article_id, first_outlet_id, wire_origin_outlet_id, headline,
            article_count, version_count, outlet_count, wire_copy_count,
            last_published_at - first_published_at
        from marts.dim_stories
        where story_id = '{story_id}'
    """) == [(ferry["whole"].article_id, "reuters", "reuters", "/whole", 5, 6, 4, 5, timedelta(minutes=180))]


def test_stories_that_nothing_happened_to_keep_their_ids_and_members(told, joined, ferry):
    own = {page.article_id for page in ferry.values()}
    untouched = {story_id: members for story_id, members in stories_of(told).items() if not members & own}
    assert len(untouched) > 100
    assert untouched.items() <= stories_of(joined).items()


def test_a_story_falls_apart_when_what_held_it_is_read_otherwise(parted, ferry):
    rows = relations_of(parted, ferry)
    beginning, ending = (f"story-{ferry[name].article_id}" for name in ("beginning", "ending"))
    assert {name: row["story_id"] for name, row in rows.items()} == {
        "whole": f"story-{ferry['whole'].article_id}",
        "beginning": beginning,
        "ending": ending,
        "shouted": beginning,
        "second": beginning,
        "rewritten": beginning,
    }
    assert rows["beginning"]["wire_origin_outlet_id"] == "none"


def test_a_rebuild_tells_the_same_stories(parted, make_bench, tmp_path):
    bench = make_bench(tmp_path)
    shutil.copy(parted.database, bench.database)
    assert bench.build_models("20250306", "--full-refresh", *STORIES) == []
    for mart in ("bridge_story_articles", "dim_stories"):
        assert bench.ask(f"select * from marts.{mart} order by all") == parted.ask(
            f"select * from marts.{mart} order by all"
        )
    followed = "select article_id, story_id from marts.fct_articles order by all"
    assert bench.ask(followed) == parted.ask(followed)
