"""Plan a month of pages from a seed: who runs which story when, what becomes of it, when it is delivered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from tests.generated_month import stories
from tests.generated_month.constructs import joined, paragraph
from tests.generated_month.delivery import DELIVERIES, FIRST_DAY, deliver
from tests.generated_month.stories import Story
from tests.generated_month.truth import Month, PageVersion, Paragraph, Relation
from tests.generated_month.wording import Wording, topics
from tests.generated_month.world import OUTLETS, REPORTERS, Outlet

DAYS = 28
LATE_SHARE = 0.06
EDITED_SHARE = 0.15
PHOTOGRAPHERS = ("Noel Hartmann", "Rita Vance", "Sven Halloran", "Dora Pell")
WITH_PHOTOS = frozenset({"brief", "newspaper"})
"""Layouts that print a photo with its credit."""

WIRES = tuple(outlet for outlet in OUTLETS if outlet.layout == "wire")
AGGREGATORS = tuple(outlet for outlet in OUTLETS if outlet.layout == "brief")
MAGAZINES = tuple(outlet for outlet in OUTLETS if outlet.layout == "magazine")
"""They print a day and no time, so nobody can tell who of two of that day was first: they copy nothing."""

PRINTERS = tuple(outlet for outlet in OUTLETS if outlet not in (*WIRES, *AGGREGATORS, *MAGAZINES))
DATELINES = {"associated-press": "AP", "reuters": "Reuters"}


@dataclass(slots=True)
class _Newsroom:
    """Writes the stories of the month and prints them, page after page."""

    random: Random
    page_count: int
    backgrounds: dict[str, tuple[Paragraph, ...]]
    versions: list[PageVersion] = field(default_factory=list)
    ran: list[tuple[Story, Outlet]] = field(default_factory=list)
    """The stories that others can lean on, with who ran them first."""
    story_count: int = 0

    @property
    def today(self) -> date:
        """Return the day that the month has come to."""
        return FIRST_DAY + timedelta(days=min(DAYS - 4, DAYS * len(self.versions) // self.page_count))

    def write(self) -> Story:
        """Write the next story, now and then with paragraphs that other stories of its topic have too."""
        self.story_count += 1
        topic = self.random.choice(topics())
        background = self.backgrounds[topic] if self.random.random() < 0.5 else ()
        addressee = self.random.choice(OUTLETS)
        return stories.write_story(
            Wording(self.random, topic),
            self.story_count,
            self.today,
            addressee=addressee,
            background=background,
        )

    def run_wire_story(self) -> None:
        """An agency's story on its own site, or not, and in others: as it is, led otherwise, or cut."""
        story, agency = self.write(), self.random.choice(WIRES)
        text = with_dateline(story, story.paragraphs, agency)
        at = self._morning(story.day)
        prints = self.random.sample(PRINTERS, self.random.choice((2, 3, 4)))
        near = with_dateline(story, stories.with_new_lead(story), agency)
        copies: list[tuple[Relation, tuple[Paragraph, ...]]] = [
            ("exact", text),
            ("near", near),
            ("excerpt", stories.cut(text, self.random.uniform(0.5, 0.6))),
            ("excerpt", stories.cut(near, self.random.uniform(0.5, 0.6))),
        ]
        if self.random.random() < 0.75:
            self.print_page(story, agency, at, paragraphs=text, wire=agency)
        else:
            self.print_page(story, prints.pop(), at, paragraphs=text, wire=agency)
        self.ran.append((story, agency))
        for outlet in prints:
            at += timedelta(minutes=self.random.randrange(15, 600))
            # Who prints what another has printed before has an exact copy of that.
            relation, words = self.random.choice(copies)
            printed = {version.paragraphs for version in self.versions if version.story_no == story.story_no}
            relation = "exact" if words in printed else relation
            headline = None if words == text else story.wording.headline(story.city)
            self.print_page(
                story, outlet, at, relation=relation, paragraphs=words, wire=agency, headline=headline
            )

    def run_own_story(self) -> None:
        """A story of an outlet's own, which it now and then carries on with another page."""
        story, outlet = self.write(), self.random.choice((*PRINTERS, *MAGAZINES))
        is_magazine = outlet in MAGAZINES
        at = datetime.combine(story.day, time(), UTC) if is_magazine else self._morning(story.day)
        self.print_page(story, outlet, at)
        self.ran.append((story, outlet))
        if self.random.random() < 0.3 and not is_magazine:
            later = at + timedelta(minutes=self.random.randrange(90, 900))
            headline = story.wording.headline(story.city)
            text = stories.carried_on(story)
            self.print_page(story, outlet, later, relation="update", paragraphs=text, headline=headline)

    def run_brief(self) -> None:
        """An aggregator's brief on stories that others ran."""
        if len(self.ran) < 2:
            return
        self.story_count += 1
        sources = self.random.sample(self.ran[-8:], min(len(self.ran), self.random.choice((1, 2))))
        brief = stories.write_brief(self.random, self.story_count, sources, day=self.today)
        outlet = self.random.choice(AGGREGATORS)
        self.print_page(brief, outlet, self._evening(self.today))

    def run_round_up(self) -> None:
        """A round-up of the stories of the last days, word for word but short."""
        if len(self.ran) < 4:
            return
        self.story_count += 1
        taken = [story for story, _ in self.random.sample(self.ran[-10:], 4)]
        round_up = stories.write_round_up(self.random, self.story_count, taken, day=self.today)
        outlet = self.random.choice(PRINTERS)
        self.print_page(round_up, outlet, self._evening(self.today))

    def print_page(
        self,
        story: Story,
        outlet: Outlet,
        at: datetime,
        *,
        relation: Relation = "origin",
        paragraphs: tuple[Paragraph, ...] | None = None,
        wire: Outlet | None = None,
        headline: str | None = None,
    ) -> None:
        """Print a page, and now and then a second and a third version of it."""
        week = (at.date() - FIRST_DAY).days // 7 + 1
        is_late = self.random.random() < LATE_SHARE
        first = PageVersion(
            page_no=len({version.page_no for version in self.versions}) + 1,
            version_no=1,
            story_no=story.story_no,
            delivery_no=min(DELIVERIES, week + is_late),
            outlet=outlet,
            city=story.city,
            headline=headline or story.headline,
            authors=tuple(self.random.sample(REPORTERS, self.random.choice((1, 1, 1, 2)))),
            topic=story.topic,
            photographer=self.random.choice(PHOTOGRAPHERS) if outlet.layout in WITH_PHOTOS else None,
            published_at=at,
            wire_outlet_id=wire.outlet_id if wire else None,
            relation=relation,
            paragraphs=paragraphs or story.paragraphs,
        )
        self.versions.append(first)
        if relation != "origin" or self.random.random() < 0.5:
            self.versions += self._edit(story, first)

    def _edit(self, story: Story, version: PageVersion) -> Iterator[PageVersion]:
        """Yield what becomes of a page in later deliveries."""
        while version.delivery_no < DELIVERIES and self.random.random() < EDITED_SHARE:
            version = stories.edited(story, version)
            yield version

    def _morning(self, day: date) -> datetime:
        """Return a time at which it is that day from Los Angeles to London."""
        return self._at(day, 13, 17)

    def _evening(self, day: date) -> datetime:
        return self._at(day, 17, 22) + timedelta(days=self.random.choice((0, 1)))

    def _at(self, day: date, first_hour: int, last_hour: int) -> datetime:
        minute = self.random.randrange(first_hour * 60, last_hour * 60)
        return datetime.combine(day, time(), UTC) + timedelta(minutes=minute)


