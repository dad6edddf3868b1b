"""Judge whether what follows a verb is reported: `revealed that he left`, but not `revealed a new logo`.

The more a verb is used for other things than speech, the more its content has to show.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.parsing.attribution.cues import CueMatch
from flows.parsing.attribution.sizes import SIZING_CUES, says_size
from flows.parsing.language.grammar import CONJUNCTIONS, FINITE_SIGNS, MARKS, PREPOSITIONS, SENTENCE_ENDS
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set

FREE_CLASSES = frozenset({"according_to", "interview", "tell", "refuse"})
"""Classes that need no look at their content: nothing else is written with them."""

FREE_CUES = frozenset(
    {
        "say",
        "report",
        "explain",
        "note",
        "point-out",
        "argue",
        "insist",
        "contend",
        "warn",
        "suspect",
        "break-news",
        "have-it-first",
        "have-it",
    }
)
"""Verbs with hardly another use."""

THOUGHT_CUES = frozenset({"believe", "think"})
"""The same, but for `believe in` and `think about`."""

NOMINAL_CLASSES = frozenset({"praise", "accuse", "announce", "deny", "claim", "confirm", "discuss", "cite"})
"""Classes whose content may be a noun phrase: `denied the charges`."""

OBJECT_CLASSES = frozenset({"discuss", "cite"})
"""Classes whose verbs always have an object, so that `views expressed in` is no subject and verb."""

NOMINAL_CUES = word_set(
    "describe mention stress emphasize emphasise underscore reiterate lament recount recall question "
    "disclose propose recommend predict forecast foresee call-for call-on demand regret"
)
"""Verbs of other classes that have such content as well: `stressed the need`."""

FORECASTING_FORMS = frozenset({"third", "past"})
"""Forms of `expect` with such content: `she expects a flood`, but not `they are expecting a child`."""

TOPIC_PREPOSITIONS: Mapping[str, frozenset[str]] = {
    "say": word_set("about of"),
    "write": word_set("about of"),
    "warn": word_set("about of against"),
    "ask": word_set("about"),
    "think": word_set("about for"),
    "confirm": word_set("with"),
    "deny": word_set("with"),
    "discuss": word_set("about of on against with over"),
}
"""The prepositions of what is spoken about, by class: `warned of a flood`."""

NO_TOPIC_CUES = THOUGHT_CUES | {"feel", "add", "answer", "reason", "post", "figure", "consider"}
"""Verbs of these classes that take such prepositions in other senses: `felt for him`, `added to it`."""

NAMED_OBJECTS = word_set("it him them himself herself itself themselves")
"""Objects of `call` and its like before what they are called: `calls it a mess`, `called him unfit`."""

ARTICLES = frozenset({"a", "an"})

INFINITIVE_CLASSES = frozenset({"promise", "ask", "refuse", "tell"})
"""Classes whose content may be an infinitive: `vowed to return`."""

STATE_INFINITIVES = frozenset({"be", "have"})
"""What one claims of oneself, but asks and promises of others: `claimed to have seen it`."""

QUOTING_CLASSES = frozenset({"call"})
"""Classes that report words only if they quote some or say `as`: `calls it a "disaster"`."""

QUOTED_CUES = word_set(
    "allow bark beam bellow blurt chuckle croak cry giggle grin groan hiss holler interrupt jest laugh "
    "moan pose ramble rant riff roar scream screech shriek shrug sigh smile snap snarl sneer sniff sob "
    "stammer stutter tease thunder wail"
)
"""Verbs of how a voice sounds or a face looks, and of other deeds: speech only beside a quotation."""

LIVES = frozenset({"life", "lives", "victims"})
"""What is claimed without words: `the flood claimed nine lives`."""

LEADING_CLASSES = QUOTING_CLASSES | {"accuse", "praise"}
"""Classes whose verbs need an object after them, so that they never follow their content."""

WEAK_CLASSES = frozenset({"find", "propose", "think"})
"""Classes that mostly say something else than that somebody spoke."""

NEAR_REACH = 7
"""How many tokens into the content of a weak class a finite verb or a quotation is looked for."""

FAR_REACH = 20
"""The same for other classes."""


def has_evidence(passage: Passage, match: CueMatch, start: int, *, is_document: bool) -> bool:
    """Tell whether the words from `start`, which follow a verb, are reported; a document's findings are."""
    cue_class, cue_id, word = match.cue.cue_class, match.cue.cue_id, passage.word(start)
    if word == "to":
        return _is_promised(passage, match, start)
    if cue_id in QUOTED_CUES or cue_id in SIZING_CUES or _is_deed(passage, match, start):
        return cue_id in SIZING_CUES and says_size(passage, match)
    is_finding = is_document and cue_class == "find" and start == match.end
    is_sized = cue_id == "estimate" and says_size(passage, match)
    is_free = cue_class in FREE_CLASSES or cue_id in FREE_CUES or is_finding or is_sized
    if is_free or has_topic(passage, match, start):
        return True
    if cue_class in OBJECT_CLASSES and passage.word(match.end) in PREPOSITIONS:
        return False
    is_forecast = cue_id == "expect" and match.form in FORECASTING_FORMS
    is_nominal = cue_id in THOUGHT_CUES or cue_id in NOMINAL_CUES or cue_class in NOMINAL_CLASSES
    if is_forecast or is_nominal:
        return word not in PREPOSITIONS or (cue_class in QUOTING_CLASSES and word == "as")
    is_named = cue_class in QUOTING_CLASSES and _names_object(passage, start)
    return is_named or _has_clause_or_quote(passage, cue_class, start)


