"""Whatever bytes arrive, a file is read or refused by name, and every row is accounted for."""

import contextlib
import random
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.importers import Identity, UnreadableFile, read, reading
from core.terms import Claim, Device, OrderState, Region, SkipReason
from tests.importers.made import AMOUNT, HEADINGS, IDENTITY, TODAY, csv, row, taken, workbook

HEADER = "상품주문번호,주문번호,결제일,최종 상품별 총 주문금액\n".encode()


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_read_or_refused_and_every_row_is_counted(data, known):
    with contextlib.suppress(UnreadableFile):
        content = HEADER + data if known else data
        found = read("file.csv", content, identity=IDENTITY, today=date(2026, 11, 22))
        lines = sum(len(table) for table in found.batches())
        assert lines == found.accepted
        assert found.rows == found.accepted + found.refused + found.skipped


def test_a_good_line_is_typed_and_without_personal_data():
    found = taken(
        csv(row(통합배송지="부산 해운대구 우동 1", 주문상태="취소완료", 결제위치="모바일"))
    )
    assert (
        found.lines
        == [
            {
                "line": 2,
                "line_no": "2026110100000011",
                "order_no": "2026110100000012",
                "paid_at": int(datetime(2026, 11, 1, 6, 4, 5, tzinfo=UTC).timestamp()),
                "state": OrderState.CANCELLED,
                "claim": Claim.CANCEL,
                "quantity": 1,
                "amount": 12900,
                "product_name": "머그컵",
                "buyer_key": IDENTITY.buyer("", "김철수", "010-1234-5678"),
                "buyer_name": "김*수",
                "region": Region.BUSAN,
                "device": Device.MOBILE,
            }
        ]
        or found.lines
    )


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({AMOUNT: ""}, "missing_value"),
        ({AMOUNT: "-"}, "missing_value"),
        ({AMOUNT: "NaN"}, "missing_value"),
        ({AMOUNT: "1.234"}, "ambiguous_number"),
        ({AMOUNT: "12900.5"}, "non_integer"),
        ({AMOUNT: "1e309"}, "out_of_range"),
        ({AMOUNT: "#VALUE!"}, "error_cell"),
        ({AMOUNT: "1_000"}, "bad_number"),
        ({AMOUNT: "9" * 5000}, "bad_number"),
        ({"결제일": ""}, "missing_value"),
        ({"결제일": "2026-02-30"}, "bad_date"),
        ({"결제일": "03/04/2026"}, "ambiguous_date"),
        ({"결제일": "2026-11-23"}, "future_date"),
        ({"결제일": "1999-01-01"}, "too_old_date"),
        ({"상품주문번호": ""}, "missing_value"),
        ({"상품주문번호": "2.02E+15"}, "corrupt_id"),
        ({"상품주문번호": "없는 번호"}, "corrupt_id"),
        ({"주문번호": ""}, "missing_value"),
        ({"수량": "0"}, "zero_quantity"),
        ({"수량": "-1"}, "negative_value"),
        ({"수량": "1000001"}, "out_of_range"),
        ({"수량": "99999999999"}, "out_of_range"),
        ({"수량": "한 개"}, "bad_number"),
        ({"상품명": "가" * 40_000}, "field_too_long"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named_with_its_line_and_reason(cells, why):
    found = taken(csv(row(1), row(2) | cells, row(3), row(4)))
    assert found.refused == {3: why}
    assert found.column("line") == [2, 4, 5]


@pytest.mark.parametrize(
    ("heading", "cell", "name", "why"),
    [
        ("상품번호", "2.02E+15", "product_no", "corrupt_id"),
        ("발송기한", "어제", "ship_due", "bad_date"),
        ("배송비 합계", "1.234", "shipping_fee", "ambiguous_number"),
        ("판매자 상품코드", "#N/A", "product_code", "error_cell"),
    ],
)
def test_a_cell_the_line_can_do_without_is_left_out_and_remarked(heading, cell, name, why):
    found = taken(csv(row(1, **{heading: cell})))
    assert found.column(name) == [None]
    assert found.remarked == {2: why}
    assert found.told.accepted == 1


def test_a_deadline_may_lie_ahead_and_codes_stay():
    extras = {"발송기한": "2026-12-24 23:59:59", "판매자 상품코드": "1E5", "결제수단": "-"}
    found = taken(csv(row(1) | extras, row(2) | extras | {"판매자 상품코드": "00123"}))
    assert found.column("product_code") == ["1E5", "00123"]
    assert found.column("payment_means") == [None, None]
    assert None not in found.column("ship_due")


@pytest.mark.parametrize("word", ["합계", "소계", "총계", "전체", "합 계", "Total", "합계:"])
def test_a_line_of_sums_is_skipped(word):
    found = taken(csv(row(1), f"{word},,,25800,2,,,", row(2)))
    assert found.skipped == {3: "total_row"}
    assert found.told.accepted == 2


def test_headings_again_and_blank_lines_inside_are_skipped_and_counted():
    found = taken(csv(row(1), "", ",,,,,,,", ",".join(HEADINGS), row(2), "", "   "))
    assert found.skipped == {3: "blank_row", 4: "blank_row", 5: "repeated_header"}
    assert found.told.rows == 5


def test_the_same_row_again_is_skipped_and_another_one_under_its_number_is_refused():
    found = taken(csv(row(1), row(2), row(1), row(2, 최종="9900")))
    assert found.skipped == {4: "duplicate_row"}
    assert found.refused == {5: "duplicate_conflict"}
    assert found.remarked == {3: "duplicate_conflict"}
    assert found.column("amount") == [12900, 12900]


def test_a_row_of_another_width_is_refused_but_empty_cells_at_its_end_are_not():
    good = ",".join(map(str, row(1).values()))
    found = taken(csv(row(2), good + ",,", good.replace("1,", "7,", 1) + ",x", "1,2,3", row(3)))
    assert found.refused == {4: "column_count", 5: "column_count"}
    assert found.column("line") == [2, 3, 6]


def test_the_amount_follows_from_price_and_quantity_where_it_is_not_told():
    line = row(1, 상품가격="10,000", 옵션가격="500", 수량="3", 발주확인일="2026-11-01")
    del line[AMOUNT]
    assert taken(csv(line)).column("amount") == [31500]
    assert taken(csv(line | {"상품별 할인액": "1500"})).column("amount") == [30000]
    assert taken(csv(line)).column("unit_price") == [10500]
    assert taken(csv(line | {"수량": ""})).refused == {2: "missing_value"}
    del line["옵션가격"]
    assert taken(csv(line)).column("amount") == [30000]
    huge = taken(csv(line | {"상품가격": "999999999999", "수량": "999999"}))
    assert huge.refused == {2: "out_of_range"}


def test_numbers_that_all_end_in_nought_have_been_rounded():
    rounded = [row(n) | {"상품주문번호": f"20261101{n:07}0"} for n in range(1, 13)]
    assert taken(csv(*rounded)).reason == "ids_precision_lost"
    assert taken(csv(*rounded[:9])).told.accepted == 9
    assert taken(csv(*rounded[:11], row(20))).told.accepted == 12


def test_numbers_written_as_powers_refuse_the_file():
    broken = [row(n) | {"상품주문번호": "2.02611E+15"} for n in range(3)]
    found = taken(csv(*broken))
    assert found.reason == "corrupt_ids"
    assert found.error.details == {"line": 2, "cell": "2.02611E+15"}


def test_dates_that_are_all_ambiguous_refuse_the_file():
    found = taken(csv(*(row(n, 결제일="03/04/2026") for n in range(3))))
    assert found.reason == "ambiguous_date"
    assert found.error.details["line"] == 2


def test_a_strange_state_is_taken_and_told():
    found = taken(csv(row(1, 주문상태="처음보는상태"), row(2, 주문상태="결제완료")))
    assert found.remarked == {2: "unknown_state"}
    assert "unknown_state" in found.warnings
    refused = taken(csv(row(1, 주문상태="처음보는상태") | {AMOUNT: "x"}, row(2, 주문상태="")))
    assert refused.remarked == {}


def test_what_a_file_lacks_is_a_warning():
    line = {name: row(1)[name] for name in ("상품주문번호", "주문번호")}
    inquiry = {"주문일시": "2026-11-01", "주문상태": "결제완료", "클레임상태": "", "새 항목": "x"}
    found = taken(csv(line | inquiry))
    assert found.warnings == {"no_amounts", "no_buyers", "unknown_columns"}
    assert found.told.unknown_columns == ("새항목",)
    assert taken(csv(headings=HEADINGS)).warnings == {"no_rows"}


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        ("스마트스토어_전체주문발주발송관리_20261120_0910.csv", "2026-11-20T00:10:00+00:00"),
        ("orders 2026-11-20 0910.csv", "2026-11-20T00:10:00+00:00"),
        ("orders_20261320_0910.csv", "2026-11-01T06:04:05+00:00"),
        ("orders_20271120_0910.csv", "2026-11-01T06:04:05+00:00"),
        ("orders.csv", "2026-11-01T06:04:05+00:00"),
    ],
)  # fmt: skip
def test_the_moment_of_the_export_is_in_its_name_or_else_the_latest_inside(name, moment):
    assert taken(csv(row(1)), name).told.as_of.isoformat() == moment


