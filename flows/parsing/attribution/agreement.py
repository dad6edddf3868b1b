"""Tell whether a phrase can be the subject of a verb form: `police report` may be two nouns or a sentence."""

from __future__ import annotations

from flows.parsing.attribution.cues import CueMatch
from flows.parsing.attribution.phrase_heads import Phrase
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set

SINGULAR_DETERMINERS = word_set("a an this another each every one")

PLURAL_NOUNS = word_set(
    "police people media some many most few both others several staff crew personnel cast public men women "
    "children data they half percent three-quarters two-thirds"
)
"""Nouns that take a plural verb without ending in s."""

BEFORE_BARE_FORM = frozenset({"to", "did", "does"})
"""Words before a form that has no number: `he did say`, `he went on to say`."""

SINGULAR_ENDINGS = ("ss", "us", "is")
"""Endings in s that make no plural: `boss`, `campus`, `analysis`."""


def agrees(passage: Passage, phrase: Phrase, match: CueMatch) -> bool:
    """Tell whether a phrase before a verb has the number its form needs; past forms fit any.

    `One of the lawyers` and `a team of experts` are singular whatever their nouns are.
    """
    is_singular = passage.word(phrase.first) in SINGULAR_DETERMINERS
    if match.form == "third":
        is_name = passage.tokens[phrase.head_end - 1].is_capitalised
        return is_singular or is_name or not _is_plural(passage, phrase)
    if match.form == "base" and passage.word(match.first - 1) not in BEFORE_BARE_FORM:
        is_collective = phrase.mention is not None and phrase.mention.entity_type == "ORG"
        return not is_singular and (is_collective or _is_plural(passage, phrase))
    return True


def _is_plural(passage: Passage, phrase: Phrase) -> bool:
    head = passage.word(phrase.head_end - 1)
    has_plural_form = head.endswith("s") and not head.endswith(SINGULAR_ENDINGS)
    return head in PLURAL_NOUNS or has_plural_form or "and" in passage.words[phrase.first : phrase.end]
