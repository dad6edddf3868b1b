"""Turn a local time and its printed zone into an offset from UTC, and say on what evidence.

The order of evidence: an offset that is printed; a zone with one reading; one with several, settled by the
home zone of the outlet that published the page, or else by the country of its site; the first reading the
lookup lists. Without a printed zone the outlet's home zone is assumed, and UTC where that is unknown.

Where clocks go forward, some local times never are; where they go back, some are twice. Of those that are
twice the first is taken, and one that never is gets the offset that held before the change, as `fold=0` of
`datetime` has it (PEP 495). Both are told in the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from flows.parsing.lexicon import Outlet, ZoneReading

OFFSET = re.compile(r"(?:UTC|GMT)?\s?(?P<sign>[+\u2212-])(?P<hours>\d{1,2}):?(?P<minutes>\d{2})?")
"""An offset as printed: `+05:30`, `UTC+2`, `-0600`."""

LOCAL_TIME = "local time"
"""Words after a time that name no zone: it is the one of the reader, or of the outlet."""

MINUTE = timedelta(minutes=1)

Zones = Mapping[str, tuple[ZoneReading, ...]]
Turn = Literal["", "+gap", "+overlap"]


@dataclass(frozen=True, slots=True)
class Offset:
    """Minutes east of UTC, how they were found, and whether they are a guess.

    `evidence` is `printed_offset`, `abbreviation`, `abbreviation_and_home_zone`, `abbreviation_and_country`,
    `first_reading`, `home_zone` or `assumed_utc`, with `+gap` or `+overlap` for a local time that the clocks
    of the zone leave out or show twice. `is_ambiguous` is False where what is printed, read together with
    the outlet's home or country, leaves exactly one offset; it is True where the offset had to be assumed:
    for an abbreviation that nothing settles, a time printed without a zone, and one in a gap or an overlap.
    """

    minutes: int
    evidence: str
    is_ambiguous: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """What an abbreviation means in one zone, at one local time."""

    minutes: int
    turn: Turn
    zone_name: str
    country_code: str


REAL_OFFSETS = frozenset(
    [60 * hour for hour in range(-12, 15)] + [-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765]
)
"""The offsets from UTC that some country's clocks have, in minutes. The `-17:30` of `9:00-17:30` is none."""


def is_zone(zone_text: str, zones: Zones) -> bool:
    """Tell whether the letters after a time are a zone: `CST` is, the `BY` of `3 PM BY` is not."""
    printed = OFFSET.fullmatch(zone_text)
    if printed is not None:
        return _printed_minutes(printed) in REAL_OFFSETS
    return zone_text in {"Z", LOCAL_TIME} or _as_listed(zone_text, zones) is not None


def _as_listed(zone_text: str, zones: Zones) -> str | None:
    """Return a zone as the lookup writes it: abbreviations in capitals, words each with one."""
    in_words = " ".join(word.capitalize() for word in zone_text.split())
    return next((form for form in (zone_text, zone_text.upper(), in_words) if form in zones), None)


def resolve_offset(
    local: datetime,
    zone_text: str | None,
    publisher: Outlet | None,
    zones: Zones,
    country_code: str | None = None,
) -> Offset:
    """Return the offset of a local time; raise KeyError for a zone text that is no zone.

    `country_code` is the country of the site or its language, for where the publisher is not known.
    """
    home = publisher.home_time_zone if publisher else None
    if zone_text is None or zone_text == LOCAL_TIME:
        if home is None:
            return Offset(0, "assumed_utc", is_ambiguous=True)
        minutes, turn = _clock_in(home, local)
        return Offset(minutes, f"home_zone{turn}", is_ambiguous=True)
    if zone_text == "Z":
        return Offset(0, "printed_offset", is_ambiguous=False)
    if printed := OFFSET.fullmatch(zone_text):
        return Offset(_printed_minutes(printed), "printed_offset", is_ambiguous=False)
    readings = _readings(zones[_as_listed(zone_text, zones) or zone_text], local)
    return _settle(readings, local, publisher, country_code)


