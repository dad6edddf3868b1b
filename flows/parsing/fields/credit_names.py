"""Tell the name of a person by its shape, where a person's name is expected: in bylines and credits."""

from __future__ import annotations

import re

NAME_WORD = re.compile(r"[^\W\d_]+(?:['’‘-][^\W\d_]+)*\.?|(?:[^\W\d_]\.){2,3}")
"""One word of a name: `O'Brien`, `Saint-Denis`, `J.`, `J.R.`."""

PARTICLE_WORDS = """
    abu al ap ben bin bint da dal das de del dela della den der di dos du e el ibn la le les lo los san
    ten ter van ver von y zu zum
"""
PARTICLES = frozenset(PARTICLE_WORDS.split())
"""Small words within names: `van der`."""

NAME_SUFFIX = re.compile(r"(?:Jr|Sr|I{2,3}|IV|V|M\.?D|Ph\.?D|Esq)\.?", re.IGNORECASE)
"""What follows a name: `Jr.`."""

NEWSROOM_WORDS = """
    agencies agency associated board bureau chief columnist commentary contributor contributors
    correspondent correspondents daily desk digital editor editorial editors exclusive freelance guest
    herald journalist magazine media network news newsletter newsroom online opinion producer
    photographer politics post press radio reporter reporters reuters senior service services special
    staff team telegraph television times tribune tv web wire wires writer writers
"""
FURNITURE_WORDS = """
    about advertisement by comments edited email facebook follow images last live menu photo photos
    posted print published read reading report reported reporting search share sign story subscribe the
    this topics twitter updated video videos view watch written
"""
CALENDAR_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december today yesterday
"""
SECTION_WORDS = """
    analysis arts business culture economy entertainment features finance health home lifestyle local
    markets money national science sport sports style tech technology travel weather world
"""
ORGANISATION_WORDS = """
    administration association college committee company corp council department foundation government
    group inc institute ltd ministry party university
"""
HEADLINE_WORDS = """
    after against ahead amid and are as at back before can dead dies during first for found from has
    have how in into is its killed more near new no not of off on our out over says seek sees set than
    to under up urges vows warns was were what when where who why will win wins with without you your
"""

IN_NEWSROOMS = frozenset(f"{NEWSROOM_WORDS} {ORGANISATION_WORDS}".split())
"""Words that tell the name of a newsroom from a person's."""

NOT_IN_NAMES = IN_NEWSROOMS.union(
    f"{FURNITURE_WORDS} {CALENDAR_WORDS} {SECTION_WORDS} {HEADLINE_WORDS}".split()
)
"""Words that no person is called in a byline. `May` and `Mark` are names."""

NAME_MIN_WORDS = 2
NAME_MAX_WORDS = 4
"""Words of a name beside particles, initials and suffixes."""


def is_person_shaped(text: str) -> bool:
    """Tell whether words look like a person's full name: `María de la Cruz`, `ROB QUINN`, `J. Ford Jr.`"""
    words = text.split()
    if len(words) < NAME_MIN_WORDS or not _is_capitalised(words[-1]):
        return False
    if sum(word.lower() not in PARTICLES and not word.endswith(".") for word in words) > NAME_MAX_WORDS:
        return False
    if any(word.lower().rstrip(".") in NOT_IN_NAMES or not NAME_WORD.fullmatch(word) for word in words):
        return False
    if any(word.endswith(("'s", "\u2019s")) for word in words):
        return False
    return all(_is_capitalised(word) or word.lower() in PARTICLES for word in words) and any(
        len(word.rstrip(".")) > 1 for word in words
    )


def _is_capitalised(word: str) -> bool:
    """Tell whether a word of a name has a capital: also `d'Arcy` and `al-Rashid`."""
    return any(part[:1].isupper() for part in re.split(r"['’‘-]", word))


def as_mixed_case(name: str) -> str:
    """Return a name set in capitals as it is written elsewhere; `ROB O'NEIL` is `Rob O'Neil`."""
    if not name.isupper():
        return name
    return " ".join(_mixed(word) for word in name.split())


def _mixed(word: str) -> str:
    if "." in word[:-1] or (NAME_SUFFIX.fullmatch(word) and word.rstrip(".") not in {"JR", "SR"}):
        return word
    if word.lower() in PARTICLES:
        return word.lower()
    if word.startswith("MC") and len(word) > len("MC") + 1:
        return "Mc" + word[2:].capitalize()
    return re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word)
