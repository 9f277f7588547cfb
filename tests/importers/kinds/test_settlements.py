"""What a settlement says of an order line: items, states, the signs of fees, the sums."""

import pytest

from core.importers.formats import plain_settlement
from core.terms import SettledItem, SettlementState
from tests.importers.made import taken
from tests.importers.tables import day, text

HEADINGS = ("주문번호", "상품주문번호", "구분", "정산상태", "정산기준일", "정산예정일",
            "정산기준금액", "Npay 수수료", "매출 연동 수수료 합계", "무이자할부 수수료",
            "혜택금액", "정산예정금액")  # fmt: skip
OLD_FEES = ("채널수수료", "(구)판매수수료")


def case(number=1, **cells):
    row = {
        "주문번호": "2026110100000009", "상품주문번호": f"202611010000{number:03}1",
        "구분": "상품주문", "정산상태": "일반정산", "정산기준일": "2026.11.09",
        "정산예정일": "2026.11.10", "정산기준금액": "10000", "Npay 수수료": "-300",
        "매출 연동 수수료 합계": "-200", "무이자할부 수수료": "0", "혜택금액": "0",
        "정산예정금액": "9500",
    }  # fmt: skip
    return row | cells


def settled(*rows):
    headings = list(dict.fromkeys(name for row in rows for name in row))
    table = [[row.get(name, "") for name in headings] for row in rows]
    return taken(text(headings, *table), "SettleCaseByCase.csv")


def positive(number=1, **cells):
    fees = {"Npay 수수료": "300", "매출 연동 수수료 합계": "200"}
    return case(number, **(fees | cells))


@pytest.mark.parametrize(
    ("word", "item", "name"),
    [
        ("상품주문", SettledItem.ORDER, None),
        ("배송비", SettledItem.SHIPPING, None),
        ("텍스트 리뷰", SettledItem.OTHER, "텍스트 리뷰"),
        ("", SettledItem.OTHER, None),
    ],
)
def test_items_that_are_no_order_keep_their_word(word, item, name):
    found = settled(case(구분=word))

    assert (found.column("item"), found.column("item_name")) == ([item], [name])


def test_states_are_told_by_their_words():
    words = ("일반정산", "빠른정산", "빠른정산 회수", "정산전 취소", "정산후 취소", "-", "")

    found = settled(*(case(at, 정산상태=word) for at, word in enumerate(words)))

    known = [state for state in SettlementState if state is not SettlementState.UNKNOWN]
    assert found.column("state") == [*known, None, None]
    assert found.warnings == set()


def test_a_state_nobody_knows_is_kept_and_pointed_out():
    found = settled(case(1), case(2, 정산상태="새로운정산"))

    assert found.column("state") == [SettlementState.NORMAL, SettlementState.UNKNOWN]
    assert found.remarked == {3: "unknown_state"}
    assert found.told.remarks[0].cell == "새로운정산"
    assert "unknown_state" in found.warnings


def test_a_file_without_states_says_nothing_of_them():
    row = case()
    del row["정산상태"]
    row["정산완료일"] = "2026.11.10"

    line = settled(row).lines[0]

    assert "state" not in line
    assert line["settled_day"] == day("2026-11-10")


def test_days_of_payment_may_lie_ahead():
    found = settled(case(정산예정일="2026.12.24"))

    assert found.column("due_day") == [day("2026-12-24")]


def test_fees_without_a_sign_become_negative():
    back = {"정산기준금액": "-10000", "Npay 수수료": "-300", "매출 연동 수수료 합계": "-200",
            "정산예정금액": "-9500", "정산상태": "정산후 취소"}  # fmt: skip

    found = settled(positive(1), positive(2), case(3, **back))

    assert found.column("payment_fee") == [-300, -300, 300]
    assert found.column("channel_fee") == [-200, -200, 200]
    assert found.warnings == set()


def test_fees_that_are_negative_stay_so_and_those_given_back_positive():
    back = {"정산기준금액": "-10000", "Npay 수수료": "300", "매출 연동 수수료 합계": "200",
            "정산예정금액": "-9500"}  # fmt: skip

    found = settled(case(1), case(2, **back))

    assert found.column("payment_fee") == [-300, 300]
    assert found.warnings == set()


def test_fees_of_a_file_that_never_adds_up_are_told_by_their_usual_sign():
    found = settled(positive(1, 정산예정금액="1"), positive(2, 정산예정금액="2"))

    assert found.column("payment_fee") == [-300, -300]
    assert found.remarked == {2: "inconsistent_counts", 3: "inconsistent_counts"}


def test_the_benefit_is_part_of_the_sum():
    found = settled(case(혜택금액="70", 정산예정금액="9570"))

    assert found.warnings == set()
    assert found.column("benefit") == [70]


@pytest.mark.parametrize("sign", [1, -1])
def test_old_fees_count_where_the_sum_wants_them(sign):
    old = dict(zip(OLD_FEES, (str(-40 * sign), str(-10 * sign)), strict=True))
    fees = {"Npay 수수료": str(-300 * sign), "매출 연동 수수료 합계": str(-200 * sign)}

    found = settled(case(1, 정산예정금액="9450", **fees, **old))

    assert found.column("channel_fee") == [-250]
    assert found.warnings == set()
    assert "old_channel_fee" not in found.lines[0]


