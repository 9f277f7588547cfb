"""A fresh store, once as a SQLite file and once in PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.store import Store, open_store


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be made."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql_url"))
    return f"sqlite:///{(tmp_path / 'store.db').as_posix()}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    """An empty store."""
    opened = open_store(url)
    yield opened
    opened.close()


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a SQLite file."""
    opened = open_store(f"sqlite:///{(tmp_path / 'file.db').as_posix()}")
    yield opened
    opened.close()
