"""Give every name of a page the fullest form the page prints and the name a registry knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.parsing.lexicon import Lexicon
from flows.parsing.names import NAME_SUFFIXES, surname_of
from flows.parsing.records import EntityType, ResolvedBy
from flows.parsing.typed_names import TypedName


@dataclass(frozen=True, slots=True)
class Resolution:
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
    titles = _titles_by_surname(names)
    for name in names:
        yield name, _resolve(name, full_forms, titles, lexicon, published_on)


def _resolve(
    typed: TypedName,
    full_forms: _FullForms,
    titles: Mapping[str, tuple[str, ...]],
    lexicon: Lexicon,
    published_on: date | None,
) -> Resolution:
    name = typed.name
    in_page = full_forms.fullest(typed)
    by: ResolvedBy = "explicit" if in_page == name.text else "surname"
    if name.outlet_id is not None:
        outlet = lexicon.outlets[name.outlet_id]
        by = "explicit" if outlet.outlet_name == name.text else "registry"
        return Resolution(outlet.outlet_name, in_page, by, name.outlet_id, outlet.country_code)
    if typed.entity_type == "PLACE" and name.country_code is not None:
        country = next(c for c in lexicon.country_aliases.values() if c.country_code == name.country_code)
        by = "explicit" if country.country_name == name.text else "registry"
        return Resolution(country.country_name, in_page, by, None, country.country_code)
    if typed.entity_type == "PERSON" and " " not in in_page and published_on is not None:
        holder = _office_holder(in_page, titles.get(in_page, ()), lexicon, published_on)
        if holder is not None:
            return Resolution(holder, in_page, "registry")
    return Resolution(in_page, in_page, by)


def _titles_by_surname(names: Sequence[TypedName]) -> Mapping[str, tuple[str, ...]]:
    """Map surnames to the titles the page gives them."""
    titles: dict[str, tuple[str, ...]] = {}
    for typed in names:
        if typed.entity_type == "PERSON" and typed.name.title is not None:
            surname = surname_of(typed.name.text)
            titles[surname] = (*titles.get(surname, ()), typed.name.title)
    return titles


def _office_holder(surname: str, titles: Sequence[str], lexicon: Lexicon, published_on: date) -> str | None:
    """Return who held an office the page names with this surname on the day it was published."""
    return next(
        (
            holder.person_name
            for holder in lexicon.office_holders
            if holder.surname == surname
            and holder.title.lower() in titles
            and holder.held_from <= published_on
            and (holder.held_until is None or published_on <= holder.held_until)
        ),
        None,
    )


class _FullForms:
    """The fullest form of each name on a page."""

    def __init__(self, names: Sequence[TypedName]) -> None:
        self._full: dict[tuple[EntityType, str], str] = {}
        for typed in names:
            for short in _short_forms(typed):
                self._full.setdefault((typed.entity_type, short), typed.name.text)

    def fullest(self, typed: TypedName) -> str:
        """Return the first fuller form of a name, or the name itself."""
        return self._full.get((typed.entity_type, typed.name.text), typed.name.text)


def _short_forms(typed: TypedName) -> Iterator[str]:
    """Yield the shorter names by which a page may call the same entity."""
    words = [word for word in typed.name.text.split() if word not in NAME_SUFFIXES]
    if len(words) == 1:
        return
    if typed.entity_type == "PERSON":
        yield surname_of(typed.name.text)
        yield words[0]
    elif typed.entity_type == "ORG" and typed.name.outlet_id is None:
        for count in range(1, len(words)):
            yield " ".join(words[:count])
        initials = "".join(word[0] for word in words if word[0].isupper())
        if len(initials) > 1:
            yield initials
            yield "".join(f"{letter}." for letter in initials)
