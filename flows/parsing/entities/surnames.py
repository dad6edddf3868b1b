"""The shorter forms of full names: surnames and initials."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

NAME_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "V"})
"""Words after a surname that are no part of it."""

SURNAME_PARTICLES = frozenset(
    {
        "de",
        "del",
        "della",
        "der",
        "di",
        "da",
        "dos",
        "du",
        "la",
        "le",
        "van",
        "von",
        "den",
        "ten",
        "bin",
        "ibn",
        "los",
        "und",
        "zu",
        "zum",
        "zur",
        "ter",
        "af",
        "wa",
        "ole",
        "'t",
        "’t",
    }
    | {"al", "el", "Al", "El", "De", "Di", "Da", "Du", "La", "Le", "Van", "Von", "Del", "St."}
)
"""Words that belong to the surname they precede: `de Blasio`, `Van Hollen`."""


def surname_of(full_name: str) -> str:
    """Return the surname of a full name with its particles: `Bill de Blasio` is `de Blasio`."""
    words = [word for word in full_name.replace(",", " ").split() if word not in NAME_SUFFIXES]
    if len(words) <= 1:
        return full_name
    first = len(words) - 1
    while first > 1 and words[first - 1] in SURNAME_PARTICLES:
        first -= 1
    return " ".join(words[first:])


def surnames_of(full_name: str) -> Iterator[str]:
    """Yield the surname of a full name as it stands inside a sentence and, if different, where one begins."""
    surname = surname_of(full_name)
    yield surname
    if surname[0].islower():
        yield surname[0].upper() + surname[1:]


def initials_of(words: Sequence[str]) -> str:
    """Return the first letters of the capitalised words of a name: `Bank of Zolva` is `BZ`."""
    return "".join([word[0] for word in words if word[0].isupper()])
