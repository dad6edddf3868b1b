"""The ways in which a paragraph says who said something: each returns its text together with its truth.

Text is written with marks around what it names: `<Lisbon>`, or `<Marta Osterveld|Osterveld>` where the name
is printed in another form than the full one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from tests.generated_month.truth import Attribution, Named, Paragraph, Quoted
from tests.generated_month.wording import Wording, capital
from tests.generated_month.world import TYPES, Outlet, Speaker

MARKED = re.compile(r"<([^<>|]+)(?:\|([^<>]+))?>")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OFFICIALS = ("officials", "police", "witnesses", "investigators", "residents", "lawyers", "engineers")
SOMEBODY = ("a resident", "a witness", "an official", "an aide", "a neighbour", "a volunteer")
DOCUMENTS = ("a report", "a memo", "an audit", "a letter", "a study", "an email")


@dataclass(frozen=True, slots=True)
class Quotation:
    """What somebody said, in two halves that can be printed without each other."""

    family: str
    speaker: Speaker
    first: str
    join: str
    second: str

    @property
    def whole(self) -> Quoted:
        return Quoted(f"{self.first}, {self.join} {self.second}", self.family, is_trimmed=False)

    @property
    def beginning(self) -> Quoted:
        return Quoted(self.first, self.family, is_trimmed=True)

    @property
    def ending(self) -> Quoted:
        return Quoted(capital(self.second), self.family, is_trimmed=True)


def paragraph(markup: str, *attributions: Attribution) -> Paragraph:
    """Return a paragraph whose names are those marked in the text."""
    names = tuple(
        Named(found[1], TYPES.get(found[1], "ORG"), found[2] or found[1]) for found in MARKED.finditer(markup)
    )
    text = MARKED.sub(lambda found: found[2] or found[1], markup)
    return Paragraph(capital(text), attributions, names)


def joined(*parts: Paragraph, by: str = " ") -> Paragraph:
    """Return paragraphs as one."""
    return Paragraph(
        by.join(part.text for part in parts),
        tuple(one for part in parts for one in part.attributions),
        tuple(name for part in parts for name in part.names),
    )


def _head(phrase: str) -> str:
    """Return what a source without a name is called by: `memo` for `an internal memo`."""
    return phrase.rpartition(" ")[2]


def by(speaker: Speaker, form: str = "indirect", **details: object) -> Attribution:
    """Return what a person is cited with."""
    return Attribution("person", speaker.name, quote_form=form, **details)  # type: ignore[arg-type]


def quote_then_speaker(quotation: Quotation, quoted: Quoted, wording: Wording) -> Paragraph:
    """`“…,” said Marta Osterveld, the transport minister.`"""
    speaker = quotation.speaker
    verb = wording.random.choice(("said", "said", "added", "warned"))
    return paragraph(
        f"“{quoted.text},” {verb} <{speaker.name}>, {speaker.post}.",
        by(speaker, "direct", cue=verb, quotes=(quoted,)),
    )


def quote_in_two_sentences(quotation: Quotation) -> Paragraph:
    """`“…,” Transport Minister Marta Osterveld said. “…”`"""
    speaker = quotation.speaker
    first, second = quotation.beginning, quotation.ending
    return paragraph(
        f"“{first.text},” {speaker.title} <{speaker.name}> said. “{second.text}.”",
        by(speaker, "direct", quotes=(first,)),
        by(speaker, "direct", cue=None, quotes=(second,)),
    )


def quote_told(quotation: Quotation, quoted: Quoted, outlet: Outlet) -> Paragraph:
    """`“…,” Transport Minister Marta Osterveld told Reuters.`"""
    speaker = quotation.speaker
    return paragraph(
        f"“{quoted.text},” {speaker.title} <{speaker.name}> told {outlet.cited_as}.",
        by(speaker, "direct", cue="told", quotes=(quoted,), addressee=outlet.name),
        Attribution("outlet", outlet.name, "addressee", "direct", cue="told"),
    )


def speaker_then_quote(quotation: Quotation) -> Paragraph:
    """`Marta Osterveld, the transport minister, said: “….”`"""
    speaker, quoted = quotation.speaker, quotation.whole
    return paragraph(
        f"<{speaker.name}>, {speaker.post}, said: “{quoted.text}.”",
        by(speaker, "direct", quotes=(quoted,)),
    )


def mixed(speaker: Speaker, wording: Wording, family: str) -> Paragraph:
    """`Transport Minister Marta Osterveld said the narrow pier was “…”.`"""
    thing = wording.fill("{adjective} {thing}")
    fragment = Quoted(wording.fragment(), family, is_trimmed=False)
    return paragraph(
        f"{speaker.title} <{speaker.name}> said the {thing} was “{fragment.text}”.",
        by(speaker, "mixed", quotes=(fragment,)),
    )


def indirect(speaker: Speaker, wording: Wording, said_on: date | None = None) -> Paragraph:
    """`Transport Minister Marta Osterveld said on Monday that …. She said …`"""
    day = f" on {WEEKDAYS[said_on.weekday()]}" if said_on else ""
    return paragraph(
        f"{speaker.title} <{speaker.name}> said{day} that {wording.clause()}. "
        f"{speaker.pronoun.title()} said {wording.clause()}.",
        by(speaker, said_on=said_on),
        by(speaker),
    )


def surname_again(speaker: Speaker, wording: Wording) -> Paragraph:
    """`Marta Osterveld, the transport minister, warned that …. Osterveld denied that …`"""
    name = f"<{speaker.name}|{speaker.surname}>"
    return paragraph(
        f"<{speaker.name}>, {speaker.post}, warned that {wording.clause()}. "
        f"{name} denied that {wording.clause()}.",
        by(speaker, cue="warned"),
        by(speaker, cue="denied"),
    )


def told_outlet(speaker: Speaker, outlet: Outlet, wording: Wording) -> Paragraph:
    """`Transport Minister Marta Osterveld told the BBC that ….`"""
    return paragraph(
        f"{speaker.title} <{speaker.name}> told {outlet.cited_as} that {wording.clause()}.",
        by(speaker, cue="told", addressee=outlet.name),
        Attribution("outlet", outlet.name, "addressee", cue="told"),
    )


def organisation(body: str, wording: Wording, said_on: date | None = None) -> Paragraph:
    """`The Rail Safety Agency said on Monday that ….`"""
    day = f" on {WEEKDAYS[said_on.weekday()]}" if said_on else ""
    the = (
        ""
        if body in {"Norvane Water", "Kelso Foods", "Harbour Bank", "Corvane Capital", "Marlow Airlines"}
        else "The "
    )
    return paragraph(
        f"{the}<{body}> said{day} that {wording.clause()}.",
        Attribution("organisation", body, said_on=said_on),
    )


def unnamed(wording: Wording) -> Paragraph:
    """`…, officials said.`"""
    who = wording.random.choice(OFFICIALS)
    return paragraph(f"{wording.clause()}, {who} said.", Attribution("unnamed", _head(who)))


def unnamed_quote(wording: Wording, family: str) -> Paragraph:
    """`“…,” one resident said.`"""
    who = wording.random.choice(SOMEBODY)
    first, join, second = wording.quotation()
    quoted = Quoted(f"{first}, {join} {second}", family, is_trimmed=False)
    return paragraph(
        f"“{quoted.text},” {who} said.",
        Attribution("unnamed", _head(who), quote_form="direct", quotes=(quoted,)),
    )


def document(wording: Wording) -> Paragraph:
    """`According to an internal memo, ….`"""
    what = wording.random.choice(DOCUMENTS)
    return paragraph(
        f"According to {what}, {wording.clause()}.", Attribution("document", _head(what), cue="According to")
    )


def relayed_fact(outlet: Outlet, wording: Wording) -> Paragraph:
    """`…, Reuters reports.`"""
    return paragraph(
        f"{wording.clause()}, {outlet.cited_as} reports.",
        Attribution("outlet", outlet.name, "relay", cue="reports"),
    )


def relayed(outlet: Outlet, said: Paragraph) -> Paragraph:
    """`Transport Minister Marta Osterveld said …, Reuters reports.` of a paragraph that ends in a clause."""
    form = said.attributions[-1].quote_form
    relay = Attribution("outlet", outlet.name, "relay", form, cue="reports")
    carried = tuple(replace(one, relayed_by=outlet.name) for one in said.attributions)
    ending = paragraph(f", {outlet.cited_as} reports.")
    text = said.text.removesuffix(".")
    whole = f"{text[:-1]},”{ending.text[1:]}" if text.endswith("”") else text + ending.text
    return Paragraph(whole, (*carried, relay), said.names + ending.names)
