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

GLANCE = 3_000
"""Characters that tell the language of a page; more make it slower and no surer."""

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
    code, confidence = _classify(text[:GLANCE])
    if confidence >= LIKELY:
        return Language(code, confidence, is_read=code == READ or confidence < CERTAIN)
    tag = LANGUAGE_TAG.match((declared or "").strip().lower())
    code = tag["code"] if tag else UNKNOWN
    return Language(code, confidence, is_read=code in {READ, UNKNOWN})


def _classify(text: str) -> tuple[str, float]:
    if not text.strip():
        return UNKNOWN, 0.0
    code, probability = _identifier().classify(text)
    return str(code), round(float(probability), 4)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
