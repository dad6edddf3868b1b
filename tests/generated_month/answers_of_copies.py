"""The answers that depend on how stories, quotations and pages went from one place to another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from statistics import median

from tests.generated_month.answers import Question
from tests.generated_month.delivery import DELIVERIES
from tests.generated_month.tallies import Row, cited
from tests.generated_month.truth import Month, PageVersion, Quoted
from tests.generated_month.world import OUTLETS

WORD = re.compile(r"\w+")
LEAST_WORDS = 5
LATE = timedelta(days=1)
NAMES = {outlet.outlet_id: outlet.name for outlet in OUTLETS}
SET_ASIDE = {"broken/photo.txt": "nul_bytes", "broken/empty.txt": "empty"}


def plain(text: str) -> str:
    """Return the words of a quotation, without case and punctuation."""
    return " ".join(WORD.findall(text.lower()))


def ran_by(page: PageVersion) -> datetime:
    """Return when a page was out at the latest: what prints no time may have come out until midnight."""
    return page.published_at + timedelta(days=page.outlet.layout == "magazine")


def runs(month: Month) -> dict[str, list[tuple[PageVersion, str]]]:
    """Return the pages that ran each quotation, in turn and with its form there, by its fullest form."""
    quotes = [(page, quoted) for page, one in cited(month) for quoted in one.quotes]
    whole = {quoted.family: plain(quoted.text) for _, quoted in quotes if not quoted.is_trimmed}

    def fullest(quoted: Quoted) -> str:
        own = plain(quoted.text)
        return whole.get(quoted.family, own) if quoted.is_trimmed else own

    forms: defaultdict[str, dict[int, tuple[PageVersion, str]]] = defaultdict(dict)
    for page, quoted in quotes:
        known = forms[fullest(quoted)].get(page.page_no, (page, ""))
        forms[fullest(quoted)][page.page_no] = (page, max(known[1], plain(quoted.text), key=len))
    return {words: sorted(pages.values(), key=lambda ran: ran_by(ran[0])) for words, pages in forms.items()}


def travelled(month: Month) -> Iterator[Row]:
    for words, ran in runs(month).items():
        if len(words.split()) >= LEAST_WORDS:
            pages = [page for page, _ in ran]
            yield (
                words,
                len(pages),
                len({page.story_no for page in pages}),
                len({page.outlet.name for page in pages}),
                sum(form != words for _, form in ran),
                pages[0].published_at,
                pages[0].outlet.name,
            )


def trimmed(month: Month) -> Iterator[Row]:
    for words, ran in runs(month).items():
        if any(form != words for _, form in ran):
            for order_no, (page, form) in enumerate(ran, start=1):
                lost = len(words.split()) - len(form.split())
                yield order_no, page.outlet.name, form, len(form.split()), lost, lost > 0


def latency(month: Month) -> Iterator[Row]:
    """Tell of each day how long its pages took; of a page without a time nobody knows."""
    days = defaultdict(list)
    for page in month.current:
        days[str(page.published_on)].append(page)
    for day, pages in days.items():
        waited = [
            month.delivered_at[page.delivery_no - 1] - page.published_at
            for page in pages
            if page.outlet.layout != "magazine"
        ]
        minutes = [wait.total_seconds() // 60 for wait in waited]
        yield (
            day,
            len(pages),
            len({page.story_no for page in pages}),
            sum(wait > LATE for wait in waited),
            median(minutes) if minutes else None,
        )


def changes(month: Month) -> Iterator[Row]:
    for page in month.versions:
        for one in page.changes:
            yield (
                page.outlet.name,
                page.headline,
                page.version_no,
                one.changed_part,
                one.change_type,
                one.field_name or "body",
                one.before_text,
                one.after_text,
            )


def last_outcomes(month: Month) -> Iterator[Row]:
    """Tell what the last look at each document and container came to, and of how many."""
    aside = {file.path: file for file in month.set_aside}
    latest = {file.path: file.delivery_no for file in month.files}
    outcomes: Counter[Row] = Counter()
    for path, delivery_no in latest.items():
        is_new = delivery_no == DELIVERIES
        if path in aside:
            outcomes["ingest", aside[path].outcome, SET_ASIDE.get(path)] += 1
        elif path.endswith(".jsonl"):
            outcomes["ingest", "opened" if is_new else "unchanged", None] += 1
        else:
            outcomes["publish" if is_new else "ingest", "ingested" if is_new else "unchanged", None] += 1
    # what stands in a feed is looked at once, when the feed is opened
    outcomes["publish", "ingested", None] += sum(page.outlet.layout == "record" for page in month.versions)
    return ((*key, count) for key, count in outcomes.items())


def told_together(month: Month) -> Iterator[Row]:
    """Tell who ran the stories that several pages tell, how long after the first, and on whose wire."""
    stories = defaultdict(list)
    for page in month.versions:
        stories[page.story_no].append(page)
    for pages in stories.values():
        current = [page for page in pages if page.is_current]
        first = min(pages, key=lambda page: (page.published_at, page.version_no))
        if len(current) > 1:
            for page in current:
                lag = int((page.published_at - first.published_at).total_seconds() // 60)
                wire = NAMES.get(page.wire_outlet_id or "")
                relation = page.relation if page.version_no == 1 else "update"
                yield page.outlet.name, relation, lag, wire, page is first


def read_by_runs(month: Month) -> Iterator[Row]:
    """Tell what was found on the pages of each delivery."""
    deliveries = defaultdict(list)
    for page in month.versions:
        deliveries[page.delivery_no].append(page)
    for pages in deliveries.values():
        citations = sum(len(page.attributions) for page in pages)
        names = sum(len(page.names) for page in pages)
        yield len(pages), citations, names, citations / len(pages), names / len(pages)


QUESTIONS: Mapping[str, Question] = {
    "q09": Question(
        "quotation_text, article_count, story_count, outlet_count, trimming_article_count, "
        "first_published_at, first_outlet_name",
        travelled,
    ),
    "q10": Question(
        "run_order_no, outlet_name, quotation_text, word_count, trimmed_word_count, is_trimmed", trimmed
    ),
    "q17": Question(
        "published_date_id, article_count, story_count, late_count, latency_p50_minutes", latency
    ),
    "q18": Question(
        "publisher_name, headline, version_no, changed_part, change_type, field_name, "
        "before_text, after_text",
        changes,
    ),
    "q19": Question("last_stage, outcome, reason_code, file_count", last_outcomes),
    "q23": Question(
        "publisher_name, story_relation, lag_minutes, wire_origin_name, is_story_first", told_together
    ),
    "q25": Question(
        "page_count, citation_count, mention_count, citations_per_page, mentions_per_page", read_by_runs
    ),
}
"""The questions about stories, quotations, versions and deliveries."""
