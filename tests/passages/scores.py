"""Read the passages with the parser and compare what it finds with what is annotated.

Which findings are right is decided as `sourceline accuracy` does (`flows/accuracy/scoring.py`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from flows.accuracy.gold import GoldCitation, GoldName
from flows.accuracy.scoring import mention_spans, name_spans, pair_citations, plain_name
from flows.lookups import load_lexicon
from flows.parsing.attribution.citations import find_citations
from flows.parsing.entities.mentions import find_mentions
from flows.parsing.language.quotes import find_quotes
from flows.parsing.language.sentences import find_sentences
from flows.parsing.records import Citation, Mention, Segment, TextSpan
from tests.passages.annotations import Passage, load_passages

SCORES = ("citations", "fields", "silent", "entities", "names", "nameless")
"""Each between 0 and 1, and left out where there is nothing to count:

* `citations`: F1 of the citations; `fields`: share of the fields that are right, of those found
* `silent`: share of the passages without a citation in which none is found
* `entities`: F1 of the entities; `names`: share of those found that go by their fullest name
* `nameless`: share of the passages without an entity in which none is found
"""

OPENING = re.compile(r"[\W_]*(?:(?:that|to)\b\W*)?")
"""What may stand before attributed words and says nothing of where they begin: `, that "`"""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the parser finds in a passage."""

    passage: Passage
    segments: tuple[Segment, ...]
    citations: tuple[Citation, ...]
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class Tally:
    """What the scores of some passages are made of, and a line for each miss."""

    hits: Counter[str] = field(default_factory=Counter)
    chances: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    passages: int = 0

    def add_f1(self, score: str, hits: int, *, found: int, expected: int) -> None:
        self.hits[score] += 2 * hits
        self.chances[score] += found + expected
        self.expected[score] += expected

    def add_share(self, score: str, hits: int, chances: int) -> None:
        self.hits[score] += hits
        self.chances[score] += chances
        self.expected[score] += chances

    def add(self, other: "Tally") -> None:
        self.hits += other.hits
        self.chances += other.chances
        self.expected += other.expected
        self.misses += other.misses
        self.passages += other.passages

    def scores(self) -> dict[str, float]:
        return {score: self.hits[score] / self.chances[score] for score in SCORES if self.expected[score]}


@cache
def read_passages() -> tuple[Reading, ...]:
    return tuple(read(passage) for passage in load_passages())


def read(passage: Passage) -> Reading:
    """Read a passage whose lines are known to be paragraphs, as the parser reads the lines of a page."""
    segments = tuple(_lines(passage))
    sentences, quotes, lexicon = find_sentences(segments), find_quotes(segments), load_lexicon()
    mentions = find_mentions(passage.text, sentences, quotes, lexicon, passage.published)
    citations = find_citations(passage.text, sentences, quotes, mentions, lexicon, passage.published)
    return Reading(passage, segments, citations, mentions)


def _lines(passage: Passage) -> Iterator[Segment]:
    start = 0
    for number, line in enumerate(passage.text.splitlines(keepends=True)):
        is_headline = passage.has_headline and number == 0
        content = TextSpan(start, start + len(line.rstrip("\n")), line.rstrip("\n"))
        kind = "headline" if is_headline else "paragraph"
        yield Segment(number, kind, start, start + len(line), line, content, "passage")
        start += len(line)


def tally_patterns() -> Mapping[tuple[str, str], Tally]:
    """Compare every passage; return a tally for each group and pattern."""
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for reading in read_passages():
        tallies[reading.passage.group, reading.passage.pattern].add(compare(reading))
    return tallies


def sum_up(tallies: Iterable[Tally]) -> Tally:
    total = Tally()
    for tally in tallies:
        total.add(tally)
    return total


def compare(reading: Reading) -> Tally:
    tally, passage = Tally(passages=1), reading.passage
    pairs = add_citations(tally, passage.rows, reading.citations)
    for row, citation in pairs:
        for name, wanted, got, is_right in _fields_of_passages(reading, row, citation):
            add_field(tally, row, name, wanted, got, is_right=is_right)
    add_names(tally, passage.names, reading.mentions)
    if not passage.rows:
        tally.add_share("silent", not reading.citations, 1)
    if not passage.names:
        tally.add_share("nameless", not reading.mentions, 1)
    tally.misses = [f"{passage.label}: {miss}" for miss in tally.misses]
    return tally


