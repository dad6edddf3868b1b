"""Know captions by the credits at their ends, beyond those whose names `fields.images.captions` reads."""

from __future__ import annotations

import re

PICTURE_CREDIT = re.compile(
    r"(?:.{0,400}[\s.\w])?[(\[](?i:image|photo|picture|pic|graphic|illustration|credit|courtesy|source|screenshot)s?\b"
    r"[^()\[\]]{1,80}[)\]]"
    r"|(?i:image|photo|picture|video|illustration|graphic|screenshot)s?(?i: credits?)?"
    r"(?: ?:| (?i:via|by|courtesy of|courtesy|from)) [A-Z][^.!?]{1,60}"
    r"|(?i:courtesy (?:of )?)[A-Z][^.!?]{1,60}"
    r"|\([A-Z][\w.'\u2019-]*(?: [A-Z][\w.'\u2019-]*){0,3}(?: ?[/|] ?[A-Z][\w .'\u2019-]{1,40})?\)"
    r"|.{0,400}[\w.](?:Image|Photo|Picture|Credit)(?:: |\.{3}(?:via )?)[A-Z][^.!?]{1,60}"
    r"|.{0,400}\bPurchase Licensing Rights\b.{0,40}"
    r"|(?:Listing|Lead|Top|Main|Header|Feature[d]?|Cover|[|]) (?i:image|photo)(?: ?:| by| [Cc]redit:) .{1,60}"
    r"|.{0,200}(?:[/|]\s?(?:Getty|AFP|Reuters|REUTERS)"
    r"|[\s/|](?i:getty images?|ap photo|shutterstock|istock|unsplash|alamy|wikimedia commons))"
)
"""A caption by the credit at its end, or a credit alone: `A pier (Image: Example)`, `Photo via Example`."""

PICTURE_WORDS = (
    "image", "photo", "pic", "graphic", "illustration", "credit", "courtesy", "source", "screenshot", "video",
    "getty", "reuters", "afp", "shutterstock", "istock", "unsplash", "alamy", "wikimedia", "licensing",
)  # fmt: skip
"""Some letters of each way to credit a picture: a quick look before a thorough one."""

PICTURE_CREDIT_MAX_CHARS = 500


def is_picture_credit(content: str) -> bool:
    """Tell whether a line is a caption, or the credit of one, by its last words."""
    last = content[-1]
    if last in ".!?" or len(content) > PICTURE_CREDIT_MAX_CHARS:
        return False
    if last not in ")]":
        lowered = content.lower()
        if not any(word in lowered for word in PICTURE_WORDS):
            return False
    return PICTURE_CREDIT.fullmatch(content) is not None
