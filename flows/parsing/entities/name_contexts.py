"""Read from the words around a name what it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from flows.parsing.entities.appositions import is_kind_before, kind_behind
from flows.parsing.entities.context_words import (
    AGE,
    ARTICLES,
    BEFORE_ORGANISATION,
    BEFORE_OUTLET,
    BY_ARTICLE,
    HELD_IN_COMPANIES,
    HOME_OF,
    JOINING,
    KINDS_OF_OUTLETS,
    OF_A_NETWORK,
    OF_A_PERSON,
    OF_A_RULER,
    OF_A_TEAM,
    OF_AN_ORGANISATION,
    OF_AN_OUTLET,
    PLACE_KINDS,
    PLACE_PREPOSITIONS,
    PLAYS,
    PUBLISHED,
    RANK,
    RELATIVES,
    SCORE,
    SHORTEST_ACRONYM,
    SOCIAL_NETWORKS,
    THINGS_OF_A_PLACE,
    WORK_FOR_COMPANIES,
    Evidence,
)
from flows.parsing.entities.datelines import is_dateline
from flows.parsing.entities.entity_types import ACRONYM, OFFICE_INITIALS
from flows.parsing.entities.known_names import LONGEST_NAME, known_names, read_name
from flows.parsing.entities.name_parts import LONGEST_TITLE, Name
from flows.parsing.entities.proper_names import POSSESSIVES
from flows.parsing.language.grammar import BREAKS
from flows.parsing.language.tokens import Token
from flows.parsing.lexicon import Lexicon


class ContextReader:
    """Judges the names of a page by their neighbours."""

    def __init__(self, page: str, lexicon: Lexicon) -> None:
        self._page = page
        self._lexicon = lexicon
        self._title_tails = known_names(lexicon).title_tails
        self._speech = known_names(lexicon).speech_verbs
        self._told = known_names(lexicon).telling_verbs

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
        tokens = name.sentence.tokens
        if name.first == 0 or tokens[name.first - 1].text.lower() not in ARTICLES:
            return False
        return name.last == len(tokens) or tokens[name.last].text not in OF_A_RULER

    def speaks(self, name: Name) -> bool:
        """Tell whether a verb of speech follows a name, other than those that follow outlets as often."""
        return _text(name.sentence.tokens, name.last) in self._told

    def is_team(self, name: Name) -> bool:
        """Tell whether a town means its team: `the Leeds manager`, `No. 9 Oklahoma`, `Oklahoma (3-9)`."""
        tokens = name.sentence.tokens
        after = _text(tokens, name.last)
        if after in OF_A_TEAM or after in PLAYS:
            return True
        if after == "(":
            return SCORE.match(_text(tokens, name.last + 1)) is not None
        rank = _text(tokens, name.first - 1)
        return _text(tokens, name.first - 2) == "No." and RANK.match(rank) is not None

    def is_placed(self, name: Name) -> bool:
        """Tell whether a town is where something is, although it may have a team: `in Leeds`."""
        tokens = name.sentence.tokens
        if _text(tokens, name.first - 1).lower() in PLACE_PREPOSITIONS:
            return True
        following = read_name(_text(tokens, name.last + 1), self._lexicon)
        return _text(tokens, name.last) == "," and following is not None and following.entity_type == "PLACE"

    def is_reached(self, name: Name) -> bool:
        """Tell whether a name is where something comes from, goes to or stands."""
        return _text(name.sentence.tokens, name.first - 1) in {"in", "from", "to", "at"}

    def outlet_by_article(self, name: Name) -> str | None:
        """Return the outlet that `the` and a word name where something is reported: `the Week explains`."""
        tokens = name.sentence.tokens
        if name.entity_type is not None or _text(tokens, name.first - 1).lower() != "the":
            return None
        reading = read_name(f"The {name.text}", self._lexicon)
        if reading is None or reading.outlet_id is None:
            return None
        return reading.outlet_id if self.is_cited(name) else None

    def is_cited(self, name: Name) -> bool:
        """Tell whether something is reported by a name or told to it: `told the Week`, `Slate's story`."""
        tokens = name.sentence.tokens
        before = name.first - 1
        if _text(tokens, before).lower() == "the":
            before -= 1
        after = _text(tokens, name.last)
        if after in self._speech or after in KINDS_OF_OUTLETS:
            return True
        governor = _text(tokens, before)
        if governor.lower() in BEFORE_OUTLET or governor in {"in", "at", "for"}:
            return True
        if governor in self._speech and not after[:1].isalpha():
            return True
        owned = _text(tokens, name.last + 1)
        return after in POSSESSIVES and (owned in OF_AN_OUTLET or owned[:1].isupper())

    def is_product(self, name: Name) -> bool:
        """Tell whether a company's name is that of a thing it makes: `in a Tesla`, `the Tesla Model X`."""
        tokens = name.sentence.tokens
        after = _text(tokens, name.last)
        if after == "Model":
            return True
        if _text(tokens, name.first - 1).lower() not in {"a", "an"} or after in POSSESSIVES:
            return False
        return after.lower() in BREAKS or not after[:1].isalnum()

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
        if self._is_described(tokens, name, before, after) or self._is_thing(name, before, after, second):
            return "ORG", "organisation_context"
        if self._is_place(tokens, name, before, after):
            return "PLACE", "place_context"
        if is_dateline(tokens, name.first, name.last, self._lexicon):
            return "PLACE", "dateline"
        if self._is_organisation(before, after, second) or self._is_apposed(tokens, name):
            return "ORG", "organisation_context"
        return self._by_form(name, before, after)

    def _by_form(self, name: Name, before: str, after: str) -> Evidence | None:
        """Return what a name itself shows where its neighbours say little."""
        if before == "the" and name.text in BY_ARTICLE:
            return BY_ARTICLE[name.text]
        if kind := kind_behind(name.sentence.tokens, name.last, self._lexicon.person_titles):
            return kind
        if len(name.text) >= SHORTEST_ACRONYM and ACRONYM.match(name.text):
            return "ORG", "acronym"
        if before == "(" and after == ")" and self._abbreviates(name):
            return "ORG", "abbreviation"
        if after in self._speech and before != "the" and " " in name.text and not self._has_initials(name):
            return "PERSON", "speaks"
        return None

    def _has_initials(self, name: Name) -> bool:
        """Tell whether a name opens with the initials of a body: `ZTH Zolven`."""
        return OFFICE_INITIALS.match(name.tokens[0].text) is not None and not name.text.isupper()

    def _is_thing(self, name: Name, before: str, after: str, second: str) -> bool:
        """Tell whether a clause with `which` follows a name that is not where something is."""
        return after == "," and second == "which" and " " in name.text and before not in PLACE_PREPOSITIONS

    def _is_described(self, tokens: Sequence[Token], name: Name, before: str, after: str) -> bool:
        """Tell whether a body is meant by what is bought of it, who works for it or what it is said to be."""
        if after in {"magazine", "newspaper", "newspapers", "tabloid", "shares", "stock"}:
            return True
        if after == "news":
            return _text(tokens, name.last + 1).lower() in {"agency", "service", "site", "outlet", "channel"}
        governor = _text(tokens, name.first - 2).lower()
        if before == "in":
            return governor in HELD_IN_COMPANIES or (governor in PUBLISHED and " " in name.text)
        return before in {"at", "with", "of", "for"} and governor in WORK_FOR_COMPANIES

    def _is_apposed(self, tokens: Sequence[Token], name: Name) -> bool:
        """Tell whether a name says which body is meant just before it: `an agency, Harbour Help,`."""
        if is_kind_before(tokens, name.first, name.last):
            return True
        if _text(tokens, name.first - 1) != "," or _text(tokens, name.last) != ",":
            return False
        kind, article = _text(tokens, name.first - 2), _text(tokens, name.first - 3)
        return kind in BEFORE_ORGANISATION and (article in ARTICLES - {"the"} or article in POSSESSIVES)

    def _is_organisation(self, before: str, after: str, second: str) -> bool:
        if before.removesuffix("s") in BEFORE_ORGANISATION or after in OF_AN_ORGANISATION:
            return True
        if after in {"reports", "notes"} and before in {"the", "as"}:
            return True
        return after in POSSESSIVES and second in OF_AN_ORGANISATION

    def _is_person(self, before: str, after: str, second: str) -> bool:
        if before in {"at", "in"}:
            return False
        if after == "," and (AGE.match(second) or second == "who"):
            return True
        if after == "who" or before in RELATIVES or after in OF_A_RULER:
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

    def _is_place(self, tokens: Sequence[Token], name: Name, before: str, after: str) -> bool:
        if before in PLACE_PREPOSITIONS and after not in POSSESSIVES:
            return True
        if before in {"in", "from", "to", "at"} and after in PLACE_KINDS:
            return True
        if before == "the" and after in THINGS_OF_A_PLACE:
            return True
        if before == "of" and _text(tokens, name.first - 2).lower() in PLACE_KINDS | HOME_OF:
            return True
        following = read_name(_text(tokens, name.last + 1), self._lexicon) if after == "," else None
        return (
            following is not None
            and following.entity_type == "PLACE"
            and before in {"in", "from", "of", "at", "near"}
        )


def _text(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text if 0 <= index < len(tokens) else ""
