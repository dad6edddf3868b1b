"""Find the attributions of a page: who says it, by which words, through whom and to whom.

A passage is read in three steps: frames (source, cue, addressee), the content each frame leaves, and the
rows they make. Rows are then numbered in reading order and chained: outlet, speaker, words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from flows.parsing.chains import Draft, in_reading_order, link
from flows.parsing.frames import FrameFinder
from flows.parsing.lexicon import Lexicon
from flows.parsing.passages import find_passages
from flows.parsing.quotes import find_quotes
from flows.parsing.records import Citation, Mention, Segment
from flows.parsing.rows import RowMaker
from flows.parsing.sentences import Sentence
from flows.parsing.source_kinds import SourceClassifier
from flows.parsing.speakers import Speakers


def find_citations(
    text: str,
    segments: Sequence[Segment],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    published_on: date | None,
) -> tuple[Citation, ...]:
    """Return the attributions in the headline, the dek and the body, in reading order.

    Weekdays count back from `published_on`; without it only dates with a year are resolved.
    """
    return link(_find_drafts(text, segments, sentences, mentions, lexicon, published_on))


def _find_drafts(
    text: str,
    segments: Sequence[Segment],
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    published_on: date | None,
) -> Iterator[Draft]:
    finder = FrameFinder(lexicon)
    maker = RowMaker(text, Speakers(SourceClassifier(text, mentions, lexicon), mentions), published_on)
    for passage in find_passages(sentences, find_quotes(segments), mentions):
        frames = tuple(finder.find(passage))
        yield from in_reading_order(maker.rows(passage, frames))
