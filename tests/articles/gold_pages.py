"""The gold pages as the parser reads them, and what is missed in them."""

from functools import cache

from flows.accuracy.gold import GoldPage, read_gold
from flows.lookups import load_lexicon
from flows.parsing.page import parse_page
from flows.parsing.records import ParsedPage
from tests.passages.scores import Tally, add_citations, add_names


@cache
def read_pages(gold_set: str) -> tuple[tuple[GoldPage, ParsedPage], ...]:
    """Return each page of a gold set and how it reads."""
    lexicon = load_lexicon()
    return tuple((gold, parse_page(gold.text, lexicon)) for gold in read_gold(gold_set))


def tally_pages(gold_set: str) -> Tally:
    """Compare every page of a set with what is annotated."""
    total = Tally()
    for gold, page in read_pages(gold_set):
        tally = Tally(passages=1)
        add_citations(tally, gold.citations, page.citations)
        add_names(tally, gold.names, page.mentions)
        tally.misses = [f"{gold.name}: {miss}" for miss in tally.misses]
        total.add(tally)
    return total
