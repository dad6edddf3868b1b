"""The layers of the code and the homes of the tools, held to by walking the imports."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LAYERS: list[set[str]] = [
    {"flows.cli"},
    {"flows.commands"},
    {"flows.replay", "flows.backfill"},
    {"flows.terminal_run", "flows.orchestration.serve", "flows.orchestration.schedule"},
    {"flows.pipeline"},
    {"flows.announce"},
    {"flows.artifacts", "flows.status"},
    {"flows.notices"},
    {"flows.publish", "flows.accuracy", "flows.doctor", "flows.explain", "flows.export", "flows.plan"},
    {"flows.run_record"},
    {
        "flows.ingest",
        "flows.extract",
        "flows.learn",
        "flows.load",
        "flows.transform",
        "flows.gates",
        "flows.report",
        "flows.query",
        "flows.counted_rows",
    },
    {"flows.waiting", "flows.chunks"},
    {
        "flows.logs",
        "flows.orchestration",
        "flows.documents",
        "flows.entity_backends",
    },
    {
        "flows.signatures",
        "flows.storage",
        "flows.settings",
        "flows.lookups",
        "flows.progress",
        "flows.decoding",
        "expectations",
    },
    {"flows.parsing.page"},
    {"flows.parsing.layout", "flows.parsing.entities", "flows.parsing.attribution"},
    {"flows.parsing.fields", "flows.parsing.language"},
    {"flows.parsing"},
    {"flows.errors", "flows.fingerprint", "flows.memory", "flows.redaction"},
]
"""A module imports from layers below its own, or from its own package. The stages, which share a layer,
never import one another."""

HOMES: dict[str, set[str]] = {
    "prefect": {
        "flows.artifacts",
        "flows.pipeline",
        "flows.orchestration.serve",
        "flows.orchestration.server_process",
        "flows.terminal_run",
    },
    "duckdb": {"flows.storage"},
    "pyarrow": {"flows.storage", "flows.documents.parquet_tables", "flows.documents.remote"},
    "dbt": {"flows.transform"},
    "great_expectations": {"expectations"},
    "duckdb_sqlalchemy": {"expectations"},
    "charset_normalizer": {"flows.decoding"},
    "babel": {"flows.lookups"},
    "py3langid": {"flows.parsing.language.detection"},
    "typer": {"flows.cli", "flows.commands"},
    "trafilatura": {"flows.documents.web_pages"},
    "lxml": {"flows.documents.web_pages"},
    "uvicorn": {"flows.orchestration.server_process"},
    "spacy": {"flows.entity_backends"},
    "rensa": {"flows.signatures"},
}
"""The one place each tool is used from; in type annotations it may be named anywhere."""

DOORS = re.compile(
    r"\b(os\.environ|os\.getenv|datetime\.now|date\.today|time\.time\(|random\.|secrets\.|uuid\.)"
)


def module_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {
    module_of(path): path for folder in ("flows", "expectations") for path in (ROOT / folder).rglob("*.py")
}


def imports_of(path: Path, *, is_typing_counted: bool = True) -> Iterator[str]:
    """Yield the full name of everything a module imports, at the top or inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    only_typing = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for node in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in only_typing and not is_typing_counted:
            continue
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def layer_of(name: str) -> int | None:
    for depth, members in enumerate(LAYERS):
        if any(name == member or name.startswith(f"{member}.") for member in members):
            return depth
    return None


def unit_of(name: str) -> str:
    return next(
        member for members in LAYERS for member in members if name == member or name.startswith(f"{member}.")
    )


@pytest.mark.parametrize("module", sorted(MODULES))
def test_every_module_has_a_layer(module):
    assert module == "flows" or layer_of(module) is not None


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"flows"}))
def test_imports_point_downwards(module):
    own = layer_of(module)
    for name in imports_of(MODULES[module], is_typing_counted=False):
        below = layer_of(name)
        if below is not None and unit_of(name) != unit_of(module):
            assert below > own, f"{module} imports {name}, which is not below it"


@pytest.mark.parametrize("module", sorted(MODULES))
def test_each_tool_has_one_home(module):
    for name in imports_of(MODULES[module], is_typing_counted=False):
        homes = HOMES.get(name.split(".", maxsplit=1)[0])
        if homes:
            assert any(module == home or module.startswith(f"{home}.") for home in homes), f"{module}: {name}"


@pytest.mark.parametrize("module", sorted(name for name in MODULES if name.startswith("expectations")))
def test_suites_know_nothing_of_the_writer(module):
    assert not [name for name in imports_of(MODULES[module]) if name.startswith("flows")]


@pytest.mark.parametrize("module", sorted(name for name in MODULES if name.startswith("flows.parsing")))
def test_the_parser_is_pure(module):
    allowed = {"flows", "__future__", "bisect", "collections", "dataclasses", "datetime", "enum", "functools"}
    allowed |= {
        "itertools",
        "re",
        "string",
        "types",
        "typing",
        "unicodedata",
        "zoneinfo",
        "calendar",
        "operator",
    }
    allowed |= {"py3langid"}  # a small model that comes with the package
    assert {name.split(".")[0] for name in imports_of(MODULES[module])} <= allowed


@pytest.mark.parametrize("module", sorted(set(MODULES) - {"flows.settings"}))
def test_clock_environment_and_chance_come_in_through_settings(module):
    assert not DOORS.search(MODULES[module].read_text(encoding="utf-8"))


def test_nothing_happens_at_import():
    for module, path in MODULES.items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
            assert not is_call, f"{module} line {node.lineno} does something when it is imported"


def test_the_top_level_is_what_the_user_asked_for():
    asked = {"pyproject.toml", "README.md", "flows", "dbt_project", "expectations", "tests", "seeds"}
    tools = {"uv.lock", "prefect.yaml", "LICENSE", "CHANGELOG.md"}
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    made = {"data", "dist", "logs"}
    assert asked <= found
    assert found - asked - tools <= made
