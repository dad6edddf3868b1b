"""Find the named people, organisations and places of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from flows.parsing.entities.name_resolution import resolve_names
from flows.parsing.entities.typed_names import NameFinder, find_typed_names
from flows.parsing.language.quotes import Quote
from flows.parsing.language.sentences import Sentence
from flows.parsing.lexicon import Lexicon
from flows.parsing.records import Mention


def find_mentions(
    text: str,
    sentences: Sequence[Sentence],
    quotes: Sequence[Quote],
    lexicon: Lexicon,
    published_on: date | None,
    *,
    find_names: NameFinder = find_typed_names,
) -> tuple[Mention, ...]:
    """Return the named mentions of a page in reading order.

    `sentences` and `quotes` are those of the page's read segments, `published_on` the day that decides
    whom `President Hall` means; without it nobody is named beyond what the page prints. `find_names` finds
    the names; whom each of them means is told here, whoever found it.
    """
    names = find_names(text, sentences, quotes, lexicon)
    return tuple(
        Mention(
            mention_no=number,
            start=typed.name.start,
            end=typed.name.end,
            text=typed.name.text,
            entity_type=typed.entity_type,
            entity_name=found.entity_name,
            name_in_page=found.name_in_page,
            outlet_id=found.outlet_id,
            country_code=found.country_code,
            segment_no=typed.name.sentence.segment_no,
            is_in_quote=is_quoted,
            resolved_by=found.resolved_by,
            rule=typed.rule,
        )
        for number, ((typed, found), is_quoted) in enumerate(
            zip(
                resolve_names(names, lexicon, published_on),
                _are_quoted([typed.name.start for typed in names], quotes),
                strict=True,
            )
        )
    )


def _are_quoted(starts: Sequence[int], quotes: Sequence[Quote]) -> Iterator[bool]:
    """Yield for each position, in order, whether a quotation covers it."""
    reach = 0
    following = 0
    for start in starts:
        while following < len(quotes) and quotes[following].start <= start:
            reach = max(reach, quotes[following].end)
            following += 1
        yield start < reach
