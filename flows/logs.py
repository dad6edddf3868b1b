"""Log lines as JSON, one object a line on standard error: those of a run, of Prefect and of what is below.

Without `--log-format json` a person watches the stages and a summary. With it nothing but JSON is written to
standard error, also by the processes that a schedule starts: Prefect takes the configuration of its logs from
`json_logging.yml`, which has no other format.
"""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

from flows import progress
from flows.settings import LogFormat, force_variable, redact

CONFIGURATION = Path(__file__).parent / "templates" / "json_logging.yml"
OWN = logging.getLogger("flows")

_run_id: ContextVar[str | None] = ContextVar("run_id", default=None)


class JsonLines(logging.Formatter):
    """Writes a record as one line of JSON.

    `time` is UTC. `run_id` and `stage` are null outside of a run or a stage. Where there are any, `counts`
    are numbers by name and `error` is a traceback.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "run_id": _run_id.get(),
            "stage": getattr(record, "stage", None) or progress.current_stage(),
            "message": redact(record.getMessage()),
        }
        if hasattr(record, "counts"):
            line["counts"] = record.counts
        if record.exc_info:
            line["error"] = redact(self.formatException(record.exc_info))
        return json.dumps(line, default=str)


def begin(log_format: LogFormat) -> None:
    """Write logs in this format from here on, in the processes that this one starts too.

    To be called before Prefect is imported; what it has said by then was text.
    """
    OWN.setLevel(logging.INFO)
    if log_format == "json" and not is_json():
        force_variable("PREFECT_LOGGING_SETTINGS_PATH", str(CONFIGURATION))
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        root = logging.getLogger()
        root.handlers = [other for other in root.handlers if not isinstance(other, logging.StreamHandler)]
        root.addHandler(handler)
        logging.captureWarnings(capture=True)


def is_json() -> bool:
    """Tell whether this process writes its logs as JSON."""
    return any(isinstance(handler.formatter, JsonLines) for handler in logging.getLogger().handlers)


def tell_run(run_id: str) -> None:
    """Put the run into the log lines from here on."""
    _run_id.set(run_id)
