"""Tell of a run that has ended: always in `notices.jsonl`, by webhook and e-mail where they are set.

Nothing here stops or fails a run. A channel that does not deliver is itself a line of the file.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from flows.notices import channels
from flows.notices.incidents import Due, EndedRun, Incident, Repeats, Watch, judge
from flows.notices.wording import Notice, inert
from flows.settings import NoticeSettings
from flows.storage.files import write_text
from flows.storage.layout import DataDir

logger = logging.getLogger("flows")

CHANNEL_SECONDS = 20
"""A channel that has not delivered by then is not waited for."""


def tell(data: DataDir, run: EndedRun, settings: NoticeSettings) -> None:
    """Decide what there is to tell of this run, and tell it."""
    watch = read_watch(data)
    now, dues = judge(watch, run, settings.silence_hours)
    for due in dues:
        _announce(data, Notice(due, run, _find_report(data, due)), settings)
    if now != watch:
        _try("memory", lambda: write_text(data.watch, json.dumps(asdict(now), default=datetime.isoformat)))


def read_watch(data: DataDir) -> Watch:
    """Return what the last run left to remember; nothing where that cannot be read: it is told once more."""
    try:
        kept = json.loads(data.watch.read_text(encoding="utf-8"))
        return _as_watch(kept)
    except FileNotFoundError:
        return Watch()
    except (OSError, ValueError, KeyError, TypeError) as problem:
        logger.warning("%s cannot be read and begins anew: %s", data.watch, problem)
        return Watch()


def _announce(data: DataDir, notice: Notice, settings: NoticeSettings) -> None:
    """Write the line first: it stays whatever becomes of the channels, which work at the same time."""
    write = partial(channels.append_line, data.notices, data.older_notices)
    _try("file", lambda: write(notice.as_line()))
    sending: dict[str, Callable[[], None]] = {}
    if settings.webhook:
        sending["webhook"] = partial(channels.post, settings.webhook, notice.as_chat())
    if settings.mail_to:
        sending["email"] = partial(
            channels.send_mail, settings, f"Sourceline: {notice.title}", notice.as_mail()
        )
    for channel, failure in _send_all(sending).items():
        time = notice.run.finished_at.isoformat()
        line = {"time": time, "kind": "undelivered", "run_id": notice.run.run_id, "channel": channel}
        _try("file", partial(write, {**line, "message": failure}))
        logger.warning("A notice did not go by %s: %s", channel, failure)


def _send_all(sending: dict[str, Callable[[], None]]) -> dict[str, str]:
    """Use all channels at once; return why those failed that did."""
    failures = dict.fromkeys(sending, f"no answer in {CHANNEL_SECONDS} seconds")

    def send(channel: str) -> None:
        try:
            sending[channel]()
        except Exception as problem:  # noqa: BLE001 - whatever a server does, the run has ended as it has
            failures[channel] = inert(f"{type(problem).__name__}: {problem}")
        else:
            del failures[channel]

    threads = [threading.Thread(target=send, args=[channel], daemon=True) for channel in sending]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(CHANNEL_SECONDS)
    return dict(failures)


def _try(what: str, act: Callable[[], object]) -> None:
    """Do what a full disk may prevent; say so in the log."""
    try:
        act()
    except OSError as problem:
        logger.warning("The %s of notices could not be written: %s", what, problem)


def _find_report(data: DataDir, due: Due) -> Path:
    checks = data.reports / "data_docs" / "index.html"
    return checks if due.kind == "refused" else data.reports / "index.html"


def _as_watch(kept: dict[str, Any]) -> Watch:
    def time(value: str | None) -> datetime | None:
        return datetime.fromisoformat(value) if value else None

    incident = kept["incident"]
    if incident:
        failures = {
            signature: Repeats(told["run_count"], datetime.fromisoformat(told["told_at"]))
            for signature, told in incident["failures"].items()
        }
        since = datetime.fromisoformat(incident["since"])
        incident = Incident(incident["first_run_id"], since, incident["run_count"], failures)
    return Watch(incident, time(kept["last_arrival_at"]), time(kept["silence_told_at"]))
