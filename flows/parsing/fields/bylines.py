"""Read bylines: who wrote the page, in which role, for whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flows.parsing.fields.credit_names import IN_NEWSROOMS, NAME_SUFFIX, as_mixed_case, is_person_shaped
from flows.parsing.fields.timestamps import LABEL, find_printed_times
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import Author, Segment, TextSpan

BY = re.compile(
    r"(?:(?:written|reported|words|story|report|text|posted|published|compiled)\s+)?by:?\s+(?=[^\W_])",
    re.IGNORECASE,
)
"""The opening of a byline: `By `, `Posted by: `."""

SEPARATOR = re.compile(
    r"\s*[,;|•·/()\[\]&+]\s*(?:(?:and|with)\s+)?|\s+[-\u2013\u2014]\s+|\s+(?:and|with)\s+", re.IGNORECASE
)
"""What stands between the parts of a byline: `, `, ` and `, ` | `."""

BASE = re.compile(r"(?P<name>.+?)\s+(?:for|in|of|at)\s+(?P<base>\S.*)", re.IGNORECASE)
"""A name and its paper or place: `Jane Roe for The Example`."""

ROLE = re.compile(
    r"(?P<role>(?:(?:senior|chief|special|foreign|political|national|business|science|health|sports?|staff|guest|"
    r"contributing|associate|managing|executive|deputy|features?|crime|education|court|white\s+house|world|news)\s+)*"
    r"(?:staff|writers?|reporters?|correspondents?|editors?|columnists?|contributors?|producers?|journalists?|"
    r"critics?|analysts?|bureau\s+chief))$",
    re.IGNORECASE,
)
"""A role at the end of a part: `Staff Writer`, `Staff` of `Newser Staff`."""

BYLINE_MAX_CHARS = 200
BYLINE_MAX_WORDS = 30
OUTLET_MAX_WORDS = 6
SMALL_WORDS = frozenset({"and", "for", "of", "the"})
"""Words that names of newsrooms have in lower case."""

INITIALS = re.compile(r"[A-Z]{2,5}")
"""An agency by its letters: `AFP`."""


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A news organisation in a byline; `is_staff` where the byline calls the author its staff."""

    name: str
    outlet_id: str | None
    is_staff: bool


@dataclass(slots=True)
class _Group:
    """Authors who share what follows their names."""

    names: list[TextSpan] = field(default_factory=list)
    role: str | None = None
    affiliation: Affiliation | None = None


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says; `affiliations` holds also those without an author (`By Newser Staff`)."""

    authors: tuple[Author, ...]
    affiliations: tuple[Affiliation, ...]


def is_byline(content: str) -> bool:
    """Tell whether a line opens with `By` and goes on with a name, an agency or a desk."""
    opening = BY.match(content[:BYLINE_MAX_CHARS])
    if not opening or len(content) > BYLINE_MAX_CHARS or len(content.split()) > BYLINE_MAX_WORDS:
        return False
    first = next(_parts(content, opening.end()), None)
    return first is not None and (is_person_shaped(first.text) or _is_newsroom_shaped(first.text))


def is_name_line(content: str) -> bool:
    """Tell whether a line consists of people's names and what bylines add to them, without a `By`."""
    if len(content) > BYLINE_MAX_CHARS:
        return False
    parts = [part.text for part in _parts(content, 0)]
    return (
        bool(parts)
        and is_person_shaped(parts[0])
        and all(is_person_shaped(part) or _is_newsroom_shaped(part) for part in parts)
    )


def _is_newsroom_shaped(part: str) -> bool:
    words = part.split()
    if ROLE.fullmatch(part) or INITIALS.fullmatch(part):
        return True
    if len(words) > OUTLET_MAX_WORDS or any(word[0].islower() and word not in SMALL_WORDS for word in words):
        return False
    return any(word.lower() in IN_NEWSROOMS for word in words)


