"""One cell at a time: what it says, or why nobody can tell."""

from datetime import UTC, date, datetime

import pytest

from core.importers import cells
from core.importers.problems import CellError
from core.terms import SEOUL
from tests.importers.made import TODAY

AFTERNOON = "2026-11-01T15:04:05"
MINUTE = "2026-11-01T15:04:00"
MIDNIGHT = "2026-11-01T00:00:00"


def reason(reader, *given):
    with pytest.raises(CellError) as caught:
        reader(*given)
    return caught.value.reason.value


@pytest.mark.parametrize(
    ("cell", "wall"),
    [
        ("2026-11-01 15:04:05", AFTERNOON),
        ("2026-11-01 15:04", MINUTE),
        ("2026-11-01", MIDNIGHT),
        ("2026.11.01", MIDNIGHT),
        ("2026.11.01 15:04:05", AFTERNOON),
        ("2026. 11. 1. 15:04", MINUTE),
        ("2026.11.01.", MIDNIGHT),
        ("2026/11/01 15:04:05", AFTERNOON),
        ("2026/11/1 3:04:05 PM", AFTERNOON),
        ("2026년 11월 1일 15시 04분 05초", AFTERNOON),
        ("2026년 11월 1일", MIDNIGHT),
        ("2026-11-01 오후 3:04:05", AFTERNOON),
        ("2026-11-01 (일) 15:04", MINUTE),
        ("2026-11-01 15:04:05.123", AFTERNOON),
        ("20261101", MIDNIGHT),
        ("202611011504", MINUTE),
        ("20261101150405", AFTERNOON),
        ("26-11-01 15:04", MINUTE),
        ("26.11.01.", MIDNIGHT),
        ("13/11/2026", "2026-11-13T00:00:00"),
        ("11/13/2026", "2026-11-13T00:00:00"),
        ("11/11/2026", "2026-11-11T00:00:00"),
        ("２０２６-11-01", MIDNIGHT),
        ('="2026-11-01"', MIDNIGHT),
        ("46327", MIDNIGHT),
        ("46327.5", "2026-11-01T12:00:00"),
    ],
)
def test_every_spelling_of_a_moment_is_korean_wall_time(cell, wall):
    seconds = cells.moment(cell, TODAY)
    assert datetime.fromtimestamp(seconds, SEOUL).replace(tzinfo=None).isoformat() == wall


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("2026-11-01 오전 12:00", 0),
        ("2026-11-01 오후 12:00", 12),
        ("2026-11-01 오전 11시", 11),
        ("2026-11-01 12:30 AM", 0),
        ("2026-11-01 12:30 pm", 12),
        ("2026-11-01 오후 11:59", 23),
    ],
)
def test_twelve_is_midnight_before_noon_and_noon_after_it(cell, hour):
    assert datetime.fromtimestamp(cells.moment(cell, TODAY), SEOUL).hour == hour


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("2026-11-01T15:04:05Z", 15),
        ("2026-11-01 15:04:05 UTC", 15),
        ("2026-11-01 15:04:05 KST", 6),
        ("2026-11-01T15:04:05+09:00", 6),
        ("2026-11-01T15:04:05+0000", 15),
        ("2026-11-01T15:04:05-05:00", 20),
    ],
)
def test_an_offset_is_converted(cell, hour):
    assert datetime.fromtimestamp(cells.moment(cell, TODAY), UTC).hour == hour


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("03/04/2026", "ambiguous_date"),
        ("03.04.2026", "ambiguous_date"),
        ("03-04-05", "ambiguous_date"),
        ("13-11-30", "ambiguous_date"),
        ("2026-02-30", "bad_date"),
        ("2026-13-01", "bad_date"),
        ("2026-11-01 25:00", "bad_date"),
        ("2026-11-01 오후 13:00", "bad_date"),
        ("2026-11-01 오전 0:30", "bad_date"),
        ("2026-11-01 noon", "bad_date"),
        ("2026-11-01T10:00+99:99", "bad_date"),
        ("2026-11-01x", "bad_date"),
        ("20261301", "bad_date"),
        ("어제", "bad_date"),
        ("1.5", "bad_date"),
        ("2026-11-23", "future_date"),
        ("2026-11-22T23:00:00-05:00", "future_date"),
        ("99999", "future_date"),
        ("2011-12-31", "too_old_date"),
        ("10000", "too_old_date"),
        ("#VALUE!", "error_cell"),
        ("#N/A", "error_cell"),
        ("=", "formula_without_value"),
    ],
)
def test_a_moment_nobody_can_tell_is_named(cell, why):
    assert reason(cells.moment, cell, TODAY) == why


