"""Pages as their outlets lay them out: an article between menus, buttons and notices, in the house style."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from tests.generated_month.truth import PageVersion
from tests.generated_month.world import Outlet

SUBHEADINGS = ("", "A long night", "What comes next", "Waiting for help", "Looking back")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be laid out, with what the layouts print of it."""

    version: PageVersion

    @property
    def outlet(self) -> Outlet:
        return self.version.outlet

    @property
    def headline(self) -> str:
        return self.version.headline

    @property
    def local(self) -> datetime:
        return self.version.published_at.astimezone(ZoneInfo(self.outlet.zone))

    @property
    def names(self) -> str:
        return " and ".join(self.version.authors)

    @property
    def day(self) -> str:
        """`10, 2025`"""
        return f"{self.local.day}, {self.local:%Y}"

    @property
    def clock(self) -> str:
        """`3:11 PM EST`"""
        return f"{self.local:%I:%M %p}".lstrip("0") + f" {self.outlet.zone_text}"

    def texts(self, opening: str = '"', closing: str = '"') -> list[str]:
        """Return the paragraphs with the quotation marks of the house."""
        marks = str.maketrans({"“": opening, "”": closing})
        return [paragraph.text.translate(marks) for paragraph in self.version.paragraphs]


def brief(sheet: Sheet) -> str:
    """Lay out an aggregator's brief: a lead, bullets, a topic at the end."""
    caption = f"A street near the place is seen last year.   (AP Photo/{sheet.version.photographer}, File)"
    lead, *rest = sheet.texts()
    return "\n".join([
        sheet.headline,
        "",
        f"By {sheet.names},  {sheet.outlet.name} Staff",
        f"Posted {sheet.local:%b} {sheet.day} {sheet.clock}",
        sheet.headline,
        *([caption, ""] if sheet.version.photographer else [""]),
        lead,
        "",
        *(f"  • {text}" for text in rest),
        f"(More {sheet.version.topic} stories.)",
        "",
        "Get the news faster.",
        "Tap to install our app.",
        "X",
    ])  # fmt: skip


def newspaper(sheet: Sheet) -> str:
    """Lay out a daily's page: menu, title with the name of the site, byline, photo, text, notice."""
    caption = (
        f"Workers walk past the site on a cold morning. ({sheet.version.photographer}/{sheet.outlet.name})"
    )
    return "\n".join([
        f"{sheet.headline} | {sheet.outlet.name}",
        "Skip to main content",
        "Menu",
        "  • News",
        "  • Sports",
        "  • Obituaries",
        "Subscribe",
        "Sign In",
        sheet.headline,
        f"By {sheet.names}, {sheet.outlet.name} Staff Writer",
        f"Published {sheet.local:%b}. {sheet.day}, {sheet.clock}",
        "Share",
        *([caption] if sheet.version.photographer else []),
        *sheet.texts(),
        "Advertisement",
        f"© {sheet.local:%Y} {sheet.outlet.name}. All rights reserved.",
        "Privacy Policy",
        "Terms of Use",
    ])  # fmt: skip


def british(sheet: Sheet) -> str:
    """Lay out a British or Irish page: single quotation marks, a 24-hour clock, sections at the top."""
    return "\n".join([
        "News",
        "Opinion",
        "Sport",
        "Culture",
        f"{sheet.headline} | {sheet.outlet.name}",
        sheet.headline,
        sheet.names,
        f"{sheet.local:%a} {sheet.local.day} {sheet.local:%b %Y %H.%M} {sheet.outlet.zone_text}",
        "Share",
        *sheet.texts("‘", "’"),
        "Most viewed",
        f"© {sheet.local:%Y} {sheet.outlet.name} or its affiliated companies. All rights reserved.",
    ])  # fmt: skip


