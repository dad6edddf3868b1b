from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.lookups import load_lexicon
from flows.parsing.fields.times.zones import Offset, is_zone, resolve_offset
from flows.parsing.lexicon import Outlet

WINTER, SUMMER = datetime.fromisoformat("2025-02-10 15:11"), datetime.fromisoformat("2025-07-10 15:11")
ZONES = load_lexicon().zones
ZONE_NAMES = sorted({reading.zone_name for readings in ZONES.values() for reading in readings})


def at_home(country_code: str | None, home_time_zone: str | None) -> Outlet:
    return Outlet("example", "Example", "newspaper", country_code, home_time_zone, is_wire=False)


CHICAGO = at_home("US", "America/Chicago")
WINNIPEG = at_home("CA", "America/Winnipeg")
HALIFAX = at_home("CA", "America/Halifax")
PARIS = at_home("FR", "Europe/Paris")
LONDON = at_home("GB", "Europe/London")
DUBLIN = at_home("IE", "Europe/Dublin")
DELHI = at_home("IN", "Asia/Kolkata")
SHANGHAI = at_home("CN", "Asia/Shanghai")
SYDNEY = at_home("AU", "Australia/Sydney")
NOWHERE = at_home(None, None)


def resolve(
    local: datetime | str,
    zone_text: str | None,
    publisher: Outlet | None = None,
    country_code: str | None = None,
) -> Offset:
    local = datetime.fromisoformat(local) if isinstance(local, str) else local
    return resolve_offset(local, zone_text, publisher, ZONES, country_code)


@pytest.mark.parametrize("text", ["BY", "PMT", "AM", "-17:30", "Reading Time", ""])
def test_letters_after_a_time_need_not_be_a_zone(text):
    assert not is_zone(text, ZONES)


@pytest.mark.parametrize(
    "text", ["Z", "+5", "GMT", "utc", "est", "Eastern Time", "London time", "local time"]
)
def test_zones_are_known_by_letters_offsets_and_words(text):
    assert is_zone(text, ZONES)


@pytest.mark.parametrize(
    ("zone_text", "minutes"), [("Z", 0), ("+05:30", 330), ("-0600", -360), ("UTC+2", 120), ("GMT-3", -180)]
)
def test_a_printed_offset_goes_before_everything(zone_text, minutes):
    assert resolve(WINTER, zone_text, CHICAGO) == Offset(minutes, "printed_offset", is_ambiguous=False)


@pytest.mark.parametrize(
    ("zone_text", "minutes"), [("CET", 60), ("AEDT", 660), ("PDT", -420), ("UTC", 0), ("JST", 540)]
)
def test_an_abbreviation_with_one_reading_is_clear(zone_text, minutes):
    assert resolve(WINTER, zone_text) == Offset(minutes, "abbreviation", is_ambiguous=False)


@pytest.mark.parametrize(
    ("local", "zone_text", "minutes"),
    [
        (WINTER, "ET", -300),
        (SUMMER, "ET", -240),
        (SUMMER, "CT", -300),
        (SUMMER, "MT", -360),
        (WINTER, "PT", -480),
        (SUMMER, "Eastern Time", -240),
        (WINTER, "London time", 0),
        (SUMMER, "UK", 60),
    ],
)
def test_a_zone_for_all_the_year_follows_the_date(local, zone_text, minutes):
    assert resolve(local, zone_text) == Offset(minutes, "abbreviation", is_ambiguous=False)


@pytest.mark.parametrize(
    ("local", "zone_text", "publisher", "minutes"),
    [
        (WINTER, "CST", CHICAGO, -360),
        (WINTER, "CST", SHANGHAI, 480),
        (SUMMER, "BST", LONDON, 60),
        (SUMMER, "IST", DUBLIN, 60),
        (SUMMER, "IST", DELHI, 330),
        (WINTER, "EST", SYDNEY, 660),
        (SUMMER, "EST", SYDNEY, 600),
        (SUMMER, "CST", CHICAGO, -360),
        (WINTER, "CST", WINNIPEG, -360),
        (WINTER, "AST", HALIFAX, -240),
    ],
)
def test_the_publishers_home_settles_an_abbreviation_with_several_readings(
    local, zone_text, publisher, minutes
):
    expected = Offset(minutes, "abbreviation_and_home_zone", is_ambiguous=False)

    assert resolve(local, zone_text, publisher) == expected


@pytest.mark.parametrize(
    ("zone_text", "country_code", "minutes"),
    [("IST", "IE", 60), ("IST", "IL", 120), ("CST", "CN", 480), ("PST", "PH", 480), ("EST", "AU", 660)],
)
def test_the_country_of_the_site_settles_what_no_publisher_does(zone_text, country_code, minutes):
    expected = Offset(minutes, "abbreviation_and_country", is_ambiguous=False)

    assert resolve(WINTER, zone_text, None, country_code) == expected


@pytest.mark.parametrize("publisher", [None, NOWHERE, PARIS])
@pytest.mark.parametrize("country_code", [None, "FR"])
def test_an_abbreviation_nothing_settles_is_a_marked_guess(publisher, country_code):
    found = resolve(WINTER, "CST", publisher, country_code)

    assert found == Offset(-360, "first_reading", is_ambiguous=True)


@pytest.mark.parametrize("zone_text", [None, "local time"])
@pytest.mark.parametrize(("local", "minutes"), [(WINTER, -360), (SUMMER, -300)])
def test_without_a_zone_the_publishers_clock_is_assumed(local, minutes, zone_text):
    assert resolve(local, zone_text, CHICAGO) == Offset(minutes, "home_zone", is_ambiguous=True)


