"""Find who wrote the page: choose among its bylines by where they stand.

Pages print bylines of other stories too. An article's own stands between its headline and its first
paragraphs, sometimes above the headline or right below the text; one deep in the text is a teaser's, and is
believed only where no other says anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from flows.parsing.fields.bylines.author_notes import (
    NOTE,
    NOTE_REACH,
    read_author_note,
    read_bare_names,
    read_sign_off,
)
from flows.parsing.fields.bylines.byline_lines import is_name_line
from flows.parsing.fields.bylines.byline_reading import Affiliation, Byline, read_byline_lines
from flows.parsing.fields.bylines.reporting_credits import is_reporting_credit, read_reporting_credit
from flows.parsing.fields.times.clocks import RELATIVE
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import Author, Segment, TextSpan

WEAK_RULES = frozenset({"names_beside_time", "name_and_time"})
"""Rules by which a line of names is a byline although it does not say `By`, nor what the people are."""

NAMING_RULES = frozenset({"names_below_by", "hinted_byline"})
"""Rules by which a line names authors although it has no `By` of its own."""

BYLINE_RULES = frozenset({"share_bar", "comments", "reading_time", "same_as_headline", "printed_time"})
"""Rules of the lines that stand below an author's name where neither `By` nor a time is printed."""

PROSE = frozenset({"paragraph", "list_item"})
HEADINGS = frozenset({"headline", "headline_repeat"})
UNSURE = frozenset({"boilerplate", "dek", "unclaimed"})
"""Segment types among which a bare name may be the author's."""

OPENS_BODY = 4
"""Lines at the start of the body among which a byline is still the article's own."""

ABOVE_HEADLINE = 8
BODY_FOOT = 6
BELOW_BODY = 8
"""Lines above the headline, at the end of the body and below it where an author may be named."""

SIGNED_LINES = 2
"""Lines at the end of the body that may tell of its author."""

BYLINE_MAX_LINES = 40
"""Lines of a byline or of credits that are read: more are a list of something else."""

RELATIVE_MAX_CHARS = 40
"""More characters than a time such as `Yesterday at 18:41` has."""

SAME_BYLINE = 6
"""Lines between two bylines that belong to one article."""


NOBODY = Byline((), ())


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines right below each other that are one byline; `at` is where it begins among the lines with ink."""

    at: int
    segments: tuple[Segment, ...]

    @property
    def is_strong(self) -> bool:
        return any(segment.rule not in WEAK_RULES for segment in self.segments)


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines with ink, and where the article stands among them."""

    lines: Sequence[Segment]
    headline: int
    last_heading: int
    body_start: int
    body_end: int

    def tells_of(self, name: str) -> bool:
        """Tell whether the story names somebody other than its author, of whom its last lines may tell."""
        body = self.lines[self.body_start : max(self.body_start, self.body_end - SIGNED_LINES)]
        contents = (line.content.text for line in body if line.segment_type in PROSE)
        return any(
            name in content and content != name and not NOTE.match(content, 0, NOTE_REACH)
            for content in contents
        )

    def foot(self) -> Sequence[Segment]:
        start = max(self.body_start, self.body_end - BODY_FOOT)
        return self.lines[start : self.body_end + BELOW_BODY]


def find_authors(lines: Sequence[Segment], lexicon: Lexicon) -> Byline:
    """Return the article's authors, each once and in order, and the news organisations of its byline.

    `lines` are those with ink, as everywhere in the fields.
    """
    page = _find_page(lines)
    signed = next(
        (byline for byline in _read_bylines(page, lexicon) if byline.authors or byline.affiliations), NOBODY
    )
    return Byline(signed.authors or _find_in_foot(page.foot(), lexicon), signed.affiliations)


def _read_bylines(page: _Page, lexicon: Lexicon) -> Iterator[Byline]:
    """Yield what may be the article's byline, the likeliest place first."""
    blocks = list(_find_blocks(page.lines))
    strong = [block for block in blocks if block.is_strong]
    for start in (page.last_heading, page.headline):
        head = _between(blocks, start + 1, page.body_start + OPENS_BODY)
        yield _read(_own_blocks(head, page), page, lexicon)
    yield Byline(_credited((line.content for line in page.lines[: page.body_start]), lexicon), ())
    yield Byline(_find_bare_names(page, lexicon), ())
    yield _read(_between(blocks, page.headline - ABOVE_HEADLINE, page.headline)[-1:], page, lexicon)
    yield _read(_between(strong, page.body_end, len(page.lines))[:1], page, lexicon)
    yield _read(_between(strong, page.body_start, page.body_end)[:1], page, lexicon)


