"""Tell people, organisations and places apart by the words their names are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from flows.parsing.entities.known_names import Reading, read_name
from flows.parsing.language.tokens import Token, word_set
from flows.parsing.lexicon import Lexicon

OUTLET_WORDS = word_set(
    "Times Post News Herald Tribune Journal Gazette Chronicle Sentinel Courier Dispatch Observer Register "
    "Globe Inquirer Enquirer Examiner Telegraph Mail Sun Press Record Standard Bee Magazine Radio TV "
    "Television Bulletin Mirror Reporter Ledger Monitor Digest Advocate Beacon Advertiser Statesman "
    "Intelligencer Dealer Weekly Daily Nation Picayune Star-Advertiser Star-Tribune Star-Telegram "
    "Star-Ledger Post-Gazette Post-Dispatch Post-Intelligencer News-Press Sun-Sentinel Sun-Times "
    "Times-Picayune Times-Union Times-Dispatch Union-Tribune Mercury-News Journal-Constitution "
    "Journal-World Journal-Sentinel Democrat-Gazette Argus Recorder Citizen Echo FM Californian Tennessean "
    "Oregonian Zeitung Tageblatt Tagblatt Anzeiger Nachrichten Kurier Rundschau Comercio País Mundo Prensa "
    "Nación Jornada Tercera Monde Figaro Parisien Repubblica Stampa"
)
"""Last words of the names of newspapers and magazines: `the Springfield Herald`."""

BROADCASTER = re.compile(
    r"^(?:(?:ABC|NBC|CBS|FOX|Fox|CW|Channel|CTV|ITV|BBC)\s?(?:Local\s)?\d{1,2}(?:\sNews)?|[KW][A-Z]{2,3}(?:-(?:TV|FM|AM)|\s\d{1,2})?)$"
)
"""A broadcasting station by channel or call sign: `ABC 11`, `KTLA`, `WBUR-FM`, `KOB 4`."""

CHANNELS = frozenset({"Fox", "Channel"})
"""First words of the names of stations that are not in capitals."""

WEBSITE = re.compile(r"^[A-Z][\w-]*\.(?:com|org|net|co\.uk|tv|io)$")
"""A site that is named by its address: `Example.com`."""

NETWORKS = word_set("ABC NBC CBS Fox FOX CTV ITV BBC")
"""Broadcasters whose local stations carry the name of their city: `NBC Los Angeles`."""

COMPANY_WORDS = word_set(
    "inc inc. corp corp. corporation co co. company ltd ltd. llc plc group holdings bank airlines airways "
    "cafe restaurant bar grill pizzeria bakery motors foods energy systems technologies technology "
    "industries partners homes media records studios pictures entertainment foundation stores solutions "
    "ventures capital labs zoo"
)
"""Last words of names that are shortened to the words before: `Acme Corp.` is Acme."""

ACRONYM = re.compile(r"^(?:[A-Z]{2,6}|[A-Z]&[A-Z]|(?:[A-Z]\.){2,5})$")
"""An organisation by its initials: `NTSB`, `U.N.`."""

OFFICE_INITIALS = re.compile(r"^[A-Z]{3,6}$")
"""The initials of a body, too long for those of a given name (`JJ`): `NTSB`."""

PLACE_OPENERS = word_set(
    "Lake Mount Mt. Fort Ft. Cape Port Camp Isle Isles Gulf Bay Strait County City San Santa Los Las "
    "São Saint St. El Point Puerto Rio Santo Sierra Villa Republic Province Island Islands Loch Glen Ciudad"
)
"""First words of the names of places: `Lake Placid`."""

SAINTS = frozenset({"San", "Santa", "São"})
"""First words of the names of places that are given names only rarely: `San Isidro`."""

DIRECTIONS = word_set(
    "North South East West Northern Southern Eastern Western Central Upper Lower Northeast Northwest "
    "Southeast Southwest Greater Downtown Northeastern Northwestern Southeastern Southwestern Inner Outer "
    "Mid"
)
"""Words that make part of a place of a place: `Northern California`."""

OF_A_DISTRICT = word_set(
    "school utility water fire transit sanitation sewer library hospital police irrigation"
)
"""What a district is for if it is a body and no place: `Zolven School District`."""

EVENT_WORDS = word_set(
    "Act Amendment Award Awards Prize Cup Championship Championships Festival Treaty Agreement Accord "
    "Accords Summit Games Olympics Trophy Syndrome Protocol"
)
"""Last words of names of laws, prizes and events, which are nobody's surname."""

SURNAME_WORDS = word_set(
    "hill hills woods wood lake field fields forest brook brooks park parks rivers banks pond bridge "
    "marsh church house bank temple ford lane street glen dale heath moore hall lodge bush ward reed "
    "stone castle page rock steel water range drive port mine mines air "
    "racing garden fort wells peak west north mills bell love power powers towers rhodes "
    "cove creek barrow pope cross"
)
"""Words for kinds of bodies and places that are also common surnames."""

