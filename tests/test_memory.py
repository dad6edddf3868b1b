"""The peak of a stage is its own and that of its workers, or it is not told."""

import subprocess
import sys
import time

import pytest

from flows.memory import MemoryWatch
from flows.progress import Stopwatch

MIB = 2**20
needs_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone forgets a peak")


def hold_bytes(count):
    block = bytearray(count)
    block[::4096] = b"x" * len(block[::4096])


@needs_linux
def test_a_stage_is_not_charged_for_the_peak_of_an_earlier_one():
    stopwatch = Stopwatch()
    with stopwatch.stage("greedy"):
        hold_bytes(200 * MIB)
    with stopwatch.stage("modest"):
        hold_bytes(10 * MIB)
    greedy, modest = (cost.peak_bytes for cost in stopwatch.costs)
    assert greedy > 200 * MIB
    assert 10 * MIB < modest < greedy - 150 * MIB


@needs_linux
def test_workers_of_a_stage_count_and_processes_that_were_there_before_do_not():
    greedy = "import time; block = bytearray(150 * 2**20); time.sleep(1.5)"
    with subprocess.Popen([sys.executable, "-c", greedy]):
        time.sleep(0.5)
        alone = MemoryWatch()
        time.sleep(0.3)
        before = alone.end()
    watch = MemoryWatch()
    with subprocess.Popen([sys.executable, "-c", greedy]):
        pass
    assert watch.end() > before + 120 * MIB


WITHOUT_PROC = """
import sys
from pathlib import Path
from flows import memory
memory.PROC = Path(sys.argv[1])
block = bytearray(b"x") * 100 * 2**20
del block
print(memory.MemoryWatch().end())
watch = memory.MemoryWatch()
block = bytearray(b"x") * 200 * 2**20
print(watch.end() > 200 * 2**20)
"""


def test_without_proc_a_stage_has_a_figure_only_where_it_set_a_new_peak(tmp_path):
    # through a shell, which is small: the peak of whoever starts a process counts as one of its own
    command = ["sh", "-c", '"$@" || exit 1', "sh", sys.executable, "-c", WITHOUT_PROC, tmp_path]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["None", "True"]


def test_a_stage_that_fails_is_measured_all_the_same():
    stopwatch = Stopwatch()
    with pytest.raises(ZeroDivisionError), stopwatch.stage("doomed"):
        1 / 0  # noqa: B018 - it is the failure
    assert [cost.stage for cost in stopwatch.costs] == ["doomed"]
