"""Tell the language of a page, offline."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from flows.parsing.records import Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

READ = "en"
"""The language the rules for citations and entities are for."""

SAMPLE_SIZES = (100, 250)
"""Characters at the start and in the middle of a page that tell of most pages that they are English."""

SURE = 0.95
"""The probability with which samples tell English; where they do not, more is read."""

GLANCE = 3_000
"""Characters that tell the language of a page in doubt; more make it slower and no surer."""

CERTAIN = 0.9
"""A page that is another language with at least this probability is not read for citations."""

LIKELY = 0.5
"""Below this the language is unknown. Headlines of names alone reach about 0.1."""

UNKNOWN = "und"
"""ISO 639-2 for undetermined."""

LANGUAGE_TAG = re.compile(r"(?P<code>[a-z]{2})(?:[-_]\w{2,8})*$")
"""A language tag with a two-letter code: `en-gb`, `zh_hant`."""


def detect_language(text: str, declared: str | None = None) -> Language:
    """Return the language of running text by its character n-grams (the langid model of Lui and Baldwin).

    `declared` is what the page's format says, such as `en-GB`; it settles what the text leaves open.
    """
    code, confidence = _classify(text)
    if confidence >= LIKELY:
        return Language(code, confidence, is_read=code == READ or confidence < CERTAIN)
    tag = LANGUAGE_TAG.match((declared or "").strip().lower())
    code = tag["code"] if tag else UNKNOWN
    return Language(code, confidence, is_read=code in {READ, UNKNOWN})


def _classify(text: str) -> tuple[str, float]:
    """Return the language of small samples of a text where they are English, else that of its beginning.

    A page is called foreign, and left unread, only after a closer look.
    """
    middle = len(text) // 2
    for size in SAMPLE_SIZES:
        if middle > size:
            code, confidence = _identify(f"{text[:size]} {text[middle : middle + size]}")
            if code == READ and confidence >= SURE:
                return code, confidence
    return _identify(text[:GLANCE])


def _identify(text: str) -> tuple[str, float]:
    if not text.strip():
        return UNKNOWN, 0.0
    code, probability = _identifier().classify(text)
    return str(code), round(float(probability), 4)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
