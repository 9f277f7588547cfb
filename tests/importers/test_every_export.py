"""Each export of the made-up shop is recognised and read as it has to be, to the won."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from core import importers, sample
from core.importers import Identity
from core.importers.formats import FORMATS
from core.terms import SEOUL
from tests.importers.expecting import FOLDER, HOPES, LAST_DAY, expected

TODAY = date(2026, 11, 24)
KNOWN = [known.id for known in FORMATS if not known.id.startswith("plain")]
MOMENTS = {"order_line": "paid_at", "review": "written_at", "inquiry": "asked_at"}
WITHOUT_PAYMENT = ("smartstore_inquiry",)


@pytest.fixture(scope="module")
def files() -> dict[str, tuple[str, bytes]]:
    return sample.every_export(sample.generate(LAST_DAY))


def _told(format_id: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((FOLDER / f"{format_id}.json").read_text("utf-8"))
    return told


def _cell(column: str, value: Any) -> Any:
    if value is not None and column.endswith("_at"):
        return f"{datetime.fromtimestamp(value, UTC).astimezone(SEOUL):%Y-%m-%d %H:%M:%S}"
    if value is not None and column.endswith("_day"):
        return str(date(1970, 1, 1) + timedelta(days=value))
    return value


def _period(format_id: str, record: str, table: pa.Table) -> list[str] | None:
    names = set(table.column_names)
    if {"first_day", "last_day"} <= names:
        ends = (pc.min(table["first_day"]), pc.max(table["last_day"]))
        return [_cell("first_day", end.as_py()) for end in ends]
    if format_id == "smartstore_vat":
        return None
    if record == "settlement":
        days = pc.min_max(table["basis_day"]).as_py()
        return [_cell("basis_day", days["min"]), _cell("basis_day", days["max"])]
    at = next(it for it in (MOMENTS[record], "ordered_at") if it in names)
    days = pc.min_max(table[at]).as_py()
    return [_cell(at, days["min"])[:10], _cell(at, days["max"])[:10]]


def test_every_format_has_its_file_and_its_expectation(files) -> None:
    assert set(files) == set(HOPES) == set(KNOWN)
    assert {path.stem for path in FOLDER.glob("*.json")} == set(files)


@pytest.mark.parametrize("format_id", HOPES)
def test_the_expectation_is_what_the_file_adds_up_to(files, format_id: str) -> None:
    assert expected(format_id, *files[format_id]) == _told(format_id)


@pytest.mark.parametrize("format_id", KNOWN)
def test_the_file_is_read_as_it_has_to_be(files, format_id: str) -> None:
    told, (name, content) = _told(format_id), files[format_id]
    reading = importers.read(name, content, identity=Identity(b"k" * 32), today=TODAY)
    table = pa.concat_tables(reading.batches(), promote_options="permissive")
    skips = [skip.reason.value for skip in reading.skips]
    assert reading.format_id == format_id
    assert {
        "file": name,
        "record": reading.record.value,
        "data_set": reading.data_set.value,
        "rows": reading.rows,
        "accepted": reading.accepted,
        "skipped": {reason: skips.count(reason) for reason in skips},
        "refused": reading.refused,
        "warnings": sorted(warning.value for warning in reading.warnings),
        "period": _period(format_id, told["record"], table),
        "sums": {
            it: round(float(pc.sum(table[it]).as_py() or 0), 2) if it in table.column_names else it
            for it in told["sums"]
        },
        "first": {
            it: _cell(it, table[it][0].as_py()) if it in table.column_names else "absent"
            for it in told["first"]
        },
    } == told
    assert table.num_rows == reading.accepted
    assert not reading.unknown_columns
    assert not reading.problems
