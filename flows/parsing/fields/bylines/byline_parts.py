"""Cut a byline into its parts: names, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from flows.parsing.fields.bylines.byline_wording import (
    AGO,
    BYLINE_MAX_CHARS,
    CONTACT,
    DANGLING,
    FOOTNOTE,
    INNER_OPENING,
    NAME_AND_BASE,
    OPENING,
    OTHER_CREDIT,
    PAPER,
    ROLE,
    ROLE_WORDS,
    SEPARATOR,
    TAIL,
    is_newsroom_shaped,
)
from flows.parsing.fields.person_names import HONORIFIC, IN_NEWSROOMS, NAMES_KEPT, is_person_shaped
from flows.parsing.fields.times.timestamps import LABEL, STAMP_FILLERS, find_printed_times

WORD = re.compile(r"\S+")
"""A word with the marks on it: `Roe,`."""

STAFF_ROLE = re.compile(r"\s[Ss]taff\s(?:[Ww]riter|[Rr]eporter|[Cc]orrespondent|[Pp]hotographer)s?$")
"""The role of those whom a paper employs: ` Staff Writer`."""

DIGIT = re.compile(r"\d")
"""What every time has."""

RUN_ON = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
"""A seam within a word, where the page lost a space: between `Roe` and `BBC` of `RoeBBC`."""

AGENCY_WORD = re.compile(r"(?!(?:III?|IV|JR|SR|V?I{1,3})$)(?:[A-Z]{3,4}|[A-Z]{2,}[a-z]+)")
"""A word of capitals after a name that is not set in capitals: `CNN`, `FOXBusiness`."""

OPENING_REACH = 40
"""Characters at the start of a line among which it says `By`, or has the colon of `Words:`."""

READ_MAX_CHARS = 1000
"""Characters of a byline that are read, however long its line."""

POSSESSIVE = ("'s", "\u2019s")
SPACES = "".join(character for character in map(chr, range(0x3001)) if character.isspace())
"""All white space: pages set names off with em spaces and others."""

BEFORE_PART = f"{SPACES}\"'\u201c\u2018:-\u2013\u2014"
AFTER_PART = f'{SPACES}"\u201d:-\u2013\u2014'

PartKind = Literal["words", "paper", "place"]


@dataclass(frozen=True, slots=True)
class BylinePart:
    """A part of a byline, as offsets into its line.

    `paper` follows a `for`, `place` an `in`; of `words`, only their shape tells what they are.
    """

    start: int
    end: int
    text: str
    kind: PartKind = "words"


@dataclass(frozen=True, slots=True)
class _Seam:
    """Where a part falls in two without a mark between them; `is_agency` where capitals alone tell it."""

    end_before: int
    start_after: int
    is_agency: bool = False


def find_opening(content: str) -> int | None:
    """Return where the names of a line begin that says `By`, at its start or after a date."""
    beginning = content[:OPENING_REACH].lower()
    has_sign = "by" in beginning or ":" in beginning or "told to" in beginning
    if has_sign and (opening := OPENING.match(content, 0, BYLINE_MAX_CHARS)):
        return opening.end()
    if " by " not in content and " By " not in content and " BY " not in content:
        return None
    inner = INNER_OPENING.search(content)
    return inner.end() if inner and _is_time(content[: inner.start()]) else None


def _is_time(text: str) -> bool:
    """Tell whether a text is a date and nothing but what belongs to dates."""
    times = find_printed_times(text)
    for time in reversed(times):
        text = f"{text[: time.start]} {text[time.end :]}"
    words = (word.strip(",.:|•·").lower() for word in text.split())
    return bool(times) and all(not word.isalpha() or word in STAMP_FILLERS for word in words)


def find_parts(content: str, start: int = 0) -> Iterator[BylinePart]:
    """Yield the parts of a byline from `start` to its date, or to the credits for other work than writing."""
    end = _find_end(content, start)
    is_after_comma = False
    for separator in SEPARATOR.finditer(content, start, end):
        yield from _split(content, start, separator.start(), is_after_comma=is_after_comma)
        start, is_after_comma = separator.end(), separator.group().strip() == ","
    yield from _split(content, start, end, is_after_comma=is_after_comma)


def _find_end(content: str, start: int) -> int:
    end = min(len(content), start + READ_MAX_CHARS)
    if DIGIT.search(content, start, end):
        end = min((time.start for time in find_printed_times(content) if time.start >= start), default=end)
        end = _cut(AGO, content, start, end)
    if "by" in content.lower() or ":" in content:
        end = _cut(OTHER_CREDIT, content, start, end)
    return _cut(LABEL, content, start, end)


def _cut(ending: re.Pattern[str], content: str, start: int, end: int) -> int:
    found = ending.search(content, start, end)
    return found.start() if found else end


def _split(content: str, start: int, end: int, *, is_after_comma: bool = False) -> Iterator[BylinePart]:
    """Yield what lies between two separators: a name, and what no mark parts from it."""
    part = _trim(content, start, end)
    if not part.text:
        return
    if seam := _find_seam(part.text, is_after_comma=is_after_comma):
        before, after = part.start + seam.end_before, part.start + seam.start_after
        yield from _split(content, part.start, before)
        if seam.is_agency:
            yield _trim(content, after, part.end, "paper")
        else:
            yield from _split(content, after, part.end)
    elif paper := PAPER.fullmatch(part.text):
        yield _within(part, *paper.span("base"), kind="paper")
    elif (based := NAME_AND_BASE.fullmatch(part.text)) and _may_have_base(based["name"], based["word"]):
        kind: PartKind = "paper" if based["word"].lower().startswith(("for", "of", "special")) else "place"
        yield from _split(content, part.start, part.start + based.end("name"))
        yield _within(part, *based.span("base"), kind=kind)
    else:
        yield part


def _trim(content: str, start: int, end: int, kind: PartKind = "words") -> BylinePart:
    """Return a part without address, handle, honorific, and what the page adds after a name."""
    for extra in (CONTACT, TAIL) if "@" in content or "://" in content else (TAIL,):
        if found := extra.search(content, start, end):
            start, end = (found.end(), end) if found.start() <= start else (start, found.start())
    text = content[start:end]
    start += len(text) - len(text.lstrip(BEFORE_PART))
    text = content[start:end].rstrip(AFTER_PART)
    for ending in (DANGLING, FOOTNOTE):
        if found := ending.search(text):
            text = text[: found.start()]
    if honorific := HONORIFIC.match(text):
        start, text = start + honorific.end(), text[honorific.end() :]
    return BylinePart(start, start + len(text), text, kind)


def _within(part: BylinePart, start: int, end: int, *, kind: PartKind) -> BylinePart:
    return BylinePart(part.start + start, part.start + end, part.text[start:end], kind)


def _may_have_base(name: str, word: str) -> bool:
    """Tell whether a name may be somebody's who writes `for` or `in` what follows: no `University of`."""
    is_newsroom = word.lower() != "of" and is_newsroom_shaped(name)
    return is_newsroom or is_person_shaped(name, is_introduced=True) or _find_seam(name) is not None