def test_the_moment_of_the_export_may_be_in_the_workbook():
    def made(moment):
        def stamp(sheet):
            sheet.parent.properties.created = datetime.fromisoformat(moment)

        return workbook(row(1), change=stamp)

    told = taken(made("2026-11-10T01:00:00"), "a.xlsx").told
    assert told.as_of == datetime(2026, 11, 10, 1, tzinfo=UTC)
    assert taken(made("2030-01-01T00:00:00"), "a.xlsx").told.as_of.year == 2026


def test_a_file_on_the_disk_is_read_like_its_bytes(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_bytes(csv(row(1), row(2), encoding="cp949"))
    told, other = taken(path).told, taken(path.read_bytes()).told
    assert (told.sha256, told.size) == (other.sha256, other.size)
    assert told.accepted == other.accepted == 2
    book = tmp_path / "orders.xlsx"
    book.write_bytes(workbook(row(1)))
    assert taken(book, "orders.xlsx").told.accepted == 1


def test_batches_can_be_read_once():
    found = read("a.csv", csv(row(1)), identity=IDENTITY, today=TODAY)
    assert len(list(found.batches())) == 1
    assert list(found.batches()) == []


def test_rows_come_in_batches_and_repeats_are_found_across_them(monkeypatch):
    monkeypatch.setattr(reading, "BATCH", 2)
    again = [row(n) for n in (1, 2, 3, 4, 5, 1)] + [row(2, 상품명="접시")]
    found = taken(csv(*again, row(3, 최종="x")))
    assert found.skipped == {7: "duplicate_row"}
    assert found.refused == {8: "duplicate_conflict", 9: "bad_number"}
    assert found.told.accepted == 5


def test_so_many_odd_rows_are_named_and_the_rest_is_counted(monkeypatch):
    monkeypatch.setattr(reading, "ISSUES_KEPT", 3)
    strange = [row(n, 주문상태="처음보는상태") for n in range(5)]
    found = taken(csv(*(row(9 + n, 최종="x") for n in range(5)), *strange, *strange))
    told = found.told
    assert (told.refused, told.skipped) == (5, 5)
    assert (len(told.problems), len(told.skips), len(told.remarks)) == (3, 3, 3)


def test_names_and_numbers_of_people_are_never_in_what_is_told():
    secret = {
        "구매자명": "남궁길동",
        "구매자연락처": "010-9876-5432",
        "통합배송지": "서울 비밀로 77",
    }
    bad = [
        row(1, 최종="x") | secret,
        row(2) | secret | {"구매자명": "남궁길동" + "가" * 40_000},
        row(3, 주문상태="010-9876-5432 남궁길동님") | secret,
        row(4, 최종="010-9876-5432") | secret,
        row(5) | secret | {"구매자연락처": "#VALUE!"},
        row(6, 상품명="남궁길동님 주문제작 010-9876-5432") | secret,
        row(7) | secret,
        row(7, 최종="1") | secret,
    ]
    found = taken(csv(*bad))
    said = repr((found.told.problems, found.told.remarks, found.told.skips, found.lines))
    for token in ("남궁길동", "9876-5432", "비밀로", "98765432"):
        assert token not in said
    assert len(found.refused) == 4


@pytest.mark.parametrize("seed", range(5))
def test_columns_may_stand_in_any_order(seed):
    names = list(HEADINGS)
    random.Random(seed).shuffle(names)  # noqa: S311
    assert taken(csv(row(1), headings=names)).lines == taken(csv(row(1))).lines


def test_another_key_calls_the_buyers_otherwise():
    other = Identity(b"another key, also thirty-two byte")
    content = csv(row(1))
    found = read("a.csv", content, identity=other, today=TODAY)
    assert next(found.batches())["buyer_key"].to_pylist() != taken(content).column("buyer_key")


GA4 = (
    "# 보고서\n# Start date: 20261001\n# End date: 20261031\n"
    "Session source / medium,Sessions,Engaged sessions\n"
    "google / organic,20,10\n"
)


def test_what_stands_below_a_remark_is_another_table():
    found = taken((GA4 + "# 다음 표\nNth day,Sessions\n0,5\n").encode(), "download.csv")
    assert [line["visits"] for line in found.lines] == [20]
    reasons = [skip.reason for skip in found.told.skips]
    assert reasons == [SkipReason.NOTE_ROW, SkipReason.OTHER_TABLE, SkipReason.OTHER_TABLE]


def test_a_grand_total_may_stand_at_the_end_of_its_line():
    found = taken((GA4 + ",20,10,Grand total\n").encode(), "download.csv")
    assert [line["visits"] for line in found.lines] == [20]
    assert [skip.reason for skip in found.told.skips] == [SkipReason.TOTAL_ROW]
