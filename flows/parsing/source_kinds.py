"""Say what kind of source a phrase is: an outlet, a person, an organisation, a document, or unnamed.

Known outlets come from the registry. The rest are known by how outlets are named the world over: call
letters (`KTLA`), a network with a channel or a city (`ABC 7`), a newspaper's last word (`Gazette`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.parsing.grammar import PERSONAL_PRONOUNS
from flows.parsing.lexicon import Lexicon
from flows.parsing.passages import Passage
from flows.parsing.phrases import Phrase
from flows.parsing.records import Mention, SourceKind, TextSpan

CALL_LETTERS = re.compile(r"[KW][A-Z]{2,3}(?:[- ](?:TV|FM|AM|\d{1,2}))?$")
"""An American station: `KTLA`, `WBAL-TV`."""

STATION = re.compile(r"(?:ABC|NBC|CBS|CW|PBS|FOX|Fox|NPR|Channel|Action News|Local|News) ?\d{1,2}$")
"""A channel of a network: `NBC 5`."""

NETWORK_CITY = re.compile(r"(?:ABC|NBC|CBS|FOX|Fox|CNN|BBC|PBS|Sky) (?:News |Sports? )?[A-Z][\w.]*(?: [A-Z]\w+)?$")
"""A local or thematic branch of a network: `NBC Los Angeles`, `CBS Sports`, `CNN Money`."""

OUTLET_NAME = re.compile(
    r"\S.*\b(?:Times|Post|Journal|Herald|Tribune|Gazette|Chronicle|News|Star|Sun|Globe|Courier|Examiner|Register"
    r"|Enquirer|Inquirer|Observer|Sentinel|Dispatch|Telegraph|Mail|Press|Republic|Reporter|Weekly|Magazine|magazine"
    r"|Daily|Radio|TV|Television|Record|Bee|Independent|Advertiser|Ledger|Monitor|Today|Standard|Mirror|Express"
    r"|Bulletin|News Agency|Review|Beacon|Argus|Advocate|Democrat|Argus|Banner|Citizen|Patriot|Pilot|Sentinel)$"
)
"""A name that ends as newspapers', magazines' and stations' do: `Idaho Statesman News`, `Detroit Free Press`."""

WEB_NAME = re.compile(r"[\w.-]+\.(?:com|org|net|co\.uk|tv|io)$", re.IGNORECASE)
"""An outlet named by its address: `Space.com`."""

SHORT_NAMES = frozenset(
    "Times Post Journal Herald Tribune Gazette Chronicle Star Sun Globe Courier Examiner Register Enquirer Inquirer "
    "Observer Sentinel Dispatch Telegraph Mail Press Republic Reporter Record Bee Monitor Standard Mirror Express "
    "Bulletin News Trib Inky Advocate Democrat Review Magazine Sentinel Mail Statesman".split()
)
"""Last words that stand for a whole name once it is known which: `the Times`."""


@dataclass(frozen=True, slots=True)
class SourceIdentity:
    """What a source is and what it is called; `name` is None where it has to be looked for further up."""

    kind: SourceKind
    name: str
    outlet_id: str | None
    is_pronoun: bool = False


class SourceClassifier:
    """Tells what kind of source a phrase on one page is."""

    def __init__(self, text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> None:
        self.text = text
        self._lexicon = lexicon
        self._full_names = self._find_full_names(mentions)

    def identify(self, passage: Passage, first: int, end: int, mention: Mention | None) -> SourceIdentity:
        """Return the identity of the source that tokens `first` to `end` print."""
        span = passage.span(self.text, first, end)
        word = passage.word(end - 1)
        if word in PERSONAL_PRONOUNS:
            return SourceIdentity("person" if word in {"he", "she"} else "unnamed", span.text, None, is_pronoun=True)
        is_noun = mention is None and word in self._lexicon.unnamed_sources | self._lexicon.document_sources
        if not is_noun and (mention is None or mention.entity_type != "PERSON"):
            outlet = self.outlet(span, mention)
            if outlet is not None:
                return outlet
        if mention is not None:
            kind: SourceKind = "person" if mention.entity_type == "PERSON" else "organisation"
            return SourceIdentity(kind, mention.entity_name, None)
        if word in self._lexicon.unnamed_sources:
            return SourceIdentity("unnamed", span.text, None)
        if word in self._lexicon.document_sources:
            return SourceIdentity("document", span.text, None)
        if word in self._lexicon.organisation_words:
            return SourceIdentity("organisation", span.text, None)
        if passage.tokens[first].is_capitalised and first > 0:
            is_person = passage.tokens[first].text in self._lexicon.given_names
            return SourceIdentity("person" if is_person else "organisation", span.text, None)
        return SourceIdentity("unnamed", span.text, None)

    def outlet(self, span: TextSpan, mention: Mention | None) -> SourceIdentity | None:
        """Return an outlet's identity, or None if the name is none."""
        name = span.text
        outlet_id = (mention and mention.outlet_id) or self._lexicon.outlet_aliases.get(name)
        outlet_id = outlet_id or self._lexicon.outlet_aliases.get(f"The {name}")
        if outlet_id:
            return SourceIdentity("outlet", self._lexicon.outlets[outlet_id].outlet_name, outlet_id)
        if name in SHORT_NAMES:
            full = self._full_names.get(name)
            return full or SourceIdentity("outlet", name, None)
        if any(pattern.match(name) for pattern in (CALL_LETTERS, STATION, NETWORK_CITY, OUTLET_NAME, WEB_NAME)):
            return SourceIdentity("outlet", name, None)
        return None

    def _find_full_names(self, mentions: Sequence[Mention]) -> dict[str, SourceIdentity]:
        """Map the last word of every outlet the page names in full to it: `Times` to the New York Times."""
        full: dict[str, SourceIdentity] = {}
        for mention in mentions:
            last = mention.text.rpartition(" ")[2]
            if last in SHORT_NAMES and last != mention.text:
                identity = self.outlet(TextSpan(mention.start, mention.end, mention.text), mention)
                if identity:
                    full.setdefault(last, identity)
        return full
