"""A lookup that cannot be used says which file and why; the ones that ship all can."""

import shutil

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
        ("outlets", "reuters,Reuters,wire,GB,reuters.com,Europe/London,true", "stands twice"),
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
        file.write("harbor-courier,Harbor Courier,newspaper,US,,America/New_York,false\n")
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
