"""Turn a local time and its printed zone into an offset from UTC, and say on what evidence.

The order of evidence: an offset that is printed; an abbreviation with one reading; one with several,
settled by the home zone of the outlet that published the page; the first reading the lookup lists.
Without a printed zone the outlet's home zone is assumed, and UTC where that is unknown.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flows.parsing.lexicon import Outlet, ZoneReading

OFFSET = re.compile(r"(?:UTC|GMT)?\s?(?P<sign>[+\u2212-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?")
"""An offset as printed: `+05:30`, `UTC+2`, `-0600`."""

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Offset:
    """Minutes east of UTC, how they were found, and whether they are a guess.

    `evidence` is `printed_offset`, `abbreviation`, `abbreviation_and_home_zone`, `first_reading`,
    `home_zone` or `assumed_utc`. `is_ambiguous` is False where what is printed, read together with the
    outlet's home zone, leaves exactly one offset; it is True where the offset had to be assumed: for an
    abbreviation that nothing settles, and for a time printed without a zone.
    """

    minutes: int
    evidence: str
    is_ambiguous: bool


REAL_OFFSETS = frozenset(
    [60 * hour for hour in range(-12, 15)] + [-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765]
)
"""The offsets from UTC that some country's clocks have, in minutes. The `-17:30` of `9:00-17:30` is none."""

Zones = Mapping[str, tuple[ZoneReading, ...]]


def is_zone(zone_text: str, zones: Zones) -> bool:
    """Tell whether the letters after a time are a zone: `CST` is, the `BY` of `3 PM BY` is not."""
    printed = OFFSET.fullmatch(zone_text)
    is_real = printed is not None and _printed_minutes(printed) in REAL_OFFSETS
    return zone_text == "Z" or zone_text in zones or is_real


def resolve_offset(local: datetime, zone_text: str | None, publisher: Outlet | None, zones: Zones) -> Offset:
    """Return the offset of a local time; raise KeyError for a zone text that is no zone."""
    home = publisher.home_time_zone if publisher else None
    if zone_text is None:
        if home is None:
            return Offset(0, "assumed_utc", is_ambiguous=True)
        return Offset(_offset_in(home, local), "home_zone", is_ambiguous=True)
    if zone_text == "Z":
        return Offset(0, "printed_offset", is_ambiguous=False)
    if printed := OFFSET.fullmatch(zone_text):
        return Offset(_printed_minutes(printed), "printed_offset", is_ambiguous=False)
    return _read_abbreviation(_in_season(zones[zone_text], local), local, publisher)


def _printed_minutes(printed: re.Match[str]) -> int:
    minutes = int(printed["hours"]) * 60 + int(printed["minutes"] or 0)
    return minutes if printed["sign"] == "+" else -minutes


def _read_abbreviation(readings: list[ZoneReading], local: datetime, publisher: Outlet | None) -> Offset:
    if len({reading.utc_offset_minutes for reading in readings}) == 1:
        return Offset(readings[0].utc_offset_minutes, "abbreviation", is_ambiguous=False)
    settled = _at_home(readings, local, publisher) if publisher else None
    if settled is not None:
        return Offset(settled, "abbreviation_and_home_zone", is_ambiguous=False)
    return Offset(readings[0].utc_offset_minutes, "first_reading", is_ambiguous=True)


def _at_home(readings: list[ZoneReading], local: datetime, publisher: Outlet) -> int | None:
    """Return the reading of the outlet's country, or else the one its home zone's clocks agree with.

    What is printed is believed: `CST` in a Chicago summer is an hour behind the clocks there.
    """
    for reading in readings:
        if reading.country_code == publisher.country_code:
            return reading.utc_offset_minutes
    home = _offset_in(publisher.home_time_zone, local) if publisher.home_time_zone else None
    return home if home in {reading.utc_offset_minutes for reading in readings} else None


def _in_season(readings: tuple[ZoneReading, ...], local: datetime) -> list[ZoneReading]:
    """Drop the out-of-season readings of an abbreviation for both halves of the year, such as `ET`."""
    rows = Counter(reading.zone_name for reading in readings)
    in_season = [
        reading
        for reading in readings
        if rows[reading.zone_name] == 1 or _offset_in(reading.zone_name, local) == reading.utc_offset_minutes
    ]
    # before standard time a zone kept local mean time, which no abbreviation stands for
    return in_season or list(readings)


def _offset_in(zone_name: str, local: datetime) -> int:
    offset = ZoneInfo(zone_name).utcoffset(local)
    return int(offset / MINUTE) if offset else 0
