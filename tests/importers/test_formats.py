"""What is read is written down in docs/formats.md."""

from pathlib import Path

import pytest

from core.importers import FORMATS

TEXT = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.id)
def test_every_format_has_a_heading_and_its_columns(known):
    part = TEXT.split(f"## `{known.id}`")[1].split("\n## ")[0]
    assert all(f"`{column.name}`" in part for column in known.columns)
    assert known.id.startswith("plain_") or f"Headings: {known.confidence.value}." in part


def test_no_format_is_described_that_is_not_read():
    described = {part.split("`")[0] for part in TEXT.split("\n## `")[1:]}
    assert described == {known.id for known in FORMATS}
