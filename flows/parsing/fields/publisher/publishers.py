"""Find by whom the page was published: by its address, its site's name, its bylines, its title, its footer.

The wire that wrote a story is not its publisher: others print it. Only its own address, its own name in the
page's title or the notice in its footer make a wire the publisher.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from flows.parsing.fields.bylines.byline_reading import Affiliation
from flows.parsing.fields.publisher.addresses import read_address
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import BODY_SEGMENTS, Hints, Segment

FoundBy = Literal[
    "url", "site_name", "staff_byline", "byline", "title_suffix", "copyright", "dateline", "not_found"
]

TITLE_SUFFIX = re.compile(r".{3,250}\s(?:\||-|\u2013|\u2014|·|::)\s(?P<site>[^|]{2,40})")
"""A title that ends in the name of its site: `Piers closed | CBC News`."""

COPYRIGHT_HOLDER = re.compile(
    r"(?:(?:©|\(c\)|copyright)\s{0,3}){1,3}(?:(?:19|20)\d\d(?:\s?[-\u2013]\s?(?:19|20)?\d\d)?)?,?\s{0,3}(?:by\s+)?"
    r"(?P<name>[^.,|©•]{2,80}?)(?=[.,|©•]|\s+(?:or|alle?|is|powered|designed)\b|$)",
    re.IGNORECASE,
)
"""The owner in the notice at the foot: `© 2024 The Daily Example`."""

SYNDICATED = re.compile(r"\bmay not be\b", re.IGNORECASE)
"""A notice that goes with a story wherever it is printed: `This material may not be published …`."""

NAMES_OF_COMPANIES = """
    & ag all and co company corp corporation digital gmbh group holdings inc interactive international l.p
    limited llc lp ltd media network networks news newspapers online plc publications publishing
"""
COMPANY_WORDS = frozenset(NAMES_OF_COMPANIES.split())
"""Words of a company's name that its outlet's name does not have: `Guardian News & Media Limited`."""

DATELINE_OUTLET = re.compile(
    r"[A-Z][^()\u2013\u2014]{0,60}\((?P<name>[A-Z][\w .&'-]{1,30})\)\s?[-\u2013\u2014]"
)
"""A dateline with an outlet: `WASHINGTON (CNN) --`."""

DATELINE_OUTLET_ALONE = re.compile(r"\((?P<name>[A-Z][\w .&'-]{1,30})\)\s?[-\u2013\u2014]")
"""A dateline that is nothing but an outlet: `(Newser) –`."""
NOTICE_MAX_CHARS = 400
"""Characters of a copyright notice that are read."""

DATELINE_REACH = 120
"""Characters at the beginning of a body in which a dateline stands."""

HEADLINE_OVERLAP = 20
"""Characters of the headline that a line has to begin with to repeat it."""

PATH_PARTS = 2
"""Parts of a path that the addresses of outlets have at most: `nytimes.com/athletic`."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published a page. `name` is None where it is unknown, `outlet_id` where it is in no registry."""

    name: str | None
    outlet_id: str | None
    found_by: FoundBy


NO_PUBLISHER = Publisher(None, None, "not_found")


def find_publisher(
    affiliations: Sequence[Affiliation], segments: Sequence[Segment], lexicon: Lexicon, hints: Hints
) -> Publisher:
    """Return who published the page, by the best evidence there is."""
    ways: tuple[Callable[[], Publisher | None], ...] = (
        lambda: _registered(find_outlet_of_url(hints.url, lexicon), "url", lexicon),
        lambda: _read_site_name(hints.site_name, lexicon),
        lambda: _read_affiliations(affiliations, lexicon),
        lambda: _registered(next(_title_suffixes(segments, lexicon), None), "title_suffix", lexicon),
        lambda: _registered(_copyright_holder(segments, lexicon), "copyright", lexicon),
        lambda: _registered(_publisher_in_dateline(segments, lexicon), "dateline", lexicon),
    )
    return next((found for way in ways if (found := way())), NO_PUBLISHER)


def _registered(outlet_id: str | None, found_by: FoundBy, lexicon: Lexicon) -> Publisher | None:
    return Publisher(lexicon.outlets[outlet_id].outlet_name, outlet_id, found_by) if outlet_id else None


def find_outlet_of_url(url: str | None, lexicon: Lexicon) -> str | None:
    """Return the outlet at an address: of the longest host and path that is known, or of a parent domain.

    A second domain of an outlet is among its aliases: `bbc.co.uk`.
    """
    address = read_address(url)
    if address is None:
        return None
    labels = address.host.split(".")
    path = [part for part in address.path.split("/") if part][:PATH_PARTS]
    for first in range(len(labels) - 1):
        domain = ".".join(labels[first:])
        for length in range(len(path), -1, -1):
            place = "/".join([domain, *path[:length]])
            if outlet_id := lexicon.outlet_domains.get(place) or lexicon.outlet_aliases.get(place):
                return outlet_id
    return None


