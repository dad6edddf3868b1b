"""Know what a newsroom adds to a story: notes on corrections and origin, and credits of those who worked on it."""

from __future__ import annotations

import re

NOTE_MAX_CHARS = 900
CREDIT_MAX_CHARS = 500

EDITOR_NOTE = re.compile(
    r"""[\W_]{0,4}(?:
    editor['\u2019]?s?['\u2019]?\ note\b
    | (?:corrections?|clarifications?)(?:\ (?:and|or|&)\ clarifications?)?(?:\ ?\([^()]{1,40}\)|,?\ [a-z]{3,9}\.?\ \d{1,2}(?:,\ \d{4})?)?\s?[:\u2014\u2013-]
    | (?:correction|clarification|corrections\ and\ clarifications)\W*$
    | note\ to\ (?:readers|editors)\b
    | (?:an?|the)\ (?:earlier|previous|original|prior)\ (?:\w+\ )?(?:version|headline)\ (?:of|on|to)\ this\b
    | this\ (?:is\ a\ (?:developing|breaking)\b.{0,20}\bstory\b | is\ an\ updated\ version\b)
    | this\ (?:news\ )?(?:story|article|post|report|piece|headline|page|column|interview|essay|video)\ (?:has\ (?:since\ )?been|was|is\ being
      |is|will\ be|first|originally)\ (?:\w+ly\ |first\ |being\ |to\ )?(?:updated?|corrected|amended|edited|revised|clarified
      |appeared|published|republished|reproduced|reprinted|translated|produced|co-published|adapted|excerpted|reposted|changed|a\ (?:joint|co-)\S{0,12}\ publication|part\ of\ (?:a|our|the)\b.{0,40}\b(?:series|project|partnership|collaboration))
    | the\ headline\ (?:of|on)\ this\ (?:story|article)\b
    | originally\ published\ (?:on|by|in|at)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""The opening of a note: `Editor's note: `, `Correction: `, `This story has been updated`."""

NOTE_OPENINGS = ("edit", "corr", "clar", "note", "an e", "an o", "a pr", "the ", "this", "orig")
"""How the lines of notes begin, in lower case, without marks."""

REPORTING_CREDIT = re.compile(
    r"""[\W_]{0,3}(?:
    (?:additional|further|extra)\ (?:reporting|writing|research|editing)\b.{0,10}\bby\b.{0,300}
    | (?:reporting|writing|editing|compiled|translated|produced|research|fact-checking|graphics?)
      (?:(?:\ and|,|\ &)\ (?:reporting|writing|editing|additional\ reporting))?\ (?:by|from)\ (?P<names>.{2,300})
    | contributing\ ?: .{2,200} | with\ (?:files|reporting|additional\ reporting)\ (?:from|by)\b.{2,200}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
"""A credit at the end of a story: `Reporting by Ana Lopez; Editing by Jo Roe`."""

CONTRIBUTED = re.compile(
    r"\bcontributed(?: (?:additional )?(?:reporting|research|writing))?(?: (?:to|for) (?:this|the) (?:\w{1,12} )?"
    r"(?:report|story|article|piece|post))?\W{0,4}(?:from [^.]{2,80}\W{0,3})?$"
)
"""The end of a credit: `contributed to this report.`"""

CONTRIBUTOR = re.compile(
    r"\b(?:writers?|reporters?|journalists?|correspondents?|staff|press|news|reuters|afp)\b|(?:this|the) (?:\w{1,12} )?"
    r"(?:report|story|article|piece|post)\W|contributed (?:additional )?reporting",
    re.IGNORECASE,
)
"""What tells a credit from a sentence on what somebody contributed: `Press writers`, `this report`."""

CREDIT_OPENINGS = (
    "addit", "furth", "extra", "repor", "writi", "editi", "compi", "trans", "produ", "resea", "fact-", "graph",
    "contr", "with ",
)  # fmt: skip
CREDIT_SMALL_WORDS = frozenset(
    "additional and at by compiled editing for from graphics in of reporting research the to translated with writing".split()
)
"""Words in lower case that a credit may have; a sentence (`Reporting by the paper showed that`) has others."""

WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
"""A word: `O'Brien`."""


def is_editor_note(content: str) -> bool:
    """Tell whether a line is the newsroom's own word on the story: a correction, an origin, an update."""
    if len(content) > NOTE_MAX_CHARS or not content[:8].lstrip("*([_ \u2014-").lower().startswith(
        NOTE_OPENINGS
    ):
        return False
    return EDITOR_NOTE.match(content) is not None


def is_reporting_credit(content: str) -> bool:
    """Tell whether a line names those who reported, wrote or edited with the author."""
    if len(content) > CREDIT_MAX_CHARS:
        return False
    if "contributed" in content and CONTRIBUTED.search(content) and CONTRIBUTOR.search(content):
        return True
    if not content[:8].lstrip("*([_ \u2014-").lower().startswith(CREDIT_OPENINGS):
        return False
    credit = REPORTING_CREDIT.fullmatch(content)
    if credit is None:
        return False
    return not credit["names"] or all(
        word[0].isupper() or word in CREDIT_SMALL_WORDS for word in WORD.findall(credit["names"])
    )
