"""Find the news agency whose copy a page prints: by its publisher, its dateline, its byline, its copyright.

An agency that a picture is credited to, or that is cited in the text, has not written the story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from flows.parsing.fields.bylines.byline_reading import Affiliation
from flows.parsing.fields.publisher.publishers import (
    Publisher,
    find_copyright_holders,
    find_dateline_outlet,
)
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import Segment

WireEvidence = Literal["publisher", "dateline", "byline", "copyright"]


@dataclass(frozen=True, slots=True)
class Wire:
    """The agency that wrote a page, and what says so; both None where nothing does."""

    outlet_id: str | None
    evidence: WireEvidence | None


NO_WIRE = Wire(None, None)


def find_wire(
    publisher: Publisher, affiliations: Sequence[Affiliation], segments: Sequence[Segment], lexicon: Lexicon
) -> Wire:
    """Return the wire that wrote the page, by the best evidence there is."""
    holders = find_copyright_holders(segments, lexicon)
    signs: tuple[tuple[str | None, WireEvidence], ...] = (
        (publisher.outlet_id, "publisher"),
        (find_dateline_outlet(segments, lexicon), "dateline"),
        *((affiliation.outlet_id, "byline") for affiliation in affiliations),
        # the notice that goes with a story wherever it is printed, not that of the site
        *((holder, "copyright") for holder, is_syndicated in holders if is_syndicated),
    )
    wires = (Wire(outlet_id, sign) for outlet_id, sign in signs if _is_wire(outlet_id, lexicon))
    return next(wires, NO_WIRE)


def _is_wire(outlet_id: str | None, lexicon: Lexicon) -> bool:
    return outlet_id is not None and lexicon.outlets[outlet_id].is_wire
