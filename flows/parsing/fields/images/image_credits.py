"""Find the credit at the end of a photo's caption, and read whom it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from flows.parsing.fields.person_names import is_person_shaped
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import ImageCredit, TextSpan

CreditKind = Literal["photographer", "agency", "pool"]

CREDIT_REACH = 200
"""Characters at the end of a line in which its credit is looked for."""

FINAL_BRACKET = re.compile(r"[(\[](?P<credit>[^()\[\]]{2,160})[)\]][.\s]*$")
"""Brackets at the end of a line: `(Jane Roe, Example Wire via AP, File)`."""

LABELLED_CREDIT = re.compile(
    r"(?:(?:^|(?<=[.!?)\]\s\"”]))(?:(?:Photo(?:graph|graphy)?|PHOTO|Image|IMAGE|Picture|PICTURE|Pic|PIC|Graphic)s?"
    r"(?:\s(?:[Cc]redits?|CREDIT|[Cc]ourtesy))?(?:\s?:|\s/)|(?:Photo(?:graph)?|Image|Picture|Illustration|Graphic)s?\s[Bb]y\b"
    r"|Image\ssource,|(?:Credits?|CREDIT)\s?(?::|\.{3}))"
    r"|(?:^|(?<=[.!?)\]\"”]\s))(?:(?:Photo|Image|Picture)\s)?[Cc]ourtesy(?:\s[Oo]f\b|\s?:)?)"
    r"\s*(?P<credit>[A-Z\u00a9][^.:!?]{1,100})\.?$"
)
"""A labelled credit at the end of a line: `Photograph: Jane Roe/Reuters`, `Image source, Getty Images`."""

LABEL_HINTS = ("photo", "image", "pic", "credit", "courtesy", "illustration", "graphic")
"""Words that label credits, in lower case: a quick look before a thorough one."""

CREDIT_WORD = re.compile(
    r"\bvia\b|\bfile\b|\bpool\b|\bphotos?\b|\bimages?\b|\bpictures?:|\bpic:|\bcredit:|\bhandout\b|\bcourtesy\b|\bcollection\b"
    r"|[^\W\d_]\s?/\s?[^\W\d_]|\bphotographer\b|\bshutterstock\b|\bscreengrab\b|\bscreenshot\b|\bsupplied\b|\balamy\b|\bistock",
    re.IGNORECASE,
)
"""A word that only credits have, or the slash between photographer and agency: `Roe/Reuters`."""

OUTLET_AND_NAME = re.compile(r"[A-Z][\w .&-]{1,30}:\s(?P<name>\S.{3,40})")
"""An outlet and its photographer within brackets: `ABC News: Jane Roe`."""

AGENCY_LINE = re.compile(
    r"(?P<credit>(?:[A-Z][\w.'\u2019-]*\s){0,3}[A-Z][\w.'\u2019-]*\s?"
    r"(?:/\s?[A-Z][\w .'\u2019-]{1,40}){1,2}"
    r"|(?:AP\sPhoto|AFP\sPhoto|Getty\sImages)\b.{0,40}"
    r"|(?:[A-Z][\w.'\u2019-]*\s){1,3}[A-Z][\w.'\u2019-]*\s?[|,]\s(?:Getty\sImages|Shutterstock|Alamy|iStock|Imago)\b.{0,30})"
)
"""A credit on a line of its own: `REUTERS/Jane Roe`, `AP Photo/Jane Roe`, `Jane Roe | Getty Images`."""

TRAILING_CREDIT = re.compile(
    r"(?:(?<=[.!?\"”]\s)(?P<credit>(?:[A-Z][\w.'\u2019-]*\s){0,3}[A-Z][\w.'\u2019-]*\s?"
    r"(?:/\s?[A-Z][\w '\u2019-]{1,40}){1,2})"
    r"|\s(?P<wired>(?:AP\sPhoto|AFP\sPhoto|REUTERS)/[A-Z][\w.,/ '\u2019-]{2,60}))\.?$"
)
"""A credit right after a caption: `. Jane Roe/AFP via Getty Images`, ` AP Photo/Jane Roe, File`."""

LEAD = re.compile(
    r"(?:(?:photos?|photographs?|images?|pictures?|pics?|credits?|handout|courtesy|provided|supplied|file|source|by|of|from)\b"
    r"\s*:?\s*)+(?=\S)|\u00a9\s*",
    re.IGNORECASE,
)
"""Words before a name in a credit: `Photo by `, `Courtesy of `."""

FILE_TAIL = re.compile(r"\s+file(?:\s+(?:photo|image|picture))?$", re.IGNORECASE)
"""What is added to the name of an agency for a photo from its files: ` file`."""

SEPARATOR = re.compile(r"\s*[,/|;:]\s*|\s+(?:via|for|and)\s+", re.IGNORECASE)
POOL_WORD = re.compile(r"\bpool\b", re.IGNORECASE)
AGENCY_WORD = re.compile(
    r"\b(?:images|press|agency|news|photos?|pictures|wire|media|service|network|times|tv|library)$",
    re.IGNORECASE,
)
"""The last word of an agency's name: `Getty Images`."""

