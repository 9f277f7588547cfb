"""Our own tables are known by their headings, and none of them is taken for an export."""

import csv
import io
from datetime import date

import pytest

from core.importers import Identity, read
from core.importers.formats import FORMATS
from core.importers.formats.plain import PLAIN
from core.importers.kinds import KINDS
from core.importers.recognition import formats_of
from core.importers.templates import EXAMPLE, examples, template_file, written
from core.terms import AdPlatform, Mall, Subject, Vocabulary
from core.terms.records import SCHEMAS

TODAY = date(2026, 11, 22)
IDENTITY = Identity(b"a key for tests, thirty-two bytes")
EVERY = pytest.mark.parametrize("table", PLAIN, ids=lambda table: table.id)
SUBJECTS = {
    "plain_traffic": Subject.CHANNEL,
    "plain_sales": Subject.SHOP,
    "plain_products": Subject.PRODUCT,
    "plain_keywords": Subject.KEYWORD,
}


def filled_in(template: str) -> bytes:
    """A table with its two examples written once more as data."""
    rows = [[cell.removeprefix(f"{EXAMPLE} ") for cell in row] for row in examples(template)]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return template_file(template, "csv")[1] + text.getvalue().encode()


def taken(template: str) -> list[dict[str, object]]:
    reading = read("표.csv", filled_in(template), identity=IDENTITY, today=TODAY)
    rows = [row for table in reading.batches() for row in table.to_pylist()]
    assert (reading.format_id, reading.accepted, reading.refused) == (template, 2, 0)
    assert reading.skipped == 2
    return rows


@EVERY
def test_the_headings_are_those_of_this_table_alone(table):
    headings = [column.title for column in written(table.id)]

    assert [known.id for known in formats_of(headings)] == [table.id]


@EVERY
def test_no_export_has_the_mark(table):
    others = [known for known in FORMATS if known.id != table.id]

    assert not [known.id for known in others for mark in table.marks if known.knows(mark)]


@EVERY
def test_every_column_is_one_that_its_rows_have(table):
    made_up = {"option_name", "buyer_phone", "buyer_account", "address"}

    assert {column.name for column in table.columns} - made_up <= set(SCHEMAS[table.record].names)
    assert set(table.required) <= {column.name for column in table.columns}
    assert table.record in KINDS


@EVERY
def test_a_table_that_is_filled_in_is_read_but_for_its_examples(table):
    assert len(taken(table.id)) == 2


@pytest.mark.parametrize(("template", "subject"), SUBJECTS.items())
def test_numbers_of_our_own_are_never_mixed_with_those_of_a_mall(template, subject):
    for row in taken(template):
        assert (row["subject"], row["vocabulary"]) == (subject, Vocabulary.OTHER)


def test_orders_without_numbers_of_their_lines_are_told_apart():
    first, second = taken("plain_orders")

    assert first["line_no"] != second["line_no"]
    assert {first["mall"], second["mall"]} == {Mall.OTHER}
    assert (first["amount"], first["quantity"]) == (25_800, 2)


def test_advertisements_are_of_another_platform():
    assert {row["platform"] for row in taken("plain_ads")} == {AdPlatform.OTHER}


def test_reviews_without_numbers_are_told_apart():
    assert len({row["review_no"] for row in taken("plain_reviews")}) == 2


def test_a_table_with_one_column_taken_away_names_what_is_missing():
    from core.importers import UnreadableFile

    content = "주문한 날,결제한 금액,상품 이름\r\n2026-11-02,100,머그컵\r\n".encode()
    with pytest.raises(UnreadableFile) as refused:
        read("표.csv", content, identity=IDENTITY, today=TODAY)

    assert refused.value.details["missing"] == ("주문번호",)
