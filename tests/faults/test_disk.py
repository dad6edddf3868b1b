"""A full disk, a read-only data directory, a full /tmp: what happened is said, and the next run goes on.

Each file system is a small one in memory, in a mount namespace of the child alone. Where none may be made the
tests are skipped with the reason.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

NAMESPACE = ("unshare", "--map-root-user", "--mount")


def in_namespace(script, *arguments, **variables):
    return subprocess.run(
        [*NAMESPACE, "bash", "-euc", script, "bash", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "200", **variables},
    )


@pytest.fixture(scope="module", autouse=True)
def _mounting(tmp_path_factory):
    tried = in_namespace('mount -t tmpfs -o size=1m none "$1"', tmp_path_factory.mktemp("tried"))
    if tried.returncode:
        pytest.skip(f"nothing can be mounted here: {tried.stderr.strip()}")


RUN = f'"{sys.executable}" -m flows.cli run --source "$1" --data-dir "$2"'


def test_a_full_disk_is_told_before_anything_is_begun(desk):
    desk.save_user_page()
    ended = in_namespace(
        f'mount -t tmpfs -o size=64k none "$2"; head -c 60k /dev/zero > "$2/full"; {RUN}',
        desk.pages,
        desk.data_dir,
    )
    assert ended.returncode == 3
    assert "DiskFull No space left on the file system of" in ended.stderr
    assert "Nothing was begun." in ended.stderr


def test_a_read_only_data_directory_is_told_before_anything_is_begun(desk):
    desk.save_user_page()
    ended = in_namespace(f'mount -t tmpfs -o ro none "$2"; {RUN}', desk.pages, desk.data_dir)
    assert ended.returncode == 3
    assert f"DataDirUnusable {desk.data_dir} cannot be written" in ended.stderr


@pytest.mark.slow
@pytest.mark.parametrize("megabytes", [1, 4, 8, 14, 18, 22])
def test_a_disk_that_fills_up_in_a_run_stops_it_and_the_next_goes_on(desk, prefect_server, megabytes):
    """Each size ends another stage: the ingest, the gates, the load, dbt, and what describes its tables."""
    desk.save_user_page()
    script = f"""
        mount -t tmpfs -o size={megabytes}m none "$2"
        {RUN} > "$3/first" 2>&1 && code=0 || code=$?
        test ! -e "$2/warehouse.duckdb" && echo "nothing published, code $code"
        mount -o remount,size=200m "$2"
        {RUN} > "$3/second" 2>&1
        ls "$2/warehouse.duckdb"
    """
    ended = in_namespace(script, desk.pages, desk.data_dir, desk.root, PREFECT_API_URL=prefect_server)
    first, second = (desk.root / name for name in ("first", "second"))
    assert ended.returncode == 0, second.read_text()
    assert "nothing published, code 3" in ended.stdout, first.read_text()
    assert "DiskFull No space left" in first.read_text()
    assert "Nothing was published." in first.read_text()


@pytest.mark.slow
@pytest.mark.skipif(Path(sys.executable).is_relative_to("/tmp"), reason="Python itself would be covered")
def test_a_full_tmp_is_no_hindrance(desk, prefect_server):
    desk.save_user_page()
    source, data_dir = desk.pages.rename(desk.root / "kept"), desk.data_dir
    script = f"""
        mount --bind "$3" /mnt
        mount -t tmpfs -o size=64k none /tmp
        head -c 64k /dev/zero > /tmp/full || true
        "{sys.executable}" -m flows.cli run --source /mnt/{source.name} --data-dir /mnt/{data_dir.name}
    """
    ended = in_namespace(script, source, data_dir, desk.root, PREFECT_API_URL=prefect_server)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert (data_dir / "warehouse.duckdb").exists()
