"""Know the wording of bylines: how they open, what roles and newsrooms they name, what ends them."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.parsing.fields.person_names import IN_NEWSROOMS, NAMES_KEPT, SECTION_WORDS

BYLINE_MAX_CHARS = 240
BYLINE_MAX_WORDS = 36

OPENING = re.compile(
    r"(?:(?:(?:written|reported|report|words|story|text|compiled|posted|published|updated|analysis|opinion|commentary|"
    r"column|review|essay|feature|interview|reporting|guest\s+(?:post|column)|exclusive)\s+){1,2}"
    r"(?:and\s+(?:reported|photographed|compiled)\s+)?)?by\b\s?:?\s*(?=[^\W_])"
    r"|(?:words|text|authors?|reporters?|story|author\s+of\s+the\s+article)\s?:\s*(?=[^\W_])"
    r"|as\s+told\s+to\s+(?=[^\W_])"
    r"|(?-i:By(?=[A-Z][a-z]+\s[A-Z]|[A-Z]{2,}\s[A-Z]))",
    re.IGNORECASE,
)
"""The opening of a byline: `By `, `Posted by: `, `As told to `, and `By` run into a name: `ByJane Roe`."""

BARE_OPENING = re.compile(
    r"(?:(?:written|reported|words|story|report|text|posted|published|compiled|analysis|opinion|reporting)\s+)?by\s?:?"
    r"|(?:authors?|reporters?|author\s+of\s+the\s+article)\s?:|authors?|as\s+told\s+to",
    re.IGNORECASE,
)
"""An opening on a line of its own, above the names: `By`."""

INNER_OPENING = re.compile(r"(?<!\w)(?:[Bb]y|BY):?\s+(?=[^\W\d_])")
"""An opening after a date: `by ` of `Posted on 10 February 2025 by Jane Roe`."""

CONNECTIVE = re.compile(r"(?:and|with|&|,)", re.IGNORECASE)
"""What stands on a line of its own between names: `and`."""

SEPARATOR = re.compile(
    r"\s*[,;|•·/()\[\]&+]\s*(?:(?:and|with)\s+)?|\s*[\u2013\u2014]\s*|\s+-\s+|\s+(?:and|with)\s+",
    re.IGNORECASE,
)
"""What stands between the parts of a byline: `, `, ` and `, ` | `."""

NAME_AND_BASE = re.compile(
    r"(?P<name>\S.{1,60}?)\s+(?P<word>for|of|special\s+(?:to|for)|in|at|from|on)\s+(?P<base>\S.*)",
    re.IGNORECASE,
)
"""A name and its paper or place: `Jane Roe for The Example`, `Jane Roe in Berlin`."""

PAPER = re.compile(
    r"(?:(?:special(?:ly)?|exclusive(?:ly)?|submitted|contributed)\s+(?:to|for)|for)\s+(?P<base>\S.*)",
    re.IGNORECASE,
)
"""The paper that a part names as the one written for: `Special to The Example`."""

OTHER_CREDIT = re.compile(
    r"\b(?:(?:photo\w*|pictures?|images?|illustrat\w+|graphics?|video|art|edited|editing|translat\w+|produc\w+|fact.check\w*|"
    r"(?:medically\s+)?reviewed|narrated|animations?|design\w*|visuals|data)"
    r"(?:\s+and\s+\w+)?\s+by|photographs?\s?:|pictures?\s?:)\b",
    re.IGNORECASE,
)
"""The start of credits for other work than writing: `Photographs by`, `Edited by`."""

AGO = re.compile(
    r"\b(?:\d{1,2}\s?(?:[smhdw]|mins?|minutes?|hrs?|hours?|days?|weeks?|months?|years?)(?:\s+ago)?"
    r"|\d{1,2}[\s-]?min(?:ute)?s?\s+read)(?=\s*(?:$|[|•·/,(-]))",
    re.IGNORECASE,
)
"""How long ago, or how long to read: `7 hours`, `3h ago`, `4 min read`."""

CONTACT = re.compile(
    r"\s*\(?[\w.+-]{1,64}@[\w-]{1,60}\.\w[\w.]{1,40}|\s*[(|]?\s*(?:follow\s+|x:\s*|twitter:\s*)?@\w{1,40}|\s*https?://\S{1,200}",
    re.IGNORECASE,
)
"""An address or handle beside a name: ` jroe@example.com`, `@janeroe`."""

TAIL_WORDS = (
    r"Follow(?:ing)?|Twitter|Facebook|Instagram|LinkedIn|Bio|Biography|E-?mail|Comments?|Leave\s+a|Published|Updated|"
    r"Posted|More\s+by|Get\s+email|Add\s+a\s+comment"
)
TAIL = re.compile(
    rf"(?:(?<=\w)(?:\s+\d{{1,4}})?\s+(?i:{TAIL_WORDS})|(?<=[^\W\d_A-Z])(?:{TAIL_WORDS}|Contact|Share|View|Show|Save|Close))"
    r"(?:\b|(?=[A-Z])).*$"
)
"""What the page adds to a name, even without a space: ` Follow`, ` 0 Comments`, `Twitter` of `RoeTwitter`."""

DANGLING = re.compile(r"\s+(?:first|last|on|at|in|from|for|of)$", re.IGNORECASE)
"""A word that led to something already taken away, such as a date: ` On`."""

FOOTNOTE = re.compile(r"(?<=[^\W\d_])\d{1,2}$")
"""The number of a footnote run into a name: `0` of `Jane Roe0`."""

ROLE_NOUN = (
    r"(?:staff|(?:co-?|sub-?|copy)?(?:writers?|reporters?|correspondents?|editors?|authors?)|columnists?|contributors?|producers?|"
    r"journalists?|critics?|analysts?|commentators?|bloggers?|interns?|fellows?|reviewers?|essayists?|freelancers?|"
    r"broadcasters?|presenters?|photographers?|videographers?|illustrators?|cartoonists?|bureau\s+chief|photojournalists?|editor-(?:in-chief|at-large))"
)
ROLE_MODIFIER = (
    r"(?:senior|junior|chief|lead|special|foreign|diplomatic|political|parliamentary|national|international|global|"
    r"domestic|local|regional|business|economics?|economy|financial?|money|markets?|science|environment(?:al)?|climate|"
    r"energy|health|medical|sports?|football|cricket|tennis|rugby|golf|racing|staff|guest|contributing|associate|"
    r"assistant|managing|executive|deputy|acting|features?|crime|court|legal|justice|security|defen[cs]e|military|"
    r"education|schools?|white\s+house|congressional|capitol|world|us|u\.s\.|uk|eu|europe(?:an)?|asia|africa|"
    r"middle\s+east|america|north|south|east|west|news|breaking|live|digital|online|multimedia|audience|social\s+media|"
    r"video|data|investigat(?:ive|ions)|enterprise|general|assignment|consumer|affairs|home|community|city|metro|county|"
    r"state|transport(?:ation)?|travel|food|arts?|culture|cultural|entertainment|showbiz|celebrity|tv|film|music|books?|"
    r"media|fashion|lifestyle|style|beauty|royals?|religion|faith|tech(?:nology)?|property|housing|real\s+estate|"
    r"retail|industry|labou?r|trade|freelance|independent|opinion|editorial|content|commercial|trainee|group|senate|"
    r"westminster|election|elections|politics|policy|public|weather|night|weekend|web|trending|and|&|-)"
)
ROLE = re.compile(rf"(?<![^\s])(?P<role>(?:{ROLE_MODIFIER}\s+){{0,6}}{ROLE_NOUN})$", re.IGNORECASE)
"""A role at the end of a part: `Staff Writer`, `Staff` of `Newser Staff`."""

ROLE_WORDS = re.compile(rf"(?P<role>(?:{ROLE_MODIFIER}\s+){{0,6}}{ROLE_NOUN})", re.IGNORECASE)
"""A role at the start of a part: `Sports Editor` of `Sports Editor Jane Roe`."""

ROLE_LINE = re.compile(
    rf"(?:(?:[^\W\d_][\w'’.&-]{{0,20}}|&),?\s+){{0,6}}{ROLE_NOUN}(?:(?:\s*[,|•-]\s*|\s+(?:at|for|of|in)\s+)\S.{{0,50}})?",
    re.IGNORECASE,
)
"""A line that says what an author is: `Berlin bureau chief`, `Senior Reporter, Health`."""

PLACE_LINE = re.compile(r"(?:reporting\s+)?(?:from|in)\s+(?:[A-Z][\w.'’-]{1,20},?\s?){1,4}", re.IGNORECASE)
"""A line that says where an author is: `Reporting from Kyiv`."""

GENERIC_NEWSROOMS = frozenset({"agencies", "agency", "wires", "wire services", "correspondents", "reporters"})
"""What stands for newsrooms that are not named: `Jane Roe and agencies`."""

COUNTRY_INITIALS = frozenset({"US", "UK", "EU", "UN", "UAE"})
"""Initials that begin the name of a section, not of a newsroom: `UK Politics`."""

OTHER_WORK = re.compile(r"(?:photo|video)graphers?$|illustrators?$|cartoonists?$")
"""The end of a role that is not writing: `staff photographer`."""

LINE_MAX_WORDS = 10
OUTLET_MAX_WORDS = 6
SMALL_WORDS = frozenset({"and", "for", "of", "the"})
"""Words that names of newsrooms have in lower case."""

INITIALS = re.compile(r"[A-Z]{2,5}")
"""An agency by its letters: `AFP`."""

SECTION_NAMES = frozenset(
    f"{SECTION_WORDS} news opinion politics media online exclusive daily newsletter team staff".split()
)
"""Words that alone name a section of the site, not a newsroom: `World News`."""

NO_ROLE_LINE_WORDS = frozenset(
    {
        "letters",
        "letter",
        "the",
        "to",
        "our",
        "your",
        "meet",
        "from",
        "by",
        "a",
        "an",
        "is",
        "was",
        "about",
        "all",
        "more",
        "show",
        "view",
        "hide",
        "see",
        "other",
        "follow",
        "contact",
    }
)
"""Words that roles do not have: `Letters to the Editor`, `About the Author`."""


@lru_cache(maxsize=NAMES_KEPT)
def is_newsroom_shaped(part: str) -> bool:
    """Tell whether a part of a byline reads as a newsroom or a role: `Harbor Tribune`, `Staff Writer`."""
    words = part.split()
    if not words or len(words) > OUTLET_MAX_WORDS:
        return False
    if INITIALS.fullmatch(part) or ROLE.fullmatch(part) or part.lower() in GENERIC_NEWSROOMS:
        return True
    if any(word[0].islower() and word not in SMALL_WORDS for word in words):
        return False
    is_station = INITIALS.fullmatch(words[0]) is not None and words[0] not in COUNTRY_INITIALS
    return is_station or any(word.lower() in IN_NEWSROOMS for word in words)


def is_role_line(content: str) -> bool:
    """Tell whether a line says no more than what an author is, or where: `Political Correspondent`.

    Only to be asked of a line beside a name: `Letters to the Editor` aside, many a link ends in such a word.
    """
    words = content.split()
    if not words or len(words) > LINE_MAX_WORDS or content[-1] in ".!?:" or len(content) > BYLINE_MAX_CHARS:
        return False
    if any(word.lower() in NO_ROLE_LINE_WORDS for word in words[:-1]) and words[0].lower() != "reporting":
        return False
    return bool(ROLE_LINE.fullmatch(content) or PLACE_LINE.fullmatch(content))


def is_section_name(content: str) -> bool:
    """Tell whether words name a section of a site: `World News`, `UK Politics`."""
    return all(word.lower() in SECTION_NAMES or word in COUNTRY_INITIALS for word in content.split())


def is_newsroom_line(content: str) -> bool:
    """Tell whether a line below a name is the name of a newsroom, not of a section: `BBC News, Kyiv`."""
    first = content.partition(",")[0].strip()
    if not first or not first[0].isupper() or is_section_name(first):
        return False
    return is_newsroom_shaped(first) and len(content.split()) <= OUTLET_MAX_WORDS