def test_old_fees_that_are_in_the_others_already_do_not_count_again():
    found = settled(case(1, **dict.fromkeys(OLD_FEES, "-100")))

    assert found.column("channel_fee") == [-200]
    assert found.warnings == set()


def test_a_row_that_does_not_add_up_is_pointed_out_and_kept():
    found = settled(case(1), case(2, 정산예정금액="9000"))

    assert found.remarked == {3: "inconsistent_counts"}
    remark = found.told.remarks[0]
    assert (remark.heading, remark.cell) == ("정산예정금액", "9000")
    assert "inconsistent_counts" in found.warnings
    assert found.column("expected") == [9500, 9000]


def test_without_all_parts_of_the_sum_nothing_is_pointed_out():
    row = case(정산예정금액="9000")
    del row["Npay 수수료"]

    assert settled(row).warnings == set()


def test_a_fee_that_cannot_be_read_is_left_out_and_told():
    found = settled(case(1), case(2, 혜택금액="없어요"))

    assert found.column("benefit") == [0, None]
    assert "bad_number" in {problem.reason.value for problem in found.told.remarks}


def test_rows_of_no_order_line_are_numbered_by_their_order():
    found = settled(case(상품주문번호="", 구분="텍스트 리뷰"))

    assert found.column("line_no") == ["-2026110100000009"]


def test_equal_deductions_without_a_number_are_all_kept():
    row = case(상품주문번호="", 주문번호="", 구분="공제", 정산기준금액="-50", 정산예정금액="-50",
               **{"Npay 수수료": "0", "매출 연동 수수료 합계": "0"})  # fmt: skip

    found = settled(row, row, row | {"정산기준일": "2026.11.10"})

    assert found.column("line_no") == ["-", "-/2", "-"]
    assert found.told.skipped == 0


def test_the_same_order_line_twice_is_one_row():
    found = settled(case(), case())

    assert found.skipped == {3: "duplicate_row"}


def test_parts_that_are_settled_on_one_day_are_added_up():
    part = {"정산기준금액": "-5000", "Npay 수수료": "150", "매출 연동 수수료 합계": "100"}
    rest = {"정산기준금액": "-3000", "Npay 수수료": "90", "매출 연동 수수료 합계": "60"}
    first = case(1, **part, 정산예정금액="-4750")
    second = case(1, **rest, 정산예정금액="-2850")

    found = settled(first, second, second, case(2))

    assert found.column("amount") == [-8000, 10000]
    assert found.column("payment_fee") == [240, -300]
    assert found.column("expected") == [-7600, 9500]
    assert found.skipped == {3: "added_up", 4: "duplicate_row"}


def test_deductions_without_a_number_are_told_apart_by_their_place_alone():
    row = case(상품주문번호="", 주문번호="", 구분="공제", 정산기준금액="-50", 정산예정금액="-50",
               **{"Npay 수수료": "0", "매출 연동 수수료 합계": "0"})  # fmt: skip

    found = settled(row, row | {"정산기준금액": "-70", "정산예정금액": "-70"})

    assert found.column("line_no") == ["-", "-/2"]
    assert found.column("expected") == [-50, -70]


def test_fees_that_differ_under_one_key_are_a_contradiction():
    found = settled(case(), case(**{"Npay 수수료": "-301"}))

    assert found.refused == {3: "duplicate_conflict"}


def test_a_settlement_and_its_recall_are_two_rows():
    back = {"정산상태": "빠른정산 회수", "정산기준금액": "-10000", "Npay 수수료": "300",
            "매출 연동 수수료 합계": "200", "정산예정금액": "-9500"}  # fmt: skip

    found = settled(case(1, 정산상태="빠른정산"), case(1, **back))

    assert sum(found.column("expected")) == 0


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"정산예정금액": ""}, "missing_value"),
        ({"정산예정금액": "만원"}, "bad_number"),
        ({"정산기준금액": "만원"}, "bad_number"),
        ({"정산기준일": "어제"}, "bad_date"),
        ({"상품주문번호": "2.02611E+15"}, "corrupt_id"),
    ],
)
def test_rows_without_an_amount_day_or_number_are_refused(cells, why):
    found = settled(case(1), case(2, **cells))

    assert found.refused == {3: why}


def test_a_line_of_sums_is_no_row():
    found = settled(case(), dict.fromkeys(HEADINGS, "") | {"주문번호": "합계"})

    assert found.skipped == {3: "total_row"}


def test_our_own_table_of_settlements_is_about_orders():
    cells = {"basis_day": "2026-11-10", "line_no": "2026110100000011", "expected": "9500"}
    headings = {one.name: one.title for one in plain_settlement.FORMAT.columns}

    found = taken(text([headings[name] for name in cells], cells.values()), "정산.csv")

    assert found.column("item") == [SettledItem.ORDER]
    assert found.warnings == set()
