"""Tables in workbooks."""

import re
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter

from core.importers import Limits, UnreadableFile, workbooks
from tests.importers.made import HEADINGS, archive, changed, csv, row, taken, workbook

SHEET = "xl/worksheets/sheet1.xml"


def book(*rows, change=lambda _: None, name="a.xlsx", **options):
    return taken(workbook(*rows, change=change), name, **options)


def put(place, value):
    return lambda sheet: sheet.__setitem__(place, value)


def test_a_workbook_is_read_like_the_text_it_holds():
    rows = [row(1), row(2, 최종="x"), row(3)]
    found, wanted = book(*rows), taken(csv(*rows))
    assert found.lines == wanted.lines
    assert found.refused == wanted.refused == {3: "bad_number"}
    assert found.warnings == set()


def test_number_cells_and_date_cells_are_read():
    line = row(1, 결제일=datetime.fromisoformat("2026-11-01T15:04:05.600"), 최종=12900, 수량=2.0)
    found = book(line | {"상품주문번호": 2026110100000011})
    assert found.lines == taken(csv(row(1, 수량=2))).lines


def test_dates_of_the_other_calendar_are_the_same_days():
    content = BytesIO()
    made = xlsxwriter.Workbook(content, {"in_memory": True, "date_1904": True})
    sheet = made.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, list(row(1).values()))
    when = datetime.fromisoformat("2026-11-01T15:04:05")
    sheet.write_datetime(1, 2, when, made.add_format({"num_format": "yyyy-mm-dd hh:mm"}))
    made.close()
    assert taken(content.getvalue(), "a.xlsx").lines == taken(csv(row(1))).lines


def test_large_numbers_are_destroyed_and_small_ones_have_no_point():
    assert workbooks._said(12900.0) == "12900"
    assert workbooks._said(12900.5) == "12900.5"
    assert workbooks._said(2.02e17) == "2.02e+17"
    assert workbooks._said(None) == ""
    assert workbooks._said(True) == "True"  # noqa: FBT003
    assert book(row(1) | {"상품주문번호": 2.02e17}).reason == "corrupt_ids"


@pytest.mark.parametrize("error", ["#VALUE!", "#REF!", "#N/A", "#DIV/0!", "#NAME?", "#NUM!"])
def test_an_error_in_a_cell_that_counts_refuses_its_row(error):
    found = book(row(1), row(2, 최종=error), row(3))
    assert found.refused == {3: "error_cell"}
    assert found.told.problems[0].cell == error
    assert book(row(1, 수량=error)).refused == {2: "error_cell"}
    assert book(row(1, 상품명=error)).remarked == {2: "error_cell"}


def test_a_formula_that_nobody_has_worked_out_refuses_its_row():
    assert book(row(1), row(2, 최종="=1+1")).refused == {3: "formula_without_value"}


def test_a_formula_with_its_result_is_its_result():
    def solve(part):
        return part.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"
        )

    content = changed(workbook(row(1, 최종="=1+1")), SHEET, solve)
    assert taken(content, "a.xlsx").column("amount") == [2]


def test_an_error_beside_the_table_is_no_harm():
    found = book(row(1), change=put("Z2", "#VALUE!"))
    assert found.told.accepted == 1


def test_hidden_rows_are_read_and_mentioned():
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    found = book(row(1), row(2), row(3), change=hide)
    assert found.told.accepted == 3
    assert found.warnings == {"hidden_rows"}
    assert found.remarked == {3: "hidden_rows"}


def test_a_merged_cell_is_filled_downwards_inside_the_merge_only():
    def merge(sheet):
        sheet["B5"] = None
        sheet.merge_cells("B2:B3")
        sheet.merged_cells.add("F2:F3")

    found = book(row(1), row(2), row(3), row(4), change=merge)
    assert found.column("order_no") == [row(1)["주문번호"]] * 2 + [row(3)["주문번호"]]
    assert found.refused == {5: "missing_value"}


@pytest.mark.parametrize("cells", ["Z1:Z9", "A1:B9", "A2:H2", "A100:A200", "XFD1:XFD1048576"])
def test_a_merge_elsewhere_is_no_harm(cells):
    found = book(row(1), row(2), change=lambda sheet: sheet.merged_cells.add(cells))
    assert found.told.accepted == 2


def test_thousands_of_merges_over_each_other_are_no_burden():
    merges = b"".join(b'<mergeCell ref="F%d:F%d"/>' % (n, 9 * n) for n in range(2, 3000))

    def merge(part):
        return part.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>"
        )

    content = workbook(row(1), row(2), change=put("A20000", "x"))
    assert taken(changed(content, SHEET, merge), "a.xlsx").told.accepted == 2


def test_a_table_may_begin_anywhere():
    def move(sheet):
        sheet.move_range("A1:H3", rows=4, cols=3)
        sheet.merged_cells.add("E6:E7")
        sheet.merged_cells.add("A6:A7")
        sheet["E7"] = None
        sheet["G7"] = "#N/A"

    found = book(row(1), row(2), change=move)
    assert found.column("line") == [6]
    assert found.refused == {7: "error_cell"}


