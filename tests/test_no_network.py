"""The one command runs with no server there, and talks to nobody but the one that it starts."""

import json
import os
import shutil
import subprocess
import sys

from flows.storage import lake
from flows.storage.layout import DataDir

WATCH = """
import ipaddress, json, os, sys

def is_here(host):
    name = host.decode() if isinstance(host, bytes) else host
    try:
        return name in ("", None, "localhost") or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False

def note(*told):
    with open(os.environ["CALLS"], "a") as calls:
        calls.write(json.dumps([" ".join(sys.orig_argv), *told]) + "\\n")

def watch(event, arguments):
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    note(event, str(host), is_here(host))
    if not is_here(host):
        raise OSError(f"nothing but this machine is to be reached, and not {host}")

sys.addaudithook(watch)
note("started", "here", True)
"""
"""What every Python process of the run does first: note each address, and refuse those of others."""

ISOLATED = ["unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "isolated"]
"""Run a command in a network of its own that has a loopback device and nothing else."""


def can_isolate():
    tools = all(map(shutil.which, ("unshare", "ip")))
    return tools and subprocess.run([*ISOLATED, "true"], check=False, capture_output=True).returncode == 0


def test_one_command_runs_everything_without_a_network_and_asks_for_none(desk, tmp_path):
    data = DataDir(desk.data_dir)
    for number in range(2):
        desk.save(
            f"{number}.txt", f"Ferry {number} Halts\n\nOfficials said Monday that ferry {number} failed.\n"
        )
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    calls = tmp_path / "calls.jsonl"
    variables = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PREFECT_", "DO_NOT_TRACK", "GX_")) and not name.lower().endswith("_proxy")
    }
    paths = [str(tmp_path / "hook"), *filter(None, [os.environ.get("PYTHONPATH")])]
    ran = subprocess.run(
        [*(ISOLATED if can_isolate() else []), sys.executable, "-m", "flows.cli", "run"],
        env={
            **variables,
            "PYTHONPATH": os.pathsep.join(paths),
            "CALLS": str(calls),
            "SOURCELINE_DATA_DIR": str(data.root),
            "SOURCELINE_BATCH_BYTES": "1",  # a batch a page, so that pages are read by workers
            "SOURCELINE_WORKERS": "2",
            "SOURCELINE_SOURCE": str(desk.pages),
        },
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert "articles" in ran.stdout
    assert str(data.warehouse) in ran.stdout
    assert lake.recent_runs(data, 1)[0]["status"] == "published"
    for page in ("index.html", "data_docs/index.html", "dbt_docs.html"):
        assert (data.reports / page).exists(), page
    noted = [json.loads(line) for line in calls.read_text(encoding="utf-8").splitlines()]
    assert [call for call in noted if not call[-1]] == []
    watched = [process for process, event, *_ in noted if event == "started"]
    for part in ("flows.cli", "flows.orchestration.server_process", "multiprocessing.spawn"):
        assert any(part in process for process in watched), part
