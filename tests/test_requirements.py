"""What docs/requirements.md promises is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip().strip("|").split("|")]
    for line in (ROOT / "docs" / "requirements.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| (S\d-|IA-|J\d|X\d)", line)
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_places_and_tests_of_a_requirement_exist(row):
    _, what, where, tests, _ = row
    assert what
    for named in re.findall("`([^`]+)`", where + tests):
        path, _, test = named.partition("::")
        assert (ROOT / path).is_file(), named
        if test:
            assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), named


def test_no_requirement_is_listed_twice():
    ids = [row[0] for row in ROWS]
    assert len(ids) == len(set(ids))
    assert ids
