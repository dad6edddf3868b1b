"""Tell by the words around it whether a cue is used as one: `police report`, but not `the report`.

Many forms are also nouns (`the report`), passives (`was told`) or bare infinitives (`to deny`). What can be
told apart by the word before and after is told apart here; the rest falls out because no source fits it.
"""

from __future__ import annotations

from flows.parsing.attribution.cues import CueMatch
from flows.parsing.language.grammar import (
    AUXILIARIES,
    BE_FORMS,
    BLOCKING,
    DASHES,
    DETERMINERS,
    HAS_PRONOUNS,
    MARKS,
    NUMBER_WORDS,
    PAST_VERBS,
    POSSESSIVE_MARKS,
    PREPOSITIONS,
)
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set
from flows.parsing.lexicon import Cue

INFINITIVE_CUES = frozenset({"decline", "refuse"})
"""Verbs whose content is an infinitive: `declined to disclose details`."""

SPEECH_INFINITIVES = word_set(
    "comment say discuss answer disclose confirm apologize apologise name identify elaborate reveal "
    "speculate specify explain rule talk speak respond acknowledge condemn admit"
)
"""What one refuses to do with words: `refused to apologize`, but not `refused to leave`."""

ASKED_FOR = word_set("comment comments interview interviews request requests")
"""What one declines by not speaking: `declined an interview`."""

NEITHER_REACH = 12
"""How many tokens the two subjects of a verb take that `neither` denies."""

GOING = frozenset({"goes", "went", "go", "going"})
"""What comes before `without saying` where nobody speaks."""

SUBJECT_DETERMINERS = word_set("some many both several most few")
"""Determiners that can be a subject: `some say`."""

NO_SUBJECT_DETERMINERS = DETERMINERS - SUBJECT_DETERMINERS

BEFORE_NOUN = POSSESSIVE_MARKS | (PREPOSITIONS - {"to"})
"""What a noun follows and no verb: `the court's ruling`, `in report`."""

BEFORE_NOUN_IN_ING = DETERMINERS | POSSESSIVE_MARKS | PAST_VERBS
"""The same of a noun that looks like a participle: `gave warning`."""

COUNTING_SUBJECTS = NUMBER_WORDS | {"another", "one", "all", "each"}
"""Those that can be the subject of a past form: `another said`, `two in three said`."""

DO_FORMS = word_set("don't doesn't do does")
"""What denies a thought and still reports one: `police don't think`."""

GERUND_NOUNS = word_set("rule find warn post blog brief")
"""Verbs whose participle is mostly a noun: `the court's ruling`."""

PARTICIPLE_OPENERS = DASHES | BE_FORMS | {",", "and", "but", ""}
"""What comes before a participle that is no noun: `, warning that`, `is warning`."""

PREPOSITIONS_OF_MANNER = word_set("by in while after before without as")
"""`responded by saying`, `while noting`: a participle after these still has the clause's subject."""

NAME = "Name"
"""Stands for a word of a name, so that `Six` of `Page Six` is not taken for a number."""

RATE_UNITS = word_set(
    "day week month year hour minute second capita person mile gallon cent se annum diem head share pound "
    "billion million thousand hundred ton barrel unit student household game night square kilometer "
    "kilometre liter litre"
)
"""What follows `per` in a rate: `$10 per hour`."""


CHANNELS = word_set("telephone phone email e-mail text letter video fax")
"""What something is said by without anybody else doing it: `said by telephone`."""

EMPHATIC = frozenset({"did", "does", "do"})
"""What may stress a verb: `he did say that`."""

ASPECTS = word_set("continue continues continued begin begins began start starts started went goes go")
"""Before `to` and a verb of speech, these say how it was said: `went on to say`."""

NEGATED = frozenset({"not", "never"})
"""What denies the verb after it, as an auxiliary in -n't does."""

VERBS_WITH_OF = frozenset({"warn", "complain", "boast", "accuse"})
"""Verbs that take `of` in every form: `warns of floods`, but not `reports of floods`."""

UNSAID = word_set("say elaborate specify mention explain identify address comment")
"""Verbs whose denial is a refusal to speak: `did not say why`. Who did not respond has refused nothing."""

PASSIVE_CLASSES = frozenset({"accuse", "praise", "call", "tell", "ask"})
"""Classes whose passive has the source after `by`: `was accused by police of fraud`."""


def read_use(passage: Passage, match: CueMatch, refusal: Cue | None) -> CueMatch | None:
    """Return a cue as it is used where it stands, or None where it reports nothing.

    A passive takes in its `by`. A denied verb of speech becomes `refusal`, the negation included.
    """
    before, after = _word_before(passage, match.first), passage.word(match.end)
    if _is_quarrel(passage, match.first):
        return None
    is_confirmed = match.cue.cue_id == "confirm" and before not in AUXILIARIES
    if match.form == "past" and after == "by" and (before in BE_FORMS or is_confirmed):
        is_report = is_confirmed or match.cue.cue_class in PASSIVE_CLASSES
        return match._replace(form="passive", end=match.end + 1) if is_report else None
    if _is_negation(before) and match.form in {"base", "past"} and match.cue.cue_id in UNSAID:
        return _refused(passage, match, refusal)
    if match.cue.cue_id in UNSAID and refusal is not None and _is_neither(passage, match.first - 1):
        return CueMatch(refusal, "past", match.first - 1, match.end)
    return match if _may_report(passage, match, before, after) else None


