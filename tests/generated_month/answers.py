"""The answers to the questions of analysts, counted from the truth alone: by question, columns and rows."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from tests.generated_month.tallies import Cited, Row, Tally, by_key, cited, is_wire_copy
from tests.generated_month.truth import Month
from tests.generated_month.world import SPEAKERS

LEAST_ARTICLES = 3
LEMMAS = {None: "(none)", "said": "say", "added": "add", "warned": "warn", "denied": "deny", "told": "tell"}
COUNTRIES = {
    "Portuguese": "PT", "Ghanaian": "GH", "Spanish": "ES", "South African": "ZA", "Slovak": "SK",
    "Swedish": "SE", "Norwegian": "NO", "Bulgarian": "BG", "Nigerian": "NG", "Kenyan": "KE",
}  # fmt: skip


class Question(NamedTuple):
    """The columns of a question that are compared, and the rows that must stand in them."""

    columns: str
    answer: Callable[[Month], Iterator[Row]]


def articles_a_day(month: Month) -> Iterator[Row]:
    pages = by_key(((page.published_on, page.outlet.name), page, 0) for page in month.current)
    return ((str(day), outlet, *tally.articles_and_stories) for (day, outlet), tally in pages.items())


def most_quoted(month: Month) -> Iterator[Row]:
    people = by_key(
        ((f"{row.page.published_on:%Y-%m}", row.one.source_name), row.page, row.words)
        for row in cited(month)
        if row.one.source_kind == "person"
    )
    for key, tally in people.items():
        yield (*key, tally.rows, *tally.articles_and_stories, len(tally.outlets), tally.words)


def leaning(month: Month) -> Iterator[Row]:
    outlets = by_key(
        ((row.page.outlet.name, row.one.source_name, row.one.source_role), row.page, 0)
        for row in cited(month)
        if row.one.source_kind == "outlet"
    )
    return ((*key, tally.rows, *tally.articles_and_stories) for key, tally in outlets.items())


def resting(month: Month) -> Iterator[Row]:
    """Tell on how many of its stories an outlet rests on others: it prints their copy, or cites them."""
    for outlet, pages in _by_outlet(month):
        rows = [Cited(page, one) for page in pages for one in page.attributions]
        stories = {page.story_no for page in pages}
        copies = [page for page in pages if is_wire_copy(page)]
        copied = {page.story_no for page in copies}
        citing = {row.page.story_no for row in rows if row.is_of_another_outlet}
        wires = [row.page.story_no for row in rows if row.is_of_another_wire]
        yield (
            outlet,
            len(stories),
            len(copied | citing),
            len(copied | citing) / len(stories),
            len(copied | set(wires)) / len(stories),
            len(copies),
            len(wires) / len(pages),
        )


def forms(month: Month) -> Iterator[Row]:
    for outlet, pages in _by_outlet(month):
        counted = Counter(one.quote_form for page in pages for one in page.attributions)
        counts = [counted[form] for form in ("direct", "mixed", "indirect")]
        yield (outlet, counted.total(), *counts, *(count / counted.total() for count in counts))


def anonymous(month: Month) -> Iterator[Row]:
    filed = defaultdict(list)
    for page in month.current:
        filed[page.outlet.name, page.topic if page.outlet.layout == "brief" else "(none)"].append(page)
    for key, pages in filed.items():
        voices = [one for page in pages for one in page.attributions if one.source_role == "source"]
        unnamed = sum(one.source_kind == "unnamed" for one in voices)
        stories = {page.story_no for page in pages}
        yield (
            *key,
            len(pages),
            len(stories),
            len(voices),
            unnamed,
            unnamed / len(voices),
        )


def chains(month: Month) -> Iterator[Row]:
    for page, one in cited(month):
        if one.relayed_by:
            yield page.headline, one.relayed_by, "reports", one.source_name, one.cue, 1


def verbs(month: Month) -> Iterator[Row]:
    used = by_key(
        ((row.one.source_name, LEMMAS[row.one.cue]), row.page, 0)
        for row in cited(month)
        if row.one.source_role == "source" and row.one.source_kind in {"person", "organisation"}
    )
    return ((*key, tally.rows, *tally.articles_and_stories) for key, tally in used.items())


def attention(month: Month) -> Iterator[Row]:
    days = _named_by_day(month)
    for (name, day), tally in days.items():
        week = [days.get((name, day - timedelta(days=ago))) for ago in range(7)]
        average = sum(len(one.articles) for one in week if one) / 7
        yield name, day, tally.rows, *tally.articles_and_stories, average


def together(month: Month) -> Iterator[Row]:
    """Tell how much more often two are named together than chance has it (npmi)."""
    named = by_key(((name.name,), page, 0) for page in month.current for name in page.names)
    total = len(month.current)
    for (one, one_tally), (other, other_tally) in combinations(named.items(), 2):
        both = one_tally.articles & other_tally.articles
        if len(both) >= LEAST_ARTICLES:
            share = len(both) / total
            apart = len(one_tally.articles) * len(other_tally.articles) / total**2
            npmi = math.log(share / apart) / -math.log(share)
            yield *sorted((*one, *other)), len(both), npmi


def never_asked(month: Month) -> Iterator[Row]:
    asked = {row.one.source_name for row in cited(month)}
    named = by_key(
        ((name.name,), page, 0)
        for page in month.current
        for name in page.names
        if name.entity_type == "PERSON" and name.name not in asked
    )
    return ((*key, tally.rows, 0, *tally.articles_and_stories) for key, tally in named.items())


def new_entities(month: Month) -> Iterator[Row]:
    first: dict[str, tuple[date, str]] = {}
    for page in month.versions:
        for name in page.names:
            seen = (page.published_on, name.entity_type)
            first[name.name] = min(first.get(name.name, seen), seen)
    for name, (day, entity_type) in first.items():
        yield f"{day:%G-W%V}", str(day), name, entity_type


def said_when(month: Month) -> Iterator[Row]:
    for page, one in cited(month):
        if one.source_kind == "person":
            yield one.source_name, one.said_on, one.quote_form, one.relayed_by or one.addressee, page.headline


def reporters(month: Month) -> Iterator[Row]:
    used = by_key(
        ((author, row.one.source_kind, row.one.source_name), row.page, 0)
        for row in cited(month)
        if row.one.source_kind in {"person", "organisation", "outlet"}
        for author in row.page.authors
    )
    return ((*key, tally.rows, *tally.articles_and_stories) for key, tally in used.items())


def voices(month: Month) -> Iterator[Row]:
    """Tell how much is said by people of each country, as it is printed with their office."""
    country = {
        speaker.name: code
        for speaker in SPEAKERS
        for demonym, code in COUNTRIES.items()
        if speaker.title.startswith(demonym)
    }
    counted = by_key(
        ((f"{row.page.published_on:%Y-%m}", country.get(row.one.source_name, "unknown")), row.page, row.words)
        for row in cited(month)
        if row.one.source_role == "source" and row.one.source_kind in {"person", "organisation"}
    )
    totals: Counter[str] = Counter()
    for (published_month, _), tally in counted.items():
        totals[str(published_month)] += tally.rows
    for key, tally in counted.items():
        yield (*key, tally.rows, tally.words, tally.rows / totals[str(key[0])])


def _by_outlet(month: Month):
    pages = defaultdict(list)
    for page in month.current:
        pages[page.outlet.name].append(page)
    return pages.items()


def _named_by_day(month: Month) -> dict[Row, Tally]:
    return by_key(((name.name, page.published_on), page, 0) for page in month.current for name in page.names)


COUNTS = "citation_count, article_count, story_count"

QUESTIONS: Mapping[str, Question] = {
    "q01": Question("published_date_id, publisher_name, article_count, story_count", articles_a_day),
    "q02": Question(f"published_month, source_name, {COUNTS}, outlet_count, quoted_word_count", most_quoted),
    "q03": Question(f"publisher_name, cited_name, source_role, {COUNTS}", leaning),
    "q04": Question(
        "publisher_name, story_count, resting_story_count, resting_story_share, wire_story_share, "
        "wire_copy_count, wire_citations_per_article",
        resting,
    ),
    "q05": Question(
        "publisher_name, citation_count, direct_count, mixed_count, indirect_count, "
        "direct_share, mixed_share, indirect_share",
        forms,
    ),
    "q06": Question(
        "publisher_name, topic_name, article_count, story_count, voice_count, "
        "anonymous_count, anonymous_share",
        anonymous,
    ),
    "q07": Question(
        "headline, relayed_by_name, relayed_by_cue_text, source_name, cue_text, chain_depth", chains
    ),
    "q08": Question(f"source_name, cue_lemma, {COUNTS}", verbs),
    "q11": Question(
        "entity_name, published_date, mention_count, article_count, story_count, articles_7_day_average",
        attention,
    ),
    "q13": Question("entity_name, mention_count, citation_count, article_count, story_count", never_asked),
    "q14": Question("first_seen_week, first_seen_date_id, entity_name, entity_type", new_entities),
    "q15": Question("source_name, said_date, quote_form, via, headline", said_when),
    "q16": Question(f"author_name, source_kind, source_name, {COUNTS}", reporters),
    "q24": Question(
        "published_month, source_country_code, citation_count, quoted_word_count, citation_share", voices
    ),
}
"""The questions about what pages say."""
