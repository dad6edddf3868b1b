"""Tell the sentences within a story in which the site speaks to its reader about itself."""

from __future__ import annotations

import re

PITCH_MAX_CHARS = 500
QUOTES = ('"', "\u201c")

SITE_WORDS = (
    *("newsletter", "whatsapp", "subscriber", "subscription", "privacy", "bookmark", "all rights"),
    *("preferred source", "display name", "breaking news", "@", "our journalis", "our website", "inbox"),
    *("not be reproduced", "to save articles"),
)
"""What one at least of stands in every such line, in lower case."""

SITE_HINTS = tuple(max(words.split(), key=len) for words in SITE_WORDS)
"""One word of each, or a part of one: a line without any of them is no pitch."""

ADDRESSING = re.compile(
    r"(?:^|[.!?]\s|\s-\s)(?:please\s)?(?:join|follow|sign\sup|log\sin|subscribe|become|bookmark|choose|download|e-?mail|stay|get"
    r"|check|have\syou)\b"
    r"|\bour\s(?:\w+\s){0,2}(?:newsletters?|whatsapp|channels?|privacy|website|journalists?|subscribers?|podcasts?|app)\b"
    r"|\byou\s(?:can|may|could)\s(?:also\s)?(?:follow|read|comment|sign|subscribe|unsubscribe|listen|find)\b"
    r"|\bsign\sup\shere\b|^all\srights\sreserved\b|\bmay\snot\sbe\s(?:reproduced|published|republished)\b",
    re.IGNORECASE,
)
"""How a site turns to its reader: `Join `, ` - join `, `our WhatsApp channel`, `you can also follow`."""


def is_pitch(content: str) -> bool:
    """Tell whether a line of a body turns to the reader, about the site; nobody is quoted in such a line."""
    if len(content) > PITCH_MAX_CHARS or any(mark in content for mark in QUOTES):
        return False
    return any(map(content.lower().__contains__, SITE_WORDS)) and ADDRESSING.search(content) is not None