@lru_cache(maxsize=NAMES_KEPT)
def _find_seam(text: str, *, is_after_comma: bool = False) -> _Seam | None:
    """Return where a name ends and its role or newsroom begins without a mark, or the other way round.

    `Jane Roe Political Editor`, `Jane RoeBBC News`, `Jane Roe CNN`, `Staff Writer Jane Roe`, `CNN's Jo Roe`.
    After a name and a comma, what comes before `Staff Writer` is the paper: `Jo Roe, Bay Post Staff Writer`.
    """
    for word in WORD.finditer(text):
        run_on = RUN_ON.search(text, *word.span())
        if run_on and is_newsroom_shaped(text[run_on.start() :]) and is_person_shaped(text[: run_on.start()]):
            return _Seam(run_on.start(), run_on.start())
        is_agency = AGENCY_WORD.fullmatch(word.group()) and not text.isupper()
        if is_agency and is_person_shaped(text[: word.start()]):
            return _Seam(word.start(), word.start(), is_agency=True)
        if word.group().endswith(POSSESSIVE) and is_person_shaped(text[word.end() :]):
            return _Seam(word.end() - len(POSSESSIVE[0]), word.end())
    if is_after_comma and STAFF_ROLE.search(text):
        return None
    at = _find_role(text) or _find_newsroom(text)
    return _Seam(at, at) if at else None


def _find_role(text: str) -> int | None:
    """Return where a name ends and a role begins, or where a role ends and a name begins."""
    role = ROLE.search(text)
    if role and not role["role"].lower().endswith("staff") and is_person_shaped(text[: role.start()]):
        return role.start()
    lead = ROLE_WORDS.match(text)
    return lead.end() if lead and is_person_shaped(text[lead.end() :]) else None


def _find_newsroom(text: str) -> int | None:
    """Return where a newsroom of two words or more begins after a name; the words before `Staff` are one."""
    words = list(WORD.finditer(text))
    if text.lower().endswith("staff") or " for " in text:
        return None
    if not any(word.group().lower() in IN_NEWSROOMS for word in words):
        return None
    starts = [word.start() for word in words[2:-1]]
    return next(
        (at for at in reversed(starts) if is_newsroom_shaped(text[at:]) and is_person_shaped(text[:at])), None
    )
