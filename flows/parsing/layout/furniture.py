"""Know the furniture of news pages by its wording: share bars, newsletter boxes, footers, links to more.

Only wording that no reporter would use as a line of the story stands here; what gives itself away by its
place is decided in `segments`.
"""

from __future__ import annotations

import re

from flows.parsing.records import SegmentType

FURNITURE_MAX_CHARS = 300
"""A longer line is judged as prose."""

TARGET_WORDS = """
    share tweet pin email print whatsapp facebook twitter linkedin reddit telegram instagram pinterest
    flipboard youtube tumblr messenger bluesky threads bookmark
"""
SHARE_TARGETS = frozenset(TARGET_WORDS.split())
FILLER_WORDS = """
    a about all article by click comment comments copied copy e follow for icon is link mail more new of
    on or page post save send story text the this to url us via window with x
"""
SHARE_FILLERS = frozenset(FILLER_WORDS.split())
WORD = re.compile(r"[^\W\d_]+")
"""A word: `Share`."""


def _wording(pattern: str) -> re.Pattern[str]:
    """Compile what a whole line says, give or take the marks at its end."""
    return re.compile(rf"(?:{pattern})\W*$", re.IGNORECASE | re.VERBOSE)


ADDRESS = _wording(r"(?:https?://|www\.)\S+")
"""A bare address: `https://example.org/news/1`."""

NO_WORDS = _wording(r"[\W_]*|[x\u00d7]")
"""Marks without a word, or the letter that closes a box: `***`, `X`."""

NEWSLETTER = _wording(r"""
    (?:sign\ up|subscribe|register)\ (?:now|here|today|free)\b.{0,80}
    | (?:sign\ up|subscribe|register)\b.{0,60}
      \b(?:newsletters?|alerts?|inbox|e-?mails?|updates|digest|briefing)\b.{0,80}
    | sign\ up | subscribe | subscribed
    | get\ (?:the\ (?:news|latest)|breaking\ news|our\ \w+\ newsletter)\b.{0,100}
    | (?:enter\ )?(?:your\ )?e-?mail(?:\ address)?
    | .{0,80}\b(?:free|daily|weekly)\ (?:\w+\ )?newsletters?\b.{0,80}
""")
"""An invitation to subscribe: `Sign up for our free daily newsletter`."""

APP_PROMPT = _wording(r"""
    (?:tap|install|download|get|open)\b.{0,40}\bapp\b.{0,40}
    | .{0,20}\badd\ to\ home\ screen\b.{0,20}
""")
"""An invitation to install an app: `Tap to install our app.`"""

READ_ON = _wording(r"""
    (?:story|article)\ continues\ below.{0,40}
    | .{0,60}\bcontinues\ below\ (?:this\ )?advert\w*.{0,40}
    | (?:continue|keep)\ reading(?:\ below)?
    | (?:read|show|see|view|load)\ (?:more|less|all)
    | (?:advertisement|advert|ad|sponsored(?:\ content)?|promoted)\W{0,3}\d{0,2}
    | article\ content
    | skip\ to\ (?:main\ )?(?:content|footer|navigation)\b.{0,40}
    | scroll\ (?:down\ )?to\ continue.{0,30}
    | (?:slideshow|gallery)\s*\(\s*\d+\s+(?:images|photos)\s*\)
    | view\ image\ in\ full\ ?screen
    | click\ to\ (?:expand|play|share)\b.{0,30}
""")
"""A signpost within the page: `Story continues below advertisement`."""

BREADCRUMB = _wording(r"""
    (?:home|you\ are\ (?:here|at))\b\W{0,3}[>\u00bb\u203a/].{0,100}
    | you\ are\ (?:here|at)
    | share\ this\ (?:story|article|post)\b.{0,200}
""")
"""The way to the page through its site, or away from it: `Home > News > Local`, `Share this story: `."""

READING_TIME = _wording(r"""
    \d{1,2}[\s-]min(?:ute)?s?\s(?:read|listen)
    | estimated\ read\w*\ time\b.{0,20}
    | [\d,.]+k?\ views\b.{0,40}
""")
"""How long the page takes, or how many read it: `4 min read`, `3,304 views`."""

