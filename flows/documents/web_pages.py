"""Read a web page: its text without tags and furniture, and what it says of itself.

Nothing is fetched and no entity is resolved. What depends on the day of reading, as the limits of dates do
in the library, is fixed.
"""

from __future__ import annotations

import logging
import re
from itertools import islice
from typing import Any

import lxml.html
import trafilatura
from lxml import etree

from flows.decoding import Unreadable
from flows.documents.page_times import find_published
from flows.documents.reader_view import SITE_TAIL, lay_out
from flows.parsing.records import Hints

META_CHARSET = re.compile(
    rb"<meta[^>]{1,200}charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{1,40})", re.IGNORECASE
)
"""The encoding that a page names: `<meta charset="utf-8">`."""

XML_ENCODING = re.compile(
    rb"\s{0,20}<\?xml[^>]{1,100}encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{1,40})", re.IGNORECASE
)
"""The encoding that a page in XHTML names: `<?xml version="1.0" encoding="utf-8"?>`."""

META_REACH = 4_096
TAG_WITH_ATTRIBUTES = re.compile(r"""<(?P<name>[a-zA-Z]{1,10})(?:[^"'>]++|"[^"]*+"|'[^']*+')*+""")
"""A tag up to its end: `<p class="x"`."""

CODE_ENDINGS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
"""Where the code in an element ends: `</script`."""

QUOTED = re.compile(r"""\"[^"]*+\"|'[^']*+'""")
MAX_TAG_CHARS = 16_384
"""Characters of a tag outside quotation marks. Time and memory grow with the square of the attributes."""

DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
BLOCKS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figcaption", "tr")
"""Elements that stand on lines of their own."""

LONG_WORD = re.compile(r"\w{4,40}")
"""A word that two titles do not share by chance: `ferry`."""

HEADLINE_MIN_WORDS = 4
MAX_HEADINGS = 50
MAX_HINT_CHARS = 1_000


def declared_charset(content: bytes) -> str | None:
    """Return the encoding that a page names in its first bytes."""
    found = META_CHARSET.search(content[:META_REACH]) or XML_ENCODING.match(content)
    return found[1].decode("ascii", "replace") if found else None


def read_web_page(html: str, url: str | None) -> tuple[str, Hints]:
    """Return the text of a web page as a reader sees it, and the hints; raise Unreadable without any text."""
    _refuse_complex(html)
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # what goes wrong is the reason of the outcome
    tree = _parse(html)
    try:
        found = trafilatura.bare_extraction(
            tree,
            url=url,
            include_comments=False,
            deduplicate=False,
            with_metadata=True,
            date_extraction_params=DATES,
        )
    except etree.LxmlError as problem:
        raise Unreadable("no_text", f"its text cannot be told from its furniture: {problem}") from problem
    except RecursionError as problem:
        raise Unreadable("too_complex", "its elements are nested too deep") from problem
    if found is None or not (found.text or "").strip():
        raise Unreadable("no_text", "it has no text that could be an article")
    return lay_out(found.text.strip(), _find_hints(tree, found, url))


def read_fragment(html: str) -> str:
    """Return text that came with its tags without them, a line for each block of it."""
    _refuse_complex(html)
    tree = _parse(html)
    etree.strip_elements(tree, "script", "style", with_tail=False)
    for element in tree.iter(*BLOCKS):
        element.text = f"\n{'- ' if element.tag == 'li' else ''}{element.text or ''}"
        element.tail = f"\n{element.tail or ''}"
    lines = (line.strip() for line in tree.text_content().splitlines())
    return "\n\n".join(filter(None, lines))


def _parse(html: str) -> Any:  # noqa: ANN401 - an lxml tree
    """Return the elements of a page; raise Unreadable where the parser gave up and would lose the rest."""
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True)
    try:
        tree = lxml.html.document_fromstring(html.encode(), parser=parser)
    except etree.LxmlError as problem:
        raise Unreadable("no_text", f"it cannot be read as a web page: {problem}") from problem
    for error in parser.error_log:
        if error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
            raise Unreadable(
                "too_complex", f"it is nested too deep, or a text of it is too long: {error.message}"
            )
    return tree


def _refuse_complex(html: str) -> None:
    """Raise Unreadable for a page with a tag that would take hours to parse; code in scripts is no tags."""
    position = 0
    while tag := TAG_WITH_ATTRIBUTES.search(html, position):
        position = tag.end()
        if position - tag.start() > MAX_TAG_CHARS and len(QUOTED.sub("", tag.group())) > MAX_TAG_CHARS:
            raise Unreadable(
                "too_complex", f"the tag at character {tag.start():,} has thousands of attributes"
            )
        if closing := CODE_ENDINGS.get(tag["name"].lower()):
            code = closing.search(html, position)
            position = code.end() if code else len(html)


def _find_hints(tree: Any, found: Any, url: str | None) -> Hints:  # noqa: ANN401 - the libraries are untyped
    return Hints(
        title=_find_headline(tree, found.title or "", found.sitename or "") or _as_line(found.title),
        byline=_as_line(found.author),
        published=_as_line(find_published(tree)) or _as_line(found.date),
        url=_as_line(url) or _as_line(found.url),
        site_name=_as_line(found.sitename),
        language=_as_line(tree.get("lang")),
    )


def _find_headline(tree: Any, title: str, site_name: str) -> str | None:  # noqa: ANN401 - as above
    """Return the heading of the page that is its headline, None where none or several can be.

    Titles for search engines and shares are often others than readers see. A headline has a word of them;
    the name of a site or a section has not, or is shorter.
    """
    headings = (_as_line(heading.text_content()) for heading in islice(tree.iter("h1"), MAX_HEADINGS))
    sites = {site_name, *(title[tail.end() :] for tail in SITE_TAIL.finditer(title))}
    long_enough = {line for line in headings if line and len(line.split()) >= HEADLINE_MIN_WORDS} - sites
    told = set(LONG_WORD.findall(title.casefold()))
    headlines = [line for line in long_enough if told.intersection(LONG_WORD.findall(line.casefold()))]
    return headlines[0] if len(headlines) == 1 else None


def _as_line(value: str | None) -> str | None:
    line = " ".join((value or "").split())
    return line if line and len(line) <= MAX_HINT_CHARS else None