def generate(seed: int, page_count: int) -> Month:
    """Return a month of at least so many page versions; the same for the same arguments."""
    random = Random(seed)
    return deliver(random, plan(random, page_count))


def plan(random: Random, page_count: int) -> list[PageVersion]:
    """Return at least so many versions of pages, which are in no file yet."""
    newsroom = _Newsroom(random, page_count, write_backgrounds(random))
    kinds: Sequence[Callable[[], None]] = (
        *(newsroom.run_wire_story,) * 3,
        *(newsroom.run_own_story,) * 5,
        *(newsroom.run_brief,) * 3,
        newsroom.run_round_up,
    )
    while len(newsroom.versions) < page_count:
        for run in random.sample(kinds, len(kinds)):
            run()
    return newsroom.versions


def write_backgrounds(random: Random) -> dict[str, tuple[Paragraph, ...]]:
    """Return for each topic the two paragraphs that many of its stories have."""
    return {
        topic: (stories.write_fact(Wording(random, topic)), stories.write_fact(Wording(random, topic)))
        for topic in topics()
    }


def with_dateline(story: Story, paragraphs: tuple[Paragraph, ...], agency: Outlet) -> tuple[Paragraph, ...]:
    """Return a text that begins with `BERGEN (AP) — `."""
    lead, *rest = paragraphs
    agency_name = f"<{agency.name}|{DATELINES[agency.outlet_id]}>"
    dateline = paragraph(f"<{story.city}|{story.city.upper()}> ({agency_name}) — ")
    return (joined(dateline, lead, by=""), *rest)
