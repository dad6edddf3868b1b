"""Read what a byline says: its people with their roles, and the news organisations they wrote for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flows.parsing.fields.bylines.byline_parts import BylinePart, find_opening, find_parts
from flows.parsing.fields.bylines.byline_wording import (
    BARE_OPENING,
    GENERIC_NEWSROOMS,
    OTHER_WORK,
    ROLE,
    is_newsroom_shaped,
)
from flows.parsing.fields.person_names import (
    DEGREE,
    NAME_SUFFIX,
    PARTICLES,
    as_mixed_case,
    is_person_shaped,
)
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import Author, TextSpan


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A news organisation in a byline; `is_staff` where the byline calls the author its staff."""

    name: str
    outlet_id: str | None
    is_staff: bool


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; `affiliations` holds also those without an author (`By Newser Staff`)."""

    authors: tuple[Author, ...]
    affiliations: tuple[Affiliation, ...]


@dataclass(slots=True)
class _Group:
    """Authors who share what follows their names."""

    names: list[TextSpan] = field(default_factory=list)
    role: str | None = None
    affiliation: Affiliation | None = None


def read_byline_lines(lines: Iterable[TextSpan], lexicon: Lexicon, *, is_introduced: bool = False) -> Byline:
    """Return the authors of a byline of one line or several, roles and newsrooms below the names.

    Spans are offsets into the page the lines are from.
    `is_introduced` says that names are sure to follow, as after a `By`; a line's own `By` says it too.
    """
    groups = [_Group()]
    affiliations: list[Affiliation] = []
    for line in lines:
        opening = find_opening(line.text)
        if BARE_OPENING.fullmatch(line.text):
            continue
        for part in find_parts(line.text, opening or 0):
            if is_person(part, lexicon, is_introduced=is_introduced or opening is not None):
                _add_name(groups, _place(part, line))
            elif groups[-1].names and NAME_SUFFIX.fullmatch(part.text):
                _add_suffix(groups[-1], _place(part, line), line)
            elif not DEGREE.fullmatch(part.text):
                affiliation = _add_affiliation(groups[-1], part, lexicon)
                affiliations += [affiliation] if affiliation else []
    return Byline(tuple(_authors(groups)), tuple(affiliations))


def _place(part: BylinePart, line: TextSpan) -> TextSpan:
    return TextSpan(line.start + part.start, line.start + part.end, part.text)


def _add_name(groups: list[_Group], name: TextSpan) -> None:
    """Add a name to the last group, or to a new one where the last has been told what it is."""
    if groups[-1].names and (groups[-1].role or groups[-1].affiliation):
        groups.append(_Group())
    words = name.text.split()
    half = len(words) // 2
    if words[:half] == words[half:]:
        text = name.text[: len(name.text) // 2].rstrip()
        name = TextSpan(name.start, name.start + len(text), text)
    groups[-1].names.append(name)


def _add_suffix(group: _Group, suffix: TextSpan, line: TextSpan) -> None:
    last = group.names[-1]
    if last.start >= line.start:
        text = line.text[last.start - line.start : suffix.end - line.start]
        group.names[-1] = TextSpan(last.start, suffix.end, text)


def _add_affiliation(group: _Group, part: BylinePart, lexicon: Lexicon) -> Affiliation | None:
    role, affiliation = _read_affiliation(part, lexicon)
    group.role = group.role or role
    group.affiliation = group.affiliation or affiliation
    return affiliation


def _authors(groups: Iterable[_Group]) -> Iterator[Author]:
    """Yield the people of all groups but those whose role is other work than writing."""
    for group in groups:
        for name in group.names if not (group.role and OTHER_WORK.search(group.role)) else ():
            yield Author(
                name=as_mixed_case(name.text),
                start=name.start,
                end=name.end,
                role=group.role,
                affiliation=group.affiliation.name if group.affiliation else None,
                affiliation_outlet_id=group.affiliation.outlet_id if group.affiliation else None,
            )


def is_person(part: BylinePart, lexicon: Lexicon, *, is_introduced: bool) -> bool:
    """Tell whether a part of a byline names a person, by its shape and by what else may be so called.

    Without a `By`, words of everyday English make a name only after a given name: `Current Events` is none.
    """
    if part.kind != "words" or not is_person_shaped(part.text, is_introduced=is_introduced):
        return False
    name = as_mixed_case(part.text)
    if _find_outlet(name, lexicon) or _find_outlet(part.text, lexicon) or _is_other_name(name, lexicon):
        return False
    words = [word for word in name.split() if word not in PARTICLES and not word.endswith(".")]
    if words[0] in lexicon.given_names:
        return True
    common = [word.lower() in lexicon.common_words for word in words]
    return not all(common) if is_introduced else not any(common)


def _is_other_name(name: str, lexicon: Lexicon) -> bool:
    return (
        name in lexicon.organisation_names
        or name in lexicon.places
        or name in lexicon.country_aliases
        or name in lexicon.other_names
    )


def _find_outlet(name: str, lexicon: Lexicon) -> str | None:
    bare = name.removeprefix("The ").removeprefix("the ")
    return lexicon.outlet_aliases.get(name) or lexicon.outlet_aliases.get(bare)


def _read_affiliation(part: BylinePart, lexicon: Lexicon) -> tuple[str | None, Affiliation | None]:
    """Return the role and the news organisation that a part of a byline names, where it names one."""
    if outlet_id := _find_outlet(part.text, lexicon):
        return None, Affiliation(lexicon.outlets[outlet_id].outlet_name, outlet_id, is_staff=False)
    role = ROLE.search(part.text)
    if role is None:
        is_newsroom = part.kind == "paper" or (part.kind == "words" and is_newsroom_shaped(part.text))
        name = part.text.removeprefix("the ")
        is_generic = name.lower() in GENERIC_NEWSROOMS or _is_other_name(name, lexicon)
        is_named = is_newsroom and name[:1].isupper() and not is_generic
        return None, Affiliation(name, None, is_staff=False) if is_named else None
    employer = _find_employer(part.text, role.start(), lexicon)
    if employer is None:
        return _as_role(part.text), None
    name, outlet_id = employer
    role_text = _as_role(part.text[len(name) :].removeprefix("'s").removeprefix("\u2019s"))
    outlet_name = lexicon.outlets[outlet_id].outlet_name if outlet_id else name
    return role_text, Affiliation(outlet_name, outlet_id, is_staff=True)


def _as_role(text: str) -> str:
    return " ".join(text.lower().split())


def _find_employer(text: str, role_start: int, lexicon: Lexicon) -> tuple[str, str | None] | None:
    """Return the newsroom before a role as printed, and its outlet id: the longest known, or what is left.

    A place before a role is where it is done (`Berlin Correspondent`), `Science` of `Science Editor` is none.
    """
    ends = [at for at, mark in enumerate(text) if mark in " '\u2019"]
    for end in reversed(ends):
        outlet_id = _find_outlet(text[:end], lexicon)
        if outlet_id and (end >= role_start - 1 or " " in text[:end]):
            return text[:end], outlet_id
    name = text[:role_start].rstrip().removesuffix("'s").removesuffix("\u2019s")
    is_staff = text[role_start:].lower() == "staff"
    if name and name[0].isupper() and (is_staff or is_newsroom_shaped(name)):
        return name, None
    return None