def _read_site_name(name: str | None, lexicon: Lexicon) -> Publisher | None:
    """Return the site as the page's metadata names it, in the registry or not."""
    name = " ".join((name or "").split())
    if not name:
        return None
    outlet_id = find_outlet_of_name(name, lexicon)
    if outlet_id is None and "." in name and " " not in name:
        outlet_id = find_outlet_of_url(name, lexicon)
    return _registered(outlet_id, "site_name", lexicon) or Publisher(name, None, "site_name")


def find_outlet_of_name(name: str, lexicon: Lexicon) -> str | None:
    """Return the outlet that a name means, with an article before it or without, also all in capitals."""
    forms = [name, name.removeprefix("The ").removeprefix("the ")]
    forms += [form.title().removeprefix("The ") for form in forms[:1] if form.isupper()]
    return next((lexicon.outlet_aliases[form] for form in forms if form in lexicon.outlet_aliases), None)


def _read_affiliations(affiliations: Sequence[Affiliation], lexicon: Lexicon) -> Publisher | None:
    """Return the outlet whose staff wrote the page, or else the known one in the byline that is no wire."""
    for affiliation in affiliations:
        if affiliation.is_staff:
            outlet_id = affiliation.outlet_id or find_outlet_of_name(affiliation.name, lexicon)
            return _registered(outlet_id, "staff_byline", lexicon) or Publisher(
                affiliation.name, None, "staff_byline"
            )
    for affiliation in affiliations:
        if affiliation.outlet_id and not lexicon.outlets[affiliation.outlet_id].is_wire:
            return Publisher(affiliation.name, affiliation.outlet_id, "byline")
    return None


def _title_suffixes(segments: Sequence[Segment], lexicon: Lexicon) -> Iterator[str]:
    """Yield the sites that end the headline, or a line that repeats it above the body."""
    headline = next((s.content.text for s in segments if s.segment_type == "headline"), None)
    if headline is None:
        return
    opening = headline[:HEADLINE_OVERLAP]
    for segment in segments:
        if segment.segment_type in BODY_SEGMENTS:
            return
        repeats = segment.segment_type == "headline_repeat" or segment.content.text.startswith(opening)
        title = TITLE_SUFFIX.fullmatch(segment.content.text) if repeats else None
        outlet_id = find_outlet_of_name(title["site"].strip(), lexicon) if title else None
        if outlet_id:
            yield outlet_id


def _copyright_holder(segments: Iterable[Segment], lexicon: Lexicon) -> str | None:
    """Return the outlet that holds the copyright; a wire only where the notice is not of its story alone."""
    holders = find_copyright_holders(segments, lexicon)
    others = [outlet_id for outlet_id, _ in holders if not lexicon.outlets[outlet_id].is_wire]
    own = [outlet_id for outlet_id, is_syndicated in holders if not is_syndicated]
    return next(iter([*others, *own]), None)


def find_copyright_holders(segments: Iterable[Segment], lexicon: Lexicon) -> list[tuple[str, bool]]:
    """Return the outlets that hold a copyright, and whether the notice goes with the story wherever it is."""
    return [
        (outlet_id, SYNDICATED.search(text) is not None)
        for segment in segments
        if segment.rule == "copyright"
        for text in [segment.content.text[:NOTICE_MAX_CHARS]]
        for notice in COPYRIGHT_HOLDER.finditer(text)
        if (outlet_id := _find_outlet_of_company(notice["name"], lexicon))
    ]


def _find_outlet_of_company(name: str, lexicon: Lexicon) -> str | None:
    """Return the outlet of a company: its name, or what it begins with before words for companies."""
    words = name.split()
    for length in range(len(words), 0, -1):
        rest = (word.casefold() for word in words[length:])
        if not all(word in COMPANY_WORDS or word.isdigit() for word in rest):
            return None
        if outlet_id := find_outlet_of_name(" ".join(words[:length]), lexicon):
            return outlet_id
    return None


def _publisher_in_dateline(segments: Iterable[Segment], lexicon: Lexicon) -> str | None:
    outlet_id = find_dateline_outlet(segments, lexicon)
    return outlet_id if outlet_id and not lexicon.outlets[outlet_id].is_wire else None


def find_dateline_outlet(segments: Iterable[Segment], lexicon: Lexicon) -> str | None:
    """Return the outlet in the dateline of the first line of the body, be it a wire or not."""
    first = next(
        (s for s in segments if s.segment_type == "dateline" or s.segment_type in BODY_SEGMENTS), None
    )
    opening = first.content.text[:DATELINE_REACH] if first else ""
    dateline = DATELINE_OUTLET.match(opening) or DATELINE_OUTLET_ALONE.match(opening)
    return find_outlet_of_name(dateline["name"].strip(), lexicon) if dateline else None
