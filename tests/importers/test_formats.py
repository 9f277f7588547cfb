"""What is read is written down in docs/formats.md."""

from pathlib import Path

import pytest

from core.importers import FORMATS
from core.wording import importing as words

TEXT = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.id)
def test_every_format_has_a_heading_and_its_columns(known):
    part = TEXT.split(f"## `{known.id}`")[1].split("\n## ")[0]
    assert all(f"`{column.name}`" in part for column in known.columns)


def test_every_format_has_a_name_and_a_way_to_it():
    assert {known.id for known in FORMATS} == set(words.FORMATS)
