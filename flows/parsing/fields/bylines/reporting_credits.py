"""Read the credits that agencies print below a story: `(Reporting by A in London and B; Editing by C)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from flows.parsing.fields.bylines.byline_reading import read_byline_lines
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import Author, TextSpan

CREDIT_MAX_CHARS = 800

WORK = re.compile(
    r"(?P<more>(?:additional|further|extra|with(?:\s+additional)?)\s+)?"
    r"(?P<work>reporting|report|writing|written|reported|compiled|edit(?:ing|ed)|graphics?|photograph(?:y|s)|pictures?|video|"
    r"translation|translated|production|produced|research|illustrations?)"
    r"(?:(?:\s+and|,)\s+(?:writing|editing|reporting|photography|graphics?))?\s+by\b:?\s+(?-i:(?=[^\W\d_a-z]))",
    re.IGNORECASE,
)
"""The start of one share in the work: `Additional reporting by `."""

CONTRIBUTED = re.compile(
    r"(?:(?:[A-Z][\w.&'’]*\s){1,5}(?:staff\s+)?(?:writers?|reporters?|journalists?|correspondents?|producers?)\s+)?"
    r"(?P<names>[A-Z][^.;:]{4,300}?)\s+(?:also\s+)?contributed\s+(?:to\s+this\s+(?:report|story|article)|(?:additional\s+)?reporting)\b"
)
"""Who helped: `Example Press writers Jane Roe in Berlin and Ana Lopez contributed to this report.`"""

ROLES = {"reporting": "reporting", "reported": "reporting", "report": "reporting", "compiled": "reporting"}
ROLES |= {"writing": "writing", "written": "writing"}
"""What counts as writing a story, and the role it gives."""


def is_reporting_credit(content: str) -> bool:
    """Tell whether a line says who did which part of the work: it opens with one, perhaps within brackets.

    `Written by Jane Roe` alone is a plain byline.
    """
    if len(content) > CREDIT_MAX_CHARS:
        return False
    if " contributed " in content:
        return CONTRIBUTED.match(content) is not None
    is_bracketed = content[:1] in "(["
    opening = WORK.match(content, 1 if is_bracketed else 0)
    if opening is None:
        return False
    is_byline_too = opening["work"].lower() in {"written", "reported", "report", "compiled"}
    return is_bracketed or not is_byline_too or WORK.search(content, opening.end()) is not None


def read_reporting_credit(content: TextSpan, lexicon: Lexicon) -> Iterator[Author]:
    """Yield those who reported or wrote, with the role `reporting`, `writing` or `additional reporting`.

    Editors are left out: they answer for the text, but did not gather or write it, and no byline names them.
    """
    text = content.text
    if contributed := CONTRIBUTED.match(text):
        names = TextSpan(
            content.start + contributed.start("names"),
            content.start + contributed.end("names"),
            contributed["names"],
        )
        yield from _people(names, "additional reporting", lexicon)
        return
    shares = list(WORK.finditer(text))
    for no, share in enumerate(shares):
        role = ROLES.get(share["work"].lower())
        end = shares[no + 1].start() if no + 1 < len(shares) else len(text)
        if role:
            names = TextSpan(content.start + share.end(), content.start + end, text[share.end() : end])
            yield from _people(names, "additional reporting" if share["more"] else role, lexicon)


def _people(names: TextSpan, role: str, lexicon: Lexicon) -> Iterator[Author]:
    for author in read_byline_lines((names,), lexicon, is_introduced=True).authors:
        yield replace(author, role=role)
