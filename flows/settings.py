"""Where the outside comes in: the environment, the clock and randomness, and nowhere else.

A setting is taken from its flag, then from `SOURCELINE_*`, then from the default here.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal, cast, get_args
from urllib.parse import urlsplit

from flows.errors import UsageError
from flows.redaction import has_password, hide_secrets

GatesMode = Literal["enforce", "strict", "report"]
LogFormat = Literal["text", "json"]

DEFAULT_SOURCE = "seeds"
DEFAULT_DATA_DIR = "data"
DEFAULT_ENTITIES = "rules"
SPACY = "spacy:"
"""What a setting of entities begins with that names a spaCy pipeline."""

BATCH_BYTES = 16 * 2**20
"""Text per batch: the bound on the text a process holds and the unit of parallel work."""

MAX_PAGE_BYTES = 32 * 2**20
"""A document larger than this is quarantined; the longest news pages are below one megabyte."""

MAX_MEMBERS = 100_000
"""Files in one archive."""

MAX_NESTING = 3
"""Archives in one another: a zip in a tar in a zip."""

MAX_EXPANSION_RATIO = 200
"""Unpacked bytes per byte of a file; text compresses to a twentieth at best, a bomb to a thousandth."""

MAX_EXPANDED_BYTES = 20 * 2**30
"""Unpacked bytes of one file, at all levels of nesting together. A CC-NEWS file unpacks to about 5 GB."""


RUN_MOMENT = re.compile(r"\d{8}T\d{9}(?=Z-)")
"""How the id of a run begins: `20250210T211100123`."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one source file may cost. What is beyond is set aside with a reason, and the run goes on."""

    max_page_bytes: int = MAX_PAGE_BYTES
    max_members: int = MAX_MEMBERS
    max_nesting: int = MAX_NESTING
    max_expansion_ratio: int = MAX_EXPANSION_RATIO
    max_expanded_bytes: int = MAX_EXPANDED_BYTES


