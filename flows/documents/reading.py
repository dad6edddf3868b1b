"""Read a document that turned out to be new as the text of a page."""

from __future__ import annotations

from flows.decoding import decode_page, refuse_unreadable
from flows.documents.document import Document, Page, SavedPage
from flows.documents.formats import has_tags, looks_like_html
from flows.parsing.records import Hints


def read_page(document: Document) -> Page:
    """Return the page of a document; raise Unreadable where its bytes are not one."""
    body = document.body
    return body if isinstance(body, Page) else _read_saved(body)


def _read_saved(saved: SavedPage) -> Page:
    """Decode a saved page; what it holds decides whether it is read as text or as a web page.

    Text that begins with `<!DOCTYPE html>` is the source of a page, whatever the file is called: no article
    begins like that, and its tags would be read as words. A `.html` file without a tag is text.
    """
    if saved.is_html:
        from flows.documents.web_pages import declared_charset

        decoded = decode_page(saved.content, saved.charset or declared_charset(saved.content))
    else:
        decoded = decode_page(saved.content, saved.charset)
    if looks_like_html(decoded.text) or (saved.is_html and has_tags(decoded.text)):
        from flows.documents.web_pages import read_web_page

        text, hints = read_web_page(decoded.text, saved.url)
        refuse_unreadable(text)
        return Page(text, decoded.encoding, "html", hints)
    return Page(decoded.text, decoded.encoding, "text", Hints(url=saved.url))
