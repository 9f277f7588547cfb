"""Fixtures that every test may ask for."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from tests import guard, needs

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

guard.stand()

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


@pytest.fixture(autouse=True)
def _own_data(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test finds the seller's data, or the database of whoever runs the suite."""
    monkeypatch.setenv("DANGOL_DATA", str(tmp_path_factory.mktemp("data")))
    monkeypatch.delenv("DATABASE_URL", raising=False)


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
    from tests import cluster

    name = next(_NAMES)
    cluster.run(postgresql_server, f"CREATE DATABASE {name}")
    yield postgresql_server + name
    cluster.run(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")
