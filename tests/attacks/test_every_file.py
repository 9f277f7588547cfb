"""All exports of the made-up shop together: each row once, and back to nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest

from core import sample
from core.services import importing
from core.services.importing import Receipt, Source
from core.services.opening import OpenShop, open_shop
from core.store.fact_tables import TABLES
from tests.attacks.taking import back, rows

FACTS = [table.name for table in TABLES.values()]
SUMS = ["day_total", "day_product", "buyer", "product"]
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
TODAY = date(2026, 11, 24)
Files = dict[str, tuple[str, bytes]]


@pytest.fixture(scope="module")
def files() -> Files:
    return sample.every_export(sample.generate(date(2026, 11, 22)))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenShop]:
    opened = open_shop(tmp_path / "a")
    yield opened
    opened.close()


def accepted(shop: OpenShop, name: str, content: bytes) -> Receipt:
    return importing.accept(
        shop, importing.preview(shop, Source(name, content), today=TODAY), now=NOW
    )


def contents(shop: OpenShop, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows(shop, f"SELECT * FROM {name} ORDER BY 1, 2, 3, 4, 5") for name in tables}


def test_looking_first_and_taking_at_once_keep_the_same(
    shop: OpenShop, tmp_path: Path, files: Files
) -> None:
    other = replace(open_shop(tmp_path / "b"), key=shop.key)
    for name, content in files.values():
        seen = accepted(shop, name, content)
        straight = importing.take(other, Source(name, content), now=NOW)
        assert (seen.saved, seen.tally) == (straight.saved, straight.tally)
        assert seen.tally.rows == sum((seen.tally.accepted, seen.tally.refused, seen.tally.skipped))
        assert seen.saved.new + seen.saved.changed + seen.saved.same == seen.tally.accepted
    whole = ("order_line", *FACTS, *SUMS)
    assert contents(shop, *whole) == contents(other, *whole)
    other.close()


def test_all_files_again_in_another_order_change_nothing_and_all_taken_back_leave_nothing(
    shop: OpenShop, files: Files
) -> None:
    for one in files.values():
        accepted(shop, *one)
    before = contents(shop, *FACTS, *SUMS)
    for one in reversed(files.values()):
        again = accepted(shop, *one)
        assert (again.saved.new, again.saved.changed) == (0, 0)
    assert contents(shop, *FACTS, *SUMS) == before
    choose = np.random.default_rng(3)
    while left := [it.id for it in importing.history(shop) if it.undone_at is None]:
        back(shop, int(choose.choice(left)))
    tables = (*FACTS, *SUMS, "order_line", "before_image", "label")
    assert [name for name, there in contents(shop, *FACTS).items() if there] == []
    assert [it for it in tables if rows(shop, f"SELECT count(*) FROM {it}") != [(0,)]] == []
