"""Which export a file is: one, or none, and then what it seems to be."""

import pytest

from core.importers import Limits
from core.importers.recognition import FIRST_ROWS
from tests.importers.made import AMOUNT, HEADINGS, csv, row, taken, workbook


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("방문수", "statistics"), ("리뷰 내용", "reviews"), ("정산상태", "settlement"),
        ("노출수", "ads"), ("문의유형", "questions"), ("셀러재고코드", "other_mall"),
    ],
)  # fmt: skip
def test_a_table_nobody_knows_is_called_by_what_it_looks_like(heading, kind):
    found = taken(csv({heading: "1", "하나": "2", "둘": "3"}))
    assert found.reason == "unknown_columns"
    assert found.error.details == {"looks_like": kind}


@pytest.mark.parametrize("before", [0, 1, 3, FIRST_ROWS - 1])
def test_the_header_is_found_below_notices_groups_and_blank_lines(before):
    notices = [
        "◈ 다운로드 받은 파일로 일괄발송 하는 방법 : 택배사 송장번호 상품주문번호",
        "주문 정보,,,구매자 정보",
    ]
    lines = ["", *notices, *[""] * FIRST_ROWS][:before]
    content = "\r\n".join([*lines, ""]).encode() * bool(lines) + csv(row(1))
    found = taken(content)
    assert found.column("line") == [before + 2]


def test_a_header_further_down_is_none():
    assert taken(b"\n" * FIRST_ROWS + csv(row(1))).reason == "empty_file"
    assert taken(b"a\n" * FIRST_ROWS + csv(row(1))).reason == "not_tabular"


@pytest.mark.parametrize(
    "heading",
    ["결제일 ", " 결 제 일", "\u200b결제일", "결제일(주문 후)", "'결제일'", "결제일\ufeff"],
)
def test_a_heading_is_recognised_without_spaces_and_remarks(heading):
    names = [heading if name == "결제일" else name for name in HEADINGS]
    line = {new: row(1)[old] for new, old in zip(names, HEADINGS, strict=True)}
    assert taken(csv(line)).told.unknown_columns == ()


def test_what_is_missing_is_called_as_sellers_know_it():
    line = row(1, 발주확인일="")
    del line[AMOUNT], line["주문번호"]
    found = taken(csv(line))
    assert found.reason == "missing_columns"
    assert found.error.details["missing"] == ("주문번호", "최종 상품별 총 주문금액")
    assert found.error.details["format_id"] == "smartstore_dispatch"


def test_without_the_number_of_the_line_that_number_is_missing():
    found = taken(csv({"주문번호": "1", "상품명": "x", "수량": "1", "구매자명": "y"}))
    assert found.error.details == {"missing": ("상품주문번호",)}


def test_a_number_that_is_there_is_not_called_missing():
    found = taken(csv({"주문번호": "1", "상품명": "x", "상품주문번호": "1", "수량": "y"}))
    assert found.reason == "unknown_columns"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a,b,c,d\n1,2,3,4\n", "unknown_columns"),
        ("2026110100000011,2026110100000012,2026-11-01,12900\n", "no_header"),
        ("안녕하세요\n반갑습니다\n", "not_tabular"),
        ("\n\n ,\n", "empty_file"),
    ],
)
def test_a_table_nobody_knows_is_refused_by_name(content, reason):
    assert taken(content.encode()).reason == reason


@pytest.mark.parametrize(
    ("was", "read"), [("cp949", "latin-1"), ("utf-8", "latin-1"), ("utf-8", "cp949")]
)
def test_headings_read_in_the_wrong_encoding_are_mojibake(was, read):
    mangled = csv(row(1)).decode().encode(was).decode(read, "replace")
    assert taken(mangled.encode()).reason == "mojibake"


@pytest.mark.parametrize("heading", [AMOUNT, "상품주문번호", "수량"])
def test_a_heading_that_stands_twice_is_never_chosen_from(heading):
    found = taken(csv(headings=(*HEADINGS, heading)))
    assert found.reason == "duplicate_header"
    assert found.error.details == {"columns": ("".join(heading.split()),)}


def test_an_old_and_a_new_heading_side_by_side_are_not_the_same():
    found = taken(csv(row(1) | {"상품별 총 주문금액": "1"}))
    assert found.column("amount") == [12900]


def test_too_many_columns_are_refused():
    assert taken(csv(headings=(*HEADINGS, *"x" * 20)), limits=Limits(columns=20)).reason == (
        "too_many_columns"
    )
    assert taken(csv(row(1)) + b"," * 2000).told.accepted == 1


def another(title, rows, state="visible"):
    def change(sheet):
        page = sheet.parent.create_sheet(title)
        page.sheet_state = state
        for cells in rows:
            page.append(cells)

    return change


ORDER_ROWS = [list(HEADINGS), list(row(9).values())]


@pytest.mark.parametrize(
    ("rows", "state", "warnings"),
    [
        ([["메모"], ["x"]], "visible", {"other_sheets"}),
        ([], "visible", set()),
        ([["메모"]], "hidden", {"hidden_sheet"}),
        (ORDER_ROWS, "visible", {"several_sheets"}),
        (ORDER_ROWS, "veryHidden", {"hidden_sheet"}),
    ],
)
def test_other_sheets_are_mentioned_and_the_first_visible_one_is_read(rows, state, warnings):
    found = taken(workbook(row(1), change=another("둘째", rows, state)), "a.xlsx")
    assert found.column("line_no") == [row(1)["상품주문번호"]]
    assert found.warnings == warnings


def test_the_sheet_with_the_header_is_found_wherever_it_stands():
    def change(sheet):
        sheet.delete_rows(1, 2)
        sheet.append(["안내"])
        another("주문", ORDER_ROWS)(sheet)

    found = taken(workbook(row(1), change=change), "a.xlsx")
    assert found.column("line_no") == [row(9)["상품주문번호"]]


def test_a_complete_sheet_is_taken_before_one_that_lacks_a_heading():
    def change(sheet):
        sheet.delete_cols(4)
        another("주문", ORDER_ROWS)(sheet)

    lacking = row(1, 발주확인일="")
    assert taken(workbook(lacking, change=change), "a.xlsx").told.accepted == 1
