import pytest


@pytest.fixture(autouse=True)
def _recorded_by_prefect(prefect_server):
    """Every test here runs real flows against the session's Prefect server."""
