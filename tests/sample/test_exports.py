"""Export files of the made-up shop: the real headings, readable, the same bytes each time."""

import csv
import io
from datetime import date
from pathlib import Path

import msoffcrypto
import openpyxl
import pandas as pd
import pytest

from core import sample
from core.sample import exports, headings, statistics
from core.sample.files import PASSWORD, write_samples
from core.sample.sheets import NOTICE, csv_file, encrypted, workbook


@pytest.fixture(scope="module")
def shop() -> sample.SampleShop:
    return sample.generate(date(2026, 11, 24), lines=1500)


def _rows(content: bytes, encoding: str = "cp949") -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(encoding), newline="")))


def _sheet(content: bytes) -> tuple[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return book.sheetnames[0], list(book.worksheets[0].iter_rows(values_only=True))


def test_dispatch_headings_are_those_of_the_real_export() -> None:
    assert len(headings.DISPATCH) == 72
    assert headings.DISPATCH[13] == "수취인명"
    assert headings.DISPATCH[20] == "상품명"
    assert headings.DISPATCH[54] == "우편번호"
    assert len(headings.DISPATCH_2020) == 66
    assert len(headings.INQUIRY) == 17
    assert len(headings.DELIVERY) == 50
    assert len(headings.REVIEW) == 25


@pytest.mark.parametrize("encoding", ["cp949", "utf-8-sig"])
@pytest.mark.parametrize("names", [headings.DISPATCH, headings.DISPATCH_2020])
def test_the_dispatch_csv_has_every_line_and_the_right_sum(
    shop: sample.SampleShop, encoding: str, names: tuple[str, ...]
) -> None:
    rows = _rows(exports.dispatch_csv(shop.orders, encoding, names), encoding)
    assert tuple(rows[0]) == names
    assert {len(row) for row in rows} == {len(names)}
    assert len(rows) == len(shop.orders) + 1
    amount = next(i for i, name in enumerate(names) if name.endswith("상품별 총 주문금액"))
    assert sum(int(row[amount]) for row in rows[1:]) == shop.orders["amount"].sum()


def test_the_dispatch_workbook_has_a_notice_above_its_headings(shop: sample.SampleShop) -> None:
    name, rows = _sheet(exports.dispatch_xlsx(shop.orders.head(50)))
    assert name == "발주발송관리"
    assert rows[0][0] == NOTICE
    assert rows[1] == headings.DISPATCH
    assert len(rows) == 52
    assert rows[2][0] == shop.orders["line_no"].iloc[0]
    assert isinstance(rows[2][headings.DISPATCH.index("수량")], int)


def test_a_workbook_is_the_same_bytes_each_time(shop: sample.SampleShop) -> None:
    first, second = (exports.dispatch_xlsx(shop.orders.head(50)) for _ in range(2))
    assert first == second


def test_a_sealed_workbook_opens_with_its_password(shop: sample.SampleShop) -> None:
    plain = exports.dispatch_xlsx(shop.orders.head(20))
    office = msoffcrypto.OfficeFile(io.BytesIO(encrypted(plain, PASSWORD)))
    assert office.is_encrypted()
    office.load_key(password=PASSWORD, verify_password=True)
    opened = io.BytesIO()
    office.decrypt(opened)
    assert opened.getvalue() == plain


@pytest.mark.parametrize(
    ("make", "names"),
    [
        (exports.inquiry, headings.INQUIRY),
        (exports.delivery, headings.DELIVERY),
        (exports.confirmed, headings.CONFIRMED),
        (exports.cancelled, headings.CANCEL),
        (exports.returned, headings.RETURN),
        (exports.exchanged, headings.EXCHANGE),
    ],
)
def test_other_order_exports_carry_their_headings(shop, make, names) -> None:
    table = make(shop.orders)
    assert tuple(table.columns) == names
    assert len(table)
    assert not table.isna().any().any()
    _, rows = _sheet(workbook(table, "하나"))
    assert rows[0] == names
    assert len(rows) == len(table) + 1


@pytest.mark.parametrize(
    ("make", "names"),
    [
        (statistics.sales_by_product, headings.SALES_BY_PRODUCT),
        (statistics.sales_by_channel, headings.SALES_BY_CHANNEL),
        (statistics.visits_by_path, headings.VISIT),
        (statistics.all_channels, headings.CHANNEL_ALL),
        (statistics.product_results, headings.PRODUCT),
    ],
)
def test_statistics_carry_their_headings(shop, make, names) -> None:
    table = make(shop, 28)
    assert tuple(table.columns) == names
    assert len(table)
    assert not table.isna().any().any()


def test_net_sales_are_gross_sales_without_refunds(shop: sample.SampleShop) -> None:
    table = statistics.sales_by_product(shop, 60)
    assert (table["판매금액(총)"] - table["환불금액"] == table["판매금액(순)"]).all()


def test_the_total_of_visits_equals_its_parts(shop: sample.SampleShop) -> None:
    table = statistics.visits_by_path(shop, 28)
    total = table["경로(1단계)"] == "전체"
    assert table.loc[total, "방문수"].sum() == table.loc[~total, "방문수"].sum()


def test_what_cannot_be_divided_is_a_dash(shop: sample.SampleShop) -> None:
    table = statistics.all_channels(shop, 28)
    assert (table.loc[table["광고비"] == 0, "ROAS(마지막클릭)"] == "-").all()


def test_reviews_are_written_as_the_export_writes_them(shop: sample.SampleShop) -> None:
    table = statistics.reviews(shop)
    assert tuple(table.columns) == headings.REVIEW
    assert table["리뷰등록일"].str.fullmatch(r"\d{4}\.\d\d\.\d\d\. \d\d:\d\d:\d\d").all()
    assert set(table["구매자평점"]) <= {"1", "2", "3", "4", "5"}
    assert table["리뷰글번호"].is_unique


def test_the_order_files_of_the_shop_hold_all_lines_and_claims(shop: sample.SampleShop) -> None:
    files = dict(sample.order_files(shop))
    rows = {name: len(_rows(content)) - 1 for name, content in files.items()}
    assert all(name.endswith("_20261124_2350.csv") for name in rows)
    assert rows["스마트스토어_전체주문발주발송관리_20261124_2350.csv"] == len(shop.orders)
    claims = sum(
        rows[f"스마트스토어_{word}관리_20261124_2350.csv"] for word in ("취소", "반품", "교환")
    )
    assert claims == len(shop.claims)


def test_an_order_without_a_moment_leaves_the_cell_empty(shop: sample.SampleShop) -> None:
    cancelled = shop.orders[shop.orders["state"] == "취소"]
    assert (exports.table(cancelled, ["발송처리일"])["발송처리일"] == "").all()


def test_the_example_files_are_written_and_stay_small(tmp_path: Path) -> None:
    paths = write_samples(tmp_path)
    kept = {path.name: path.read_bytes() for path in paths}
    assert {path.name: path.read_bytes() for path in write_samples(tmp_path)} == kept
    assert sum(len(content) for content in kept.values()) < 3_000_000


def test_the_example_files_in_the_repository_are_those_the_code_writes(tmp_path: Path) -> None:
    stored = Path(__file__).parents[2] / "data" / "samples"
    for path in write_samples(tmp_path):
        if PASSWORD in path.stem.rpartition("_")[2]:
            assert (stored / path.name).exists()
        else:
            assert (stored / path.name).read_bytes() == path.read_bytes()


def test_csv_lines_end_as_windows_ends_them() -> None:
    assert csv_file(pd.DataFrame({"가": ["a,b"]})) == '가\r\n"a,b"\r\n'.encode("cp949")
