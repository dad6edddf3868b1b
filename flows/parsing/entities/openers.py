"""Tell the first word of a sentence from the name that comes right after it: `Adds Hall`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parsing.entities.entity_types import starts_person
from flows.parsing.entities.known_names import known_names, read_name
from flows.parsing.language.tokens import Token, word_set
from flows.parsing.lexicon import Lexicon

NEVER_IN_NAMES = word_set(
    "Per Via Former Regarding Concerning Throughout Among Amid Between Besides Against Within Without Once "
    "Even Only Just Like Says Because Whether Unless Whereas Perhaps Maybe Yes Again Instead Plus "
    "Yesterday Tomorrow Tonight Elsewhere Earlier Later Recently Currently Previously Nearby Ex Either "
    "Neither Did Does Do Is Are Was Were Has Have Had Can Could Should Would"
)
"""Words that begin sentences and no names: `Per Hall`."""

BEFORE_KNOWN_NAMES = word_set(
    "Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Dozens Hundreds Thousands Millions Several "
    "Few Fewer More All Every Each Any Much Such Local Nearly Almost Outside Inside Across Around Near "
    "Behind Above Below Beyond Following"
)
"""Words that may begin a name, but not before a name known by itself: `Two Ohio lawmakers`."""

PARTICIPLE = re.compile(r"^[A-Z][a-z]{2,12}(?:[^aeimvy]ed|ing)$")
"""A verb form that opens a sentence, unlike the names `Mohammed` and `Rasheed`: `Noticed`."""

GERUND = re.compile(r"^[A-Z][a-z]{3,11}ing$")
"""A verb form that opens a headline before a single name: `Chasing Hall`."""

INFLECTED = re.compile(r"(?:s|ed|ing|said|told|wrote)$")
"""A verb that agrees with a subject; the bare verb may be a name as well: `adds`, but not `state`."""


class OpenerJudge:
    """Judges capitalised words at the beginning of a sentence by what comes next."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._speech = known_names(lexicon).speech_verbs

    def opens(self, word: str, following: Sequence[Token]) -> bool:
        """Tell whether the first word of a sentence is no part of the name that follows it."""
        if word in NEVER_IN_NAMES:
            return True
        if word in self._lexicon.given_names:
            return word == "Said" and self._is_speaker(following)
        if word in BEFORE_KNOWN_NAMES and self._is_known(following):
            return True
        if self._is_speech(word.lower()):
            return following[0].text.lower() not in self._lexicon.organisation_words
        is_ordinary = word.lower() in self._lexicon.common_words or PARTICIPLE.match(word) is not None
        if GERUND.match(word) and read_name(word, self._lexicon) is None:
            return following[0].text in self._lexicon.given_names or self._is_holder(following[0].text)
        return is_ordinary and starts_person(following, self._lexicon)

    def _is_holder(self, surname: str) -> bool:
        return surname in known_names(self._lexicon).holders

    def _is_speaker(self, following: Sequence[Token]) -> bool:
        """Tell whether a title or a given name comes next: `Said Coach Ann Hall`."""
        is_titled = following[0].text.lower() in self._lexicon.person_titles
        return is_titled or starts_person(following, self._lexicon)

    def _is_speech(self, word: str) -> bool:
        return word in self._speech and INFLECTED.search(word) is not None

    def _is_known(self, following: Sequence[Token]) -> bool:
        """Tell whether a known name stands next, whatever comes after it."""
        words = [token.text for token in following]
        return any(
            read_name(" ".join(words[:count]), self._lexicon) is not None
            for count in range(1, len(words) + 1)
        )
