"""Stories, and what becomes of the text of one: copied, led otherwise, cut, carried on, edited, quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tests.generated_month import constructs
from tests.generated_month.constructs import Quotation, paragraph
from tests.generated_month.truth import Change, PageVersion, Paragraph
from tests.generated_month.wording import Wording, topics
from tests.generated_month.world import BODIES, CITIES, SPEAKERS, VISITORS, Outlet

VISITED_SHARE = 0.2
EDITS = ("headline", "added", "removed", "reworded")
"""What an edit changes; the first two need no sentence to be there."""


@dataclass(frozen=True, slots=True)
class Story:
    """What happened somewhere on a day, and a text that tells it: the lead, then what follows."""

    story_no: int
    topic: str
    city: str
    day: date
    headline: str
    wording: Wording
    quotations: tuple[Quotation, ...]
    paragraphs: tuple[Paragraph, ...]


def write_story(
    wording: Wording,
    story_no: int,
    day: date,
    *,
    addressee: Outlet,
    background: Sequence[Paragraph],
) -> Story:
    """Return a story of some twelve paragraphs, in a city of its own choice."""
    random = wording.random
    city = random.choice(sorted(CITIES))
    one, two, three, four = random.sample(SPEAKERS, 4)
    family = f"story-{story_no}"
    first = Quotation(f"{family}-a", one, *wording.quotation())
    second = Quotation(f"{family}-b", two, *wording.quotation())
    said = [
        constructs.quote_then_speaker(first, first.whole, wording),
        constructs.indirect(three, wording, day),
        random.choice((constructs.quote_in_two_sentences, constructs.speaker_then_quote))(second),
        constructs.organisation(random.choice(BODIES), wording, random.choice((None, day))),
        constructs.told_outlet(four, addressee, wording),
        *random.sample(
            [
                constructs.surname_again(four, wording),
                constructs.mixed(three, wording, f"{family}-c"),
                constructs.unnamed(wording),
                constructs.unnamed_quote(wording, f"{family}-d"),
                constructs.document(wording),
            ],
            random.choice((2, 3)),
        ),
    ]
    told = [write_fact(wording) for _ in range(random.choice((3, 4)))]
    if random.random() < VISITED_SHARE:
        visit = wording.fill("{did} {objects} near {place} {time}")
        told.append(paragraph(f"Singer <{random.choice(VISITORS)}> {visit}."))
    rest = [*told, *said[1:], *background]
    random.shuffle(rest)
    paragraphs = (write_lead(wording, city), said[0], *rest)
    return Story(
        story_no, wording.topic, city, day, wording.headline(city), wording, (first, second), paragraphs
    )


def write_lead(wording: Wording, city: str) -> Paragraph:
    """Return the first paragraph of a story: what happened where, on nobody's word."""
    return paragraph(
        wording.fill(f"a {{adjective}} {{thing}} in <{city}>, <{CITIES[city]}>, was {{done}} {{time}}, and ")
        + f"{wording.clause()}."
    )


def write_fact(wording: Wording) -> Paragraph:
    """Return a paragraph of one sentence on nobody's word."""
    return paragraph(wording.fact())


def with_new_lead(story: Story) -> tuple[Paragraph, ...]:
    """Return the text as a desk prints it that writes its own lead and drops a paragraph."""
    dropped = story.wording.random.randrange(3, len(story.paragraphs))
    return (
        write_lead(story.wording, story.city),
        *(text for number, text in enumerate(story.paragraphs) if number not in {0, dropped}),
    )


def cut(paragraphs: tuple[Paragraph, ...], share: float) -> tuple[Paragraph, ...]:
    """Return the beginning of a text, at least the given share of its characters."""
    wanted = share * sum(len(text.text) for text in paragraphs)
    kept: list[Paragraph] = []
    for text in paragraphs:
        if sum(len(one.text) for one in kept) >= wanted:
            break
        kept.append(text)
    return tuple(kept)


def carried_on(story: Story) -> tuple[Paragraph, ...]:
    """Return the text with what is new put below its lead."""
    news = (write_fact(story.wording), constructs.unnamed(story.wording))
    return (story.paragraphs[0], *news, *story.paragraphs[1:])


def edited(story: Story, version: PageVersion) -> PageVersion:
    """Return the next version of a page, with one thing changed and delivered a week later.

    Only sentences on nobody's word are edited, so that what is attributed stays as it is.
    """
    random, headline, paragraphs = story.wording.random, version.headline, version.paragraphs
    plain = [number for number, text in enumerate(paragraphs) if not (text.names or text.attributions)]
    place = random.choice(plain or [0])
    before, old, after = paragraphs[:place], paragraphs[place], paragraphs[place + 1 :]
    match random.choice(EDITS if plain else EDITS[:2]):
        case "headline":
            headline = story.wording.headline(story.city)
            change = Change("field", "reworded", "headline", version.headline, headline)
        case "added":
            new = write_fact(story.wording)
            paragraphs = (*before, old, new, *after)
            change = Change("sentence", "added", None, None, new.text)
        case "removed":
            paragraphs = (*before, *after)
            change = Change("sentence", "removed", None, old.text, None)
        case _:
            new = replace(old, text=f"{old.text.removesuffix('.')} {story.wording.fill('{time}')}.")
            paragraphs = (*before, new, *after)
            change = Change("sentence", "reworded", None, old.text, new.text)
    return replace(
        version,
        version_no=version.version_no + 1,
        delivery_no=version.delivery_no + 1,
        headline=headline,
        paragraphs=paragraphs,
        changes=(change,),
    )


def write_brief(
    random: Random, story_no: int, sources: Sequence[tuple[Story, Outlet]], *, day: date
) -> Story:
    """Return what an aggregator makes of stories that other outlets ran: its own words, their quotations."""
    head = sources[0][0]
    wording = Wording(random, head.topic)
    told: list[Paragraph] = []
    for number, (story, outlet) in enumerate(sources):
        first, second = story.quotations
        mixed = constructs.mixed(first.speaker, wording, f"story-{story_no}-{number}")
        told += [
            constructs.relayed(outlet, mixed),
            constructs.quote_told(second, random.choice((second.beginning, second.ending)), outlet),
            constructs.relayed_fact(outlet, wording),
        ]
    paragraphs = (write_lead(wording, head.city), *told, write_fact(wording))
    quotations = tuple(quotation for story, _ in sources for quotation in story.quotations)
    return Story(
        story_no, head.topic, head.city, day, wording.headline(head.city), wording, quotations, paragraphs
    )


def write_round_up(random: Random, story_no: int, stories: Sequence[Story], *, day: date) -> Story:
    """Return a morning round-up: the lead and the first quotation of several stories, word for word."""
    wording = Wording(random, random.choice(topics()))
    taken = [text for story in stories for text in story.paragraphs[:2]]
    between = [write_fact(wording) for _ in stories]
    paragraphs = tuple(
        text for number, one in enumerate(between) for text in (one, *taken[2 * number : 2 * number + 2])
    )
    quotations = tuple(story.quotations[0] for story in stories)
    headline = f"Morning report: {wording.headline(stories[0].city)}"
    return Story(story_no, wording.topic, stories[0].city, day, headline, wording, quotations, paragraphs)
