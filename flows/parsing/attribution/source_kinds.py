"""Say what kind of source a phrase is: an outlet, a person, an organisation, a document, or unnamed.

Known outlets come from the registry. The rest are known by how outlets are named the world over: call
letters (`KTLA`), a network with a channel or a city (`ABC 7`), a newspaper's last word (`Gazette`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from flows.parsing.attribution.phrase_heads import OUTLET_NOUNS, Phrase, is_called_outlet
from flows.parsing.language.passages import Passage
from flows.parsing.language.tokens import word_set
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import Mention, SourceKind

CALL_LETTERS = re.compile(r"[KW][A-Z]{2,3}(?:[- ](?:TV|FM|AM|\d{1,2}))?$")
"""An American station: `KTLA`, `WBAL-TV`."""

STATION = re.compile(r"(?:ABC|NBC|CBS|CW|PBS|FOX|Fox|NPR|Channel|Action News|Local|News) ?\d{1,2}$")
"""A channel of a network: `NBC 5`."""

NETWORK_BRANCH = re.compile(
    r"(?:ABC|NBC|CBS|FOX|Fox|CNN|BBC|PBS|Sky) (?:News |Sports? |Radio )?[A-Z\d][\w.]*(?: [A-Z]\w+)?$"
)
"""A local or thematic branch of a network: `NBC Los Angeles`, `CBS Sports`, `CNN Money`."""

WEB_NAME = re.compile(r"[\w.-]+\.(?:com|org|net|co\.uk|tv|io)$", re.IGNORECASE)
"""An outlet named by its address: `Space.com`."""

SHORT_NAMES = word_set(
    "Times Post Journal Herald Tribune Gazette Chronicle Star Sun Globe Courier Examiner Register Enquirer "
    "Inquirer Observer Sentinel Dispatch Telegraph Mail Press Republic Reporter Record Bee Monitor Standard "
    "Mirror Express Bulletin News Advocate Democrat Review Magazine Statesman Ledger Banner Citizen "
    "Patriot Pilot"
)
"""Last words of newspapers, which stand for the whole name once it is known which: `the Times`."""

OUTLET_ENDINGS = SHORT_NAMES | word_set(
    "Weekly Daily Radio TV FM Television Today Independent Advertiser magazine Network Blog Newswire "
    "Zeitung Kurier Tageblatt Tagblatt Rundschau Nachrichten Morgenpost Anzeiger Dagblad Shimbun "
    "Monde Figaro Parisien Équipe Equipe Repubblica Stampa Sera Gazzetta País Mundo Comercio Diario "
    "Mercurio Universal Vanguardia Tiempo Folha"
)
"""Last words by which a longer name is known to be an outlet's: `Vermont Public Radio`, `El Comercio`."""

AGENCY_ENDINGS = ("News Agency", "Press Agency", "News Service")
"""The same of two words: `Kenya News Agency`."""

ACRONYM_LENGTHS = range(3, 5)
"""How long the acronym of a broadcaster is: `SWR`, `KTLA`."""


class SourceIdentity(NamedTuple):
    """What a source is and what it is called."""

    kind: SourceKind
    name: str
    outlet_id: str | None = None


