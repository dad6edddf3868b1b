from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from flows.lookups import load_lexicon
from flows.parsing.fields.zones import Offset, is_zone, resolve_offset
from flows.parsing.lexicon import Outlet

WINTER, SUMMER = datetime.fromisoformat("2025-02-10 15:11"), datetime.fromisoformat("2025-07-10 15:11")
CHICAGO = Outlet("example", "Example", "newspaper", "US", "America/Chicago", is_wire=False)
WINNIPEG = Outlet("example", "Example", "newspaper", "CA", "America/Winnipeg", is_wire=False)
LONDON = Outlet("example", "Example", "newspaper", "GB", "Europe/London", is_wire=False)
SHANGHAI = Outlet("example", "Example", "newspaper", "CN", "Asia/Shanghai", is_wire=False)
SYDNEY = Outlet("example", "Example", "newspaper", "AU", "Australia/Sydney", is_wire=False)
NOWHERE = Outlet("example", "Example", "newspaper", None, None, is_wire=False)


def resolve(local: datetime, zone_text: str | None, publisher: Outlet | None = None) -> Offset:
    return resolve_offset(local, zone_text, publisher, load_lexicon().zones)


@pytest.mark.parametrize("text", ["BY", "PMT", "utc", "+5", "AM"])
def test_letters_after_a_time_need_not_be_a_zone(text):
    assert is_zone(text, load_lexicon().zones) is (text == "+5")


@pytest.mark.parametrize(
    ("zone_text", "minutes"), [("Z", 0), ("+05:30", 330), ("-0600", -360), ("UTC+2", 120), ("GMT-3", -180)]
)
def test_a_printed_offset_goes_before_everything(zone_text, minutes):
    assert resolve(WINTER, zone_text, CHICAGO) == Offset(minutes, "printed_offset", is_ambiguous=False)


@pytest.mark.parametrize(("zone_text", "minutes"), [("CET", 60), ("AEDT", 660), ("PDT", -420), ("UTC", 0)])
def test_an_abbreviation_with_one_reading_is_clear(zone_text, minutes):
    assert resolve(WINTER, zone_text) == Offset(minutes, "abbreviation", is_ambiguous=False)


@pytest.mark.parametrize(("local", "minutes"), [(WINTER, -300), (SUMMER, -240)])
def test_an_abbreviation_for_all_the_year_follows_the_date(local, minutes):
    assert resolve(local, "ET") == Offset(minutes, "abbreviation", is_ambiguous=False)


@pytest.mark.parametrize(
    ("local", "zone_text", "publisher", "minutes"),
    [
        (WINTER, "CST", CHICAGO, -360),
        (WINTER, "CST", SHANGHAI, 480),
        (SUMMER, "BST", LONDON, 60),
        (WINTER, "EST", SYDNEY, 660),
        (SUMMER, "EST", SYDNEY, 600),
        (SUMMER, "CST", CHICAGO, -360),
        (WINTER, "CST", WINNIPEG, -360),
    ],
)
def test_the_publishers_home_settles_an_abbreviation_with_several_readings(
    local, zone_text, publisher, minutes
):
    expected = Offset(minutes, "abbreviation_and_home_zone", is_ambiguous=False)

    assert resolve(local, zone_text, publisher) == expected


@pytest.mark.parametrize("publisher", [None, NOWHERE, LONDON])
def test_an_abbreviation_nothing_settles_is_a_marked_guess(publisher):
    assert resolve(WINTER, "CST", publisher) == Offset(-360, "first_reading", is_ambiguous=True)


@pytest.mark.parametrize(("local", "minutes"), [(WINTER, -360), (SUMMER, -300)])
def test_without_a_zone_the_publishers_clock_is_assumed(local, minutes):
    assert resolve(local, None, CHICAGO) == Offset(minutes, "home_zone", is_ambiguous=True)


def test_without_zone_and_publisher_utc_is_assumed():
    assert resolve(WINTER, None) == Offset(0, "assumed_utc", is_ambiguous=True)


def test_a_listed_zone_has_the_offset_it_is_listed_with_at_some_time_of_the_year():
    months = [datetime(2024, month, 15, tzinfo=UTC) for month in range(1, 13)]
    wrong = [
        reading
        for readings in load_lexicon().zones.values()
        for reading in readings
        if reading.utc_offset_minutes
        not in {
            month.astimezone(ZoneInfo(reading.zone_name)).utcoffset().total_seconds() / 60 for month in months
        }
    ]

    assert wrong == []
