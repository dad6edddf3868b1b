"""Decide what the names of a page stand for by what they tell about each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from flows.parsing.entities.context_words import Evidence
from flows.parsing.entities.entity_types import ACRONYM, COMPANY_WORDS, OFFICE_INITIALS
from flows.parsing.entities.heading_names import TypedName
from flows.parsing.entities.known_names import known_names, read_name
from flows.parsing.entities.name_contexts import ContextReader
from flows.parsing.entities.name_parts import TITLE_ALONE, Name
from flows.parsing.entities.outlet_names import OutletsOfPage
from flows.parsing.entities.proper_names import PARTICLES
from flows.parsing.entities.surnames import NAME_SUFFIXES, initials_of, surnames_of
from flows.parsing.language.tokens import word_set
from flows.parsing.lexicon import Lexicon

LONGEST_UNKNOWN_PERSON = 3
"""Words of a name that is taken for a person's although no word of it is known."""

REPEATED = 3
"""How often a page names an unknown word that it is about: a company or a team, more often than not."""

LONG_WORD = re.compile(r"^[^\W\d_]{4,}$")
"""A word that may be a name by itself, unlike `VX` and `Apollo-11`: `Acmecorp`."""

COINED = re.compile(r"^(?!Mc|Mac|De|Di|Du|La|Le|Van|Fitz)[A-Z][a-z]{2,}[A-Z][a-z]+$|^[A-Z]{7,10}$")
"""A word with a capital inside or of capitals, as firms and teams coin them: `MeteoZolva`, `ZOLVNET`."""

FIRST_OF_BODIES = word_set("Radio Rádio Televisión Télé Tele Canal Café Real Sporting Deportivo")
"""First words of the names of stations, cafes and clubs: `Radio Zolven`, `Real Zolva`."""

ORDINARY_OUTLETS = word_set(
    "Vice Slate Variety Fortune Time People Outside Discover Deadline Patch Salon Sun Nature Stuff Hill Week "
    "Spin Radar Glamour Redbook Ringer Verge Insider Grid Quartz Billboard Curbed Eater Vulture Digg Polygon "
    "Marketplace Consequence Placar Open Quest Heat Wave Mic Puck Ozy Skift Grist Stacker Recode Outlook"
)
"""Outlets that are words as well, which only what is reported of them tells apart: `Vice is a problem`."""

PEOPLE_OF = re.compile(r"^[A-Z][a-z]{4,12}ans$")
"""People by their country or their town, who have no name: `Nebraskans`."""

NAMED_BODY = frozenset({"known_organisation", "place_and_team"})
"""Rules that find bodies whose last word is the proper part of their name: `Muslim Brotherhood`."""

TOWNS = frozenset({"known_place", "place_word"})
"""Rules that find places, some of which have a team of the same name."""

FIRST_NAME: Evidence = ("PERSON", "given_name_of_person")

SURNAME: Evidence = ("PERSON", "surname_of_person")

TEAM: Evidence = ("ORG", "team_of_town")


