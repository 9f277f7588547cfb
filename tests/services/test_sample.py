"""The made-up shop has everything a seller's own files could tell, and leaves no trace."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from core.services import covering, importing, sample
from core.services.opening import OpenShop
from core.terms import DataSet

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("books")


@pytest.fixture(scope="module")
def shop(folder: Path) -> Iterator[OpenShop]:
    opened = sample.start(folder, now=NOW)
    yield opened
    opened.close()


def test_every_kind_of_data_but_pages_is_there(shop: OpenShop) -> None:
    told = {entry.data_set for entry in importing.history(shop)}
    assert told == {
        DataSet.ORDERS, DataSet.PRODUCTS, DataSet.SALES, DataSet.TRAFFIC, DataSet.KEYWORDS,
        DataSet.CUSTOMERS, DataSet.REVIEWS, DataSet.INQUIRIES, DataSet.SETTLEMENTS, DataSet.ADS,
    }  # fmt: skip


def test_nothing_of_it_was_refused(shop: OpenShop) -> None:
    assert [entry.refused for entry in importing.history(shop)] == [0] * 23


def test_its_last_day_is_yesterday_in_seoul(shop: OpenShop) -> None:
    covered = covering.coverage(shop)
    assert covered is not None
    assert covered.period.last == date(2026, 11, 24)


def test_it_is_not_made_a_second_time(folder: Path, shop: OpenShop) -> None:
    assert sample.is_on(folder)
    again = sample.start(folder, now=NOW)
    assert len(importing.history(again)) == len(importing.history(shop))
    again.close()


def test_it_goes_without_a_trace(folder: Path, shop: OpenShop) -> None:
    shop.close()
    sample.stop(folder)
    assert not sample.is_on(folder)
    assert not list(folder.iterdir())
