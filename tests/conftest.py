"""Fixtures that every test may ask for."""

import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from core.store import open_store
from tests import clock, guard, needs

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

guard.stand()
clock.stand()

_NAMES = (f"shop_{number}" for number in itertools.count(1))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run in which something tried to reach the outside, even if it swallowed the error."""
    told = getattr(session.config, "workeroutput", None)
    if told is not None:  # one process of several; the one that counts is told below
        told["refused"] = guard.refused
    if guard.refused and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Hear what another process of this run was refused."""
    guard.refused.extend(getattr(node, "workeroutput", {}).get("refused", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the attempts."""
    for attempt in guard.refused:
        terminalreporter.write_line(f"outside connection refused: {attempt}", red=True)


@pytest.fixture(scope="session")
def _data_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of folders; pytest's own would look through all earlier ones for each test."""
    base = tmp_path_factory.mktemp("data")
    return (base / str(number) for number in itertools.count(1))


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch, _data_folders: Iterator[Path]) -> Iterator[None]:
    """No test finds the seller's data, or the database of whoever runs the suite."""
    folder = next(_data_folders)
    folder.mkdir()
    monkeypatch.setenv("DANGOL_DATA", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    yield
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a running PostgreSQL server, to be followed by the name of a database."""
    try:
        from tests import cluster
    except ImportError:  # no user database on this system
        needs.missing("a PostgreSQL server")
    programs = cluster.binaries()
    if programs is None:
        needs.missing("a PostgreSQL server")
    with cluster.running(programs) as address:
        yield address


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The address of an empty database, gone after the test."""
    with _database(postgresql_server) as url:
        yield url


@pytest.fixture(scope="session")
def _furnished(postgresql_server: str) -> Iterator[str]:
    """The name of a database that holds the tables of a shop and no facts."""
    with _database(postgresql_server) as url:
        open_store(url).close()
        yield url.removeprefix(postgresql_server)


@pytest.fixture
def postgresql_shop(postgresql_server: str, _furnished: str) -> Iterator[str]:
    """The address of a database with an empty shop, gone after the test.

    Copied, as making the tables anew for each test takes longer than most tests.
    """
    with _database(postgresql_server, f"TEMPLATE {_furnished}") as url:
        yield url


@contextmanager
def _database(server: str, how: str = "") -> Iterator[str]:
    from tests import cluster

    name = next(_NAMES)
    cluster.run(server, f"CREATE DATABASE {name} {how}")
    yield server + name
    cluster.run(server, f"DROP DATABASE {name} WITH (FORCE)")
