"""Turn the frames of a passage into citation rows: one a speaker, one an outlet that relays or is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from flows.parsing.attribution.chains import NO_CIRCUMSTANCES, Circumstances, Draft
from flows.parsing.attribution.contents import Content, ContentFinder
from flows.parsing.attribution.frames import CARRYING, Frame
from flows.parsing.attribution.outlet_adjuncts import closing_outlet, opening_outlet
from flows.parsing.attribution.phrase_heads import Phrase
from flows.parsing.attribution.running_quotes import NOBODY, RunningQuotes
from flows.parsing.attribution.said_dates import SaidTime, find_said_time, words_naming_day
from flows.parsing.attribution.speaker_titles import NO_OFFICE, Office, OfficeReader
from flows.parsing.attribution.speakers import Speaker, Speakers
from flows.parsing.language.passages import Passage
from flows.parsing.records import SourceKind, SourceRole, TextSpan

OUTLET_CUES = CARRYING | {"via"}
"""Cues that name a source only if it is an outlet: `via the AP`, but not `via email`."""

OFFICE_KINDS: frozenset[SourceKind] = frozenset({"person", "unnamed"})
"""Kinds of sources who can hold an office."""


class _Attribution(NamedTuple):
    """A frame with its content and the day it names."""

    frame: Frame
    content: Content
    said: SaidTime | None


class RowMaker:
    """Makes the rows of one page, passage by passage."""

    def __init__(
        self, text: str, speakers: Speakers, offices: OfficeReader, published_on: date | None
    ) -> None:
        self._text = text
        self._speakers = speakers
        self._offices = offices
        self._published_on = published_on
        self._running = RunningQuotes()
        self._contents: ContentFinder

    def rows(self, passage: Passage, frames: Sequence[Frame]) -> list[Draft]:
        """Return the rows of a passage: those of its frames, or that of a quotation that goes on."""
        if not frames and passage.quotes[0] is None:
            return self.silence()
        self._contents = ContentFinder(self._text, passage, frames)
        attributions = list(self._attributions(passage, frames))
        if not attributions:
            return list(self._continuation(passage))
        rows = list(self._rows_of_all(passage, attributions))
        before = list(self._running.words_before(passage, rows))
        self._running.note(passage, rows, self._speakers.last_in(passage.segment_no))
        return [*before, *rows]

    def silence(self) -> list[Draft]:
        """Return the rows of a passage that neither speaks nor is quoted: none."""
        self._running.pause()
        return []

    def _rows_of_all(self, passage: Passage, attributions: Sequence[_Attribution]) -> Iterator[Draft]:
        interview = next((item for item in attributions if item.frame.is_interview), None)
        interviewer = interview.frame.source if interview else None
        sources = frozenset(item.frame.source.head_first for item in attributions)
        yield from self._settings(passage, attributions, sources)
        for item in attributions:
            if item.frame.is_carrying or item.frame.is_citing_first:
                item = item._replace(content=_carried(item, attributions))  # noqa: PLW2901
            if item is interview:
                yield from self._interview_row(passage, item, attributions)
            elif not item.frame.is_interview:
                yield from self._rows_of(passage, item, interviewer, sources)

    def _settings(
        self, passage: Passage, attributions: Sequence[_Attribution], sources: frozenset[int]
    ) -> Iterator[Draft]:
        """Yield the rows of outlets that all of a sentence is set in: `On CNN, Smith said`, `... (AFP).`"""
        item = attributions[0]
        opening = opening_outlet(passage, item.frame.first)
        if opening is not None and opening.outlet.first not in sources:
            cue = item.frame.match._replace(first=opening.first, end=opening.end)
            framed = item._replace(frame=item.frame._replace(match=cue))
            named = self._speakers.of_phrase(passage, opening.outlet)
            yield self._draft(
                passage, framed, opening.outlet, named, role=opening.role, rule="outlet_of_speaker"
            )
        closing = closing_outlet(passage)
        if closing is not None and closing.first not in sources:
            named = self._speakers.of_phrase(passage, closing)
            row = self._draft(passage, item, closing, named, role="relay", rule="outlet_of_speaker")
            yield row._replace(cue=None, cue_id=None)

    def _attributions(self, passage: Passage, frames: Sequence[Frame]) -> Iterator[_Attribution]:
        said: SaidTime | None = None
        for number, frame in enumerate(frames):
            content = self._contents.find(number)
            if content is None:
                continue
            if frame.rule != "shared_subject":
                said = find_said_time(
                    passage.span(self._text, *words_naming_day(passage, frame, is_first=number == 0)),
                    self._published_on,
                )
            yield _Attribution(frame, content, said)

    def _rows_of(
        self, passage: Passage, item: _Attribution, interviewer: Phrase | None, sources: frozenset[int]
    ) -> Iterator[Draft]:
        """Yield the row of a frame's source, and those of outlets it speaks to or for.

        `sources` are the first tokens of those that have frames of their own.
        """
        frame = item.frame
        speaker = self._speakers.of_frame(passage, frame)
        is_outlet = speaker.kind == "outlet"
        if not is_outlet and frame.match.cue.cue_id in OUTLET_CUES:
            return
        role: SourceRole = "relay" if is_outlet else "source"
        told = frame.addressees[0] if frame.addressees else interviewer
        circumstances = self._circumstances(passage, item, speaker, None if is_outlet else told)
        self._speakers.remember(speaker, passage.segment_no, passage.tokens[frame.source.head_first].start)
        row = self._draft(
            passage, item, frame.source, speaker, role=role, rule=frame.rule, circumstances=circumstances
        )
        second = () if is_outlet else self._row_of_partner(passage, item, circumstances)
        yield from sorted([row, *second], key=lambda draft: draft.source.start if draft.source else 0)
        for outlet in self._speakers.outlets_beside(passage, frame, sources):
            named = self._speakers.of_phrase(passage, outlet)
            yield self._draft(passage, item, outlet, named, role="relay", rule="outlet_of_speaker")
        for phrase in frame.addressees:
            yield from self._addressee_row(passage, item, phrase)

    def _row_of_partner(
        self, passage: Passage, item: _Attribution, circumstances: Circumstances
    ) -> Iterator[Draft]:
        """Yield the row of whom `and` joins to a source, no outlet: those are found beside it."""
        partner = item.frame.source.partner
        speaker = self._speakers.of_phrase(passage, partner) if partner else None
        if partner is not None and speaker is not None and speaker.kind != "outlet":
            around = circumstances._replace(title=None, affiliation=None)
            rule = item.frame.rule
            yield self._draft(passage, item, partner, speaker, role="source", rule=rule, circumstances=around)

    def _addressee_row(self, passage: Passage, item: _Attribution, phrase: Phrase) -> Iterator[Draft]:
        """Yield a row for an outlet that is spoken to; whoever else is, stands in the speaker's row only."""
        told = self._told(passage, phrase)
        speaker = self._speakers.of_addressee(passage, told)
        if speaker.kind == "outlet":
            self._speakers.remember(speaker, passage.segment_no, passage.tokens[told.head_first].start)
            yield self._draft(passage, item, told, speaker, role="addressee", rule="addressee")

    def _told(self, passage: Passage, phrase: Phrase) -> Phrase:
        """Return who is spoken to: of an outlet's reporter, the outlet."""
        owner = phrase.owner
        is_outlet = owner is not None and self._speakers.of_phrase(passage, owner).kind == "outlet"
        return owner if owner is not None and is_outlet else phrase

    def _interview_row(
        self, passage: Passage, item: _Attribution, others: Sequence[_Attribution]
    ) -> Iterator[Draft]:
        """Yield the row of an outlet that held an interview; it was told what the frame beside it says."""
        around = next((other for other in others if not other.frame.is_interview), item)
        yield from self._addressee_row(passage, item._replace(content=around.content), item.frame.source)

    def _draft(
        self,
        passage: Passage,
        item: _Attribution,
        phrase: Phrase,
        speaker: Speaker,
        *,
        role: SourceRole,
        rule: str,
        circumstances: Circumstances = NO_CIRCUMSTANCES,
    ) -> Draft:
        """Return the row of one name in a frame; whom somebody speaks to is quoted nowhere."""
        match, content = item.frame.match, item.content
        end = passage.tokens[content.scope_end - 1].end
        form = self._contents.form(content)
        return Draft(
            segment_no=passage.segment_no,
            speaker=speaker,
            role=role,
            rule=rule,
            source=passage.span(self._text, phrase.head_first, phrase.head_end),
            cue=passage.span(self._text, match.first, match.end),
            cue_id=match.cue.cue_id,
            form=form,
            content=self._contents.span(content, form),
            quotes=() if role == "addressee" else self._contents.quotes(content),
            scope_start=end if content.is_announced else passage.tokens[content.scope_first].start,
            scope_end=end,
            circumstances=circumstances,
        )

    def _circumstances(
        self, passage: Passage, item: _Attribution, speaker: Speaker, told: Phrase | None
    ) -> Circumstances:
        """Return the day something was said, whom it was said to, and what office its speaker has."""
        phrase = told and self._told(passage, told)
        office = self._office(passage, item.frame) if speaker.kind in OFFICE_KINDS else NO_OFFICE
        return Circumstances(
            addressee=self._span(passage, phrase and (phrase.head_first, phrase.head_end)),
            addressee_outlet_id=self._speakers.of_phrase(passage, phrase).outlet_id if phrase else None,
            said=item.said,
            title=self._span(passage, office.title),
            affiliation=self._span(passage, office.affiliation),
        )

    def _office(self, passage: Passage, frame: Frame) -> Office:
        """Return the office printed with the source of a frame; what follows a later cue is the content."""
        is_before_cue = frame.source.head_end <= frame.match.first
        return self._offices.read(passage, frame.source, frame.match.first if is_before_cue else len(passage))

    def _span(self, passage: Passage, tokens: tuple[int, int] | None) -> TextSpan | None:
        return passage.span(self._text, *tokens) if tokens else None

    def _continuation(self, passage: Passage) -> Iterator[Draft]:
        """Yield the row of a passage that is quoted whole and goes on with the words of the last speaker."""
        content = Content(0, len(passage), 0, len(passage))
        quote = passage.quotes[0]
        opens = quote is not None and quote.outer_start == passage.tokens[0].start
        if not opens or self._contents.form(content) != "direct":
            self._running.pause()
            return
        speaker, rule = self._speakers.last_in(passage.segment_no), "continuation"
        if speaker is None:
            speaker, rule = self._running.speaker()
            if speaker is None and quote is not None and quote.end < quote.outer_end:
                speaker = self._speakers.only_person_before(passage)
                rule = "floating_quote"
        if speaker is None:
            self._running.wait(passage, self._unsigned(passage, content, NOBODY, "continuation"))
            return
        if speaker.name is not None:
            speaker = speaker._replace(resolved_by="continuation")
        row = self._unsigned(passage, content, speaker, rule)
        self._running.note(passage, [row], speaker)
        yield row

    def _unsigned(self, passage: Passage, content: Content, speaker: Speaker, rule: str) -> Draft:
        """Return the row of a quotation without words that tell who says it and how."""
        return Draft(
            segment_no=passage.segment_no,
            speaker=speaker,
            role="source",
            rule=rule,
            source=None,
            cue=None,
            cue_id=None,
            form="direct",
            content=self._contents.span(content, "direct"),
            quotes=self._contents.quotes(content),
            scope_start=passage.tokens[0].start,
            scope_end=passage.tokens[-1].end,
        )


def _carried(item: _Attribution, others: Sequence[_Attribution]) -> Content:
    """Return what the frame beside one reports: the words of the letter in `a letter seen by the AP says`."""
    at = item.frame.match.first
    beside = [
        other
        for other in others
        if other is not item and not (other.frame.is_carrying or other.frame.is_interview)
    ]
    return min(beside, key=lambda other: abs(other.frame.match.first - at), default=item).content
