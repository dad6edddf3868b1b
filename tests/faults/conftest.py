import zipfile

import pytest


def pytest_addoption(parser):
    parser.addoption("--kills", type=int, default=1, help="runs that are killed at random points")
    parser.addoption("--seed", type=int, default=20251123, help="where the kills land, what arrives between")


@pytest.fixture(autouse=True)
def _recorded_by_prefect(prefect_server):
    """Every test here runs real flows against the session's Prefect server."""


@pytest.fixture
def make_zip():
    def write(path, members):
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in members.items():
                archive.writestr(name, text)

    return write
