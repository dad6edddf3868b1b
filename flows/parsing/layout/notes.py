"""Know what a newsroom adds to a story: notes on corrections and origin, credits, and who its authors are."""

from __future__ import annotations

import re

from flows.parsing.fields.bylines.reporting_credits import is_reporting_credit

NOTE_MAX_CHARS = 900
NOTE_GLANCE = 24

EDITOR_NOTE = re.compile(
    r"""[\W_]{0,4}(?:
    editor['\u2019]?s?['\u2019]?\ note\b
    | (?:corrections?|clarifications?)(?:\ (?:and|or|&)\ clarifications?)?
      (?:\ ?\([^()]{1,40}\)|,?\ [a-z]{3,9}\.?\ \d{1,2}(?:,\ \d{4})?)?\s?[:\u2014\u2013-]
    | (?:correction|clarification|corrections\ and\ clarifications)\W*$
    | note\ (?:to\ (?:readers|editors)|from\ the\ (?:author|editor|publisher))\b
    | (?:a\ correction\ was\ made\ on\b|when\ we\ learn\ of\ a\ mistake\b)
    | (?:a|an\ \w+)\ version\ of\ this\ (?:article|story|piece|essay|column|report|review)
      \ (?:appears|appeared|ran|runs|was|first|originally)\b
    | updated?(?:,\ (?:[a-z]{3,9}\.?\ \d{1,2}(?:st|nd|rd|th)?|\d{1,2}\ [a-z]{3,9})(?:,?\ \d{4})?)?
      (?:,\ [\d:.\sapmetgb]{4,16})?\s?:\ +(?=[^\W\d_].{30,800}[.!?]\W{0,2}$)
      (?!(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b)
    | appeared\ in\ the\ [a-z]+\ \d
    | (?:an?|the)\ (?:earlier|previous|original|prior)\ (?:\w+\ )?(?:version|headline)\ (?:of|on|to)\ this\b
    | this\ (?:is\ a\ (?:developing|breaking)\b.{0,20}\bstory\b | is\ an\ updated\ version\b)
    | this\ (?:news\ )?(?:story|article|post|report|piece|headline|page|column|interview|essay|video)
      \ (?:has\ (?:since\ )?been|was|is\ being|is|will\ be|first|originally)
      \ (?:\w+ly\ |first\ |being\ |to\ )?
      (?:updated?|corrected|amended|edited|revised|clarified|appeared|published|republished|reproduced|reprinted
      |translated|produced|co-published|adapted|excerpted|reposted|changed
      |a\ (?:joint|co-)\S{0,12}\ publication
      |part\ of\ (?:a|our|the)\b.{0,40}
      \b(?:series|project|partnership|collaboration))
    | the\ headline\ (?:of|on)\ this\ (?:story|article)\b
    | originally\ published\ (?:on|by|in|at)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The opening of a note: `Editor's note: `, `Correction: `, `This story has been updated`."""

NOTE_WORDS = (
    *("editor", "correction", "clarification", "note", "a ", "an", "the", "this", "original", "when"),
    *("update", "appeared"),
)
NOTE_OPENINGS = (
    *NOTE_WORDS,
    *(word.upper() for word in NOTE_WORDS),
    *(word.capitalize() for word in NOTE_WORDS),
)
"""How the lines of notes begin, behind marks."""

NOTE_MARKS = "*([_\u2014- "

STORY_CREDIT = re.compile(
    r"(?:[\u2014\u2013*-]\s?)?(?:[A-Z][\w.'\u2019-]*,?\s(?:and\s)?){2,12}(?:edited|produced|adapted|fact-checked|contributed\s(?:reporting\s)?to)"
    r"\s(?:and\s(?:edited|produced)\s)?(?:this|the)\s(?:\w+\s)?(?:story|report|piece|article|interview|episode|audio|broadcast)\b.{0,160}"
)
"""A credit that is a sentence: `Jane Roe edited this story for broadcast.`"""

WITH_FILES = re.compile(r"(?:contributing\s?:|with (?:files|reporting) (?:from|by)\b).{2,200}", re.IGNORECASE)
"""A credit that names no work: `With files from Example Press`."""

SMALL_WORDS = """
    additional additionally also and article at by compiled contributed edited editing files for from further
    graphics in of on photography pictures produced production report reported reporting research story the
    this to translated translation video with writers writing written
"""
CREDIT_MAX_CHARS = 400
CREDIT_SMALL_WORDS = frozenset(SMALL_WORDS.split())
"""Words in lower case that a credit may have; a sentence (`Reporting by the paper showed`) has others."""

AUTHOR_BIO = re.compile(
    r"(?:(?:[A-Z][\w.'\u2019-]*,?\s){2,6}|(?=[iI]s\s))(?:\(\S{1,40}\)\s)?(?:"
    r"(?:covers|reports\s(?:on|for|from)|writes\s(?:about|for|on)|has\s(?:written|covered|reported|worked))\s"
    r"|(?:[iI]s|was|joined|works|leads|edits)\s.{0,200}\b(?:reporter|correspondent|editor|writer|columnist|journalist|producer"
    r"|contributor|contributing|author|professor|lecturer|fellow|researcher|analyst|critic|freelance|freelancer|staff)\b)"
)
"""Who wrote this, below the story: `Ana Lopez is a reporter for Harbor News.`"""

CONTACT = re.compile(
    r"\b(?:follow (?:him|her|them|me|us|[A-Z]\w+)\b.{0,40}\bon\b|(?:can|may) be reached (?:at|by|on|via)\b"
    r"|e-?mail (?:him|her|them|us|[A-Z]\w+)\b|have a tip\?)",
    re.IGNORECASE,
)
"""Where to write to who wrote this: `She can be reached at`."""

CONTACT_WORDS = ("follow ", "be reached", "mail ", "have a tip")
"""Letters of each way to say so: a quick look before a thorough one."""

BIO_MAX_CHARS = 600

WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
"""A word: `O'Brien`."""


def is_editor_note(content: str) -> bool:
    """Tell whether a line is the newsroom's own word on the story: a correction, an origin, an update."""
    opening = content if content[0].isalpha() else content[:NOTE_GLANCE].lstrip(NOTE_MARKS)
    return (
        opening.startswith(NOTE_OPENINGS)
        and len(content) <= NOTE_MAX_CHARS
        and EDITOR_NOTE.match(content) is not None
    )


def is_credit_line(content: str) -> bool:
    """Tell whether a line is a credit for reporting or editing, and no sentence on who reported what."""
    if not is_reporting_credit(content):
        if " this " in content or " the " in content:
            return len(content) <= CREDIT_MAX_CHARS and STORY_CREDIT.fullmatch(content) is not None
        return WITH_FILES.fullmatch(content) is not None if content[:1] in "CcWw" else False
    return content.startswith("(") or all(
        word[0].isupper() or word in CREDIT_SMALL_WORDS for word in WORD.findall(content)
    )


def is_author_bio(content: str) -> bool:
    """Tell whether a line presents an author or tells how to reach one. Only asked at the end of a body."""
    if len(content) > BIO_MAX_CHARS:
        return False
    if AUTHOR_BIO.match(content):
        return True
    lowered = content.lower()
    return any(map(lowered.__contains__, CONTACT_WORDS)) and CONTACT.search(content) is not None