class SourceClassifier:
    """Tells what kind of source a phrase on one page is."""

    def __init__(self, text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        self.text = text
        self._lexicon = lexicon
        self.documents = lexicon.document_sources
        self._full_names = self._find_full_names(mentions)

    def identify(self, passage: Passage, phrase: Phrase) -> SourceIdentity:
        """Return the identity of the source that the head of a phrase prints; pronouns are not for here."""
        printed = passage.span(self.text, phrase.head_first, phrase.head_end).text
        noun = passage.word(phrase.head_end - 1)
        mention = phrase.mention or passage.mentions[phrase.head_end - 1]
        is_paper = printed in SHORT_NAMES and passage.word(phrase.head_first - 1) == "the"
        is_paper = is_paper and noun not in self._lexicon.unnamed_sources
        is_noun = mention is None and not is_paper and printed not in self._full_names
        kind_of_noun = self._kind_of_noun(noun) if is_noun else None
        if mention is not None and mention.entity_type == "PERSON":
            return SourceIdentity("person", mention.entity_name)
        outlet = (
            self._outlet(printed, mention.outlet_id if mention else None) if kind_of_noun is None else None
        )
        if outlet is not None:
            return outlet
        if kind_of_noun is None and is_called_outlet(passage, phrase):
            return SourceIdentity("outlet", mention.entity_name if mention else printed)
        if mention is not None:
            return SourceIdentity("organisation", mention.entity_name)
        if kind_of_noun is None and passage.tokens[phrase.head_first].is_capitalised:
            is_bare = phrase.first == phrase.head_first
            return SourceIdentity(self._kind_of_name(printed, is_bare=is_bare), printed)
        return SourceIdentity(kind_of_noun or "unnamed", printed)

    def _kind_of_name(self, name: str, *, is_bare: bool) -> SourceKind:
        """Guess the kind of an unknown name: one word without an article is a surname, as a rule."""
        first, *others = name.split()
        is_surname = is_bare and not others and not name.isupper()
        return "person" if is_surname or first in self._lexicon.given_names else "organisation"

    def may_be_outlet(self, passage: Passage, phrase: Phrase) -> bool:
        """Tell whether a name could be an outlet's: no person, place, acronym, `Association` or the like."""
        words = passage.words[phrase.head_first : phrase.head_end]
        head = passage.tokens[phrase.head_first]
        is_other = phrase.mention is not None and phrase.mention.entity_type != "ORG"
        is_institution = any(word in self._lexicon.organisation_words for word in words)
        return head.is_capitalised and not (head.text.isupper() or is_other or is_institution)

    def is_unknown_acronym(self, mention: Mention | None) -> bool:
        """Tell whether a name is capitals that no lookup knows and the page does not spell out: `SWR`."""
        if mention is None or mention.entity_type != "ORG" or mention.entity_name != mention.text:
            return False
        is_acronym = (
            mention.text.isalpha() and mention.text.isupper() and len(mention.text) in ACRONYM_LENGTHS
        )
        return is_acronym and mention.text not in self._lexicon.organisation_names

    def is_wire(self, outlet_id: str | None) -> bool:
        """Tell whether an outlet of the registry is a news agency."""
        return outlet_id is not None and self._lexicon.outlets[outlet_id].is_wire

    def _kind_of_noun(self, noun: str) -> SourceKind | None:
        """Return the kind of source a noun in lower case is, or None if the lexicon does not know it."""
        kinds: tuple[tuple[frozenset[str], SourceKind], ...] = (
            (self._lexicon.unnamed_sources, "unnamed"),
            (self._lexicon.document_sources, "document"),
            (self._lexicon.organisation_words, "organisation"),
            (OUTLET_NOUNS, "outlet"),
        )
        return next((kind for nouns, kind in kinds if noun in nouns), None)

    def _outlet(self, name: str, outlet_id: str | None) -> SourceIdentity | None:
        """Return the outlet a name means, in the registry or by its form, or None if it means none."""
        aliases = self._lexicon.outlet_aliases
        known = outlet_id or aliases.get(name) or aliases.get(f"The {name}")
        if known:
            return SourceIdentity("outlet", self._lexicon.outlets[known].outlet_name, known)
        if name in SHORT_NAMES:
            return self._full_names.get(name, SourceIdentity("outlet", name))
        ending = name.rpartition(" ")[2].rpartition("'")[2].rpartition("’")[2]
        is_long_name = ending != name and (ending in OUTLET_ENDINGS or name.endswith(AGENCY_ENDINGS))
        patterns = (CALL_LETTERS, STATION, NETWORK_BRANCH, WEB_NAME)
        if is_long_name or any(pattern.match(name) for pattern in patterns):
            return SourceIdentity("outlet", name)
        return None

    def _find_full_names(self, mentions: Sequence[Mention]) -> dict[str, SourceIdentity]:
        """Map the last word of each outlet named in full to it: `Times` to the New York Times."""
        full: dict[str, SourceIdentity] = {}
        for mention in mentions:
            last = mention.text.rpartition(" ")[2]
            if last in SHORT_NAMES and last != mention.text and last not in full:
                identity = self._outlet(mention.text, mention.outlet_id)
                if identity:
                    full[last] = identity
        return full