def _find_page(lines: Sequence[Segment]) -> _Page:
    headline = next((at for at, line in enumerate(lines) if line.segment_type == "headline"), -1)
    prose = [at for at, line in enumerate(lines) if at > headline and line.segment_type in PROSE]
    start, end = (prose[0], prose[-1] + 1) if prose else (len(lines), len(lines))
    last_heading = max(
        (at for at in range(max(headline, 0), start) if lines[at].segment_type in HEADINGS), default=-1
    )
    return _Page(lines, headline, last_heading, start, end)


def _find_blocks(lines: Sequence[Segment]) -> Iterator[_Block]:
    signed = [at for at, line in enumerate(lines) if line.segment_type == "byline"]
    block: list[int] = []
    for at in signed:
        if is_reporting_credit(lines[at].content.text):
            continue
        if block and at > block[-1] + 1:
            yield _block(lines, block)
            block = []
        block.append(at)
    if block:
        yield _block(lines, block)


def _block(lines: Sequence[Segment], numbers: Sequence[int]) -> _Block:
    return _Block(numbers[0], tuple(lines[at] for at in numbers[:BYLINE_MAX_LINES]))


def _between(blocks: Iterable[_Block], start: int, end: int) -> list[_Block]:
    return [block for block in blocks if start <= block.at < end]


def _own_blocks(blocks: Sequence[_Block], page: _Page) -> list[_Block]:
    """Return the article's own bylines of those in its head: where one says `By`, those without are none.

    The nearest above the body is the article's: what stands further up may belong to a menu.
    """
    strong = [block for block in blocks if block.is_strong]
    candidates = strong or list(blocks)
    above = [block for block in candidates if block.at < page.body_start]
    if not above or not strong:
        return (above or candidates)[:1]
    own = [above[-1]]
    for block in reversed(above[:-1]):
        if own[0].at - block.at > SAME_BYLINE:
            break
        own.insert(0, block)
    return own


def _read(blocks: Iterable[_Block], page: _Page, lexicon: Lexicon) -> Byline:
    """Return what some blocks say as one. A name without a `By` that the story tells of is its subject's."""
    authors: list[Author] = []
    affiliations: list[Affiliation] = []
    for block in blocks:
        contents = (segment.content for segment in block.segments)
        is_introduced = any(segment.rule in NAMING_RULES for segment in block.segments)
        byline = read_byline_lines(contents, lexicon, is_introduced=is_introduced)
        affiliations += byline.affiliations
        authors += (author for author in byline.authors if block.is_strong or not page.tells_of(author.name))
    return Byline(_unique(authors), tuple(affiliations))


def _unique(authors: Iterable[Author]) -> tuple[Author, ...]:
    by_name: dict[str, Author] = {}
    for author in authors:
        by_name.setdefault(author.name, author)
    return tuple(by_name.values())


def _find_bare_names(page: _Page, lexicon: Lexicon) -> tuple[Author, ...]:
    """Return who is named right below the headline, right above the share bar, or with an outlet."""
    for at in range(page.last_heading + 1, min(page.body_start + OPENS_BODY, len(page.lines))):
        line = page.lines[at]
        if line.segment_type not in UNSURE or not is_name_line(line.content.text):
            continue
        before, after = page.lines[at - 1], page.lines[at + 1] if at + 1 < len(page.lines) else line
        is_placed = before.segment_type in HEADINGS | {"dek"} or after.rule in BYLINE_RULES
        is_placed = is_placed or RELATIVE.fullmatch(after.content.text, 0, RELATIVE_MAX_CHARS) is not None
        is_placed = is_placed or after.content.text == line.content.text
        authors = tuple(
            author for author in read_bare_names(line.content, lexicon) if not page.tells_of(author.name)
        )
        if authors and (is_placed or authors[0].affiliation_outlet_id):
            return authors
    return ()


def _credited(contents: Iterable[TextSpan], lexicon: Lexicon) -> tuple[Author, ...]:
    """Return who reported and wrote, by the credits among some lines."""
    credit_lines = islice((line for line in contents if is_reporting_credit(line.text)), BYLINE_MAX_LINES)
    return _unique(author for content in credit_lines for author in read_reporting_credit(content, lexicon))


def _find_in_foot(lines: Sequence[Segment], lexicon: Lexicon) -> tuple[Author, ...]:
    """Return who is named where the text ends: in its credit, by a sign-off, or in the note on its author."""
    contents = [line.content for line in lines]
    signed = [author for content in contents for author in read_sign_off(content, lexicon)]
    noted = [author for content in contents if (author := read_author_note(content, lexicon))]
    return _credited(contents, lexicon) or _unique(signed) or _unique(noted)
