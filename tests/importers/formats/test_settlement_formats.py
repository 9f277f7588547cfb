"""Settlements as the seller centre hands them out, in three generations of headings."""

from datetime import UTC, datetime

import pytest

from core.importers.recognition import formats_of
from core.terms import (
    DataSet,
    Mall,
    Record,
    SettledItem,
    SettlementReport,
    SettlementState,
)
from tests.importers.made import taken
from tests.importers.tables import book, day, shown, text, told

CASES = (
    "No.", "주문번호", "상품주문번호", "구분", "상품명", "구매자명", "결제일", "정산예정일",
    "정산완료일", "정산기준일", "세금신고기준일", "정산상태", "금액 변동일", "정산기준금액",
    "Npay 수수료", "매출 연동 수수료 합계", "무이자할부 수수료", "혜택금액", "정산예정금액",
    "계약번호",
)  # fmt: skip
OLD = (
    "주문번호", "상품주문번호", "구분", "상품명", "구매자명", "결제금액 정산예정일",
    "결제금액 정산완료일", "결제금액 정산기준일", "정산구분", "결제금액", "결제수수료",
    "주결제수단", "주결제수단 금액", "주결제수단 수수료", "보조결제수단 금액",
    "보조결제수단 수수료", "매출 연동 수수료", "채널수수료", "무이자할부수수료",
    "(구)판매수수료", "혜택금액", "정산예정금액",
)  # fmt: skip
LETTERS = {
    "정산기준금액": "정산기준금액(A)", "Npay 수수료": "네이버페이 주문관리 수수료(B)",
    "매출 연동 수수료 합계": "매출연동 수수료 합계(C)", "무이자할부 수수료": "무이자할부 수수료(D)",
}  # fmt: skip


def case(**cells):
    row = dict.fromkeys(CASES, "") | {
        "No.": "1", "주문번호": "2026110112345672", "상품주문번호": "2026110112345671",
        "구분": "상품주문", "상품명": "머그컵", "구매자명": "김철수",
        "결제일": "2026.11.01 10:00:00", "정산예정일": "2026.12.10", "정산기준일": "2026.11.09",
        "세금신고기준일": "2026.11.09", "정산상태": "일반정산", "정산기준금액": "10,000",
        "Npay 수수료": "-300", "매출 연동 수수료 합계": "-200", "무이자할부 수수료": "-50",
        "혜택금액": "30", "정산예정금액": "9,480", "계약번호": "77",
    }  # fmt: skip
    return [*(row | cells).values()]


def test_the_settlement_of_2026_is_read_field_by_field():
    content = book(CASES, case(), title="SettleCaseByCase")

    found = taken(content, "SettleCaseByCase_202611.xlsx")

    assert found.told.format_id == "smartstore_settlement"
    assert (found.told.record, found.told.data_set) == (Record.SETTLEMENT, DataSet.SETTLEMENTS)
    assert found.told.unknown_columns == ()
    assert found.warnings == set()
    assert [told(line) for line in found.lines] == [
        {
            "line": 2, "mall": Mall.SMARTSTORE, "report": SettlementReport.CASE,
            "line_no": "2026110112345671", "order_no": "2026110112345672",
            "item": SettledItem.ORDER, "state": SettlementState.NORMAL,
            "basis_day": day("2026-11-09"), "due_day": day("2026-12-10"),
            "tax_day": day("2026-11-09"),
            "paid_at": int(datetime(2026, 11, 1, 1, tzinfo=UTC).timestamp()),
            "amount": 10000, "payment_fee": -300, "channel_fee": -200, "installment_fee": -50,
            "benefit": 30, "expected": 9480,
        }
    ]  # fmt: skip
    assert "김철수" not in shown(found)


def test_the_headings_with_letters_are_the_same_columns():
    headings = [LETTERS.get(heading, heading) for heading in CASES]

    found = taken(text(headings, case(정산상태="빠른정산")), "건별정산내역.csv")

    line = told(found.lines[0])
    assert found.told.unknown_columns == ()
    assert line["state"] == SettlementState.QUICK
    assert (line["amount"], line["payment_fee"], line["channel_fee"]) == (10000, -300, -200)
    assert line["installment_fee"] == -50


def test_the_settlement_of_2019_with_fees_without_a_sign_is_read():
    row = ("2020050112345672", "2020050112345671", "상품주문", "머그컵", "김철수", "2020.05.11",
           "2020.05.11", "2020.05.08", "일반정산", "10,000", "300", "카드", "10,000", "300", "0",
           "0", "200", "50", "0", "0", "0", "9,450")  # fmt: skip

    found = taken(text(OLD, row, encoding="cp949"), "paySettleDailyDetail_20200511.csv")

    assert found.told.format_id == "smartstore_settlement"
    assert found.told.unknown_columns == ()
    assert found.warnings == set()
    line = told(found.lines[0])
    assert (line["amount"], line["payment_fee"], line["channel_fee"]) == (10000, -300, -250)
    assert (line["settled_day"], line["basis_day"]) == (day("2020-05-11"), day("2020-05-08"))
    assert "김철수" not in shown(found)


def test_the_report_for_the_value_added_tax_is_read():
    headings = ("주문번호", "상품주문번호", "구분", "상품명", "총 매출금액", "과세매출")
    row = ("2026110112345672", "2026110112345671", "배송비", "머그컵", "3,000", "3,000")

    found = taken(book(headings, row), "부가세신고내역_202611.xlsx")

    assert found.told.format_id == "smartstore_vat"
    assert [told(line) for line in found.lines] == [
        {
            "line": 2, "mall": Mall.SMARTSTORE, "report": SettlementReport.VAT,
            "line_no": "2026110112345671", "order_no": "2026110112345672",
            "item": SettledItem.SHIPPING, "gross_sales": 3000, "taxable_sales": 3000,
        }
    ]  # fmt: skip


def test_a_tax_day_stands_for_the_day_of_settlement_where_there_is_no_other():
    headings = ("상품주문번호", "구분", "세금신고기준일", "총 매출금액", "과세매출")

    found = taken(text(headings, ("2026110112345671", "상품주문", "2026.11.09", 1, 1)), "vat.csv")

    assert found.column("basis_day") == [day("2026-11-09")]


def test_without_a_word_for_it_nobody_knows_what_was_declared():
    headings = ("상품주문번호", "총 매출금액", "과세매출")

    found = taken(text(headings, ("2026110112345671", "3,000", "")), "부가세신고내역.csv")

    assert found.refused == {2: "missing_value"}
    found = taken(text(headings, ("2026110112345671", "3,000", "0")), "부가세신고내역.csv")
    assert found.column("item") == [SettledItem.OTHER]


@pytest.mark.parametrize(
    ("headings", "id_"),
    [
        (CASES, "smartstore_settlement"),
        (OLD, "smartstore_settlement"),
        ([LETTERS.get(heading, heading) for heading in reversed(CASES)], "smartstore_settlement"),
        (("상품주문번호", "구분", "정산상태", "정산예정금액"), "smartstore_settlement"),
        (("상품주문번호", "총 매출금액", "과세매출"), "smartstore_vat"),
    ],
)
def test_each_of_them_is_one_export_alone(headings, id_):
    assert [known.id for known in formats_of(headings)] == [id_]