@dataclass(frozen=True, slots=True)
class Replay:
    """What of the quarantine a run tries again: all, or what has one of the reasons and came in since."""

    reasons: tuple[str, ...] = ()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run works on and how. Sources are folders, files, glob patterns or URLs of object stores.

    `entities` says who finds the names: `rules`, or `spacy:` and a package or the absolute path of a folder.
    With `replay` the run looks at what is in the quarantine, with `is_rebuild` at the lake alone.
    """

    sources: tuple[str, ...]
    data_dir: Path
    gates_mode: GatesMode = "enforce"
    is_reparse: bool = False
    worker_count: int = 1
    batch_bytes: int = BATCH_BYTES
    limits: Limits = Limits()
    entities: str = DEFAULT_ENTITIES
    replay: Replay | None = None
    is_rebuild: bool = False
    is_backfill: bool = False

    @property
    def command(self) -> str:
        """Return what the run is called where it is told who is at work."""
        if self.is_rebuild:
            return "rebuild"
        if self.replay:
            return "replay"
        return "backfill" if self.is_backfill else "run"


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """Where notices go besides `notices.jsonl`, and when silence is one. Addresses hold secrets: never shown.

    `silence_hours` is None where nothing is said of silence, which is the default.
    """

    webhook: str | None = field(default=None, repr=False)
    smtp_url: str | None = field(default=None, repr=False)
    mail_to: tuple[str, ...] = ()
    silence_hours: int | None = None


@dataclass(frozen=True, slots=True)
class RunIdentity:
    """One run: an id that sorts by start time, and that time, aware and in UTC."""

    run_id: str
    started_at: datetime


def load_settings(
    *,
    sources: Iterable[str] | None = None,
    data_dir: str | Path | None = None,
    gates_mode: str | None = None,
    is_reparse: bool = False,
    entities: str | None = None,
    replay: Replay | None = None,
    is_rebuild: bool = False,
    is_backfill: bool = False,
) -> Settings:
    """Return the settings of a run; raise UsageError where a value cannot be used."""
    chosen = tuple(sources or ()) or tuple(_split(os.environ.get("SOURCELINE_SOURCE"))) or (DEFAULT_SOURCE,)
    _refuse_passwords(chosen)
    return Settings(
        sources=chosen,
        data_dir=find_data_dir(data_dir),
        gates_mode=_read_mode(gates_mode or os.environ.get("SOURCELINE_GATES")),
        is_reparse=is_reparse,
        worker_count=_positive("SOURCELINE_WORKERS", os.cpu_count() or 1),
        batch_bytes=_positive("SOURCELINE_BATCH_BYTES", BATCH_BYTES),
        limits=_load_limits(),
        entities=_name_entities(entities or os.environ.get("SOURCELINE_ENTITIES") or DEFAULT_ENTITIES),
        replay=replay,
        is_rebuild=is_rebuild,
        is_backfill=is_backfill,
    )


def load_log_format(given: str | None = None) -> LogFormat:
    """Return how log lines are written; raise UsageError where that is neither `text` nor `json`."""
    log_format = given or os.environ.get("SOURCELINE_LOG") or "text"
    if log_format not in ("text", "json"):
        raise UsageError(f"SOURCELINE_LOG must be 'text' or 'json', not {log_format!r}")
    return "json" if log_format == "json" else "text"


def load_notice_settings() -> NoticeSettings:
    """Return where notices go; raise UsageError, without showing it, for an address that cannot be one."""
    webhook, smtp_url = read_variable("SOURCELINE_NOTICE_WEBHOOK"), read_variable("SOURCELINE_SMTP_URL")
    _require_url("SOURCELINE_NOTICE_WEBHOOK", webhook, ("http", "https"))
    _require_url("SOURCELINE_SMTP_URL", smtp_url, ("smtp", "smtps"))
    addresses = (read_variable("SOURCELINE_NOTICE_EMAIL") or "").split(",")
    mail_to = tuple(address.strip() for address in addresses if address.strip())
    if mail_to and not smtp_url:
        raise UsageError("SOURCELINE_NOTICE_EMAIL needs SOURCELINE_SMTP_URL, such as smtp://host:587")
    return NoticeSettings(webhook, smtp_url, mail_to, _positive("SOURCELINE_SILENCE_HOURS", 0) or None)


def _require_url(name: str, value: str | None, schemes: tuple[str, ...]) -> None:
    try:
        parts = urlsplit(value or "")
        is_usable = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_usable = False
    if value and not is_usable:
        raise UsageError(f"{name} must be the address of a server: {' or '.join(schemes)}://host:port/...")


def _refuse_passwords(sources: Iterable[str]) -> None:
    """Raise UsageError for a source with a password in it: Prefect stores the parameters of every run."""
    for source in filter(has_password, sources):
        raise UsageError(
            f"{redact(source)} has a password in it, which would be stored with each run. Give it as a "
            "variable, such as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
        )


def _read_mode(value: str | None) -> GatesMode:
    for mode in get_args(GatesMode):
        if mode == (value or "enforce"):
            return cast("GatesMode", mode)
    raise UsageError(f"gates must be one of {', '.join(get_args(GatesMode))}, not {value!r}")


def _load_limits() -> Limits:
    return Limits(
        max_page_bytes=_positive("SOURCELINE_MAX_PAGE_BYTES", MAX_PAGE_BYTES),
        max_members=_positive("SOURCELINE_MAX_MEMBERS", MAX_MEMBERS),
        max_nesting=_positive("SOURCELINE_MAX_NESTING", MAX_NESTING),
        max_expansion_ratio=_positive("SOURCELINE_MAX_EXPANSION_RATIO", MAX_EXPANSION_RATIO),
        max_expanded_bytes=_positive("SOURCELINE_MAX_EXPANDED_BYTES", MAX_EXPANDED_BYTES),
    )


def _name_entities(value: str) -> str:
    """Return who finds the names, a folder by its absolute path: a scheduled run starts elsewhere."""
    pipeline = value.removeprefix(SPACY)
    if value == DEFAULT_ENTITIES:
        return value
    if pipeline in {"", value} or pipeline != pipeline.strip():
        raise UsageError(
            f"entities must be 'rules' or 'spacy:' and the package or folder of a pipeline, such as "
            f"'spacy:en_core_web_sm', not {value!r}"
        )
    folder = Path(pipeline).expanduser()
    is_folder = pipeline != folder.name or (folder / "config.cfg").is_file()
    return f"{SPACY}{folder.absolute()}" if is_folder else value


def find_data_dir(given: str | Path | None = None) -> Path:
    """Return the data directory as an absolute path; it need not exist."""
    return Path(given or os.environ.get("SOURCELINE_DATA_DIR") or DEFAULT_DATA_DIR).absolute()


def begin_run(after: str | None = None) -> RunIdentity:
    """Return a new run's identity, such as `20250210T211100123Z-9f3a`.

    Ids sort in the order of the runs even where the clock was set back: one that would come before the id
    `after` takes the millisecond that follows it. The time of the start is what the clock says.
    """
    started_at = utc_now()
    moment = started_at
    if after and (found := RUN_MOMENT.match(after)):
        latest = datetime.strptime(found[0], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        moment = max(started_at, latest + timedelta(milliseconds=1))
    run_id = f"{moment:%Y%m%dT%H%M%S}{moment.microsecond // 1000:03d}Z-{secrets.token_hex(2)}"
    return RunIdentity(run_id, started_at)


def utc_now() -> datetime:
    """Return the time, aware and in UTC."""
    return datetime.now(UTC)


def read_variable(name: str) -> str | None:
    """Return an environment variable, None where it is unset or empty."""
    return os.environ.get(name) or None


def redact(text: str) -> str:
    """Return text without the secrets of the environment: for everything that is shown or kept."""
    return hide_secrets(text, os.environ)


def set_variables(variables: dict[str, str]) -> None:
    """Set environment variables for the libraries this process is about to import; keep what is set."""
    for name, value in variables.items():
        os.environ.setdefault(name, value)


def force_variable(name: str, value: str) -> None:
    """Set an environment variable whatever it was."""
    os.environ[name] = value


def _split(value: str | None) -> list[str]:
    """Return the sources of a variable, which stand between colons; those of URLs are not between sources."""
    return [part for part in re.split(rf"{re.escape(os.pathsep)}(?!//)", value or "") if part]


def _positive(name: str, default: int) -> int:
    text = os.environ.get(name)
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise UsageError(f"{name} must be a whole number above zero, not {text!r}")
    return int(text)
