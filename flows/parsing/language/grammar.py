"""Know the closed classes of English words: the few hundred that hold a sentence together.

A reader finds the subject of `said` without knowing what every word means, because articles, prepositions,
auxiliaries and conjunctions mark where phrases begin and end. So do the rules that look for sources.
All words are in lower case.
"""

from __future__ import annotations

from flows.parsing.language.tokens import word_set

DASHES = frozenset({"\N{EM DASH}", "\N{EN DASH}", "--", "---", "-"})
"""A hyphen within a word belongs to the word, so that one by itself is a dash."""

OPENERS = DASHES | frozenset({",", "(", ")"})
"""Marks that set something off from its clause, before it and after it."""

SENTENCE_ENDS = frozenset({"", ".", "!", "?", ";", ":", "...", "\N{HORIZONTAL ELLIPSIS}"})
"""Marks that end a clause, and the empty word past the end of a passage."""

MARKS = OPENERS | SENTENCE_ENDS

DETERMINERS = word_set(
    "a an the this that these those his her its their our my your one two three four five six seven eight "
    "nine ten another some many several most both all each every no any other such few"
)

NUMBER_WORDS = word_set("two three four five six seven eight nine ten")

POSSESSIVE_MARKS = frozenset({"'s", "'"})
"""What stands between an owner and what it owns: `Times' Smith`, `Putin's aide`."""

PERSONAL_PRONOUNS = word_set("he she they it")
"""Pronouns that can stand for a source. `I` and `we` speak outside quotations only for the writer."""

OBJECT_PRONOUNS = frozenset({"him", "her", "them", "us", "me"})

OTHER_PRONOUNS = word_set(
    "i we you me him us them himself herself itself themselves which what whom whose who there here this "
    "that these those"
)

HAS_PRONOUNS = PERSONAL_PRONOUNS | {"who"}
"""Words after which `'s` is `has` or `is`: `he's said`."""

RELATIVE_PRONOUNS = word_set("who which that")

PREPOSITIONS = word_set(
    "of in on at by for from with to into onto about after before during since until till under over between "
    "among against through throughout within without toward towards upon via per despite near across behind "
    "beside beyond like unlike as amid around off outside inside than versus"
)

ATTACHING = word_set("of for at from in with on behind by to near about")
"""Prepositions whose phrase says more about the noun before it: `a spokesman for the city`."""

CONJUNCTIONS = word_set("and but or nor yet so plus")

SUBORDINATORS = word_set(
    "because although though while whereas if unless when where whether since once that as before after how "
    "why what until even"
)

AUXILIARIES = word_set(
    "is are was were be been being am has have had having do does did will would can could shall should may "
    "might must isn't aren't wasn't weren't hasn't haven't hadn't doesn't don't didn't won't wouldn't can't "
    "couldn't shouldn't mustn't cannot ain't"
)

BE_FORMS = word_set("is are was were be been being am isn't aren't wasn't weren't get gets got getting")

HAVE_FORMS = word_set("has have had hasn't haven't hadn't having")

BLOCKING = (AUXILIARIES - HAVE_FORMS) | word_set("to not never let let's lets")
"""Before a base form: `would say`, `to say`, `did not say` report no words."""

ADVERBS = word_set(
    "also then later now still even just already again once never always often ever recently earlier "
    "previously initially once first soon today yesterday tomorrow tonight thus therefore meanwhile however "
    "though too instead rather further furthermore moreover nonetheless nevertheless now far perhaps maybe "
    "only simply sometimes back up out well not so more much further afterward afterwards there"
)

NOT_ADVERBS = word_set(
    "family assembly ally only fly italy july early daily weekly reply bully lily billy sally emily tally "
    "rally supply anomaly monopoly"
)
"""Words in -ly that are no adverbs of manner."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

MONTH_WORDS = frozenset(MONTHS) | word_set("jan feb mar apr jun jul aug sep sept oct nov dec")

DOUBTFUL_MONTHS = frozenset({"march", "may"})
"""Months that are a verb or a name as well."""

BEFORE_MONTH = frozenset(
    {"in", "last", "next", "this", "since", "until", "late", "early", "mid", "during", "by"}
)
"""What comes before a month."""

CALENDAR = frozenset(WEEKDAYS + MONTHS) - DOUBTFUL_MONTHS
"""Names of days and months that are nothing else in print."""

TIME_WORDS = word_set(
    "today yesterday tonight tomorrow week month year morning afternoon evening night day weekend hours days "
    "weeks months years minutes earlier ago later last next recently overnight"
)
"""Words of an expression of time, which is never a source: `said late Friday`."""

FINITE_SIGNS = AUXILIARIES | PERSONAL_PRONOUNS | word_set("we i you there")
"""Words that show a clause: a noun phrase has none of them."""

PAST_VERBS = word_set(
    "said told wrote thought found says tells writes asks adds thinks saw went came took gave made knew got "
    "left kept held met led ran won lost paid sent brought began became"
)
"""Common verb forms that do not show it by their ending, so that no noun phrase is read across them."""


def is_adverb(word: str) -> bool:
    """Tell whether a word in lower case is an adverb that may stand between a subject and its verb."""
    return word in ADVERBS or (word.endswith("ly") and word.isalpha() and word not in NOT_ADVERBS)


BREAKS = (
    PREPOSITIONS
    | CONJUNCTIONS
    | SUBORDINATORS
    | AUXILIARIES
    | PERSONAL_PRONOUNS
    | OTHER_PRONOUNS
    | PAST_VERBS
)
"""Words that no simple noun phrase has inside it, apart from `that` and its like as determiners."""
