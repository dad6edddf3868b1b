"""Tell the name of a person by its shape, where a person's name is expected: in bylines and credits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

NAME_WORD = re.compile(r"[^\W\d_]+(?:['’‘-][^\W\d_]+)*\.?|(?:[^\W\d_]\.){2,3}")
"""One word of a name: `O'Brien`, `Saint-Denis`, `J.`, `J.R.`."""

HYPHEN = re.compile(r"['’‘-]")
"""What joins the parts of one word of a name: `-`."""

INITIALS = re.compile(r"[A-Z]{3,}")
"""Letters of a station, not of a person, where the next word is not in capitals: `BBC` of `BBC Sport`."""

PARTICLE_WORDS = """
    abu al ap ben bin bint da dal das de del dela della den der di dos du e el ibn la le les lo los san
    ten ter van ver von y zu zum i
"""
PARTICLES = frozenset(PARTICLE_WORDS.split())
"""Small words within names: `van der`."""

NAME_SUFFIX = re.compile(r"(?:Jr|Sr|I{2,3}|IV|V)\.?", re.IGNORECASE)
"""What follows a name and belongs to it: `Jr.`."""

DEGREE = re.compile(
    r"(?:M\.?D|Ph\.?\s?D|Psy\.?D|Pharm\.?D|Ed\.?D|J\.?D|D\.?O|DDS|DVM|MPH|MBA|MSc?|MA|BSc?|BA|RND?|RDN?|LPC|LCSW"
    r"|CPA|CFA|Esq|OBE|MBE|CBE)\.?",
    re.IGNORECASE,
)
"""What follows a name and is no part of it: `Ph.D.`."""

HONORIFIC = re.compile(
    r"(?:Dr|Prof(?:essor)?|Sir|Dame|Lord|Lady|Rev(?:erend)?|Mrs?|Ms|Miss|Sen(?:ator)?|Rep|Gov|Capt(?:ain)?|Col|Gen|Lt|Sgt|Hon)"
    r"\b\.?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""What stands before a name and is no part of it: `Dr. `."""

NEWSROOM_WORDS = """
    advertiser agencies agency argus associated board bulletin bureau chief chronicle columnist
    commentary contributor contributors correspondent correspondents courier daily desk digital dispatch
    editor editorial editors enquirer examiner exclusive freelance gazette guest herald inquirer journal
    journalist ledger magazine media network news newsletter newsroom online opinion producer observer
    politics post press radio reporter reporters reuters senior service services special sentinel staff
    team telegraph television times tribune tv web wire wires writer writers
"""
FURNITURE_WORDS = """
    about account advertisement archive archives article breaking by comments contact content cookies current
    donate edited edition editions email events facebook featured follow games guide guides help hello hi
    images issue issues jobs join last latest live login menu more newsletters photo photos podcast podcasts
    policy popular posted print privacy published puzzles read reading recommended related report reported
    reporting reviews search share shop sign sponsored stories story subscribe terms the this top topics
    trending twitter updated video videos view views watch weekly written
"""
CALENDAR_WORDS = """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december today yesterday
"""
SECTION_WORDS = """
    analysis arts business career careers column culture economy entertainment essay explainer feature
    features finance gallery health home interview letters lifestyle local markets money national obituary
    profile quiz recap review science sport sports style tech technology travel weather world
"""
ORGANISATION_WORDS = """
    administration association college committee company corp council department foundation government
    group inc institute ltd ministry party university
"""
HEADLINE_WORDS = """
    after against ahead amid and are as at back before can dead dies during first for found from has
    have how in into is its killed more near new no not of off on our out over says seek sees set than
    to under up urges vows warns was were what when where who why will win wins wins with without you your
"""

IN_NEWSROOMS = frozenset(f"{NEWSROOM_WORDS} {ORGANISATION_WORDS}".split())
"""Words that tell the name of a newsroom from a person's."""

NEVER_IN_NAMES = IN_NEWSROOMS.union(f"{FURNITURE_WORDS} {CALENDAR_WORDS}".split())
"""Words that no person is called, even after a `By`."""

NOT_IN_NAMES = NEVER_IN_NAMES.union(f"{SECTION_WORDS} {HEADLINE_WORDS}".split())
"""Words that nobody is called where no `By` says that a name follows. `May` and `Mark` are names."""

NAME_MIN_WORDS = 2
NAME_MAX_WORDS = 4
"""Words of a name beside particles, initials and suffixes."""

NAME_MAX_CHARS = 60
NAMES_KEPT = 512
"""Words that are asked for more than once, by the rules for bylines of one page."""


@lru_cache(maxsize=NAMES_KEPT)
def is_person_shaped(text: str, *, is_introduced: bool = False) -> bool:
    """Tell whether words look like a person's full name: `María de la Cruz`, `ROB QUINN`, `J. Ford Jr.`

    `is_introduced` says that a `By` stands before them: then `Li You` or `Will Money` can be a name.
    """
    words = text.split() if len(text) <= NAME_MAX_CHARS else []
    if len(words) < NAME_MIN_WORDS or not _is_capitalised(words[-1]):
        return False
    if sum(word.lower() not in PARTICLES and not word.endswith(".") for word in words) > NAME_MAX_WORDS:
        return False
    blocked = NEVER_IN_NAMES if is_introduced or _may_be_called_will(words) else NOT_IN_NAMES
    if any(word.lower().rstrip(".") in blocked or not NAME_WORD.fullmatch(word) for word in words):
        return False
    if any(word.endswith(("'s", "\u2019s")) for word in words):
        return False
    if INITIALS.fullmatch(words[0]) and not text.isupper():
        return False
    return all(_is_capitalised(word) or word.lower() in PARTICLES for word in words) and any(
        len(word.rstrip(".")) > 1 for word in words
    )


def _may_be_called_will(words: Sequence[str]) -> bool:
    """Tell a `Will Roe` from a question about what will be."""
    return len(words) == NAME_MIN_WORDS and words[0] == "Will" and words[1].lower() not in NOT_IN_NAMES


def _is_capitalised(word: str) -> bool:
    """Tell whether a word of a name has a capital: also `d'Arcy` and `al-Rashid`."""
    return word[:1].isupper() or any(part[:1].isupper() for part in HYPHEN.split(word))


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
