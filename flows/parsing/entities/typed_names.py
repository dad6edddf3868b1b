"""Decide what every name of a page stands for: from its words, its neighbours and the rest of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from flows.parsing.entities.heading_names import HeadingReader, TypedName
from flows.parsing.entities.name_contexts import ContextReader
from flows.parsing.entities.name_parts import Name, NameCutter
from flows.parsing.entities.page_types import SURNAME, PageTypes
from flows.parsing.entities.proper_names import MOST_JOINING_WORDS, is_title_case
from flows.parsing.entities.surnames import SURNAME_PARTICLES, surname_of
from flows.parsing.language.quotes import Quote
from flows.parsing.language.sentences import Sentence
from flows.parsing.lexicon import Lexicon

NameFinder = Callable[[str, Sequence[Sentence], Sequence[Quote], Lexicon], Sequence[TypedName]]
"""Finds the names of a page in its sentences, in reading order; they never overlap."""


def find_typed_names(
    page: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], lexicon: Lexicon
) -> tuple[TypedName, ...]:
    """Return the names of people, organisations and places in reading order."""
    works = {quote.start: quote.end for quote in quotes}
    cutter = NameCutter(page, lexicon)
    contexts = ContextReader(page, lexicon)
    headings: list[Sentence] = []
    body: list[Sentence] = []
    for sentence in sentences:
        (headings if is_title_case(sentence.tokens) else body).append(sentence)
    names = [n for s in body for n in cutter.names(s) if not _is_work(page, n, works)]
    names = [_with_title(name, contexts) for name in _with_particles(page, names)]
    types = PageTypes(names, lexicon, contexts)
    typed = [t for name in names if (t := types.decide(name)) is not None]
    found = HeadingReader(page, _with_surnames(typed), lexicon)
    typed.extend(t for sentence in headings for t in found.names(sentence))
    return tuple(sorted(typed, key=lambda t: t.name.start))


def _with_surnames(typed: Sequence[TypedName]) -> dict[str, TypedName]:
    """Map the names of the body, and the surnames of its people, to their first reading."""
    known = {found.name.text: found for found in reversed(typed)}
    for found in typed:
        if found.entity_type == "PERSON":
            known.setdefault(surname_of(found.name.text), found._replace(rule=SURNAME[1]))
    return known


def _with_particles(page: str, names: Sequence[Name]) -> Iterator[Name]:
    """Give surnames the small words that the full names of the page have before them: `de Blasio`."""
    people = {n.text for n in names if n.entity_type == "PERSON"}
    surnames = {surname for text in people if not (surname := surname_of(text))[0].isupper()}
    if not surnames:
        yield from names
        return
    done = 0
    for name in names:
        yield _with_particle(page, name, surnames, done)
        done = name.end


def _with_particle(page: str, name: Name, surnames: AbstractSet[str], done: int) -> Name:
    """Return the name with the small words before it that make a surname of it: `van den Hall`."""
    tokens = name.sentence.tokens
    for first in range(name.first - 1, max(-1, name.first - 1 - MOST_JOINING_WORDS), -1):
        if tokens[first].start < done or tokens[first].text not in SURNAME_PARTICLES:
            return name
        text = page[tokens[first].start : name.end]
        if text in surnames:
            return name._replace(first=first, text=text)
    return name


def _is_work(page: str, name: Name, works: Mapping[int, int]) -> bool:
    """Tell whether an unknown name fills a quotation, as the titles of songs and books do."""
    if name.start not in works or name.rule.startswith("known"):
        return False
    end = name.end
    return works[name.start] in {end, end + (page[end : end + 1] in {",", "."})}


def _with_title(name: Name, contexts: ContextReader) -> Name:
    """Give a person the title in small letters before the name, an outlet the identity its article shows."""
    if outlet_id := contexts.outlet_by_article(name):
        return name._replace(entity_type="ORG", rule="known_outlet", outlet_id=outlet_id)
    if name.title is not None or name.entity_type in {"PLACE", "ORG"}:
        return name
    title = contexts.title_before(name)
    return name if title is None else name._replace(title=title)
