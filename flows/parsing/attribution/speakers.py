"""Say who a source is by name: whom a pronoun means, and which company `the company` is.

A pronoun means the last speaker it fits, else the last person named before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flows.parsing.attribution.agreement import PLURAL_NOUNS
from flows.parsing.attribution.frames import Frame
from flows.parsing.attribution.named_bodies import last_called
from flows.parsing.attribution.named_roles import OTHERS, NamedRoles
from flows.parsing.attribution.phrase_heads import OUTLET_NOUNS, Phrase
from flows.parsing.attribution.source_kinds import SourceClassifier
from flows.parsing.language.grammar import DETERMINERS
from flows.parsing.language.passages import Passage
from flows.parsing.records import EntityType, Mention, ResolvedBy, SourceKind

FITTING_KINDS: Mapping[str, frozenset[SourceKind]] = {
    "he": frozenset({"person", "unnamed"}),
    "she": frozenset({"person", "unnamed"}),
    "they": frozenset({"unnamed", "organisation"}),
    "it": frozenset({"organisation", "document", "outlet"}),
}
"""What kinds of source a pronoun can stand for."""

NAMED_BY: Mapping[str, EntityType] = {"he": "PERSON", "she": "PERSON", "it": "ORG"}
"""Whom a pronoun means where nobody that it fits has spoken."""

NAMES_BACK = 8
"""How many names before a pronoun are tried."""

OWNERS: Mapping[str, str] = {"his": "he", "her": "she", "their": "they", "its": "it"}
"""The pronouns that possessives stand for: `his claim`."""

DEFAULT_KINDS: Mapping[str, SourceKind] = {
    "he": "person",
    "she": "person",
    "they": "unnamed",
    "it": "organisation",
}
"""What a pronoun is taken for where nothing before it fits."""

LINKS = frozenset({"in", "on", "at", "for", "of", "and", "by", "from"})
"""What links an outlet to whoever speaks in it, or to another outlet: `writes Smith in the Gazette`."""

REPORTERS = frozenset({"reporter", "correspondent", "editor", "columnist", "anchor", "host", "journalist"})
"""Who speaks for the outlet named before them: `BBC reporter Ann Smith`."""

FORMER = frozenset({"former", "ex", "retired"})

RELAYING_CUES = frozenset({"report", "per"})
"""Cues after or before which an unknown name at the end of a sentence is an outlet: `, Novinite reports`."""

RESUMED_OUTLETS = OUTLET_NOUNS | {"paper", "outlet", "publication", "daily", "weekly"}
"""Nouns that stand for the outlet cited last: `the paper adds`."""

DEFINITE = frozenset({"the", "its", "his", "her", "their", "that", "this"})
"""What makes a noun stand for something named before: `the company`."""


class Speaker(NamedTuple):
    """Who a source is; `name` is None where a pronoun could not be resolved."""

    kind: SourceKind
    name: str | None
    outlet_id: str | None
    resolved_by: ResolvedBy
    is_plural: bool = False


class Speakers:
    """The speakers of one page, in the order it is read."""

    def __init__(self, classifier: SourceClassifier, mentions: Sequence[Mention]) -> None:
        self._classifier = classifier
        self._documents = classifier.documents
        self._parties: dict[EntityType, list[Mention]] = {"PERSON": [], "ORG": [], "PLACE": []}
        for mention in mentions:
            if mention.outlet_id is None:
                self._parties[mention.entity_type].append(mention)
        self._roles = NamedRoles(classifier.text, self._parties["PERSON"])
        self._pronouns: dict[str | None, str] = {}
        self._last_by_pronoun: dict[str, Speaker] = {}
        self._last_at: dict[str, int] = {}
        self._last: tuple[int, Speaker] | None = None
        self._last_outlet: Speaker | None = None

    def remember(self, speaker: Speaker, segment_no: int, at: int) -> None:
        """Note who spoke last, in which segment and at which offset; outlets only relay."""
        if speaker.kind == "outlet":
            self._last_outlet = speaker
        else:
            self._last = (segment_no, speaker)
        for pronoun, kinds in FITTING_KINDS.items():
            fits_number = speaker.kind != "unnamed" or speaker.is_plural == (pronoun == "they")
            if speaker.kind in kinds and speaker.name and fits_number:
                self._last_by_pronoun[pronoun] = speaker
                self._last_at[pronoun] = at

    def last_in(self, segment_no: int) -> Speaker | None:
        """Return who spoke last, if it was in this segment."""
        return self._last[1] if self._last and self._last[0] == segment_no else None

    def only_person_before(self, passage: Passage) -> Speaker | None:
        """Return the one person named before a passage in its segment: `Smith was blunt. "No."`"""
        people = self._parties["PERSON"]
        number = bisect_left(people, passage.tokens[0].start, key=lambda mention: mention.start)
        before = people[max(0, number - NAMES_BACK) : number]
        names = {mention.entity_name for mention in before if mention.segment_no == passage.segment_no}
        return Speaker("person", names.pop(), None, "continuation") if len(names) == 1 else None

    def of_frame(self, passage: Passage, frame: Frame) -> Speaker:
        """Return who the source of a frame is; a name nobody knows that `reports` is an outlet."""
        speaker = self.of_phrase(passage, frame.source)
        is_relaying = frame.match.cue.cue_id == "per" or not frame.is_leading
        is_unknown = speaker.resolved_by == "explicit" and self._classifier.may_be_outlet(
            passage, frame.source
        )
        if is_unknown and is_relaying and frame.match.cue.cue_id in RELAYING_CUES:
            return speaker._replace(kind="outlet")
        return speaker

    def of_phrase(self, passage: Passage, phrase: Phrase) -> Speaker:
        """Return who the head of a phrase is."""
        word = passage.word(phrase.head_end - 1)
        word = OWNERS.get(word, word)
        head = passage.tokens[phrase.head_first]
        if word in FITTING_KINDS:
            return self._of_pronoun(word, head.start)
        identity = self._classifier.identify(passage, phrase)
        mention = phrase.mention or passage.mentions[phrase.head_end - 1]
        is_definite = phrase.first < phrase.head_first and passage.word(phrase.first) in DEFINITE
        if mention is None and is_definite and not head.is_capitalised:
            last = self._last_outlet
            if last is not None and (word in RESUMED_OUTLETS or self._resumes_agency(word, last)):
                return last._replace(resolved_by="pronoun")
            if identity.kind == "organisation":
                return self._of_noun(identity.name, head.start)
            named = self._named_by_role(passage, phrase) if identity.kind == "unnamed" else None
            if named is not None:
                return Speaker("person", named, None, "pronoun")
        resolved_by: ResolvedBy = mention.resolved_by if mention else "explicit"
        if identity.kind == "outlet":
            is_same_name = identity.name.lower().endswith(word)
            resolved_by = "explicit" if is_same_name else "registry"
        is_plural = word.endswith("s") or word in PLURAL_NOUNS
        return Speaker(identity.kind, identity.name, identity.outlet_id, resolved_by, is_plural)

    def _named_by_role(self, passage: Passage, phrase: Phrase) -> str | None:
        """Return the name of the person that a noun with `the` means: `the mayor`."""
        words = passage.unquoted[phrase.first : phrase.head_end]
        is_one = words[0] == "the" and phrase.head_end == phrase.end and phrase.partner is None
        if not is_one or passage.word(phrase.end) in {"of", "for"} or not OTHERS.isdisjoint(words):
            return None
        return self._roles.person(words[-1], passage.tokens[phrase.first].start)

    def of_addressee(self, passage: Passage, phrase: Phrase) -> Speaker:
        """Return who is spoken to; an acronym that nothing explains is a broadcaster's: `told SWR`."""
        speaker = self.of_phrase(passage, phrase)
        if speaker.kind == "organisation" and self._classifier.is_unknown_acronym(phrase.mention):
            return speaker._replace(kind="outlet")
        return speaker

    def _resumes_agency(self, word: str, last: Speaker) -> bool:
        """Tell whether `the agency` is the news agency cited last."""
        is_agency = self._classifier.is_wire(last.outlet_id) or (last.name or "").endswith("Agency")
        return word == "agency" and is_agency

    def outlets_beside(self, passage: Passage, frame: Frame, sources: frozenset[int]) -> Iterator[Phrase]:
        """Yield outlets beside a source: `Smith of the Gazette`, `the Times' David Brooks`.

        None that begins at one of `sources`, the first tokens of the sources of all frames.
        """
        if frame.source.owner is not None and self._is_outlet(passage, frame.source.owner):
            yield frame.source.owner
        end = frame.end
        is_aired = not frame.is_leading and passage.word(end) in {"on", "in"}
        if is_aired or frame.rule in {"inverted_subject", "after_phrase"}:
            end = _list_end(passage, end)
        is_reporter = frame.source.is_person and passage.word(frame.source.first) not in FORMER
        owned = REPORTERS if is_reporter else self._documents
        taken = sources.union(phrase.head_first for phrase in frame.addressees)
        for phrase in _names_between(passage, frame.first, min(end, len(passage))):
            before = phrase.first - 1 - (passage.word(phrase.first - 1) in DETERMINERS)
            is_joined = passage.word(phrase.end) in {"and", "&"} and phrase.end < frame.source.head_first
            is_listed = passage.word(before) == "," and phrase.first >= frame.source.head_end
            is_beside = (
                is_joined or is_listed or passage.word(before) in LINKS or passage.word(phrase.end) in owned
            )
            if phrase.first not in taken and is_beside and self._is_outlet(passage, phrase):
                yield phrase

    def _is_outlet(self, passage: Passage, phrase: Phrase) -> bool:
        return self.of_phrase(passage, phrase).kind == "outlet"

    def _of_pronoun(self, pronoun: str, at: int) -> Speaker:
        last = self._last_by_pronoun.get(pronoun)
        named = self._named_as(pronoun, at) if pronoun in NAMED_BY else None
        is_named_since = named is not None and self._last_at.get(pronoun, at) < named.start < at
        is_stranger = last is not None and last.kind == "unnamed" and pronoun in {"he", "she"}
        is_other = is_stranger and is_named_since
        if last is not None and not is_other and self._pronouns.get(last.name, pronoun) == pronoun:
            self._note_pronoun(pronoun, last.name)
            return last._replace(resolved_by="pronoun")
        if named is not None:
            self._note_pronoun(pronoun, named.entity_name)
            kind: SourceKind = "person" if named.entity_type == "PERSON" else "organisation"
            return Speaker(kind, named.entity_name, None, "pronoun")
        return Speaker(DEFAULT_KINDS[pronoun], None, None, "unresolved", pronoun == "they")

    def _note_pronoun(self, pronoun: str, name: str | None) -> None:
        if pronoun in {"he", "she"} and name is not None:
            self._pronouns.setdefault(name, pronoun)

    def _named_as(self, pronoun: str, at: int) -> Mention | None:
        """Return the last one named before an offset whom a pronoun fits, or else the first one after it."""
        mentions = self._parties[NAMED_BY[pronoun]]
        number = bisect_left(mentions, at, key=lambda mention: mention.start)
        for mention in reversed(mentions[max(0, number - NAMES_BACK) : number]):
            if self._pronouns.get(mention.entity_name, pronoun) == pronoun:
                return mention
        return mentions[0] if number == 0 and mentions and pronoun in {"he", "she"} else None

    def _of_noun(self, noun: str, at: int) -> Speaker:
        """Return the organisation a noun with an article stands for: `the company`, `the club`."""
        named = last_called(self._parties["ORG"], noun, at) or self._last_named("ORG", at)
        if named is None:
            return Speaker("organisation", noun, None, "explicit")
        return Speaker("organisation", named.entity_name, None, "pronoun")

    def _last_named(self, entity_type: EntityType, at: int) -> Mention | None:
        """Return the last mention of a type before an offset; outlets are no party to the story."""
        mentions = self._parties[entity_type]
        number = bisect_left(mentions, at, key=lambda mention: mention.start)
        return mentions[number - 1] if number else None


def _list_end(passage: Passage, end: int) -> int:
    """Return where a list of names ends that goes on at a token: `, CNN and Al Jazeera`."""
    while passage.word(end) in LINKS or passage.word(end) == ",":
        name = end + 1 + (passage.word(end + 1) in DETERMINERS)
        mention = passage.mentions[name] if name < len(passage) else None
        if passage.word(end) == "," and (mention is None or mention.outlet_id is None):
            break
        end = name + 1
        while mention is not None and end < len(passage) and passage.mentions[end] is mention:
            end += 1
    return end


def _names_between(passage: Passage, first: int, end: int) -> Iterator[Phrase]:
    """Yield the names that begin between two tokens, as phrases."""
    index = first
    while index < end:
        mention = passage.mentions[index]
        start = index
        index += 1
        if mention is None or passage.quotes[start] is not None:
            continue
        while index < len(passage) and passage.mentions[index] is mention:
            index += 1
        yield Phrase(start, index, start, index, mention)
