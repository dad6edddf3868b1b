"""Read from the words around a name what it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.parsing.entities.entity_types import ACRONYM
from flows.parsing.entities.known_names import LONGEST_NAME, known_names, read_name
from flows.parsing.entities.name_parts import LONGEST_TITLE, Name
from flows.parsing.entities.proper_names import POSSESSIVES
from flows.parsing.language.tokens import Token, word_set
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import EntityType

Evidence = tuple[EntityType, str]
"""A type and the name of the rule that speaks for it."""

AGE = re.compile(r"^\d{1,2}$|^10\d$|^\d{1,3}-year-old$")
"""An age behind a name: `Ann Hall, 42,`."""

RELATIVES = word_set(
    "wife husband son daughter brother sister mother father mom dad boyfriend girlfriend fiance fiancee "
    "ex partner widow widower friend uncle aunt cousin nephew niece grandmother grandfather stepfather "
    "stepmother roommate classmate colleague rival star co-star actor driver neighbor"
)
"""Words for people that come right before their name."""

OF_A_PERSON = word_set(
    "wife husband son daughter brother sister mother father mom dad boyfriend girlfriend parents family "
    "lawyer lawyers attorney attorneys widow children kids death body head face hand hands campaign "
    "career home house life friends friend remarks comments tweet tweets"
)
"""What the possessive of a person's name is followed by."""

OF_AN_ORGANISATION = word_set(
    "spokesman spokeswoman spokesperson ceo employees employee executives executive shares stock "
    "customers officials headquarters subsidiary staffers researchers scientists users"
)
"""What follows the name of a company or an agency."""

BEFORE_ORGANISATION = word_set(
    "firm company group maker giant startup retailer bank airline chain brand carmaker automaker miner "
    "insurer band team club agency nonprofit charity newspaper tabloid magazine website site network "
    "broadcaster operator manufacturer producer developer lender broker supplier carrier party militia "
    "per"
)
"""Words for bodies that come right before their name."""

SOCIAL_NETWORKS = word_set(
    "Facebook Twitter Instagram YouTube TikTok Snapchat Reddit Tumblr LinkedIn Pinterest"
)
OF_A_NETWORK = word_set(
    "account accounts post posts page pages profile profiles feed video videos user users followers"
)
"""What shows that a social network is named as a means and not as a company."""

ARTICLES = frozenset({"the", "a", "an"})
PLACE_PREPOSITIONS = word_set("in near outside around across throughout toward towards into")
PLACE_KINDS = word_set(
    "town city village island province state region suburb district port capital county community "
    "municipality neighborhood neighbourhood area parish prefecture upazila township hamlet"
)
SHORTEST_ACRONYM = 3
JOINING = word_set("of for the and & de del")
"""Small words inside the names of bodies."""


class ContextReader:
    """Judges the names of a page by their neighbours."""

    def __init__(self, page: str, lexicon: Lexicon) -> None:
        self._page = page
        self._lexicon = lexicon
        self._title_tails = known_names(lexicon).title_tails
        self._speech = known_names(lexicon).speech_verbs

    def title_before(self, name: Name) -> str | None:
        """Return the title in small letters that stands right before a name: `spokesman`."""
        tokens = name.sentence.tokens
        if name.first == 0 or tokens[name.first - 1].text.lower() not in self._title_tails:
            return None
        for first in range(max(0, name.first - LONGEST_TITLE), name.first):
            words = self._page[tokens[first].start : tokens[name.first - 1].end].lower()
            if words in self._lexicon.person_titles:
                return words
        return None

    def follows_article(self, name: Name) -> bool:
        """Tell whether `the`, `a` or `an` stands before a name, as it does not before people's."""
        return name.first > 0 and name.sentence.tokens[name.first - 1].text.lower() in ARTICLES

    def is_medium(self, name: Name) -> bool:
        """Tell whether a social network is where something was said: `on Twitter`, `her Facebook page`."""
        tokens = name.sentence.tokens
        return name.text in SOCIAL_NETWORKS and (
            _text(tokens, name.first - 1).lower() in {"on", "via"}
            or _text(tokens, name.last).lower() in OF_A_NETWORK
        )

    def evidence(self, name: Name) -> Evidence | None:
        """Return what the neighbours of a name show, the strongest sign first."""
        tokens = name.sentence.tokens
        before = _text(tokens, name.first - 1).lower()
        after = _text(tokens, name.last).lower()
        second = _text(tokens, name.last + 1).lower()
        if self._is_person(before, after, second) or self.title_before(name) is not None:
            return "PERSON", "person_context"
        if self._is_place(tokens, name, before, after):
            return "PLACE", "place_context"
        if name.first == 0 and self._is_dateline(tokens, name.last):
            return "PLACE", "dateline"
        if self._is_organisation(before, after, second):
            return "ORG", "organisation_context"
        return self._by_form(name, before, after)

    def _by_form(self, name: Name, before: str, after: str) -> Evidence | None:
        """Return what the letters of a name show where its neighbours say little."""
        if len(name.text) >= SHORTEST_ACRONYM and ACRONYM.match(name.text):
            return "ORG", "acronym"
        if before == "(" and after == ")" and self._abbreviates(name):
            return "ORG", "abbreviation"
        if after in self._speech and before != "the" and " " in name.text:
            return "PERSON", "speaks"
        return None

    def _is_organisation(self, before: str, after: str, second: str) -> bool:
        if before in BEFORE_ORGANISATION or after in OF_AN_ORGANISATION:
            return True
        if after in {"reports", "notes"} and before in {"the", "as"}:
            return True
        return after in POSSESSIVES and second in OF_AN_ORGANISATION

    def _is_person(self, before: str, after: str, second: str) -> bool:
        if after == "," and (AGE.match(second) or second == "who"):
            return True
        if after == "who" or before in RELATIVES:
            return True
        return after in POSSESSIVES and second in OF_A_PERSON and before != "the"

    def _abbreviates(self, name: Name) -> bool:
        """Tell whether a body's name stands before a bracket: `National Chamber of Tourism (Natur)`."""
        tokens = name.sentence.tokens
        for token in reversed(tokens[max(0, name.first - 1 - LONGEST_NAME) : name.first - 1]):
            if token.is_capitalised and token.text.lower() in self._lexicon.organisation_words:
                return " " not in name.text
            if not token.is_capitalised and token.text not in JOINING:
                return False
        return False

    def _is_dateline(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a name in capitals opens a report: `RIGA, Latvia (AP)`, `RIGA (Reuters)`."""
        mark = _text(tokens, at)
        if mark not in {",", "("} or not tokens[at - 1].text.isupper():
            return False
        following = read_name(_text(tokens, at + 1), self._lexicon)
        if following is None:
            return False
        return following.entity_type == "PLACE" if mark == "," else following.outlet_id is not None

    def _is_place(self, tokens: Sequence[Token], name: Name, before: str, after: str) -> bool:
        if before in PLACE_PREPOSITIONS and after not in POSSESSIVES:
            return True
        if before in {"in", "from", "to", "at"} and after in PLACE_KINDS:
            return True
        if before == "of" and _text(tokens, name.first - 2).lower() in PLACE_KINDS:
            return True
        following = read_name(_text(tokens, name.last + 1), self._lexicon) if after == "," else None
        return (
            following is not None
            and following.entity_type == "PLACE"
            and before in {"in", "from", "of", "at", "near"}
        )


def _text(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text if 0 <= index < len(tokens) else ""
