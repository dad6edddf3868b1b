"""Know an author without a byline: by the note on the author below a story, a sign-off, a bare name."""

from __future__ import annotations

import re

from flows.parsing.fields.bylines.byline_parts import BylinePart
from flows.parsing.fields.bylines.byline_reading import is_person, read_byline_lines
from flows.parsing.fields.bylines.byline_wording import ROLE_NOUN
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import Author, TextSpan

NOTE = re.compile(
    r"(?P<name>(?:[^\W\d_][\w'’-]{0,20}\.?\s){1,3}[A-Z][\w'’-]{1,20})(?:,\s[^,]{2,40},)?\s+"
    rf"(?:(?:is|was|works\s+as)\s+.{{0,80}}?\b(?i:{ROLE_NOUN})\b|(?:covers|reports\s+(?:on|for|from)|writes\s+(?:about|on|for))\b)"
)
"""What a page says of its author: `Jane Roe is a politics reporter for The Example.`"""

NOTE_REACH = 200
"""Characters of a line in which the note on an author says what the author is."""

SIGN_OFF = re.compile(r"(?:[\u2014\u2013]|--)\s?(?P<names>[^\W\d_a-z].{3,80})")
"""The names with which a story ends: `— Jane Roe`."""


def read_author_note(content: TextSpan, lexicon: Lexicon) -> Author | None:
    """Return whom a note on the author tells of. Only to be asked of lines at the end of a story."""
    note = NOTE.match(content.text, 0, NOTE_REACH)
    if note is None:
        return None
    name = BylinePart(0, note.end("name"), note["name"])
    if not is_person(name, lexicon, is_introduced=False):
        return None
    return Author(note["name"], content.start, content.start + note.end("name"), None, None, None)


def read_sign_off(content: TextSpan, lexicon: Lexicon) -> tuple[Author, ...]:
    """Return who signs off a story: `— Jane Roe`, `— Jane Roe and Ana Lopez, Example News`."""
    sign_off = SIGN_OFF.fullmatch(content.text)
    if sign_off is None:
        return ()
    start, end = sign_off.span("names")
    names = TextSpan(content.start + start, content.start + end, sign_off["names"])
    return read_byline_lines((names,), lexicon).authors


def read_bare_names(content: TextSpan, lexicon: Lexicon) -> tuple[Author, ...]:
    """Return the people of a line of nothing but names, each known by the given name or by the outlet."""
    authors = read_byline_lines((content,), lexicon).authors
    is_sure = all(author.affiliation_outlet_id or _has_given_name(author.name, lexicon) for author in authors)
    return authors if is_sure else ()


def _has_given_name(name: str, lexicon: Lexicon) -> bool:
    first, *_, last = name.split()
    is_thing = last.lower() in lexicon.place_words or last.lower() in lexicon.organisation_words
    return first in lexicon.given_names and not is_thing