def add_citations(
    tally: Tally, rows: Sequence[GoldCitation], found: Sequence[Citation]
) -> list[tuple[GoldCitation, Citation]]:
    """Count the citations and what they say of their source; return those that are right with theirs."""
    pairs = pair_citations(rows, found)
    hit_rows, hit_found = [id(row) for row, _ in pairs], [id(citation) for _, citation in pairs]
    tally.add_f1("citations", len(pairs), found=len(found), expected=len(rows))
    tally.misses += [f"missed {_show_row(row)}" for row in rows if id(row) not in hit_rows]
    tally.misses += [f"extra {_show(citation)}" for citation in found if id(citation) not in hit_found]
    for row, citation in pairs:
        for name, wanted, got in (
            ("kind", row.kind, citation.source_kind),
            ("form", row.form, citation.quote_form),
        ):
            add_field(tally, row, name, wanted, got, is_right=wanted == got)
        if row.name:
            is_right = plain_name(row.name) == plain_name(citation.source_name)
            add_field(tally, row, "name", row.name, citation.source_name, is_right=is_right)
    return pairs


def add_field(
    tally: Tally, row: GoldCitation, name: str, wanted: object, got: object, *, is_right: bool
) -> None:
    tally.add_share("fields", is_right, 1)
    if not is_right:
        tally.misses.append(f"{name} of {_show_row(row)} is {got!r}, not {wanted!r}")


def _fields_of_passages(
    reading: Reading, row: GoldCitation, citation: Citation
) -> Iterator[tuple[str, object, object, bool]]:
    """Yield what passages alone annotate: a field, what it should be, what it is, and whether it is right."""
    relay = citation.relayed_by_no
    via = None if relay is None else reading.citations[relay].source_name
    if row.via or via:
        yield "via", row.via, via, plain_name(row.via) == plain_name(via)
    if reading.passage.published and row.role != "addressee":
        yield "said", row.said, citation.said_date, _is_said(row.said, citation)
    if row.content:
        text, start = reading.passage.text, citation.content and citation.content.start
        is_right = start is not None and _opening(text, start) == _opening(text, row.content.start)
        yield "content", row.content.text, citation.content and citation.content.text[:40], is_right


def _is_said(said: str | None, citation: Citation) -> bool:
    """Tell whether the day found is `said`, or the words found are, where they name no day (`last week`)."""
    if citation.said_date:
        return said == citation.said_date.isoformat()
    return said in (citation.said_date_text or "") if said else not citation.said_date_text


def _opening(text: str, start: int) -> int:
    return OPENING.match(text, start).end()


def add_names(tally: Tally, expected: Iterable[GoldName], mentions: Iterable[Mention]) -> None:
    """Count the entities, and of those that are right the fullest names."""
    names, found = name_spans(expected), mention_spans(mentions)
    both = names.keys() & found.keys()
    tally.add_f1("entities", len(both), found=len(found), expected=len(names))
    tally.add_share("names", sum(names[key] == found[key] for key in both), len(both))
    tally.misses += [f"missed {kind} {span.text}" for span, kind in names if (span, kind) not in both]
    tally.misses += [f"extra {kind} {span.text}" for span, kind in found if (span, kind) not in both]
    tally.misses += [
        f"name of {span.text} is {found[span, kind]!r}, not {names[span, kind]!r}"
        for span, kind in names
        if (span, kind) in both and names[span, kind] != found[span, kind]
    ]


def _show_row(row: GoldCitation) -> str:
    source, cue = row.source and row.source.text, row.cues and row.cues[0].text
    return f"{row.role} {source or row.name!r} · {cue or 'no cue'}"


def _show(citation: Citation) -> str:
    source, cue = citation.source and citation.source.text, citation.cue and citation.cue.text
    return f"{citation.source_role} {source!r} · {cue or 'no cue'} · {citation.rule}"
