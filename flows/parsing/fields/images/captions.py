"""Read photo captions, apart from the credits at their end. Credits are not sources of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.parsing.fields.images.image_credits import find_credit, read_credit
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import ImageCredit, TextSpan

CAPTION_MAX_CHARS = 1200

OPENING = re.compile(
    r"(?:file(?:\s+(?:photo|image|picture))?\s?[:\u2013\u2014-]|image\s+caption,|(?:photo|image|picture|caption)\s?:)\s*",
    re.IGNORECASE,
)
"""The opening of a caption: `FILE PHOTO: `, `Image caption, `."""

OPENING_LETTERS = frozenset("fFiIpPcC")
"""First letters of the openings."""

FILE_WORD = re.compile(r"\bfile\b", re.IGNORECASE)
FILE_OPENING = re.compile(r"file\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption without its credit (None where the line is a credit alone), and the credit's names."""

    text: TextSpan | None
    credits: tuple[ImageCredit, ...]
    is_file_photo: bool


def is_caption(content: str) -> bool:
    """Tell whether a line is a photo's caption or credit, by its opening or its end."""
    if not content or len(content) > CAPTION_MAX_CHARS:
        return False
    is_opened = content[0] in OPENING_LETTERS and OPENING.match(content) is not None
    return is_opened or find_credit(content) is not None


def read_caption(content: TextSpan, lexicon: Lexicon) -> Caption:
    """Return what a caption says and whom it credits; spans are offsets into the page."""
    text, offset = content.text, content.start
    opening = OPENING.match(text)
    begin = opening.end() if opening else 0
    found = find_credit(text, begin) or _credit_after_label(text, lexicon)
    end, start, stop = found or (len(text), len(text), len(text))
    end = len(text[:end].rstrip())
    caption = TextSpan(offset + begin, offset + end, text[begin:end]) if end > begin else None
    is_file = bool(FILE_OPENING.match(text) or FILE_WORD.search(text, start, stop))
    return Caption(caption, tuple(read_credit(content, start, stop, lexicon)), is_file)


def _credit_after_label(text: str, lexicon: Lexicon) -> tuple[int, int, int] | None:
    """Return the credit that is all a line says after `Photo:`, where other lines have a caption."""
    found = find_credit(text)
    if found is None or found[0] > 0:
        return None
    return found if any(read_credit(TextSpan(0, len(text), text), found[1], found[2], lexicon)) else None
