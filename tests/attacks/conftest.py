"""An empty shop, once in a SQLite file and once in PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.services.opening import OpenShop, open_shop


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def books(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenShop]:
    """A shop in either database."""
    is_server = request.param == "postgresql"
    url = str(request.getfixturevalue("postgresql_shop")) if is_server else None
    opened = open_shop(tmp_path, url)
    yield opened
    opened.close()
