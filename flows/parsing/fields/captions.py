"""Read photo captions and the credits at their end. Credits are not sources of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from flows.parsing.fields.credit_names import is_person_shaped
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import ImageCredit, TextSpan

CreditKind = Literal["photographer", "agency", "pool"]

CAPTION_MAX_CHARS = 1200
CREDIT_REACH = 200
"""Characters at the end of a line in which its credit is looked for."""

FINAL_BRACKET = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,160})[)\]][.\s]*$")
"""Brackets at the end of a line: `(Jane Roe, Example Wire via AP, File)`."""

LABELLED_CREDIT = re.compile(
    r"(?:^|(?<=[.!?)\s]))(?:(?:Photo(?:graph|graphy)?|PHOTO|Image|IMAGE|Picture|PICTURE|Pic)s?"
    r"(?:\s(?:[Cc]redit|CREDIT|[Cc]ourtesy))?\s?:|(?:Photo|Image|Picture|Illustration)s?\s[Bb]y\b|Image\ssource,|Credit\s?:)"
    r"\s*(?P<credit>[A-Z\u00a9][^.:!?]{1,100})\.?$"
)
"""A labelled credit at the end of a line: `Photograph: Jane Roe/Reuters`, `Image source, Getty Images`."""

CREDIT_WORD = re.compile(
    r"\bvia\b|\bfile\b|\bpool\b|\bphotos?\b|\bimages\b|\bpicture:|\bcredit:|\bhandout\b|\bcourtesy\b|\bcollection\b"
    r"|[^\W\d_]\s?/\s?[^\W\d_]|\bphotographer\b|\bshutterstock\b|\bscreengrab\b|\bscreenshot\b",
    re.IGNORECASE,
)
"""A word that only credits have, or the slash between photographer and agency: `Roe/Reuters`."""

OPENING = re.compile(
    r"(?:file(?:\s+(?:photo|image|picture))?\s?[:\u2013\u2014-]|image\s+caption,|(?:photo|image|picture|caption)\s?:)\s*",
    re.IGNORECASE,
)
"""The opening of a caption: `FILE PHOTO: `, `Image caption, `."""

AGENCY_LINE = re.compile(
    r"(?P<credit>(?:[A-Z][\w.'\u2019-]*\s){0,3}[A-Z][\w.'\u2019-]*\s?"
    r"(?:/\s?[A-Z][\w .'\u2019-]{1,40}){1,2}"
    r"|(?:AP\sPhoto|AFP\sPhoto|Getty\sImages)\b.{0,40})"
)
"""A credit on a line of its own: `REUTERS/Jane Roe`, `AP Photo/Jane Roe`."""

LEAD = re.compile(
    r"(?:(?:photos?|photographs?|images?|pictures?|credits?|handout|courtesy|provided|by|of|from)\b\s*:?\s*)+(?=\S)|\u00a9\s*",
    re.IGNORECASE,
)
"""Words before a name in a credit: `Photo by `, `Courtesy of `."""

SEPARATOR = re.compile(r"\s*[,/|;]\s*|\s+(?:via|for|and)\s+", re.IGNORECASE)
FILE_WORD = re.compile(r"\bfile\b", re.IGNORECASE)
FILE_OPENING = re.compile(r"file\b", re.IGNORECASE)
POOL_WORD = re.compile(r"\bpool\b", re.IGNORECASE)
AGENCY_WORD = re.compile(
    r"\b(?:images|press|agency|news|photos?|pictures|wire|media|service|network|times|tv|library)$",
    re.IGNORECASE,
)
"""The last word of an agency's name: `Getty Images`."""

PHOTO_WORD = re.compile(r"\s+(?:photos?|pictures)$", re.IGNORECASE)
"""What is added to an agency's name: ` Photo` of `AP Photo`."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption without its credit (None where the line is a credit alone), and the credit's names."""

    text: TextSpan | None
    credits: tuple[ImageCredit, ...]
    is_file_photo: bool


def is_caption(content: str) -> bool:
    """Tell whether a line is a photo's caption or credit, by its opening or its end."""
    if len(content) > CAPTION_MAX_CHARS:
        return False
    return bool(OPENING.match(content)) or _find_credit(content) is not None


def read_caption(content: TextSpan, lexicon: Lexicon) -> Caption:
    """Return what a caption says and whom it credits; spans are offsets into the page."""
    text, offset = content.text, content.start
    opening = OPENING.match(text)
    begin = opening.end() if opening else 0
    credit = _find_credit(text, begin)
    end = len(text[: credit.start()].rstrip()) if credit else len(text)
    start, stop = credit.span("credit") if credit else (end, end)
    caption = TextSpan(offset + begin, offset + end, text[begin:end]) if end > begin else None
    is_file = bool(FILE_OPENING.match(text) or (credit and FILE_WORD.search(credit["credit"])))
    return Caption(caption, tuple(_read_credit(text, start, stop, offset, lexicon)), is_file)


def _find_credit(content: str, begin: int = 0) -> re.Match[str] | None:
    """Return the credit at the end of a line, which may be all that follows `begin`."""
    begin = max(begin, len(content) - CREDIT_REACH)
    bracket = FINAL_BRACKET.search(content, begin) if ")" in content or "]" in content else None
    if bracket and CREDIT_WORD.search(bracket["credit"]) and bracket["credit"].lstrip()[:1].isupper():
        return bracket
    return LABELLED_CREDIT.search(content, begin) or AGENCY_LINE.fullmatch(content)


def _read_credit(text: str, start: int, stop: int, offset: int, lexicon: Lexicon) -> Iterator[ImageCredit]:
    """Yield the names of a credit. A second person-shaped name after a slash or `via` is an agency's."""
    has_photographer = False
    joint = ""
    for begin, end, next_joint in _parts(text, start, stop):
        lead = LEAD.match(text, begin, end)
        begin = lead.end() if lead else begin  # noqa: PLW2901 - the name starts after the lead
        name, outlet_id, kind = _name_and_kind(text[begin:end], lexicon)
        if kind == "photographer" and has_photographer and joint in {"/", "via"}:
            kind = "agency"
        has_photographer = has_photographer or kind == "photographer"
        joint = next_joint
        if kind:
            yield ImageCredit(name, kind, offset + begin, offset + end, outlet_id)


def _parts(text: str, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    for separator in SEPARATOR.finditer(text, start, stop):
        if separator.start() > start:
            yield start, separator.start(), separator.group().strip().lower()
        start = separator.end()
    end = len(text[:stop].rstrip())
    if end > start:
        yield start, end, ""


def _name_and_kind(part: str, lexicon: Lexicon) -> tuple[str, str | None, CreditKind | None]:
    """Return the standard name of a part of a credit, its outlet and its kind; None for what is no name."""
    if POOL_WORD.search(part):
        return part, None, "pool"
    for name in (part, PHOTO_WORD.sub("", part)):
        outlet_id = lexicon.outlet_aliases.get(name) or lexicon.outlet_aliases.get(name.title())
        if outlet_id:
            return lexicon.outlets[outlet_id].outlet_name, outlet_id, "agency"
    if is_person_shaped(part):
        return part, None, "photographer"
    if part[:1].isupper() and AGENCY_WORD.search(part) and " " in part:
        return part, None, "agency"
    return part, None, None
