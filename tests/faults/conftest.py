import zipfile

import pytest


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
