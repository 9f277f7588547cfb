"""The export files of the made-up shop pass through the importer without a word."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from core import importers, sample
from core.importers import Identity
from core.sample import exports, headings
from core.sample.files import LAST_DAY, PASSWORD
from core.sample.sheets import encrypted, workbook
from core.services import covering, importing, opening
from core.services.opening import OpenShop
from core.terms import Claim, DataSet, Device, FileWarning, OrderState, SkipReason
from core.terms.records import SCHEMAS

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
STORED = Path(__file__).parents[2] / "data" / "samples"

SUMS = {
    "amount": "amount",
    "discount": "discount",
    "seller_discount": "seller_discount",
    "quantity": "quantity",
    "shipping_fee": "shipping_fee",
    "settlement_expected": "settlement",
    "payment_fee": "payment_fee",
    "channel_fee": "channel_fee",
}
"""Columns of order lines, and the columns of the made-up shop they come from."""
WORDS = {
    "신규주문": OrderState.PAID,
    "발주확인": OrderState.PREPARING,
    "배송중": OrderState.SHIPPING,
    "배송완료": OrderState.DELIVERED,
    "구매확정": OrderState.CONFIRMED,
    "취소완료": OrderState.CANCELLED,
    "반품완료": OrderState.RETURNED,
    "교환완료": OrderState.EXCHANGED,
}


@pytest.fixture(scope="module")
def made_up() -> sample.SampleShop:
    return sample.generate(date(2026, 11, 24), lines=1500)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[OpenShop]:
    opened = opening.open_shop(tmp_path)
    yield opened
    opened.close()


def _read(
    name: str, content: bytes | Path, password: str | None = None
) -> tuple[importers.Reading, pa.Table]:
    reading = importers.read(
        name, content, identity=Identity(b"k" * 32), today=TODAY, password=password
    )
    table = pa.concat_tables(reading.batches(), promote_options="permissive")
    assert (reading.refused, reading.skipped, reading.problems) == (0, 0, [])
    assert not reading.unknown_columns
    assert set(reading.warnings) <= {FileWarning.NO_AMOUNTS, FileWarning.NO_BUYERS}
    return reading, table


@pytest.mark.parametrize("names", [headings.DISPATCH, headings.DISPATCH_2020])
@pytest.mark.parametrize("encoding", ["cp949", "utf-8-sig"])
def test_the_dispatch_csv_is_read_whole_and_to_the_won(made_up, names, encoding) -> None:
    lines = made_up.orders
    reading, table = _read("주문.csv", exports.dispatch_csv(lines, encoding, names))
    assert reading.format_id == "smartstore_dispatch"
    assert table.num_rows == len(lines)
    assert table["line_no"].to_pylist() == lines["line_no"].tolist()
    for column, own in SUMS.items():
        assert pc.sum(table[column]).as_py() == lines[own].sum()
    paid = (lines["paid"].dt.tz_localize("Asia/Seoul")).map(lambda moment: int(moment.timestamp()))
    assert table["paid_at"].to_pylist() == paid.tolist()
    assert table["buyer_key"].to_pandas().nunique() == lines["buyer_id"].nunique()
    assert table["region"].null_count == 0
    mobile = pc.sum(pc.equal(table["device"], Device.MOBILE.value)).as_py()
    assert mobile == (lines["device"] == "MOBILE").sum()


def test_states_are_understood(made_up) -> None:
    _, table = _read("주문.csv", exports.dispatch_csv(made_up.orders))
    counts = made_up.orders["detail"].value_counts()
    for word, state in WORDS.items():
        read = pc.sum(pc.equal(table["state"], state.value)).as_py() or 0
        assert read == counts.get(word, 0)


@pytest.mark.parametrize(
    ("make", "format_id"),
    [
        (exports.inquiry, "smartstore_inquiry"),
        (exports.delivery, "smartstore_delivery"),
        (exports.confirmed, "smartstore_confirmed"),
        (exports.cancelled, "smartstore_cancel"),
        (exports.returned, "smartstore_return"),
        (exports.exchanged, "smartstore_exchange"),
    ],
)
def test_other_order_exports_are_recognised_and_read_whole(made_up, make, format_id) -> None:
    table = make(made_up.orders)
    reading, read = _read("주문.xlsx", workbook(table, "하나"))
    assert reading.format_id == format_id
    assert read.num_rows == len(table)
    assert pc.sum(read["quantity"]).as_py() == table["수량"].sum()


def test_claims_arrive_with_kind_and_reason(made_up) -> None:
    table = exports.returned(made_up.orders)
    _, read = _read("반품.xlsx", workbook(table, "반품관리"))
    assert set(read["claim"].to_pylist()) == {Claim.RETURN.value}
    assert read["claim_reason"].to_pylist() == table["반품사유"].tolist()


def test_the_workbook_behind_a_password_is_read(made_up) -> None:
    lines = made_up.orders.tail(200)
    sealed = encrypted(exports.dispatch_xlsx(lines), PASSWORD)
    _, table = _read("주문.xlsx", sealed, PASSWORD)
    assert table.num_rows == 200
    assert pc.sum(table["amount"]).as_py() == lines["amount"].sum()


def test_all_files_of_the_shop_leave_the_store_with_the_sum_of_its_lines(
    made_up, shop: OpenShop
) -> None:
    receipts = [
        importing.take(shop, importing.Source(name, content), now=NOW)
        for name, content in sample.order_files(made_up)
    ]
    assert [receipt.tally.refused for receipt in receipts] == [0] * len(receipts)
    assert receipts[0].saved.new == len(made_up.orders)
    assert all(receipt.saved.new == 0 for receipt in receipts[1:])
    sold = made_up.orders[~made_up.orders["state"].isin(["취소", "반품"])]
    assert receipts[0].figures["net"] == sold["amount"].sum()
    covered = covering.coverage(shop)
    assert covered is not None
    assert covered.period.last == made_up.orders["paid"].max().date()


@pytest.mark.parametrize("path", sorted(STORED.glob("스마트스토어_*")), ids=lambda path: path.name)
def test_the_example_files_are_taken(path: Path) -> None:
    password = PASSWORD if PASSWORD in path.stem.rpartition("_")[2] else None
    reading, _ = _read(path.name, path, password)
    assert reading.as_of is not None
    assert reading.as_of.date() == LAST_DAY


OTHERS = sorted(
    path for path in STORED.iterdir() if path.suffix != ".md" and "스마트스토어" not in path.name
)


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.name)
def test_the_other_example_files_are_taken(path: Path) -> None:
    reading = importers.read(path.name, path, identity=Identity(b"k" * 32), today=TODAY)
    _, total = _tables(reading)
    assert total > 0
    assert reading.data_set is not DataSet.ORDERS or reading.format_id == "coupang_orders"


def test_the_reports_of_two_years_are_read_whole(made_up) -> None:
    read: list[tuple[str, int]] = []
    for name, content in sample.report_files(made_up):
        reading = importers.read(name, content, identity=Identity(b"k" * 32), today=TODAY)
        table, total = _tables(reading)
        read.append((reading.format_id, total))
        assert set(table.schema.names) <= set(SCHEMAS[reading.record].names)
    ids = [format_id for format_id, _ in read]
    assert ids == [
        "smartstore_sales", "smartstore_sales", "smartstore_visits", "smartstore_queries",
        "smartstore_customers", "bizadvisor_channel", *["bizadvisor_behavior"] * 6,
        *["bizadvisor_demography"] * 6, "smartstore_review",
        "smartstore_question", "smartstore_settlement", "naver_search_ads", "meta_ads",
    ]  # fmt: skip
    assert dict(read)["smartstore_review"] == len(made_up.reviews)
    assert read[1][1] == 730
    assert read[2][1] == 730 * 7


def _tables(reading: importers.Reading) -> tuple[pa.Table, int]:
    table = pa.concat_tables(reading.batches(), promote_options="permissive")
    assert (reading.refused, reading.problems, reading.remarks) == (0, [], [])
    assert {skip.reason for skip in reading.skips} <= {SkipReason.TOTAL_ROW}
    assert not reading.unknown_columns
    assert set(reading.warnings) <= {
        FileWarning.PERIOD_FROM_NAME, FileWarning.INFERRED_COLUMNS, FileWarning.NO_BUYERS,
    }  # fmt: skip
    return table, table.num_rows