def test_the_last_second_of_today_in_seoul_is_not_the_future():
    assert cells.moment("2026-11-22 23:59:59", date(2026, 11, 22)) is not None


@pytest.mark.parametrize("cell", ["", "-", " - ", "N/A", "nan", "NaT", "null", "None", "없음", "—"])
def test_a_cell_that_says_nothing_is_unknown_and_not_nought(cell):
    assert cells.whole(cell) is None
    assert cells.moment(cell, TODAY) is None
    assert cells.identifier(cell) is None


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("12900", 12900),
        ("12,900", 12900),
        ("12,900원", 12900),
        ("₩12,900", 12900),
        ("￦12,900", 12900),
        ("₩ 12,900", 12900),
        ("12900 KRW", 12900),
        ("１２，９００", 12900),
        ("１２９００원", 12900),
        ("12900.00", 12900),
        ("12,900.0", 12900),
        ("+12900", 12900),
        ('="12900"', 12900),
        ("'12900", 12900),
        ("\u200b12900\u00a0", 12900),
        ("0", 0),
        ("(1,234)", -1234),
        ("-1,234", -1234),
        ("−1234", -1234),
        ("△1,234", -1234),
        ("▲1,234원", -1234),
        ("₩-1,234", -1234),
        ("1.29E+04", 12900),
        ("2e3", 2000),
    ],
)
def test_an_amount_of_won_is_a_whole_number(cell, number):
    assert cells.whole(cell) == number


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("1.234", "ambiguous_number"),
        ("1.234.567", "ambiguous_number"),
        ("12.000", "ambiguous_number"),
        ("1.234,5", "ambiguous_number"),
        ("1,23", "ambiguous_number"),
        ("1..2", "ambiguous_number"),
        ("12900.5", "non_integer"),
        ("12,900.25", "non_integer"),
        ("1.2345e2", "non_integer"),
        ("1e309", "out_of_range"),
        ("9" * 13, "out_of_range"),
        ("1e15", "out_of_range"),
        ("1_000", "bad_number"),
        ("0x1F", "bad_number"),
        ("5²", "bad_number"),
        ("①", "bad_number"),
        ("inf", "bad_number"),
        ("만원", "bad_number"),
        ("--5", "bad_number"),
        ("9" * 5000, "bad_number"),
        ("#DIV/0!", "error_cell"),
        ("=", "formula_without_value"),
    ],
)
def test_a_number_nobody_can_tell_is_named(cell, why):
    assert reason(cells.whole, cell) == why


@pytest.mark.parametrize(
    "cell",
    [
        "2026110812345671", "'2026110812345671", '="2026110812345671"', "\t2026110812345671\t",
        "\u00a02026110812345671\u200b", '"2026110812345671"', "\ufeff2026110812345671",
        "2026110812345671.0",
    ],
)  # fmt: skip
def test_the_wrapping_of_a_number_that_is_a_name_goes(cell):
    assert cells.line_number(cell) == "2026110812345671"


@pytest.mark.parametrize("cell", ["2.02611E+15", "2.02E+15", "2e15", "상품주문", "x1" * 30])
def test_a_destroyed_number_is_no_name(cell):
    assert reason(cells.line_number, cell) == "corrupt_id"


def test_a_name_has_an_end():
    assert reason(cells.identifier, "x" * 101) == "corrupt_id"


def test_an_error_is_no_name():
    assert reason(cells.identifier, "#REF!") == "error_cell"
    assert reason(cells.text, "#REF!") == "error_cell"
    assert reason(cells.code, "#NAME?") == "error_cell"


@pytest.mark.parametrize("cell", ["00123", "1E5", "A-01", "0", "1.50"])
def test_a_code_of_the_seller_stays_as_it_is(cell):
    assert cells.code(cell) == cell


def test_a_code_is_unwrapped_and_has_an_end():
    assert cells.code('="00123"') == "00123"
    assert cells.code("  ") is None
    assert cells.code("a" * 200) == "a" * 100


def test_a_text_is_composed_and_trimmed_and_keeps_its_letters():
    assert cells.text(" \u1112\u1161\u11ab\u1100\u1173\u11af\u00a0") == "한글"
    assert cells.text("<b>&amp; 👍🏻") == "<b>&amp; 👍🏻"
    assert cells.text("a\0b\x1fc") == "abc"
    assert cells.text(" ") is None
    assert reason(cells.text, "a" * 40_000) == "field_too_long"


def test_white_space_and_signs_nobody_sees_do_not_tell_headings_apart():
    assert cells.squeezed(" Paid  at\t") == "Paidat"
    assert cells.squeezed("\u200b주문 번호\ufeff\u3000") == "주문번호"
