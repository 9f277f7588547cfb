"""Files to take along."""

import csv
import io

import pandas as pd
import pytest

from core.ui import downloads


@pytest.mark.parametrize(
    "cell", ["=1+1", "+82", "-x", "@me", "\tx", "\rx", "\nx", "\0x", "＝1", " =1", "\u3000@x"]
)
def test_a_formula_becomes_text(cell: str):
    assert downloads.neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["머그컵", "1,000", "", -5, -0.5, None])
def test_everything_else_stays(cell: object):
    assert downloads.neutral(cell) == cell


def test_excel_reads_korean_and_numbers():
    frame = pd.DataFrame({"상품": ["=머그"], "돈": [-1000]})

    content = downloads.csv_bytes(frame)

    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [["상품", "돈"], ["'=머그", "-1000"]]


def test_headings_are_made_harmless_too():
    assert downloads.csv_bytes(pd.DataFrame({"=x": [1]})).decode("utf-8-sig").startswith("'=x")
