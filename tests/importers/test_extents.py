"""How far a sheet reaches, told by its tags alone."""

import pytest

from core.importers import LIMITS
from core.importers.extents import Extent, column
from core.importers.problems import UnreadableFile
from core.terms import FileReason


def extent(*pieces: bytes) -> Extent:
    found = Extent(LIMITS)
    for piece in pieces:
        found.add(piece)
    return found


@pytest.mark.parametrize(
    ("sheet", "shape"),
    [
        (b'<row r="2"><c r="B2"><v>1</v></c></row>', (1, 2, 2)),
        (b"<row r='2'><c r='B2'><v>1</v></c></row>", (1, 2, 2)),
        (b'<row r="2"><c s="1" r="C4"><v>1</v></c></row>', (1, 3, 4)),
        (b"<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", (3, 2, 2)),
        (b'<row r="5"><c><v>1</v></c></row><row><c><v>1</v></c></row>', (2, 1, 6)),
        (b'<x:row r="2"><x:c r="B2"><x:v>1</x:v></x:c></x:row>', (1, 2, 2)),
        (b'<row r="9"><c r="A9"/></row>', (0, 0, 0)),
        (b"<row r='9'><c s='1' r='A9'/></row>", (0, 0, 0)),
        (b'<row r="9"><c r="A9" a="/>"><v>1</v></c></row>', (1, 1, 9)),
        (b'<row r="1048576"></row>', (0, 0, 0)),
        (b'<cols><col min="1"/></cols>', (0, 0, 0)),
    ],
)  # fmt: skip
def test_cells_are_counted_where_they_say_they_stand(sheet, shape):
    found = extent(sheet)
    assert (found.cells, found.width, found.height) == shape


def test_cells_of_a_row_that_comes_in_two_pieces_stand_side_by_side():
    found = extent(b"<row><c><v>1</v></c>", b"<c><v>2</v></c></row>")
    assert (found.cells, found.width, found.height, found.size) == (2, 2, 1, 2)


def test_a_place_far_away_makes_room_for_all_before_it():
    assert extent(b'<row r="9"><c r="J9"><v>1</v></c></row>').size == 90


def test_hidden_rows_are_told():
    rows = b'<row r="2" hidden=\'1\'></row><row hidden="true"></row><row r="9" hidden="0"/>'
    assert extent(rows).hidden == {2, 3}


@pytest.mark.parametrize(
    "sheet",
    [
        b"<row r='9'><c r='9A'><v>1</v></c></row>",
        b'<row r="x"></row>',
        b"<row r='1",
        b"<row r='1>'",
        b'<row r="1><c r="A1"><v>1</v></c></row>',
    ],
)
def test_what_no_spreadsheet_writes_is_damage(sheet):
    with pytest.raises(UnreadableFile) as refused:
        extent(sheet)
    assert refused.value.reason is FileReason.CORRUPT


@pytest.mark.parametrize(
    ("sheet", "reason"),
    [
        (b'<row r="1"><c r="XFE1"><v>1</v></c></row>', FileReason.TOO_MANY_COLUMNS),
        (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', FileReason.TOO_LARGE),
        (b"<c><t>" + b"a" * (LIMITS.field * 64 + 1), FileReason.TOO_LARGE),
    ],
)
def test_a_sheet_that_would_not_fit_is_refused(sheet, reason):
    with pytest.raises(UnreadableFile) as refused:
        extent(sheet)
    assert refused.value.reason is reason


def test_columns_have_letters():
    assert [column(one) for one in (b"A", b"Z", b"AA", b"XFD")] == [1, 26, 27, 16_384]
