"""Give every name of a page the fullest form the page prints and the name a registry knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from flows.parsing.entities.entity_types import ACRONYM, COMPANY_WORDS, OFFICE_INITIALS
from flows.parsing.entities.heading_names import TypedName
from flows.parsing.entities.known_names import known_names
from flows.parsing.entities.surnames import NAME_SUFFIXES, initials_of, surname_of, surnames_of
from flows.parsing.lexicon import Lexicon, OfficeHolder
from flows.parsing.records import EntityType, ResolvedBy


class Resolution(NamedTuple):
    """Whom or what a name means."""

    entity_name: str
    name_in_page: str
    resolved_by: ResolvedBy
    outlet_id: str | None = None
    country_code: str | None = None


def resolve_names(
    names: Sequence[TypedName], lexicon: Lexicon, published_on: date | None
) -> Iterator[tuple[TypedName, Resolution]]:
    """Yield every name with its resolution."""
    full_forms = _FullForms(names)
    registry = _Registry(names, lexicon, published_on)
    for typed in names:
        in_page = full_forms.fullest(typed)
        by: ResolvedBy = "explicit" if in_page.lower() == typed.name.text.lower() else "surname"
        yield typed, registry.resolve(typed, in_page) or Resolution(in_page, in_page, by)


class _Registry:
    """What the lexicon knows of the names of a page: outlets, countries and holders of offices."""

    def __init__(self, names: Sequence[TypedName], lexicon: Lexicon, published_on: date | None) -> None:
        self._lexicon = lexicon
        known = known_names(lexicon)
        self._countries = known.country_names
        self._holders = {
            surname: holder.person_name
            for surname, titles in _titles_by_surname(names).items()
            for holder in known.holders.get(surname, ())
            if holder.title.lower() in titles and _held(holder, published_on)
        }

    def resolve(self, typed: TypedName, in_page: str) -> Resolution | None:
        """Return the standard name of what a name means, or None where no registry has one."""
        name = typed.name
        if name.outlet_id is not None:
            outlet = self._lexicon.outlets[name.outlet_id]
            known, country_code = outlet.outlet_name, outlet.country_code
        elif typed.entity_type == "PLACE" and name.country_code is not None:
            known, country_code = self._countries[name.country_code], name.country_code
        elif typed.entity_type == "PERSON" and in_page in self._holders:
            known, country_code = self._holders[in_page], None
        elif typed.entity_type == "PLACE" and in_page.isupper() and in_page.title() in self._lexicon.places:
            known, country_code = in_page.title(), None
        else:
            return None
        by: ResolvedBy = "explicit" if known == name.text else "registry"
        return Resolution(known, in_page, by, name.outlet_id, country_code)


def _held(holder: OfficeHolder, day: date | None) -> bool:
    """Tell whether an office was held on a day; on an unknown day nobody is known to hold one."""
    return (
        day is not None
        and holder.held_from <= day
        and (holder.held_until is None or day <= holder.held_until)
    )


def _titles_by_surname(names: Sequence[TypedName]) -> Mapping[str, set[str]]:
    """Map surnames to the titles the page gives them."""
    titles: dict[str, set[str]] = defaultdict(set)
    for typed in names:
        if typed.entity_type == "PERSON" and typed.name.title is not None:
            titles[surname_of(typed.name.text)].add(typed.name.title)
    return titles


class _FullForms:
    """The fullest form of each name on a page."""

    def __init__(self, names: Sequence[TypedName]) -> None:
        self._full: dict[tuple[EntityType, str], str] = {}
        for typed, following in pairwise(names):
            if _explains(typed, following):
                self._full.setdefault(("ORG", following.name.text), typed.name.text)
        distinct = {(n.entity_type, n.name.text, n.name.outlet_id): n for n in names}.values()
        self._small: dict[tuple[EntityType, str], str] = {}
        self._outlets = {
            n.name.outlet_id: n.name.text
            for n in reversed(names)
            if n.name.outlet_id and n.rule != "short_form"
        }
        for typed in distinct:
            shorts = tuple(_short_forms(typed))
            for short in shorts:
                self._full.setdefault((typed.entity_type, short), typed.name.text)
            for form in (typed.name.text, *shorts):
                if not form.isupper():
                    self._small.setdefault((typed.entity_type, form.upper()), form)
        for tail, bodies in _bodies_by_tail(distinct).items():
            if len(bodies) == 1:
                self._full.setdefault(("ORG", tail), next(iter(bodies)))

    def fullest(self, typed: TypedName) -> str:
        """Return the first fuller form of a name, or the name itself, without capitals where the page can."""
        text = typed.name.text
        if typed.rule == "short_form" and typed.name.outlet_id is not None:
            return self._outlets.get(typed.name.outlet_id, text)
        if text.isupper():
            text = self._small.get((typed.entity_type, text), text)
        return self._full.get((typed.entity_type, text), text)


def _explains(full: TypedName, short: TypedName) -> bool:
    """Tell whether a body's name is followed by its initials: `Centers for Zolven Services (CZS)`."""
    tokens, at, last = short.name.sentence.tokens, short.name.first, short.name.last
    return (
        full.entity_type == short.entity_type == "ORG"
        and full.name.sentence is short.name.sentence
        and full.name.last == at - 1
        and tokens[at - 1].text == "("
        and last < len(tokens)
        and tokens[last].text == ")"
        and " " not in short.name.text
        and (
            short.name.text[0] in {word[0] for word in full.name.text.split()}
            or (short.name.outlet_id is None and ACRONYM.match(short.name.text) is not None)
        )
    )


def _bodies_by_tail(names: Iterable[TypedName]) -> Mapping[str, set[str]]:
    """Map the last words of the names of bodies to those names: `Brotherhood` to `Muslim Brotherhood`."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for typed in names:
        words = typed.name.text.split()
        if typed.entity_type == "ORG" and typed.name.outlet_id is None and len(words) > 1:
            bodies[words[-1]].add(typed.name.text)
    return bodies


def _short_forms(typed: TypedName) -> Iterator[str]:
    """Yield the shorter names by which a page may call the same entity."""
    words = [word for word in typed.name.text.split() if word not in NAME_SUFFIXES]
    if len(words) <= 1:
        return
    if typed.entity_type == "PERSON":
        yield from surnames_of(typed.name.text)
        if not OFFICE_INITIALS.match(words[0]):
            yield words[0]
    elif typed.entity_type == "ORG" and typed.name.outlet_id is None:
        # A part of the UN is not what UN is short for; a company is what its first letters are.
        is_part = ACRONYM.match(words[0]) is not None and words[-1].lower() not in COMPANY_WORDS
        for count in range(1 + is_part, len(words)):
            yield " ".join(words[:count])
        initials = initials_of(words)
        if len(initials) > 1:
            yield initials
            yield "".join(f"{letter}." for letter in initials)