SMALL_WORDS = frozenset({"and", "de", "for", "of", "the"})
"""Words that names of institutions have in lower case."""

AGENCY_INITIALS = re.compile(r"[A-Z]{2,5}")
"""An agency by its letters: `PA`."""

PHOTO_AGENCY = re.compile(r"Getty|Alamy|Shutterstock|iStock(?:photo)?|Imago|Unsplash|Pexels", re.IGNORECASE)
"""A seller of photos that is seldom called by more than one word: `Getty`."""

PHOTO_WORD = re.compile(r"\s+(?:photos?|pictures)$", re.IGNORECASE)
"""What is added to an agency's name: ` Photo` of `AP Photo`."""


def find_credit(content: str, begin: int = 0) -> tuple[int, int, int] | None:
    """Return where the caption ends, and where the credit at the end of its line starts and stops.

    The credit may be all that follows `begin`.
    """
    begin = max(begin, len(content) - CREDIT_REACH)
    if content.endswith((")", "]", ").", "].")) and (bracket := FINAL_BRACKET.search(content, begin)):
        credit = bracket["credit"].lstrip()
        if credit[:1].isupper() and (CREDIT_WORD.search(credit) or _has_outlet_and_name(credit)):
            return (bracket.start(), *bracket.span("credit"))
    tail = content[begin:].lower()
    is_labelled = any(map(tail.__contains__, LABEL_HINTS))
    if is_labelled and (labelled := LABELLED_CREDIT.search(content, begin)):
        return (labelled.start(), *labelled.span("credit"))
    if not is_labelled and "/" not in tail and not tail.endswith(AGENCY_ENDS):
        return None
    if alone := AGENCY_LINE.fullmatch(content):
        return (alone.start(), *alone.span("credit"))
    trailing = TRAILING_CREDIT.search(content, begin)
    return (trailing.start(), *trailing.span(trailing.lastgroup or 0)) if trailing else None


AGENCY_ENDS = ("stock", "alamy", "imago")
"""The last letters of credits without a slash or a label: `Jane Roe | Shutterstock`."""


def _has_outlet_and_name(credit: str) -> bool:
    pair = OUTLET_AND_NAME.fullmatch(credit)
    return pair is not None and is_person_shaped(pair["name"])


def read_credit(content: TextSpan, start: int, stop: int, lexicon: Lexicon) -> Iterator[ImageCredit]:
    """Yield the names of the credit in a line. A second name after a slash or `via` is an agency's."""
    has_photographer = False
    joint = ""
    for part_start, end, next_joint in _parts(content.text, start, stop):
        lead = LEAD.match(content.text, part_start, end)
        begin = lead.end() if lead else part_start
        name, outlet_id, kind = _name_and_kind(content.text[begin:end], lexicon)
        if kind == "photographer" and has_photographer and joint in {"/", "via"}:
            kind = "agency"
        has_photographer = has_photographer or kind == "photographer"
        joint = next_joint
        if kind:
            yield ImageCredit(name, kind, content.start + begin, content.start + end, outlet_id)


def _parts(text: str, start: int, stop: int) -> Iterator[tuple[int, int, str]]:
    start += len(text[start:stop]) - len(text[start:stop].lstrip())
    for separator in SEPARATOR.finditer(text, start, stop):
        if separator.start() > start:
            yield start, _without_file(text, start, separator.start()), separator.group().strip().lower()
        start = separator.end()
    end = len(text[:stop].rstrip())
    if end > start:
        yield start, _without_file(text, start, end), ""


def _without_file(text: str, start: int, end: int) -> int:
    file = FILE_TAIL.search(text, start, end)
    return file.start() if file else end


def _name_and_kind(part: str, lexicon: Lexicon) -> tuple[str, str | None, CreditKind | None]:
    """Return the standard name of a part of a credit, its outlet and its kind; None for what is no name."""
    if POOL_WORD.search(part):
        return part, None, "pool"
    for name in (part, PHOTO_WORD.sub("", part)):
        outlet_id = lexicon.outlet_aliases.get(name) or lexicon.outlet_aliases.get(name.title())
        if outlet_id:
            return lexicon.outlets[outlet_id].outlet_name, outlet_id, "agency"
    last = part.rpartition(" ")[2].lower()
    is_agency = last in lexicon.organisation_words or last in lexicon.place_words
    if (is_agency and _is_name(part)) or AGENCY_INITIALS.fullmatch(part) or PHOTO_AGENCY.fullmatch(part):
        return part, None, "agency"
    if is_person_shaped(part):
        return part, None, "photographer"
    if part[:1].isupper() and AGENCY_WORD.search(part) and " " in part:
        return part, None, "agency"
    return part, None, None


def _is_name(part: str) -> bool:
    """Tell whether words are capitalised as in a name, not as in a sentence."""
    return all(word[0].isupper() or word in SMALL_WORDS for word in part.split())
