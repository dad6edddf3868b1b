"""The README names what is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CODE_MAP = README.partition("## The code")[2].partition("```")[2].partition("```")[0]
MODULES = sorted(
    path.stem
    for folder in ("flows", "expectations")
    for path in (ROOT / folder).rglob("*.py")
    if path.stem != "__init__" and not path.stem.endswith("_findings")
)
MARTS = sorted(path.stem for path in (ROOT / "dbt_project" / "models" / "marts").rglob("*.sql"))


@pytest.mark.parametrize("name", MODULES)
def test_every_module_is_on_the_map(name):
    assert re.search(rf"\b{name}\b", CODE_MAP)


@pytest.mark.parametrize("name", MARTS)
def test_every_mart_is_described(name):
    assert f"`{name}`" in README


@pytest.mark.parametrize("path", re.findall(r"`((?:flows|tests|expectations|dbt_project)/[\w/.-]+)`", README))
def test_every_path_that_is_named_exists(path):
    assert (ROOT / path).exists()


@pytest.mark.parametrize("variable", re.findall(r"`(SOURCELINE_\w+)`", README))
def test_every_variable_that_is_named_is_read(variable):
    assert f'"{variable}"' in (ROOT / "flows" / "settings.py").read_text(encoding="utf-8")
