"""Long exports: unique numbers, repeat buyers, and files that agree where they overlap."""

import csv
import io
from pathlib import Path

import pytest

from core.sample import headings, large
from core.sample.large import BLOCK


def _read(path: Path, encoding: str = "cp949") -> list[dict[str, str]]:
    text = path.read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_long_export_has_its_headings_and_unique_numbers(tmp_path: Path) -> None:
    large(12_000, tmp_path / "a.csv")
    rows = _read(tmp_path / "a.csv")
    assert tuple(rows[0]) == headings.DISPATCH
    assert len(rows) == 12_000
    assert len({row["상품주문번호"] for row in rows}) == 12_000
    assert {len(row["상품주문번호"]) for row in rows} == {16}
    assert all(row["상품주문번호"][:8] == row["주문일시"][:10].replace("-", "") for row in rows)
    assert all(None not in row for row in rows)


def test_three_of_ten_orders_come_from_known_buyers(tmp_path: Path) -> None:
    large(20_000, tmp_path / "a.csv")
    buyers = {row["주문번호"]: row["구매자ID"] for row in _read(tmp_path / "a.csv")}
    assert 1 - len(set(buyers.values())) / len(buyers) == pytest.approx(0.26, abs=0.05)


def test_files_that_overlap_agree_unless_states_were_changed(tmp_path: Path) -> None:
    first = BLOCK - 500
    large(1000, tmp_path / "a.csv", first_line=first)
    large(800, tmp_path / "b.csv", first_line=first + 400, encoding="utf-8-sig")
    large(1000, tmp_path / "c.csv", first_line=first, changed=0.05)
    one, two = _read(tmp_path / "a.csv"), _read(tmp_path / "b.csv", "utf-8-sig")
    three = _read(tmp_path / "c.csv")
    assert one[400:] == two[:600]
    different = [pair for pair in zip(one, three, strict=True) if pair[0] != pair[1]]
    assert 20 <= len(different) <= 80
    assert all(after["주문상태"] == "취소" for _, after in different)
