"""Find the attributions of a page: who says it, by which words, through whom and to whom.

A passage is read in three steps: frames (source, cue, addressee), the content each frame leaves, and the
rows they make. Rows are then numbered in reading order and chained: outlet, speaker, words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flows.parsing.attribution.chains import in_reading_order, link
from flows.parsing.attribution.frames import frame_finder
from flows.parsing.attribution.rows import RowMaker
from flows.parsing.attribution.source_kinds import SourceClassifier
from flows.parsing.attribution.speaker_titles import OfficeReader
from flows.parsing.attribution.speakers import Speakers
from flows.parsing.language.passages import find_passages
from flows.parsing.language.quotes import Quote
from flows.parsing.language.sentences import Sentence
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import Citation, Mention


def find_citations(  # noqa: PLR0917 - what is known of a page at this point, in the order it was found
    text: str,
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    published_on: date | None,
) -> tuple[Citation, ...]:
    """Return the attributions in the headline, the dek and the body, in reading order.

    `sentences` and `quotes` are those of the page's read segments. Weekdays count back from
    `published_on`; without it only dates with a year are resolved.
    """
    finder = frame_finder(lexicon)
    speakers = Speakers(SourceClassifier(text, mentions, lexicon), mentions)
    maker = RowMaker(text, speakers, OfficeReader(lexicon), published_on)
    passages = find_passages(sentences, quotes, mentions, finder.telling_words)
    return link(
        in_reading_order(maker.rows(passage, tuple(finder.find(passage))) if passage else maker.silence())
        for passage in passages
    )
