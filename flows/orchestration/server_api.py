"""What the schedule asks of Prefect's server, over plain HTTP: no command waits for `import prefect`."""

from __future__ import annotations

import base64
import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from flows.errors import ServerUnavailable
from flows.orchestration.deployments import DEPLOYMENT, FLOW
from flows.settings import read_variable

WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds between attempts where the server says it is busy, as Prefect's does while SQLite is locked."""
BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE}
ANSWER_SECONDS = 20


@dataclass(frozen=True, slots=True)
class ServerApi:
    """A Prefect server's API, by its address such as `http://127.0.0.1:4200/api`."""

    url: str

    def filter(self, path: str, body: object) -> list[dict[str, Any]]:
        """Return what a collection has that fits."""
        found: list[dict[str, Any]] = json.loads(self._ask("POST", f"{path}/filter", body))
        return found

    def post(self, path: str, body: object = None) -> dict[str, Any]:
        """Send a body to a path; return the answer, which may be empty."""
        answer: dict[str, Any] = json.loads(self._ask("POST", path, body) or "{}")
        return answer

    def patch(self, path: str, body: object) -> None:
        """Change what is at a path."""
        self._ask("PATCH", path, body)

    def find_deployment(self) -> dict[str, Any] | None:
        """Return the deployment of the pipeline, None where the server knows of none."""
        found = self.filter(
            "/deployments",
            {"flows": {"name": {"any_": [FLOW]}}, "deployments": {"name": {"any_": [DEPLOYMENT]}}},
        )
        return found[0] if found else None

    def find_runs(
        self, deployment: dict[str, Any], *states: str, limit: int = 200, newest_first: bool = False
    ) -> list[dict[str, Any]]:
        """Return the runs of a deployment in one of these types of states, in the order they fall due."""
        return self.filter(
            "/flow_runs",
            {
                "flow_runs": {
                    "deployment_id": {"any_": [deployment["id"]]},
                    "state": {"type": {"any_": list(states)}},
                },
                "sort": f"EXPECTED_START_TIME_{'DESC' if newest_first else 'ASC'}",
                "limit": limit,
            },
        )

    def start_run(self, deployment: dict[str, Any]) -> dict[str, Any]:
        """Let a run of a deployment fall due at once, also of a paused one, and return it."""
        return self.post(f"/deployments/{deployment['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}})

    def _ask(self, method: str, path: str, body: object) -> bytes:
        request = urllib.request.Request(  # noqa: S310 - the http address of a Prefect server
            f"{self.url}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", **_authorization()},
            method=method,
        )
        for wait in (*WAITS, None):
            try:
                with urllib.request.urlopen(request, timeout=ANSWER_SECONDS) as answer:  # noqa: S310 - as above
                    text: bytes = answer.read()
                    return text
            except urllib.error.HTTPError as refusal:
                if refusal.code not in BUSY or wait is None:
                    detail = refusal.read().decode(errors="replace")[:300]
                    raise ServerUnavailable(
                        f"The Prefect server at {self.url} refused {method} {path}: {refusal} {detail}"
                    ) from refusal
                time.sleep(wait)
            except OSError as problem:
                raise ServerUnavailable(
                    f"The Prefect server at {self.url} does not answer ({problem}). "
                    "See whether `sourceline serve` is running."
                ) from problem
        raise AssertionError("every attempt returns, raises or is followed by another")


def is_paused(deployment: dict[str, Any]) -> bool:
    """Say whether no runs fall due: the deployment is paused, or each of its schedules is."""
    return bool(deployment["paused"]) or not any(one["active"] for one in deployment["schedules"])


def next_run_at(api_url: str) -> datetime | None:
    """Return when the schedule runs next; None where it is paused or the server knows of no schedule."""
    api = ServerApi(api_url)
    deployment = api.find_deployment()
    upcoming = api.find_runs(deployment, "SCHEDULED", limit=1) if deployment else []
    return datetime.fromisoformat(upcoming[0]["expected_start_time"]) if upcoming else None


def _authorization() -> dict[str, str]:
    """Return the header for a server that asks who is there, as Prefect's own settings name it."""
    if key := read_variable("PREFECT_API_KEY"):
        return {"Authorization": f"Bearer {key}"}
    if secret := read_variable("PREFECT_API_AUTH_STRING"):
        return {"Authorization": f"Basic {base64.b64encode(secret.encode()).decode()}"}
    return {}