def find_printed_minutes(zone_text: str) -> int | None:
    """Return the offset that a zone prints, in minutes east of UTC; None for letters alone."""
    printed = OFFSET.fullmatch(zone_text)
    return _printed_minutes(printed) if printed else None


def _printed_minutes(printed: re.Match[str]) -> int:
    minutes = int(printed["hours"]) * 60 + int(printed["minutes"] or 0)
    return minutes if printed["sign"] == "+" else -minutes


def _settle(
    readings: Sequence[_Reading], local: datetime, publisher: Outlet | None, country_code: str | None
) -> Offset:
    """Choose among what an abbreviation means in several zones."""
    first = readings[0]
    if len({reading.minutes for reading in readings}) == 1:
        return Offset(first.minutes, f"abbreviation{first.turn}", is_ambiguous=first.turn != "")
    at_home = _at_home(readings, local, publisher) if publisher else None
    if at_home:
        return Offset(at_home.minutes, f"abbreviation_and_home_zone{at_home.turn}", at_home.turn != "")
    of_country = next((each for each in readings if each.country_code == country_code), None)
    if of_country:
        return Offset(of_country.minutes, f"abbreviation_and_country{of_country.turn}", of_country.turn != "")
    return Offset(first.minutes, f"first_reading{first.turn}", is_ambiguous=True)


def _at_home(readings: Sequence[_Reading], local: datetime, publisher: Outlet) -> _Reading | None:
    """Return the reading of the outlet's home zone, of its country, or that its clocks agree with.

    What is printed is believed: `CST` in a Chicago summer is an hour behind the clocks there.
    """
    home = publisher.home_time_zone
    minutes = _clock_in(home, local)[0] if home else None

    def disagreements(reading: _Reading) -> tuple[bool, bool, bool]:
        return (
            reading.zone_name != home,
            reading.country_code != publisher.country_code,
            reading.minutes != minutes,
        )

    best = min(readings, key=disagreements)
    return None if all(disagreements(best)) else best


def _readings(listed: Sequence[ZoneReading], local: datetime) -> list[_Reading]:
    """Return what an abbreviation means in each zone that has it, in the order of the lookup.

    A zone listed with two offsets has one name for both halves of the year, such as `ET`: its clocks decide.
    """
    by_zone: dict[str, list[ZoneReading]] = {}
    for reading in listed:
        by_zone.setdefault(reading.zone_name, []).append(reading)
    return [_read(zone_name, rows, local) for zone_name, rows in by_zone.items()]


def _read(zone_name: str, rows: Sequence[ZoneReading], local: datetime) -> _Reading:
    row = rows[0]
    minutes, turn = _clock_in(zone_name, local)
    if len(rows) > 1:
        # before standard time a zone kept local mean time, which no abbreviation stands for
        is_listed = minutes in {each.utc_offset_minutes for each in rows}
        minutes, turn = (minutes, turn) if is_listed else (row.utc_offset_minutes, "")
    else:
        minutes, turn = _standing_for(row, local), ""
    return _Reading(minutes, turn, zone_name, row.country_code)


def _standing_for(reading: ZoneReading, local: datetime) -> int:
    """Return what an abbreviation with one offset stood for at the time: `MSK` was UTC+4 for three years.

    The tz database names such a period by the abbreviation; where it has no letters for a zone, only `-0430`,
    its standard time counts.
    """
    at = local.replace(tzinfo=ZoneInfo(reading.zone_name))
    name, offset, saving = at.tzname() or "", at.utcoffset(), at.dst()
    if offset is not None and name == reading.abbreviation:
        return offset // MINUTE
    if offset is not None and saving is not None and name.startswith(("+", "-")):
        return (offset - saving) // MINUTE
    return reading.utc_offset_minutes


def _clock_in(zone_name: str, local: datetime) -> tuple[int, Turn]:
    """Return the offset of a zone's clocks, and whether they leave the local time out or show it twice."""
    at = local.replace(tzinfo=ZoneInfo(zone_name), fold=0)
    first, second = at.utcoffset(), at.replace(fold=1).utcoffset()
    if first is None or second is None:
        raise ValueError(f"{zone_name} has no offset at {local}")
    turn: Turn = "" if first == second else "+overlap" if first > second else "+gap"
    return first // MINUTE, turn