def test_a_stray_cell_in_the_last_row_is_a_row_and_no_burden():
    found = book(row(1), change=put("A200000", "x"))
    assert found.told.accepted == 1
    assert list(found.refused) == [200_000]
    assert found.told.skipped == 200_000 - 3


@pytest.mark.parametrize("place", ["XFD1048576", "XFD2000"])
def test_a_stray_cell_far_away_is_refused_before_it_eats_the_memory(place):
    found = book(row(1), change=put(place, "x"))
    assert found.reason == "too_large"
    assert found.error.details["limit"] == Limits().cells


def test_an_empty_cell_far_away_is_nothing():
    def far(part):
        return part.replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
        )

    assert taken(changed(workbook(row(1)), SHEET, far), "a.xlsx").told.accepted == 1


def without_places(part):
    return re.sub(rb' r="[A-Z]*\d+"', b"", part)


def test_cells_that_do_not_say_where_they_stand_are_read_and_counted():
    content = changed(workbook(row(1), row(2)), SHEET, without_places)
    assert taken(content, "a.xlsx").column("line") == [2, 3]
    assert taken(content, "a.xlsx", limits=Limits(cells=20)).reason == "too_large"


def test_a_sheet_that_is_cut_into_pieces_is_seen_whole():
    rows = [row(n, 상품명=f"머그컵 {n} " + "흰" * 300) for n in range(1, 400)]
    found = book(*rows, row(400, 최종="#VALUE!"), row(401, 최종="=1+1"), limits=Limits(cells=5000))
    assert found.told.accepted == 399
    assert found.refused == {401: "error_cell", 402: "formula_without_value"}
    assert book(*rows, limits=Limits(cells=3000)).reason == "too_large"


def test_the_size_a_sheet_declares_is_not_believed():
    def lie(part):
        return re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', part)

    assert taken(changed(workbook(row(1)), SHEET, lie), "a.xlsx").told.accepted == 1


def test_macros_are_left_alone_and_mentioned():
    out = BytesIO(workbook(row(1)))
    with ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"macro")
    found = taken(out.getvalue(), "a.xlsm")
    assert found.told.accepted == 1
    assert found.warnings == {"macro_ignored"}


def test_an_archive_that_is_no_workbook_we_read_is_unsupported():
    types = ("[Content_Types].xml", b"<Types/>")
    for name in ("word/document.xml", "xl/workbook.bin"):
        found = taken(archive([types, (name, b"<x/>")]), "a.xlsx")
        assert found.reason == "unsupported_format"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_without_sense_is_damage(part):
    content = changed(workbook(row(1)), part, lambda _: b"<workbook")
    assert taken(content, "a.xlsx").reason == "corrupt_file"


def test_a_sheet_without_sense_is_damage_or_empty():
    content = changed(workbook(row(1)), SHEET, lambda _: b"<worksheet><sheetData><row")
    assert taken(content, "a.xlsx").reason in {"corrupt_file", "empty_file"}


def test_a_workbook_without_cells_is_empty():
    content = BytesIO()
    openpyxl.Workbook().save(content)
    assert taken(content.getvalue(), "a.xlsx").reason == "empty_file"


@pytest.mark.parametrize("created", [b"soon", b""])
def test_a_workbook_that_does_not_know_when_it_was_made_is_read(created):
    def forget(part):
        return re.sub(rb"(<dcterms:created[^>]*>)[^<]*", rb"\g<1>" + created, part)

    content = changed(workbook(row(1)), "docProps/core.xml", forget)
    assert taken(content, "a.xlsx").told.as_of.isoformat() == "2026-11-01T06:04:05+00:00"


def test_a_workbook_without_properties_is_read():
    content = changed(workbook(row(1)), "docProps/core.xml")
    assert taken(content, "a.xlsx").told.accepted == 1


def test_a_workbook_without_its_list_of_parts_is_damage():
    content = changed(workbook(row(1)), "xl/_rels/workbook.xml.rels")
    assert taken(content, "a.xlsx").reason == "corrupt_file"


def test_an_interruption_is_passed_on(monkeypatch):
    def stop(_content):
        raise KeyboardInterrupt

    monkeypatch.setattr(workbooks.CalamineWorkbook, "from_filelike", stop, raising=False)
    with pytest.raises(KeyboardInterrupt):
        workbooks.binary_sheets(b"")


def test_a_moment_without_a_zone_is_korean():
    content = changed(
        workbook(row(1)),
        "docProps/core.xml",
        lambda part: re.sub(rb"(<dcterms:created[^>]*>)[^<]*", rb"\g<1>2026-11-02T09:00:00", part),
    )
    assert taken(content, "a.xlsx").told.as_of.isoformat() == "2026-11-02T00:00:00+00:00"


def test_an_old_workbook_that_is_damaged_is_named():
    with pytest.raises(UnreadableFile) as caught:
        workbooks.binary_sheets(b"\xd0\xcf\x11\xe0 nothing")
    assert caught.value.reason.value == "corrupt_file"
