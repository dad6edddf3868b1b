"""A lookup that cannot be used says which file and why; the ones that ship all can."""

import re
import shutil
from zoneinfo import ZoneInfo

import pytest

from flows.errors import LookupInvalid
from flows.lookups import LOOKUPS, load_lexicon


@pytest.fixture
def lookups(tmp_path):
    return shutil.copytree(LOOKUPS, tmp_path / "lookups")


@pytest.mark.parametrize(
    ("name", "line", "said"),
    [
        ("outlet_aliases", "Courier,no-such-outlet", "no-such-outlet"),
        ("outlet_aliases", "Reuters,axios", "'Reuters' means 'reuters' and 'axios'"),
        ("outlets", "courier,Courier,newspaper,US,,America/New_York,false,false,gone,Gone,", "'gone'"),
        ("outlets", "reuters,Reuters,wire,GB,reuters.com,Europe/London,true,false,,,", "stands twice"),
        ("cues", "say", "expected 4 values"),
        ("zone_abbreviations", "XST,plenty,Etc/UTC,US", "plenty"),
        ("office_holders", "President,Doe,Jo Doe,yesterday,,US", "yesterday"),
        ("country_aliases", "Ruritania,QQ", "no country 'QQ'"),
    ],
)
def test_a_bad_line_is_named(lookups, name, line, said):
    with (lookups / f"{name}.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(LookupInvalid, match=said):
        load_lexicon(lookups)


def test_another_header_is_refused(lookups):
    (lookups / "cues.csv").write_text("cue,forms\nsay,says\n", encoding="utf-8")
    with pytest.raises(LookupInvalid, match="header must be cue_id,cue_class"):
        load_lexicon(lookups)


def test_an_added_outlet_is_known_and_changes_the_digest(lookups):
    before = load_lexicon(LOOKUPS)
    with (lookups / "outlets.csv").open("a", encoding="utf-8") as file:
        file.write("harbor-courier,Harbor Courier,newspaper,US,,America/New_York,false,false,,,\n")
    after = load_lexicon(lookups)
    assert after.outlet_aliases["Harbor Courier"] == "harbor-courier"
    assert before.digest != after.digest


def test_countries_have_the_names_newspapers_print():
    aliases = load_lexicon().country_aliases
    names = {
        alias: aliases[alias].country_name for alias in ("US", "Britain", "Russia", "Myanmar", "Hong Kong")
    }
    assert names == {
        "US": "United States",
        "Britain": "United Kingdom",
        "Russia": "Russia",
        "Myanmar": "Myanmar",
        "Hong Kong": "Hong Kong",
    }


def test_every_home_zone_and_listed_zone_is_in_the_tz_database():
    lexicon = load_lexicon()
    homes = {outlet.home_time_zone for outlet in lexicon.outlets.values() if outlet.home_time_zone}
    listed = {reading.zone_name for readings in lexicon.zones.values() for reading in readings}

    assert {ZoneInfo(name).key for name in homes | listed} == homes | listed


def test_a_zone_is_listed_with_an_offset_once():
    readings = [reading for listed in load_lexicon().zones.values() for reading in listed]

    assert len(readings) == len(set(readings))


def test_every_domain_is_as_addresses_write_it():
    shape = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,8}(?:/[a-z-]+)?")

    domains = [outlet.domain for outlet in load_lexicon().outlets.values() if outlet.domain]
    odd = [domain for domain in domains if not shape.fullmatch(domain)]

    assert odd == []


def test_a_domain_among_the_aliases_is_the_second_of_its_outlet_and_of_no_other():
    lexicon = load_lexicon()
    domain = re.compile(r"[a-z0-9-]+(?:\.[a-z]{2,8})+")
    aliases = {
        alias: outlet_id for alias, outlet_id in lexicon.outlet_aliases.items() if domain.fullmatch(alias)
    }

    assert aliases["bbc.co.uk"] == "bbc"
    assert {
        alias: lexicon.outlet_domains.get(alias, outlet_id) for alias, outlet_id in aliases.items()
    } == aliases