class PageTypes:
    """What the names of one page tell about each other."""

    def __init__(self, names: Sequence[Name], lexicon: Lexicon, contexts: ContextReader) -> None:
        self._lexicon = lexicon
        self._contexts = contexts
        self._seen_inside = {name.text for name in names if not name.is_initial}
        self._after_article = {name.text for name in names if contexts.follows_article(name)}
        untyped = [name for name in names if name.entity_type is None]
        self._speakers = {name.text for name in untyped if contexts.speaks(name)}
        self._reached = {name.text for name in untyped if contexts.is_reached(name)}
        self._counts = Counter(name.text for name in names)
        self._votes = self._count_votes(untyped)
        self._own = {n.text: (n.entity_type, n.rule) for n in reversed(names) if n.entity_type is not None}
        self._parts = dict(self._find_parts(names))
        self._teams = {n.text for n in names if n.rule in TOWNS and contexts.is_team(n)}
        self._outlets = OutletsOfPage(names)
        ordinary = [n for n in names if n.rule == "known_outlet" and n.text in ORDINARY_OUTLETS]
        self._cited = {n.text for n in ordinary if contexts.is_cited(n)}
        self._decided: dict[str, Evidence | None] = {}

    def decide(self, name: Name) -> TypedName | None:
        """Return the type of a name, or None where nothing speaks for its being one of ours."""
        if name.rule == "other_name" or self._is_doubtful(name) or self._is_thing(name):
            return None
        if name.rule == "known_outlet" and name.text in ORDINARY_OUTLETS - self._cited:
            return None
        part = self._parts.get(name.text)
        if name.rule == TITLE_ALONE.rule:
            return TypedName(name, *SURNAME) if part == SURNAME and self._is_bare(name) else None
        if name.entity_type is None:
            if outlet := self._outlets.meant_by(name):
                return TypedName(name._replace(outlet_id=outlet.outlet_id), "ORG", "short_form")
            evidence = self._untyped(name.text)
            return TypedName(name, *evidence) if evidence else None
        known = self._instead_of_place(name, part) if name.entity_type == "PLACE" else None
        return TypedName(name, *(known or (name.entity_type, name.rule)))

    def _instead_of_place(self, name: Name, part: Evidence | None) -> Evidence | None:
        """Return whom the name of a place means if it is a surname or a team on this page."""
        if part == SURNAME and name.text not in self._lexicon.country_aliases:
            evidence = self._contexts.evidence(name)
            if evidence is None or evidence[0] == "PERSON":
                return SURNAME
        if name.text in self._teams and name.rule in TOWNS and not self._contexts.is_placed(name):
            return TEAM
        return None

    def _is_thing(self, name: Name) -> bool:
        """Tell whether a company's name is that of what it makes or runs."""
        is_product = name.rule == "known_organisation" and self._contexts.is_product(name)
        return is_product or self._contexts.is_medium(name)

    def _untyped(self, text: str) -> Evidence | None:
        """Return what the page shows a name to be that nothing in itself tells."""
        if text not in self._decided:
            evidence = self._own.get(text) or self._parts.get(text)
            if evidence is None and PEOPLE_OF.match(text) is None:
                evidence = self._vote(text) or self._default(text)
            self._decided[text] = evidence
        return self._decided[text]

    def _is_bare(self, name: Name) -> bool:
        return name.title is None and name.text not in self._after_article

    def _is_doubtful(self, name: Name) -> bool:
        """Tell whether the capital may be due to the place of the word alone."""
        is_common = name.text.lower() in self._lexicon.common_words
        return name.is_initial and is_common and name.text not in self._seen_inside and name.title is None

    def _count_votes(self, names: Sequence[Name]) -> Mapping[str, Counter[Evidence]]:
        votes: dict[str, Counter[Evidence]] = defaultdict(Counter)
        for name in names:
            if evidence := self._contexts.evidence(name):
                votes[name.text][evidence] += 1
        return votes

    def _vote(self, text: str) -> Evidence | None:
        """Return the sign that most mentions of a name show; people's names follow no article."""
        if text not in self._votes:
            return None
        for evidence, _ in self._votes[text].most_common():
            if evidence[0] != "PERSON" or text not in self._after_article:
                return evidence
        return None

    def _find_parts(self, names: Sequence[Name]) -> Iterator[tuple[str, Evidence]]:
        """Yield the shorter forms of the names that have one; of the same form the first name comes last."""
        distinct = {(n.text, n.entity_type, n.rule): n for n in reversed(names)}
        for name in sorted(distinct.values(), key=lambda name: -name.start):
            words = [word for word in name.text.split() if word not in NAME_SUFFIXES]
            own = (name.entity_type, name.rule) if name.entity_type else self._vote(name.text)
            evidence = own or self._default(name.text)
            if evidence is None or len(words) <= 1 or name.outlet_id is not None:
                continue
            if evidence[0] == "PERSON":
                if own is not None and not OFFICE_INITIALS.match(words[0]):
                    yield words[0], FIRST_NAME
                for surname in surnames_of(name.text):
                    yield surname, SURNAME
            elif evidence[0] == "ORG":
                yield from self._parts_of_body(words, evidence[1])

    def _parts_of_body(self, words: Sequence[str], rule: str) -> Iterator[tuple[str, Evidence]]:
        """Yield the initials of a body, and its last word or its first ones where they can stand for it."""
        initials = initials_of(words)
        if len(initials) > 1:
            yield initials, ("ORG", "abbreviation")
        if self._has_own_tail(words[-1], rule):
            yield words[-1], ("ORG", "short_form")
        elif words[-1].lower() in COMPANY_WORDS:
            for count in range(1, len(words)):
                short = " ".join(words[:count])
                if count > 1 or self._is_distinct(short):
                    yield short, ("ORG", "short_form")

    def _has_own_tail(self, tail: str, rule: str) -> bool:
        """Tell whether the last word of a body's name can stand for it: `Muslim Brotherhood`."""
        if rule not in NAMED_BODY:
            return False
        is_kind = tail.lower() in self._lexicon.organisation_words or tail.lower() in COMPANY_WORDS
        return not is_kind and LONG_WORD.match(tail) is not None and self._is_distinct(tail)

    def _is_distinct(self, word: str) -> bool:
        """Tell whether one word can stand for a body that it begins the name of."""
        return word.lower() not in self._lexicon.common_words and read_name(word, self._lexicon) is None

    def _default(self, text: str) -> Evidence | None:
        """Return what an unknown name is most often."""
        words = text.split()
        long_words = [word for word in words if word not in PARTICLES]
        if len(words) > 1 and words[0] in FIRST_OF_BODIES:
            long_words.remove(words[0])
        if any(word.lower() in self._lexicon.common_words for word in long_words):
            return None
        if len(words) == 1:
            return self._default_of_word(text)
        if text in self._after_article:
            return None
        if words[-1] in self._lexicon.country_aliases or words[0] in FIRST_OF_BODIES:
            return "ORG", "body_of_country"
        if len(long_words) <= LONGEST_UNKNOWN_PERSON and not any(ACRONYM.match(word) for word in words):
            return "PERSON", "unknown_name"
        return "ORG", "unknown_name"

    def _default_of_word(self, text: str) -> Evidence | None:
        if text not in self._seen_inside:
            return None
        if text in self._lexicon.given_names:
            return "PERSON", "given_name_alone"
        if text in known_names(self._lexicon).holders:
            return "PERSON", "known_surname"
        if COINED.match(text):
            return "ORG", "coined_word"
        return self._by_company(text) if LONG_WORD.match(text) else None

    def _by_company(self, text: str) -> Evidence | None:
        """Return what an unknown word is by what stands around it all over the page."""
        has_article, speaks = text in self._after_article, text in self._speakers
        if speaks and not has_article:
            return "PERSON", "speaks"
        is_reached = text in self._reached
        if self._counts[text] >= REPEATED and (speaks or is_reached or (has_article and text.endswith("s"))):
            return "ORG", "repeated_word"
        return ("PLACE", "reached") if is_reached and not has_article else None