@pytest.mark.parametrize("publisher", [None, NOWHERE])
def test_without_zone_and_publisher_utc_is_assumed(publisher):
    assert resolve(WINTER, None, publisher) == Offset(0, "assumed_utc", is_ambiguous=True)


@pytest.mark.parametrize(
    ("zone", "local", "minutes", "evidence"),
    [
        ("America/New_York", "2025-03-09 02:30", -300, "home_zone+gap"),
        ("America/New_York", "2025-11-02 01:30", -240, "home_zone+overlap"),
        ("Europe/London", "2025-03-30 01:30", 0, "home_zone+gap"),
        ("Europe/London", "2025-10-26 01:30", 60, "home_zone+overlap"),
        ("Europe/Dublin", "2025-03-30 01:30", 0, "home_zone+gap"),
        ("Europe/Dublin", "2025-10-26 01:30", 60, "home_zone+overlap"),
        ("Australia/Sydney", "2025-10-05 02:30", 600, "home_zone+gap"),
        ("Australia/Sydney", "2025-04-06 02:30", 660, "home_zone+overlap"),
        ("Australia/Lord_Howe", "2025-10-05 02:15", 630, "home_zone+gap"),
        ("Australia/Lord_Howe", "2025-04-06 01:45", 660, "home_zone+overlap"),
        ("Australia/Lord_Howe", "2025-04-06 01:15", 660, "home_zone"),
        ("Pacific/Apia", "2011-12-30 12:00", -600, "home_zone+gap"),
        ("Europe/Moscow", "2014-10-26 01:30", 240, "home_zone+overlap"),
        ("America/New_York", "2025-03-09 03:00", -240, "home_zone"),
        ("America/New_York", "2025-11-02 02:00", -300, "home_zone"),
    ],
)
def test_a_time_the_clocks_leave_out_or_show_twice_is_told_apart(zone, local, minutes, evidence):
    assert resolve(local, None, at_home(None, zone)) == Offset(minutes, evidence, is_ambiguous=True)


@pytest.mark.parametrize(
    ("local", "minutes", "evidence"),
    [
        ("2025-03-09 02:30", -300, "abbreviation+gap"),
        ("2025-11-02 01:30", -240, "abbreviation+overlap"),
    ],
)
def test_a_zone_for_all_the_year_does_not_tell_which_of_two_times_it_is(local, minutes, evidence):
    assert resolve(local, "ET") == Offset(minutes, evidence, is_ambiguous=True)


@pytest.mark.parametrize(("zone_text", "minutes"), [("EST", -300), ("EDT", -240), ("-05:00", -300)])
def test_letters_for_half_the_year_and_offsets_tell_which_of_two_times_it_is(zone_text, minutes):
    found = resolve("2025-11-02 01:30", zone_text, at_home("US", "America/New_York"))

    assert (found.minutes, found.is_ambiguous) == (minutes, False)


@pytest.mark.parametrize(
    ("zone_text", "local", "minutes"),
    [
        ("MSK", "2012-02-10 15:11", 240),
        ("MSK", "2015-02-10 15:11", 180),
        ("VET", "2010-02-10 15:11", -270),
        ("VET", "2020-02-10 15:11", -240),
        ("KST", "1988-07-10 15:11", 540),
        ("BRT", "2015-01-10 15:11", -180),
        ("IRST", "2020-07-10 15:11", 210),
    ],
)
def test_an_abbreviation_stands_for_the_offset_it_had_at_the_time(zone_text, local, minutes):
    assert resolve(local, zone_text) == Offset(minutes, "abbreviation", is_ambiguous=False)


def test_a_listed_zone_has_the_offset_it_is_listed_with_at_some_time_of_the_year():
    months = [datetime(2024, month, 15, tzinfo=UTC) for month in range(1, 13)]
    wrong = [
        reading
        for readings in ZONES.values()
        for reading in readings
        if reading.utc_offset_minutes
        not in {
            month.astimezone(ZoneInfo(reading.zone_name)).utcoffset().total_seconds() / 60 for month in months
        }
    ]

    assert wrong == []


LOCAL_TIMES = st.datetimes(min_value=datetime(1975, 1, 1), max_value=datetime(2037, 12, 31))  # noqa: DTZ001 - as printed


@given(LOCAL_TIMES.map(lambda local: local.replace(second=0, microsecond=0)))
def test_in_every_listed_zone_the_offset_leads_back_to_the_local_time(local):
    for zone_name in ZONE_NAMES:
        found = resolve(local, None, at_home(None, zone_name))
        at = local.replace(tzinfo=UTC) - timedelta(minutes=found.minutes)
        back = at.astimezone(ZoneInfo(zone_name)).replace(tzinfo=None)
        assert (back == local) is (found.evidence != "home_zone+gap"), zone_name


@given(LOCAL_TIMES, st.sampled_from(sorted(ZONES)), st.sampled_from([None, CHICAGO, LONDON, SYDNEY, NOWHERE]))
def test_every_listed_abbreviation_has_an_offset_at_any_time(local, zone_text, publisher):
    found = resolve(local, zone_text, publisher)

    assert -12 * 60 <= found.minutes <= 14 * 60
    assert found.evidence.partition("+")[0].startswith(("abbreviation", "first_reading"))