def _is_promised(passage: Passage, match: CueMatch, start: int) -> bool:
    """Tell whether an infinitive is what is asked, promised or claimed: `vowed to return`, `claims to be`."""
    cue_class, is_state = match.cue.cue_class, passage.word(start + 1) in STATE_INFINITIVES
    if cue_class == "warn":
        return passage.word(start - 1) == "not"
    return is_state if cue_class == "claim" else cue_class in INFINITIVE_CLASSES and not is_state


def _is_deed(passage: Passage, match: CueMatch, start: int) -> bool:
    """Tell `the flood claimed nine lives` and `learned of it` from what needs words."""
    if match.cue.cue_class == "find":
        return passage.word(start) in PREPOSITIONS
    return match.cue.cue_id == "claim" and not LIVES.isdisjoint(passage.unquoted[start : start + NEAR_REACH])


def has_topic(passage: Passage, match: CueMatch, start: int) -> bool:
    """Tell whether a preposition at `start` brings what is spoken about: `warned of a flood`."""
    prepositions = TOPIC_PREPOSITIONS.get(match.cue.cue_class, frozenset())
    return passage.word(start) in prepositions and match.cue.cue_id not in NO_TOPIC_CUES


def _names_object(passage: Passage, start: int) -> bool:
    """Tell `called the plan a mess` and `called him unfit` from `called the police` and `called him back`."""
    after = passage.word(start + 1)
    if passage.word(start) in NAMED_OBJECTS and after.isalpha() and after not in PREPOSITIONS:
        return not (passage.is_adverb(start + 1) or passage.is_time(start + 1) or after in CONJUNCTIONS)
    for index in range(start + 1, min(len(passage), start + NEAR_REACH)):
        word = passage.word(index)
        if word in ARTICLES:
            return True
        if word in PREPOSITIONS or word in SENTENCE_ENDS or word == ",":
            return False
    return False


def _has_clause_or_quote(passage: Passage, cue_class: str, start: int) -> bool:
    """Tell whether a finite verb or a quotation comes before the next mark."""
    reach = NEAR_REACH if cue_class in WEAK_CLASSES else FAR_REACH
    for index in range(start, min(len(passage), start + reach)):
        if passage.quotes[index] is not None:
            return True
        word = passage.word(index)
        if word == "," or word in SENTENCE_ENDS:
            return False
        if word == "as" if cue_class in QUOTING_CLASSES else word in FINITE_SIGNS:
            return True
    return False


def may_trail(passage: Passage, match: CueMatch, first: int) -> bool:
    """Tell whether a frame can follow its content: `..., police say.` has a mark or a quotation before it."""
    if match.cue.cue_class in LEADING_CLASSES or first == 0:
        return False
    if match.cue.cue_id in QUOTED_CUES:
        return passage.quotes[first - 1] is not None
    before = passage.word(first - 1)
    return (
        passage.quotes[first - 1] is not None or before in MARKS or before in CONJUNCTIONS or before == "as"
    )
