"""Turn the frames of a passage into citation rows: one a speaker, and one an outlet that relays or is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flows.parsing.chains import Draft
from flows.parsing.contents import Content, content_span, find_content, find_quotes_of, quote_form
from flows.parsing.frames import Frame
from flows.parsing.passages import Passage
from flows.parsing.phrases import Phrase, owner_phrase
from flows.parsing.records import Citation, SourceRole, TextSpan
from flows.parsing.said_dates import find_said_date
from flows.parsing.speakers import Speaker, Speakers

CONFIDENCE: Mapping[str, float] = {
    "after_phrase": 0.95,
    "subject": 0.9,
    "inverted_subject": 0.9,
    "relative_clause": 0.8,
    "shared_subject": 0.8,
    "clause_subject": 0.6,
    "addressee": 0.9,
    "outlet_of_speaker": 0.8,
    "continuation": 0.7,
}
"""How far the rows of a rule are to be trusted."""

LEADING_ADJUNCT_REACH = 8
"""How many tokens before a subject may name the day: `On Friday, Trump told`."""

TRAILING_ADJUNCT_REACH = 3
"""How many tokens after an inverted subject may name the day: `said Smith on Friday`."""

Said = tuple[date, TextSpan]


@dataclass(frozen=True, slots=True)
class _Attribution:
    """What the rows of one frame share; `addressee` may come from an interview named beside it."""

    frame: Frame
    content: Content
    said: Said | None
    addressee: Phrase | None


class RowMaker:
    """Makes the rows of one page, passage by passage."""

    def __init__(self, text: str, speakers: Speakers, published_on: date | None) -> None:
        self._text = text
        self._speakers = speakers
        self._published_on = published_on
        self._passage_no = -1

    def rows(self, passage: Passage, frames: Sequence[Frame]) -> Iterator[Draft]:
        """Yield the rows of a passage: those of its frames, or that of a quotation that goes on."""
        self._passage_no += 1
        attributions = list(self._attributions(passage, frames))
        if not attributions:
            yield from self._continuation(passage)
        interview = next((item for item in attributions if item.frame.is_interview), None)
        for item in attributions:
            if item is interview:
                yield from self._interview_row(passage, item, attributions)
            elif not item.frame.is_interview:
                told = item.addressee or (interview and interview.frame.source)
                yield from self._rows_of(passage, replace(item, addressee=told), is_told=bool(item.addressee))

    def _attributions(self, passage: Passage, frames: Sequence[Frame]) -> Iterator[_Attribution]:
        said: Said | None = None
        for number, frame in enumerate(frames):
            content = find_content(passage, frames, number)
            if content is None:
                continue
            if frame.rule != "shared_subject":
                said = find_said_date(self._words_around(passage, frames, number), self._published_on)
            yield _Attribution(frame, content, said, frame.addressee)

    def _words_around(self, passage: Passage, frames: Sequence[Frame], number: int) -> TextSpan:
        """Return the words that may name the day of a frame."""
        frame = frames[number]
        first, end = frame.first, frame.end
        if number == 0 and first <= LEADING_ADJUNCT_REACH and frame.is_leading:
            first = 0
        if frame.rule == "inverted_subject":
            end = min(len(passage), end + TRAILING_ADJUNCT_REACH)
        return passage.span(self._text, first, end)

    def _rows_of(self, passage: Passage, item: _Attribution, *, is_told: bool) -> Iterator[Draft]:
        """Yield the row of a frame's source, and those of outlets it speaks to or for."""
        frame = item.frame
        speaker = self._speakers.of_phrase(passage, frame.source)
        is_outlet = speaker.kind == "outlet"
        yield self._draft(passage, item, frame.source, speaker, "relay" if is_outlet else "source", frame.rule)
        if not is_outlet:
            self._speakers.remember(speaker, passage.segment_no)
            for outlet in self._speakers.outlets_beside(passage, frame):
                identity = self._speakers.of_phrase(passage, outlet)
                yield self._draft(passage, item, outlet, identity, "relay", "outlet_of_speaker")
        if item.addressee is not None and is_told:
            yield from self._addressee_row(passage, item, item.addressee)

    def _addressee_row(self, passage: Passage, item: _Attribution, phrase: Phrase) -> Iterator[Draft]:
        """Yield a row for an outlet that is spoken to; whoever else is, stands in the speaker's row only."""
        for told in (owner_phrase(phrase), phrase):
            if told is not None:
                speaker = self._speakers.of_phrase(passage, told)
                if speaker.kind == "outlet":
                    yield self._draft(passage, item, told, speaker, "addressee", "addressee")
                    return

    def _interview_row(
        self, passage: Passage, item: _Attribution, others: Sequence[_Attribution]
    ) -> Iterator[Draft]:
        """Yield the row of an outlet that held an interview; what it was told is the content of the frame around it."""
        around = next((other for other in others if not other.frame.is_interview), item)
        yield from self._addressee_row(passage, replace(item, content=around.content), item.frame.source)

    def _draft(  # noqa: PLR0913 - a row is made of these, and they come from three places
        self,
        passage: Passage,
        item: _Attribution,
        phrase: Phrase,
        speaker: Speaker,
        role: SourceRole,
        rule: str,
    ) -> Draft:
        frame, content = item.frame, item.content
        form = quote_form(passage, content)
        is_source = role == "source"
        told = self._addressee(passage, item.addressee) if is_source else None
        quotes = find_quotes_of(self._text, passage, content) if role != "addressee" else ()
        scope = passage.span(self._text, content.scope_first, content.scope_end)
        said = item.said if is_source else None
        citation = Citation(
            citation_no=0,
            segment_no=passage.segment_no,
            source=passage.span(self._text, phrase.head_first, phrase.head_end),
            source_kind=speaker.kind,
            source_name=speaker.name,
            source_role=role,
            source_outlet_id=speaker.outlet_id,
            resolved_by=speaker.resolved_by,
            cue=passage.span(self._text, frame.match.first, frame.match.end),
            cue_id=frame.match.cue.cue_id,
            quote_form=form,
            content=content_span(self._text, passage, content, form),
            quotes=quotes,
            relayed_by_no=None,
            addressee=told[0] if told else None,
            addressee_outlet_id=told[1] if told else None,
            said_date=said[0] if said else None,
            said_date_text=said[1].text if said else None,
            rule=rule,
            confidence=CONFIDENCE[rule],
        )
        return Draft(citation, self._passage_no, scope.start, scope.end)

    def _addressee(self, passage: Passage, phrase: Phrase | None) -> tuple[TextSpan, str | None] | None:
        """Return who is spoken to: the outlet where a reporter is named with it."""
        if phrase is None:
            return None
        owner = owner_phrase(phrase)
        if owner is not None and self._speakers.of_phrase(passage, owner).kind == "outlet":
            phrase = owner
        told = self._speakers.of_phrase(passage, phrase)
        return passage.span(self._text, phrase.head_first, phrase.head_end), told.outlet_id

    def _continuation(self, passage: Passage) -> Iterator[Draft]:
        """Yield the row of a passage that is quoted whole and goes on with the words of the last speaker."""
        speaker = self._speakers.last_in(passage.segment_no)
        content = Content(0, len(passage), 0, len(passage))
        if speaker is None or quote_form(passage, content) != "direct":
            return
        citation = Citation(
            citation_no=0,
            segment_no=passage.segment_no,
            source=None,
            source_kind=speaker.kind,
            source_name=speaker.name,
            source_role="source",
            source_outlet_id=speaker.outlet_id,
            resolved_by="continuation",
            cue=None,
            cue_id=None,
            quote_form="direct",
            content=content_span(self._text, passage, content, "direct"),
            quotes=find_quotes_of(self._text, passage, content),
            relayed_by_no=None,
            addressee=None,
            addressee_outlet_id=None,
            said_date=None,
            said_date_text=None,
            rule="continuation",
            confidence=CONFIDENCE["continuation"],
        )
        yield Draft(citation, self._passage_no, passage.tokens[0].start, passage.tokens[-1].end)
