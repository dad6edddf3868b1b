"""Decide what every name of a page stands for: from its words, its neighbours and the rest of the page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from flows.parsing.entities.entity_types import ACRONYM, COMPANY_WORDS, OFFICE_INITIALS
from flows.parsing.entities.heading_names import HeadingReader, TypedName
from flows.parsing.entities.known_names import read_name
from flows.parsing.entities.name_contexts import ContextReader, Evidence
from flows.parsing.entities.name_parts import TITLE_ALONE, Name, NameCutter
from flows.parsing.entities.proper_names import is_title_case
from flows.parsing.entities.surnames import NAME_SUFFIXES, surname_of
from flows.parsing.language.quotes import Quote
from flows.parsing.language.sentences import Sentence
from flows.parsing.lexicon import Lexicon

LONGEST_UNKNOWN_PERSON = 3
"""Words of a name that is taken for a person's although no word of it is known."""

REPEATED = 3
"""How often a page names an unknown word that it is about: a company or a team, more often than not."""

LONG_WORD = re.compile(r"^[^\W\d_]{4,}$")
"""A word that may be a name by itself, unlike `VX` and `Apollo-11`: `Acmecorp`."""

NAMED_BODY = frozenset({"known_organisation", "place_and_team"})
"""Rules that find bodies whose last word is the proper part of their name: `Muslim Brotherhood`."""

FIRST_NAME: Evidence = ("PERSON", "given_name_of_person")
SURNAME: Evidence = ("PERSON", "surname_of_person")

NameFinder = Callable[[str, Sequence[Sentence], Sequence[Quote], Lexicon], Sequence[TypedName]]
"""Finds the names of a page in its sentences, in reading order; they never overlap."""


def find_typed_names(
    page: str, sentences: Sequence[Sentence], quotes: Sequence[Quote], lexicon: Lexicon
) -> tuple[TypedName, ...]:
    """Return the names of people, organisations and places in reading order."""
    works = {quote.start: quote.end for quote in quotes}
    cutter = NameCutter(page, lexicon)
    contexts = ContextReader(page, lexicon)
    headings: list[Sentence] = []
    body: list[Sentence] = []
    for sentence in sentences:
        (headings if is_title_case(sentence.tokens) else body).append(sentence)
    names = [n for s in body for n in cutter.names(s) if not _is_work(page, n, works)]
    names = [_with_title(name, contexts) for name in _with_particles(page, names)]
    types = _PageTypes(names, lexicon, contexts)
    typed = [t for name in names if (t := types.decide(name)) is not None]
    found = HeadingReader(page, _with_surnames(typed), lexicon)
    typed.extend(t for sentence in headings for t in found.names(sentence))
    return tuple(sorted(typed, key=lambda t: t.name.start))


def _with_surnames(typed: Sequence[TypedName]) -> dict[str, TypedName]:
    """Map the names of the body, and the surnames of its people, to their first reading."""
    known = {found.name.text: found for found in reversed(typed)}
    for found in typed:
        if found.entity_type == "PERSON":
            known.setdefault(surname_of(found.name.text), replace(found, rule=SURNAME[1]))
    return known


def _with_particles(page: str, names: Sequence[Name]) -> Iterator[Name]:
    """Give surnames the small words that the full names of the page have before them: `de Blasio`."""
    people = {n.text for n in names if n.entity_type == "PERSON"}
    surnames = {surname for text in people if (surname := surname_of(text))[0].islower()}
    if not surnames:
        yield from names
        return
    done = 0
    for name in names:
        before = name.sentence.tokens[name.first - 1] if name.first else None
        text = page[before.start : name.end] if before and before.start >= done else ""
        yield replace(name, first=name.first - 1, text=text) if text in surnames else name
        done = name.end


def _is_work(page: str, name: Name, works: Mapping[int, int]) -> bool:
    """Tell whether an unknown name fills a quotation, as the titles of songs and books do."""
    if name.start not in works or name.rule.startswith("known"):
        return False
    end = name.end
    return works[name.start] in {end, end + (page[end : end + 1] in {",", "."})}