def _parts(content: str, start: int) -> Iterator[TextSpan]:
    """Yield the parts of a byline from `start` to its date, with offsets into `content`."""
    end = min([time.start for time in find_printed_times(content)] or [len(content)])
    label = LABEL.search(content, start, end)
    end = label.start() if label else end
    for separator in SEPARATOR.finditer(content, start, end):
        yield from _split_base(content, start, separator.start())
        start = separator.end()
    yield from _split_base(content, start, end)


def _split_base(content: str, start: int, end: int) -> Iterator[TextSpan]:
    text = content[start:end].rstrip().rstrip(" \t\xa0:-\u2013\u2014").rstrip()
    based = BASE.fullmatch(text)
    if based and is_person_shaped(based["name"]):
        yield TextSpan(start, start + based.end("name"), based["name"])
        yield TextSpan(start + based.start("base"), start + based.end("base"), based["base"])
    elif text:
        yield TextSpan(start, start + len(text), text)


def read_byline(content: TextSpan, lexicon: Lexicon) -> Byline:
    """Return the authors of one byline; spans are offsets into the page that `content` comes from."""
    opening = BY.match(content.text)
    groups = [_Group()]
    affiliations: list[Affiliation] = []
    for part in _parts(content.text, opening.end() if opening else 0):
        group = groups[-1]
        if group.names and NAME_SUFFIX.fullmatch(part.text):
            last = group.names[-1]
            group.names[-1] = TextSpan(last.start, part.end, content.text[last.start : part.end])
        elif is_person_shaped(part.text) and not _is_known_organisation(part.text, lexicon):
            if group.role or group.affiliation:
                groups.append(_Group())
            groups[-1].names.append(part)
        else:
            role, affiliation = _read_affiliation(part.text, lexicon)
            group.role = group.role or role
            group.affiliation = group.affiliation or affiliation
            affiliations += [affiliation] if affiliation else []
    return Byline(tuple(_authors(groups, content.start)), tuple(affiliations))


def _authors(groups: Iterable[_Group], offset: int) -> Iterator[Author]:
    for group in groups:
        for name in group.names:
            yield Author(
                name=as_mixed_case(name.text),
                start=offset + name.start,
                end=offset + name.end,
                role=group.role,
                affiliation=group.affiliation.name if group.affiliation else None,
                affiliation_outlet_id=group.affiliation.outlet_id if group.affiliation else None,
            )


def _is_known_organisation(name: str, lexicon: Lexicon) -> bool:
    return name in lexicon.outlet_aliases or name in lexicon.organisation_names


def _read_affiliation(part: str, lexicon: Lexicon) -> tuple[str | None, Affiliation | None]:
    """Return the role and the news organisation that a part of a byline names, where it names one."""
    role = ROLE.search(part)
    is_whole_outlet = part in lexicon.outlet_aliases
    role_text = " ".join(role["role"].lower().split()) if role and not is_whole_outlet else None
    name = (
        part
        if role_text is None or role is None
        else part[: role.start()].rstrip().rstrip("'\u2019").rstrip()
    )
    outlet_id = lexicon.outlet_aliases.get(name) or lexicon.outlet_aliases.get(
        name.removeprefix("The ").removeprefix("the ")
    )
    if outlet_id:
        return role_text, Affiliation(
            lexicon.outlets[outlet_id].outlet_name, outlet_id, is_staff=bool(role_text)
        )
    if name and name[0].isupper() and (role_text or _is_newsroom_shaped(name)):
        return role_text, Affiliation(name, None, is_staff=bool(role_text))
    return role_text, None


def find_authors(segments: Iterable[Segment], lexicon: Lexicon) -> Byline:
    """Return the bylines of a page as one, each author once."""
    bylines = [read_byline(s.content, lexicon) for s in segments if s.segment_type == "byline"]
    authors = {author.name: author for byline in reversed(bylines) for author in reversed(byline.authors)}
    return Byline(
        tuple(sorted(authors.values(), key=lambda author: author.start)),
        tuple(affiliation for byline in bylines for affiliation in byline.affiliations),
    )