def _is_neither(passage: Passage, index: int) -> bool:
    """Tell whether an auxiliary is denied before its subject: `Neither the mayor nor the council would`."""
    if passage.word(index) not in AUXILIARIES:
        return False
    before = passage.unquoted[max(0, index - NEITHER_REACH) : index]
    return "neither" in before and not MARKS.intersection(before)


def is_aspect(passage: Passage, infinitive: int) -> bool:
    """Tell whether the verb after a `to` only says how the verb before it went on: `went on to say`."""
    before = passage.word(infinitive - 2)
    return passage.word(infinitive - 1) == "to" and (
        before in ASPECTS or before == "first" or (before == "on" and passage.word(infinitive - 3) in ASPECTS)
    )


def _is_quarrel(passage: Passage, index: int) -> bool:
    """Tell whether a verb is in `he said, she said`, which says what a dispute is like."""
    if passage.word(index) != "said":
        return False
    words = [word for word in passage.unquoted[max(0, index - 4) : index + 5] if word != ","]
    return "he said she said" in " ".join(words)


def _is_negation(word: str) -> bool:
    return word in NEGATED or word.endswith("n't")


def _refused(passage: Passage, match: CueMatch, refusal: Cue | None) -> CueMatch | None:
    """Return `did not immediately say` as a cue of its own; `not say` without an auxiliary is none."""
    first = match.first
    while passage.is_adverb(first - 1) or _is_negation(passage.word(first - 1)):
        first -= 1
    first -= passage.word(first) in NEGATED
    if refusal is None or passage.word(first) not in AUXILIARIES:
        return None
    return CueMatch(refusal, "past", first, match.end)


def _may_report(passage: Passage, match: CueMatch, before: str, after: str) -> bool:
    """Tell by the words around it whether a cue can have a source at all."""
    if match.form in {"noun", "label"}:
        return True
    if match.form == "phrase":
        return match.cue.cue_id != "per" or after not in RATE_UNITS
    if match.form == "participle":
        is_idiom = before == "without" and passage.word(match.first - 2) in GOING
        return after != "by" and not is_idiom and _is_participle_of_clause(match, before)
    if match.cue.cue_id in INFINITIVE_CUES and not _refuses_words(passage, match):
        return False
    is_relative = before == "that" and match.form != "base"
    is_noun = before in BEFORE_NOUN or (before in NO_SUBJECT_DETERMINERS and not is_relative)
    if match.form == "past":
        is_noun = is_noun and before not in COUNTING_SUBJECTS
        is_other = before in BE_FORMS or before == "to" or _is_negation(before)
        is_by_others = after == "by" and passage.word(match.end + 1) not in CHANNELS
        return not (is_noun or is_other or is_by_others)
    is_said = (match.cue.cue_class == "think" and before in DO_FORMS) or before in EMPHATIC
    is_said = is_said or is_aspect(passage, match.first)
    is_of_noun = after == "of" and match.cue.cue_id not in VERBS_WITH_OF
    return not is_noun and not is_of_noun and (is_said or before not in BLOCKING)


def _is_participle_of_clause(match: CueMatch, before: str) -> bool:
    """Tell `, warning that` from `the warning` and `for telling`."""
    if match.cue.cue_id in GERUND_NOUNS and before not in PARTICIPLE_OPENERS:
        return False
    is_noun = before in BEFORE_NOUN_IN_ING
    return not is_noun and (before not in PREPOSITIONS or before in PREPOSITIONS_OF_MANNER)


def _word_before(passage: Passage, index: int) -> str:
    """Return the word before a verb, adverbs left out: `could` of `could easily say`; for a name, NAME."""
    index -= 1
    while index >= 0 and passage.is_adverb(index) and passage.word(index) not in BLOCKING:
        index -= 1
    if passage.word(index) == "'s" and passage.word(index - 1) in HAS_PRONOUNS:
        return "has"
    return NAME if index >= 0 and passage.mentions[index] is not None else passage.word(index)


def _refuses_words(passage: Passage, match: CueMatch) -> bool:
    """Tell `declined to say` from `refused to leave` and `sales declined`."""
    after = passage.word(match.end)
    if match.cue.cue_id == "decline":
        is_asked = after in {"an", "a", "further", "any", "all"} and passage.word(match.end + 1) in ASKED_FOR
        return after == "to" or after in ASKED_FOR or is_asked
    return after == "to" and passage.word(match.end + 1) in SPEECH_INFINITIVES
