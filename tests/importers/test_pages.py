"""Tables in web pages that are called .xls."""

import pytest

from core.importers.guards import LIMITS
from core.importers.pages import is_page, page_sheets
from core.importers.problems import UnreadableFile
from tests.importers.made import HEADINGS, row, taken

STYLE = '<html><head><meta charset="euc-kr"></head><body>'


def table(*rows, cell="td"):
    lines = ["".join(f"<{cell}>{text}</{cell}>" for text in cells) for cells in rows]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


ORDERS = table(HEADINGS, row(1).values(), row(2).values())


@pytest.mark.parametrize("encoding", ["utf-8", "cp949", "utf-8-sig"])
def test_the_table_of_a_page_is_read_with_the_rows_of_its_table(encoding):
    found = taken((STYLE + ORDERS).encode(encoding), "orders.xls")
    assert found.column("line") == [2, 3]
    assert found.column("product_name") == ["머그컵", "머그컵"]
    assert found.warnings == set()


def test_the_table_with_the_headings_is_chosen():
    content = STYLE + table(["안내"]) + ORDERS + table(["합계", "25800"]) + "<table></table>"
    found = taken(content.encode(), "orders.xls")
    assert found.told.accepted == 2


def test_the_headings_may_be_heads_and_cells_may_hold_marks_and_entities():
    line = row(1) | {"상품명": "<b>A&amp;B</b> <script>x()</script>&lt;i&gt;"}
    content = "<table>" + table(HEADINGS, cell="th")[7:-8] + table(line.values())[7:]
    assert taken(content.encode(), "a.xls").column("product_name") == ["A&B x()<i>"]


def test_a_name_that_does_not_fit_is_a_warning():
    assert taken(ORDERS.encode(), "orders.csv").warnings == {"extension_mismatch"}


def test_only_pages_with_a_table_are_pages():
    assert is_page(b" \r\n<!doctype html><TABLE border=1>")
    assert not is_page(b"<html><p>x</p>")
    assert not is_page("상품명,<table>".encode())


def test_a_page_without_rows_is_empty():
    assert taken(b"<html><table></table>", "a.xls").reason == "empty_file"


def test_a_page_that_cannot_be_parsed_is_damage():
    with pytest.raises(UnreadableFile) as caught:
        page_sheets(b"", LIMITS)
    assert caught.value.reason.value == "corrupt_file"
