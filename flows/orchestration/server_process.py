"""A Prefect server's process: `python -m flows.orchestration.server_process HOST PORT [--scheduling]`.

It ends when its standard input closes, which happens when its parent ends, even by kill -9.
"""

from __future__ import annotations

import sys
import threading

from flows.settings import force_variable


def main(arguments: list[str]) -> None:
    """Serve Prefect's API at an address of this machine until the parent is gone."""
    host, port, *options = arguments
    if "--scheduling" not in options:
        # the two switches Prefect sets for the temporary servers it starts itself: no UI, no scheduler
        force_variable("PREFECT__SERVER_EPHEMERAL", "1")
        force_variable("PREFECT_SERVER_UI_ENABLED", "false")
        _forget_old_runs_in_short_lives_too()
    force_variable("PREFECT__SERVER_FINAL", "1")

    import uvicorn

    server = uvicorn.Server(
        uvicorn.Config(
            "prefect.server.api.server:create_app",
            factory=True,
            host=host,
            port=int(port),
            log_level="warning",
            lifespan="on",
        )
    )
    threading.Thread(target=_stop_with_parent, args=(server,), daemon=True).start()
    server.run()


def _forget_old_runs_in_short_lives_too() -> None:
    """Let a server that lives for one run delete old ones: Prefect does so in lasting servers alone."""
    from prefect.server.services.db_vacuum import schedule_vacuum_tasks
    from prefect.server.services.perpetual_services import perpetual_service
    from prefect.settings import get_current_settings

    def is_wanted() -> bool:
        return "flow_runs" in get_current_settings().server.services.db_vacuum.enabled_vacuum_types

    perpetual_service(enabled_getter=is_wanted, run_in_ephemeral=True)(schedule_vacuum_tasks)


def _stop_with_parent(server: object) -> None:
    sys.stdin.buffer.read()
    server.should_exit = True  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(sys.argv[1:])
