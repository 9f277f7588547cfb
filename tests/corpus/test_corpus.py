"""Odd and hostile files: what becomes of each is written down beside them."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from core.importers import UnreadableFile, read
from core.services import importing, opening
from core.services.opening import OpenShop
from core.services.receipts import Refused, Source
from tests.corpus import acceptance, adapter
from tests.store import books

HERE = Path(__file__).parent
EXPECTED = json.loads((HERE / "expected_open.json").read_text(encoding="utf-8"))
FILES = EXPECTED["files"]
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenShop]:
    opened = opening.open_shop(tmp_path)
    yield opened
    opened.close()


def content(name: str) -> bytes:
    return (HERE / "files" / name).read_bytes()


def take(shop: OpenShop, name: str) -> None:
    seen = importing.preview(shop, Source(name, content(name)), today=adapter.TODAY)
    importing.accept(shop, seen, now=NOW)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_is_read_as_it_is_written_down(name: str):
    wanted = FILES[name]
    upload = wanted.get("upload_name", name)
    found = adapter.run(content(name), upload, wanted["kind"], None)
    assert acceptance.compare(wanted, found, name) == []
    for password, then in wanted.get("passwords", {}).items():
        found = adapter.run(content(name), upload, wanted["kind"], password)
        assert acceptance.compare(then, found, name) == []


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_that_is_refused_leaves_the_store_alone(shop: OpenShop, name: str):
    before = books.contents(shop.store)
    try:
        take(shop, name)
    except Refused:
        assert books.contents(shop.store) == before


@pytest.mark.parametrize(
    "name", [name for name, wanted in FILES.items() if "same_rows_as" in wanted]
)
def test_the_same_rows_in_another_file_come_in_once(shop: OpenShop, name: str):
    take(shop, FILES[name]["same_rows_as"])
    lines = len(books.contents(shop.store)["order_line"])
    take(shop, name)
    assert len(books.contents(shop.store)["order_line"]) == lines


def sequences(kind: str) -> list[dict[str, object]]:
    return [given for given in EXPECTED["sequences"] if given["kind"] == kind]


@pytest.mark.parametrize("sequence", sequences("orders"), ids=lambda given: given["name"])
def test_files_of_orders_one_after_another(shop: OpenShop, sequence: dict[str, object]):
    for name in sequence["steps"]:
        take(shop, name)
    lines = books.contents(shop.store)["order_line"]
    assert len(lines) == sequence["rows"]
    assert sum(line[COLUMN["amount"]] for line in lines) == sequence["sum_amount"]
    cancelled = [line for line in lines if line[COLUMN["state"]] == CANCELLED]
    assert len(cancelled) == sequence["status_count_after_step_2"]["취소완료"]


@pytest.mark.parametrize("sequence", sequences("stats"), ids=lambda given: given["name"])
def test_files_of_statistics_one_after_another(shop: OpenShop, sequence: dict[str, object]):
    for name in sequence["steps"]:
        take(shop, name)
    with shop.store.read() as session:
        rows, won = session.execute(
            text("SELECT count(*), sum(gross_last) FROM statistic WHERE current = 1")
        ).one()
    assert (rows, won) == (sequence["rows"], sequence["sum_amount"])


COLUMN = {name: place for place, name in enumerate(books.orders.COLUMNS)}
CANCELLED = books.OrderState.CANCELLED.value


@pytest.mark.parametrize("name", [name for name, wanted in FILES.items() if "pii_tokens" in wanted])
def test_nobody_can_be_found_in_what_is_kept(shop: OpenShop, tmp_path: Path, name: str):
    take(shop, name)
    shop.store.settle_file()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for token in FILES[name]["pii_tokens"]:
        for encoding in ("utf-8", "utf-16-le", "cp949"):
            assert token.encode(encoding, "ignore") not in kept
    assert len(books.contents(shop.store)["buyer"]) > 1


def test_the_key_of_a_store_decides_how_buyers_are_called():
    name = "open_pii_basic.csv"
    keys = []
    for key in (adapter.KEY, adapter.Identity(b"another key, also thirty-two byte")):
        reading = read(name, content(name), identity=key, today=adapter.TODAY)
        keys.append(
            [line["buyer_key"] for table in reading.batches() for line in table.to_pylist()]
        )
    assert keys[0] != keys[1]
    assert len(set(keys[0])) == len(set(keys[1]))


@pytest.mark.parametrize(
    "name", ["open_csv_crlf.csv", "open_xlsx_plain.xlsx", "open_xls_biff8.xls"]
)
def test_a_file_cut_short_anywhere_never_crashes(name: str):
    whole = content(name)
    for part in range(0, len(whole), max(1, len(whole) // 60)):
        try:
            reading = read(name, whole[:part], identity=adapter.KEY, today=adapter.TODAY)
            for _ in reading.batches():
                pass
        except UnreadableFile:
            continue
        assert reading.rows == reading.accepted + reading.refused + reading.skipped
