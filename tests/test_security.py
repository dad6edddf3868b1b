"""What strangers wrote is never run, a query reads the warehouse alone, and a server is for this machine."""

import ast
import inspect
import ipaddress
from pathlib import Path
from urllib.parse import urlsplit

import duckdb
import pytest

from flows import query
from flows.errors import QueryFailed
from flows.storage import reader
from flows.storage.layout import DataDir

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for folder in ("flows", "expectations") for path in (ROOT / folder).rglob("*.py"))

UNPICKLING = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
RUNNING = {"eval", "exec", "compile", "__import__", "system", "popen", "getoutput", "getstatusoutput"}
"""Calls that run text as a program; `re.compile` is told apart by its module."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_unpickles_runs_text_or_goes_through_a_shell(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                assert not {name.name.split(".")[0] for name in names} & UNPICKLING
            case ast.ImportFrom(module=str(module)):
                assert module.split(".")[0] not in UNPICKLING
            case ast.Call(func=ast.Name(id=name)):
                assert name not in RUNNING, f"line {node.lineno}"
            case ast.Call(func=ast.Attribute(attr=name, value=value)):
                of_re = isinstance(value, ast.Name) and value.id == "re"
                assert name not in RUNNING or of_re, f"line {node.lineno}"
                assert not any(key.arg == "shell" for key in node.keywords), f"line {node.lineno}"
            case _:
                pass


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    root = tmp_path_factory.mktemp("attacked")
    (root / "secret.csv").write_text("password\nhunter2\n", encoding="utf-8")
    with duckdb.connect(str(root / "warehouse.duckdb")) as connection:
        connection.execute("create table story as select 'it rained' as words")
    return DataDir(root)


ATTEMPTS = [
    "copy story to 'out.csv'",
    "copy (select 1) to 'out.parquet'",
    "export database 'out'",
    "import database 'out'",
    "attach 'out.duckdb'",
    "attach 'warehouse.duckdb' as mine",
    "detach warehouse",
    "install httpfs",
    "load httpfs",
    "load 'out.duckdb_extension'",
    "select * from read_csv('secret.csv')",
    "select * from 'secret.csv'",
    "select * from read_text('/etc/hostname')",
    "select * from read_blob('/etc/hostname')",
    "select * from read_json('secret.csv')",
    "select * from read_parquet('https://example.org/a.parquet')",
    "select * from sniff_csv('secret.csv')",
    "select * from glob('*')",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "reset enable_external_access",
    "set allowed_directories = ['/']",
    "set threads = 1",
    "pragma enable_profiling",
    "select getenv('HOME')",
    "create secret (type s3)",
    "create table mine as select 1",
    "create or replace view story as select 1",
    "insert into story values ('it snowed')",
    "delete from story",
    "drop table story",
    "update story set words = 'it snowed'",
    "checkpoint",
    "call pragma_version()",
    "select 1; copy story to 'out.csv'",
    "copy story to 'out.csv'; select 1",
    "select 1; drop table story; select 2",
    "set enable_external_access = true; select * from read_csv('secret.csv')",
    "prepare p as select * from read_csv('secret.csv'); execute p",
    "from query('select * from read_csv(''secret.csv'')')",
    "from query_table('secret.csv')",
    "create temp macro m() as table select * from read_csv('secret.csv'); from m()",
]


@pytest.mark.parametrize("sql", ATTEMPTS)
def test_a_query_can_neither_leave_the_warehouse_nor_change_it_nor_the_rules(data, sql, monkeypatch):
    monkeypatch.chdir(data.root)
    before = sorted(data.root.iterdir())
    with pytest.raises(QueryFailed):
        reader.query(data, sql)
    assert sorted(data.root.iterdir()) == before
    assert reader.query(data, "select words from story")[1] == [("it rained",)]


@pytest.mark.parametrize(
    "sql",
    ["select 1; select words from story", "from story", "table story", "with s as (from story) from s"],
)
def test_every_way_to_ask_is_open(data, sql):
    assert reader.query(data, sql)[1] == [("it rained",)]


@pytest.mark.parametrize(
    "sql", ["pivot story on words", "show tables", "describe story", "explain from story"]
)
def test_what_describes_is_a_question_too(data, sql):
    assert reader.query(data, sql)[1]


def test_what_a_query_may_not_read_is_in_no_error_either(data, monkeypatch):
    monkeypatch.chdir(data.root)
    with pytest.raises(QueryFailed) as refused:
        reader.query(data, "select * from read_csv('secret.csv')")
    assert "hunter2" not in str(refused.value)


def test_parquet_goes_to_the_file_that_is_named_and_nowhere_else(data, tmp_path):
    from rich.console import Console

    output = tmp_path / "rows.parquet"
    query.answer(Console(quiet=True), data.root, "from story", "parquet", output)
    assert [path.name for path in tmp_path.iterdir()] == ["rows.parquet"]


def listening_addresses(port):
    """Return the addresses of this machine at which something listens at a port, as the kernel lists them."""
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            _, local, _, state, *_ = line.split()
            host, _, local_port = local.partition(":")
            if state == "0A" and int(local_port, 16) == port:
                words = [bytes.fromhex(host[at : at + 8])[::-1] for at in range(0, len(host), 8)]
                found.add(ipaddress.ip_address(b"".join(words)))
    return found


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="the kernel lists no sockets here")
def test_the_prefect_server_listens_to_this_machine_alone(prefect_server):
    addresses = listening_addresses(urlsplit(prefect_server).port)
    assert addresses
    assert all(address.is_loopback for address in addresses)


def test_serve_listens_to_this_machine_unless_told_otherwise():
    from flows.commands import serve

    host = inspect.signature(serve.serve).parameters["host"].default
    assert ipaddress.ip_address(host).is_loopback
