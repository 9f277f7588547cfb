"""Age bands as files write them."""

import pytest

from core.importers.age_bands import decade_of


@pytest.mark.parametrize(
    ("band", "decade"),
    [
        ("20대", 20), ("19-24", 20), ("13~18", 10), ("0-12", 10), ("60대 이상", 60),
        ("55∼59세", 50),
        ("60~", 60), ("19세 이하", 10), ("20세 미만", 10), ("만 20세 ~ 24세", 20), ("50대+", 50),
        ("85", 60), ("10대 이하", 10), ("25-29", 20), ("30–39", 30),
    ],
)  # fmt: skip
def test_a_band_has_its_decade(band, decade):
    assert decade_of(band) == decade


@pytest.mark.parametrize("band", ["-", "(알수없음)", "", "기타", "39-30", "400", "2026"])
def test_what_nobody_knows_has_none(band):
    assert decade_of(band) is None
