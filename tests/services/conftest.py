"""Empty shops for tests of services; a file may have its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.services.opening import OpenShop
from tests import shops


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shop(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[OpenShop]:
    """An empty shop."""
    url = None
    if request.param == "postgresql":
        url = str(request.getfixturevalue("postgresql_shop"))
    opened = shops.opened(tmp_path, url)
    yield opened
    opened.close()


@pytest.fixture
def local(tmp_path: Path) -> Iterator[OpenShop]:
    """An empty shop in a file."""
    opened = shops.opened(tmp_path)
    yield opened
    opened.close()
