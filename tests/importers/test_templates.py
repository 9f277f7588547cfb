"""A table to fill in has headings, examples that are no data, and an explanation of each column."""

import re
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from core.importers.mapping import TEMPLATES
from core.importers.meanings import MEANINGS
from core.importers.templates import EXAMPLE, SHEETS, file_name, template_file, written
from tests.wording.copy_rules import faults

EVERY = pytest.mark.parametrize("template", TEMPLATES)


def book(template: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(template_file(template, "xlsx")[1]))


@EVERY
def test_a_workbook_has_the_headings_and_two_examples(template):
    first, *rest = book(template)[SHEETS[template]].values

    assert first == tuple(column.title for column in written(template))
    assert [str(row[0]).startswith(EXAMPLE) for row in rest] == [True, True]


@EVERY
def test_every_column_is_explained_and_the_needed_ones_are_marked(template):
    _, *rows = book(template)["설명"].values
    told = {row[0]: row for row in rows if row[2]}

    for column in written(template):
        _, must, meaning, _ = told[column.title]
        assert meaning == MEANINGS[template][column.name][0]
        assert (must == "꼭 채워요") is (column.name in TEMPLATES[template].required)


@EVERY
def test_the_same_table_is_the_same_file(template):
    assert template_file(template, "xlsx") == template_file(template, "xlsx")
    assert template_file(template, "csv") == template_file(template, "csv")


@EVERY
def test_nothing_is_explained_that_is_not_there(template):
    assert set(MEANINGS[template]) == {column.name for column in written(template)}


@pytest.mark.parametrize("text", [it[0] for told in MEANINGS.values() for it in told.values()])
def test_explanations_keep_the_rules_of_our_copy(text):
    assert faults(text) == []


def test_a_text_file_is_one_that_a_spreadsheet_opens_in_korean():
    name, content = template_file("plain_orders", "csv")

    assert name == file_name("plain_orders", "csv") == "단골_주문_양식.csv"
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").startswith("주문한 날,주문번호,결제한 금액")


def test_numbers_that_are_names_are_cells_of_text():
    with ZipFile(BytesIO(template_file("plain_orders", "xlsx")[1])) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    second = next(it for it in re.findall("<col [^>]*>", sheet) if 'min="1"' in it)
    style = int(re.search(r'style="(\d+)"', second)[1])
    formats = re.findall(r"<xf numFmtId=\"(\d+)\"", styles.split("<cellXfs")[1])

    assert int(formats[style]) == 49, "the format of text in a workbook"


def test_there_is_no_table_of_another_name():
    with pytest.raises(KeyError):
        template_file("plain_weather", "csv")