ACCOUNT = _wording(r"""
    (?:log|sign)\ ?(?:in|out|up)(?:\W+(?:or\ )?(?:register|subscribe|sign\ up|log\ ?in|join))?
    | my\ account | search(?:\ for)? | menu | close | home | back\ to\ (?:top|home) | subscribe\ now
""")
"""A control: `Log in / Register`."""

COPYRIGHT = _wording(r"""
    (?:\u00a9|\(c\)\s+\d{4}|copyright\b).{0,250}
    | .{0,200}\ball\ rights\ reserved\b.{0,100}
""")
"""The notice at the foot: `\u00a9 2024 The Daily Example. All rights reserved.`"""

POLICY = _wording(r"""
    (?:privacy|cookies?|terms|accessibility)(?:\W+(?:policy|notice|settings|statement|conditions|preferences|
        privacy|terms|cookies?|and|of|use|service))*
    | (?:(?:this|our)\ (?:web)?site\ uses|we\ use)\ cookies\b.{0,250}
    | by\ (?:signing\ up|subscribing|continuing)\b.{0,60}\byou\b.{0,200}
""")
"""A footer link or cookie notice: `Privacy Policy`, `We use cookies to`."""

COMMENTS = _wording(r"""
    (?:\d[\d,]*\ )?(?:comments?|reader\ comments|replies)(?:\s*\(?\d*\)?)
    | (?:leave|post|view|add|show|join)\ (?:(?:a|the|your)\ )?(?:comments?|conversation)\b.{0,30}
""")
"""The door to the comments: `12 Comments`."""

MORE_HEADING = _wording(r"""
    (?:more\ (?:from|on|in|stories|news|like\ this)
    | most\ (?:read|popular|viewed|recent|shared|watched|discussed)
    | related(?:\ (?:stories|articles|topics|content|news|links|posts|coverage))?
    | (?:latest|top)\ (?:stories|news|headlines|posts|videos)
    | recommended | trending(?:\ now)? | popular\ (?:now|stories)
    | you\ (?:may|might)\ (?:also\ )?(?:like|enjoy) | what\ to\ read\ next | read\ next | up\ next
    | editor'?s'?\ picks? | explore\ more | about\ the\ authors? | keep\ reading | follow\ us
    | in\ this\ story | recent\ posts | sponsored\ stories)\b[^.]{0,40}
""")
"""The heading of what follows an article: `Most Read`, `More from Politics`."""

RELATED_LINK = _wording(r"""
    (?:read\ (?:more|also|next) | also\ read | see\ also | related(?:\ (?:story|article))? | more
    | watch(?:\ (?:more|now|also))? | listen | don'?t\ miss | recommended | must\ read)
    \s?[:|\u00bb>-]\s*\S.*
""")
"""A link to another story: `READ MORE: Bridge reopens after repairs`."""


def _is_share_bar(content: str) -> bool:
    words = {word.lower() for word in WORD.findall(content)}
    return bool(words & SHARE_TARGETS) and words <= SHARE_TARGETS | SHARE_FILLERS


FURNITURE: tuple[tuple[str, SegmentType, re.Pattern[str]], ...] = (
    ("no_words", "boilerplate", NO_WORDS),
    ("address", "boilerplate", ADDRESS),
    ("related_link", "related", RELATED_LINK),
    ("app_prompt", "boilerplate", APP_PROMPT),
    ("newsletter", "boilerplate", NEWSLETTER),
    ("read_on", "boilerplate", READ_ON),
    ("breadcrumb", "boilerplate", BREADCRUMB),
    ("reading_time", "boilerplate", READING_TIME),
    ("account", "boilerplate", ACCOUNT),
    ("copyright", "boilerplate", COPYRIGHT),
    ("policy", "boilerplate", POLICY),
    ("comments", "boilerplate", COMMENTS),
    ("more_heading", "boilerplate", MORE_HEADING),
)
"""Rules by wording, tried in order."""

END_RULES = frozenset({"copyright", "more_heading", "comments", "policy"})
"""Furniture that stands below an article far more often than within one."""


def find_furniture(content: str) -> tuple[SegmentType, str] | None:
    """Return the segment type and the rule of a line that its wording gives away."""
    if len(content) > FURNITURE_MAX_CHARS:
        return None
    if _is_share_bar(content):
        return "boilerplate", "share_bar"
    return next(((kind, rule) for rule, kind, wording in FURNITURE if wording.match(content)), None)