def broadcaster(sheet: Sheet) -> str:
    """Lay out a television station's page: live buttons, curly quotation marks, `Published:`."""
    return "\n".join([
        "Skip to content",
        "Watch Live",
        "Weather",
        "Sports",
        "Submit Photos or Videos",
        f"{sheet.headline} | {sheet.outlet.name}",
        sheet.headline,
        f"By {sheet.names}, {sheet.outlet.name} Staff",
        f"Published: {sheet.local:%b}. {sheet.day} at {sheet.clock}",
        "Share on Facebook",
        "Email This Link",
        *sheet.texts("“", "”"),
        f"Copyright {sheet.local:%Y} {sheet.outlet.name}. All rights reserved.",
        "Most Read",
    ])  # fmt: skip


def magazine(sheet: Sheet) -> str:
    """Lay out a long read: a line below the headline, only a day, subheadings between the paragraphs."""
    texts = sheet.texts("“", "”")
    parts = [
        line
        for number, text in enumerate(texts)
        for line in ([SUBHEADINGS[number // 4], text] if number and number % 4 == 0 else [text])
    ]
    return "\n\n".join([
        f"{sheet.headline} | {sheet.outlet.name}",
        sheet.headline,
        f"By {sheet.names}",
        f"{sheet.version.published_at:%B} {sheet.version.published_at.day}, {sheet.version.published_at:%Y}",
        *parts,
        "Sign up for our newsletter",
        f"© {sheet.local:%Y} {sheet.outlet.name}. All rights reserved.",
    ])  # fmt: skip


def live(sheet: Sheet) -> str:
    """Lay out a live blog: entries with the time of each, the newest first."""
    first, *others = sheet.texts("“", "”")
    entries = [
        line
        for number in range(0, len(others), 2)
        for line in (f"{11 - number // 2}:45am", *others[number : number + 2])
    ]
    return "\n".join([
        f"{sheet.headline} - {sheet.outlet.name}",
        "Skip to main content",
        "Just In",
        "For You",
        sheet.headline,
        f"By {sheet.names}",
        f"Posted {sheet.local:%a} {sheet.local.day} {sheet.local:%b %Y} at {sheet.clock}",
        "Share",
        first,
        "Live updates",
        *entries,
        f"© {sheet.local:%Y} {sheet.outlet.name}. All rights reserved.",
    ])  # fmt: skip


def web(sheet: Sheet) -> str:
    """Lay out a page as HTML, with what it is about in its head."""
    head = {
        "article:published_time": sheet.local.isoformat(),
        "og:site_name": sheet.outlet.name,
        "og:title": sheet.headline,
        "author": sheet.names,
    }
    return "\n".join([
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f"<title>{escape(sheet.headline)}</title>",
        f'<link rel="canonical" href="{escape(sheet.version.url or "")}">',
        *(f'<meta property="{name}" content="{escape(value)}">' for name, value in head.items()),
        "</head><body><nav><a href='/'>Home</a> <a href='/news'>News</a> <a href='/sport'>Sport</a></nav>",
        f"<main><article><h1>{escape(sheet.headline)}</h1>",
        *(f"<p>{escape(text)}</p>" for text in sheet.texts("“", "”")),
        "</article></main><footer>Terms of use. Contact us. Help.</footer></body></html>",
    ])  # fmt: skip


def record(sheet: Sheet) -> str:
    """Return a page as one line of a feed."""
    fields = {
        "url": sheet.version.url,
        "title": sheet.headline,
        "authors": list(sheet.version.authors),
        "date_published": sheet.local.isoformat(),
        "site_name": sheet.outlet.name,
        "language": "en",
        "text": "\n\n".join(sheet.texts()),
    }
    return json.dumps(fields, ensure_ascii=False)


LAYOUTS: Mapping[str, Callable[[Sheet], str]] = {
    "brief": brief,
    "newspaper": newspaper,
    "british": british,
    "broadcaster": broadcaster,
    "magazine": magazine,
    "live": live,
    "wire": web,
    "web": web,
    "record": record,
}


def lay_out(version: PageVersion) -> str:
    """Return a page as its outlet prints it; as a line of a feed where the outlet has one."""
    return LAYOUTS[version.outlet.layout](Sheet(version))