LONGEST_HOME = 3
"""Words of the longest place that is read before the name of its team: `New York City`."""

INITIAL = re.compile(r"^(?:[A-Z]\.)+$")
"""One or more initials: `J.K.`."""

AMBIGUOUS_GIVEN = word_set(
    "Will May Mark Art Drew Rob Sue Bill Frank Rich Jack Grant Chase Hope Faith Joy Grace"
)
"""Given names that are other words where a sentence begins."""


def read_compound(tokens: Sequence[Token], lexicon: Lexicon, *, has_title: bool) -> Reading | None:
    """Return what the words of a name show it to be, or None if they show nothing."""
    if _is_outlet(tokens, has_title=has_title):
        return Reading("ORG", "outlet_pattern")
    if len(tokens) == 1:
        return None
    first, last = tokens[0].text, tokens[-1].text
    has_given_name = first in lexicon.given_names or has_title
    if not has_title and _is_partnership(tokens, lexicon):
        return Reading("ORG", "partnership")
    is_surname = has_given_name and last.lower() in SURNAME_WORDS
    if _is_organisation(tokens, lexicon) and not is_surname:
        return Reading("ORG", "organisation_word")
    return None if is_surname else _read_place(tokens, lexicon, has_given_name=has_given_name)


def _is_outlet(tokens: Sequence[Token], *, has_title: bool) -> bool:
    """Tell whether a name has the form of a station's, a site's or a newspaper's."""
    first, last = tokens[0].text, tokens[-1].text
    if first[:2].isupper() or first in CHANNELS or "." in first:
        name = " ".join([token.text for token in tokens])
        if BROADCASTER.match(name) or WEBSITE.match(name):
            return True
    if len(tokens) == 1:
        return False
    return (last in OUTLET_WORDS and not has_title) or (first in NETWORKS and tokens[1].text == "Radio")


def _is_partnership(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether a sign for `and` joins names to that of a firm, and not two people: `Hall & Moss`."""
    words = [token.text for token in tokens]
    if "&" not in words[1:-1]:
        return False
    return not (words[0] in lexicon.given_names and words[words.index("&", 1) + 1] in lexicon.given_names)


def _is_organisation(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether a word for a kind of body ends the name or governs it (`University of Oslo`)."""
    words = [token.text.lower() for token in tokens]
    if words[-1] in lexicon.organisation_words:
        return True
    if words[-1] == "district":
        return words[-2] in OF_A_DISTRICT
    return any(
        word in lexicon.organisation_words and after in {"of", "for"} for word, after in pairwise(words)
    )


def _read_place(tokens: Sequence[Token], lexicon: Lexicon, *, has_given_name: bool) -> Reading | None:
    first, last = tokens[0].text, tokens[-1].text
    rest = read_name(" ".join(token.text for token in tokens[1:]), lexicon)
    if first in NETWORKS and (len(tokens) == 2 or (rest is not None and rest.entity_type == "PLACE")):  # noqa: PLR2004
        return Reading("ORG", "outlet_pattern")
    if last.lower() in lexicon.place_words:
        return Reading("PLACE", "place_word")
    if first in DIRECTIONS and rest is not None and rest.entity_type == "PLACE":
        return Reading("PLACE", "place_word")
    if first in PLACE_OPENERS and (first in SAINTS or not has_given_name):
        return Reading("PLACE", "place_word")
    return _read_team(tokens, lexicon)


def _read_team(tokens: Sequence[Token], lexicon: Lexicon) -> Reading | None:
    """Return a body that is known without the place before its name: `New England Patriots`."""
    words = [token.text for token in tokens]
    for count in range(1, min(LONGEST_HOME, len(words) - 1) + 1):
        home, team = read_name(" ".join(words[:count]), lexicon), read_name(" ".join(words[count:]), lexicon)
        if (
            home is not None
            and home.entity_type == "PLACE"
            and team is not None
            and team.entity_type == "ORG"
        ):
            return Reading("ORG", "place_and_team") if team.outlet_id is None else None
    return None


def starts_person(tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Tell whether a given name or initials begin a name of at least two words."""
    if len(tokens) < 2 or not tokens[1].is_word:  # noqa: PLR2004 - a given name and a surname
        return False
    first = tokens[0].text
    if INITIAL.match(tokens[1].text):
        return True
    if not (
        first in lexicon.given_names or INITIAL.match(first) or first.split("-")[0] in lexicon.given_names
    ):
        return False
    return tokens[1].is_capitalised or len(tokens) > 2  # noqa: PLR2004 - `Bill de Blasio`