def _with_title(name: Name, contexts: ContextReader) -> Name:
    """Give a person the title that stands in small letters before the name."""
    if name.title is not None or name.entity_type in {"PLACE", "ORG"}:
        return name
    title = contexts.title_before(name)
    return name if title is None else replace(name, title=title)


class _PageTypes:
    """What the names of one page tell about each other."""

    def __init__(self, names: Sequence[Name], lexicon: Lexicon, contexts: ContextReader) -> None:
        self._lexicon = lexicon
        self._contexts = contexts
        self._seen_inside = {name.text for name in names if not name.is_initial}
        self._after_article = {name.text for name in names if contexts.follows_article(name)}
        self._counts = Counter(name.text for name in names)
        self._votes = self._count_votes(names)
        self._own = {n.text: (n.entity_type, n.rule) for n in reversed(names) if n.entity_type is not None}
        self._parts = dict(self._find_parts(names))
        self._decided: dict[str, Evidence | None] = {}

    def decide(self, name: Name) -> TypedName | None:
        """Return the type of a name, or None where nothing speaks for its being one of ours."""
        if name.rule == "other_name" or self._is_doubtful(name) or self._contexts.is_medium(name):
            return None
        part = self._parts.get(name.text)
        if name.rule == TITLE_ALONE.rule:
            return TypedName(name, *SURNAME) if part == SURNAME and self._is_bare(name) else None
        if name.entity_type is None:
            evidence = self._untyped(name.text)
            return TypedName(name, *evidence) if evidence else None
        if part == SURNAME and name.entity_type == "PLACE" and name.text not in self._lexicon.country_aliases:
            evidence = self._contexts.evidence(name)
            if evidence is None or evidence[0] == "PERSON":
                return TypedName(name, *SURNAME)
        return TypedName(name, name.entity_type, name.rule)

    def _untyped(self, text: str) -> Evidence | None:
        """Return what the page shows a name to be that nothing in itself tells."""
        if text not in self._decided:
            evidence = self._own.get(text) or self._parts.get(text)
            self._decided[text] = evidence or self._vote(text) or self._default(text)
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
            if name.entity_type is None and (evidence := self._contexts.evidence(name)):
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
        """Yield the shorter forms of the names: surnames, first names, the first words of a body's name."""
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
                yield surname_of(name.text), SURNAME
            elif self._has_own_tail(words[-1], evidence):
                yield words[-1], ("ORG", "short_form")
            elif evidence[0] == "ORG" and words[-1].lower() in COMPANY_WORDS:
                for count in range(1, len(words)):
                    short = " ".join(words[:count])
                    if count > 1 or self._is_distinct(short):
                        yield short, ("ORG", "short_form")

    def _has_own_tail(self, tail: str, evidence: Evidence) -> bool:
        """Tell whether the last word of a body's name can stand for it: `Muslim Brotherhood`."""
        if evidence[0] != "ORG" or evidence[1] not in NAMED_BODY:
            return False
        is_kind = tail.lower() in self._lexicon.organisation_words or tail.lower() in COMPANY_WORDS
        return not is_kind and LONG_WORD.match(tail) is not None and self._is_distinct(tail)

    def _is_distinct(self, word: str) -> bool:
        """Tell whether one word can stand for a body that it begins the name of."""
        return word.lower() not in self._lexicon.common_words and read_name(word, self._lexicon) is None

    def _default(self, text: str) -> Evidence | None:
        """Return what an unknown name is most often."""
        words = text.split()
        if any(word.lower() in self._lexicon.common_words for word in words):
            return None
        if len(words) == 1:
            return self._default_of_word(text)
        if text in self._after_article:
            return None
        if len(words) <= LONGEST_UNKNOWN_PERSON and not any(ACRONYM.match(word) for word in words):
            return "PERSON", "unknown_name"
        return "ORG", "unknown_name"

    def _default_of_word(self, text: str) -> Evidence | None:
        if text not in self._seen_inside:
            return None
        if text in self._lexicon.given_names:
            return "PERSON", "given_name_alone"
        is_subject = self._counts[text] >= REPEATED and LONG_WORD.match(text)
        return ("ORG", "repeated_word") if is_subject else None
