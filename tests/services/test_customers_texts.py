"""What is said to somebody on a list tells about how long ago it was, and no number of days."""

import re

import pytest

from core.services.customers_due import ListKind
from core.services.customers_texts import span, texts


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "며칠"), (6, "며칠"), (7, "일주일"), (30, "한 달"), (42, "한 달 반"), (60, "두 달"),
     (88, "세 달"), (180, "여섯 달"), (365, "1년"), (730, "2년"), (4_000, "3년")],
)  # fmt: skip
def test_days_are_told_as_one_says_them(days, told):
    assert span(days) == told


@pytest.mark.parametrize(("months", "told"), [(1, "한 달"), (4, "네 달"), (9, "아홉 달")])
def test_a_month_is_one_from_its_middle_to_the_next_middle(months, told):
    month = 365.25 / 12
    assert span(round(months * month)) == told
    assert span(round((months + 0.2) * month)) == told


@pytest.mark.parametrize("kind", ListKind)
def test_no_text_tells_days_as_a_number(kind):
    assert not [text for text in texts(kind) if re.search(r"며칠\}일", text)]
