"""Put a notice into words. What pages, files and errors say was written by strangers and is made inert."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows.notices.incidents import Due, EndedRun, FailedCheck
from flows.settings import redact

SHOWN_CHECKS = 10
SHOWN_CHARACTERS = 300
"""Characters of an example or an error message in a notice."""

OBEYED = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
"""Line breaks and what a terminal, a mail program or a chat would obey instead of showing it."""

COUNTED = {
    "file_count": "files looked at",
    "ingested_count": "new",
    "quarantined_count": "quarantined",
    "page_count": "pages loaded",
    "checks_passed": "checks passed",
    "checks_failed": "checks failed",
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell, of one run."""

    due: Due
    run: EndedRun
    report: Path

    @property
    def title(self) -> str:
        """Return it in a few words of ours: nothing here comes from a page."""
        count, checks = self.due.count, len(self.run.checks)
        times = f", {count} times now" if count > 1 else ""
        return {
            "refused": f"A gate refused the data: {checks} checks failed{times}",
            "failed": f"A run failed: {self.run.problem}{times}",
            "recovered": f"Recovered: a run ended well after {count} that did not",
            "silent": "Silence: nothing new has arrived",
            "arrived": f"Pages arrive again: {count} new",
        }[self.due.kind]

    def as_line(self) -> dict[str, Any]:
        """Return it as a line of `notices.jsonl`."""
        return {
            "time": self.run.finished_at.isoformat(),
            "kind": self.due.kind,
            "run_id": self.run.run_id,
            "title": self.title,
            "count": self.due.count,
            "since": self.due.since.isoformat(),
            "message": self.run.message and inert(self.run.message),
            "checks": [
                {**asdict(check), "example": check.example and inert(check.example)}
                for check in self.run.checks[:SHOWN_CHECKS]
            ],
            "counts": dict(self.run.counts),
            "report": str(self.report),
        }

    def as_mail(self) -> str:
        """Return it as plain text."""
        return self._as_text(inert)

    def as_chat(self) -> str:
        """Return it for Slack, Teams and Mattermost, which take `@name` for a call and `<…>` for a link."""
        return self._as_text(quote_for_chat)

    def _as_text(self, quote: Callable[[str], str]) -> str:
        since = f"since {self.due.since:%Y-%m-%d %H:%M} UTC"
        lines = [f"Sourceline: {self.title} ({since})", f"Run {self.run.run_id}"]
        if self.run.message and not self.run.checks:
            lines.append(quote(self.run.message))
        lines += [line for check in self.run.checks[:SHOWN_CHECKS] for line in _check_lines(check, quote)]
        if len(self.run.checks) > SHOWN_CHECKS:
            lines.append(f"and {len(self.run.checks) - SHOWN_CHECKS} more checks")
        counted = [
            f"{self.run.counts[key]:,} {name}" for key, name in COUNTED.items() if key in self.run.counts
        ]
        return "\n".join([*lines, ", ".join(counted), f"Report: {quote(str(self.report))}"])


def _check_lines(check: FailedCheck, quote: Callable[[str], str]) -> Iterator[str]:
    rows = "" if check.unexpected_count is None else f", {check.unexpected_count:,} rows"
    yield f"- {check.gate}, {check.table_name}: {check.check_name} ({check.severity}{rows})"
    if check.example:
        yield f"  e.g. {quote(check.example)}"


def inert(text: str) -> str:
    """Return text on one line, of bounded length, without secrets and without what would be obeyed."""
    shown = OBEYED.sub(" ", redact(text)).strip()
    return shown if len(shown) <= SHOWN_CHARACTERS else f"{shown[: SHOWN_CHARACTERS - 1]}…"


def quote_for_chat(text: str) -> str:
    """Return inert text as code, in which chats look for no names, links or markup."""
    escaped = inert(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("`", "'")
    return f"`{escaped}`"
