"""Tell the language of a page, offline."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from flows.parsing.records import Language

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


def detect_language(text: str) -> Language:
    """Return the language of running text by its character n-grams (the langid model of Lui and Baldwin)."""
    if not text.strip():
        return Language(UNKNOWN, 0.0, is_read=True)
    code, probability = _identifier().classify(text[:GLANCE])
    confidence = round(float(probability), 4)
    return Language(
        str(code) if confidence >= LIKELY else UNKNOWN,
        confidence,
        is_read=code == READ or confidence < CERTAIN,
    )


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
