"""Files with fewer columns than usual are understood, or it is said what they lack."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from core.importers import Identity, UnreadableFile, read
from core.importers.cells import squeezed
from core.importers.formats import FORMATS
from core.importers.recognition import formats_of
from core.terms import FileReason

HEADINGS = Path(__file__).parents[1] / "importers" / "headings.json"
KNOWN = json.loads(HEADINGS.read_text(encoding="utf-8"))
BY_ID = {known.id: known for known in FORMATS}


@pytest.mark.parametrize("it", KNOWN, ids=lambda it: f"{it['is']}-{len(it['headings'])}")
def test_any_choice_of_columns_is_read_or_it_is_said_what_is_missing(it) -> None:
    choose = np.random.default_rng(7)
    for _ in range(300):
        some = list(choose.permutation(it["headings"]))[: choose.integers(len(it["headings"])) + 1]
        for known in formats_of(some):
            missing = known.missing(known.places([squeezed(one) for one in some]))
            assert {squeezed(one) for one in missing}.isdisjoint(map(squeezed, some))


def test_an_order_file_without_prices_says_that_they_are_missing() -> None:
    content = b"Name,Financial Status,Lineitem quantity,Lineitem name\r\n#1,paid,1,Mug\r\n"
    with pytest.raises(UnreadableFile) as refused:
        read("orders.csv", content, identity=Identity(b"k" * 32), today=date(2026, 11, 25))
    assert refused.value.reason is FileReason.MISSING_COLUMNS
    assert refused.value.details["missing"] == ("Lineitem price",)


@pytest.mark.parametrize("name", ["광고 그룹 이름", "광고 소재 이름", "광고 그룹 ID"])
def test_a_display_report_without_its_days_is_no_search_report(name: str) -> None:
    found = formats_of(["캠페인 이름", name, "노출수", "클릭수", "총비용"])
    assert [one.id for one in found] == ["naver_display_ads"]


def test_a_report_that_may_be_of_either_is_explained_by_the_seller() -> None:
    assert formats_of(["캠페인 이름", "노출수", "클릭수", "총비용"]) == []
