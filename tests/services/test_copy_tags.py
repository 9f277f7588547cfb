"""What texts from elsewhere speak to and how: from a column of the file, or said afterwards."""

from datetime import UTC, date, datetime

import pytest

from core.services import copy_library, copy_tags, copy_test_past, copy_tests
from core.services.copy_lessons import NEED, TONE
from core.services.copy_tags import Place, Tags
from core.services.copy_test_headings import Asked
from core.services.copy_test_sheets import CountsRefused
from core.services.copy_tests import CopyTestProblem, CopyTestRefused, Draft
from core.services.receipts import Source
from core.terms import RowReason
from core.terms.copy_tests import Design, Response

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
ADS = Asked(Design.AD_PLATFORM, Response.CLICKS)
LINES = (
    "가,무료배송,{need},{tone},1000,30\n"
    "가,후기 천 개,믿음,,1000,60\n"
    "나,무료 반품,{need},{tone},1000,32\n"
    "나,후기 백 개,믿음,,1000,58\n"
)


def read(head="실험,문구,니즈,말투,노출,클릭", need="좋은 거래", tone="짧게"):
    content = f"{head}\n{LINES.format(need=need, tone=tone)}"
    return copy_test_past.past_from(Source("past.csv", content.encode()), ADS, TODAY)


def frame(shop):
    found = copy_library.book(shop).frame.sort_values(["test", "letter"])
    return found[["need", "tone"]].to_numpy().tolist()


@pytest.mark.parametrize(
    "head",
    [
        "실험,문구,니즈,말투,노출,클릭",
        "실험,문구,소구점,톤,노출,클릭",
        "실험,문구,어떤 마음에 말하나요?,말투,노출,클릭",
        "test,copy,Speaks to,Tone,Impressions,Clicks",
    ],
)
def test_a_column_says_what_each_text_speaks_to_and_how(head):
    found = read(head).tests
    assert [(one.need, one.tone) for one in found[0].versions] == [
        ("좋은 거래", "짧게"), ("믿음", ""),
    ]  # fmt: skip


def test_what_a_column_said_is_learnt_from(shop):
    copy_library.keep(shop, read().tests, NOW)
    (lessons,) = copy_library.book(shop).lessons
    names = {one.name for one in lessons.compared}
    assert f"{NEED}믿음" in names
    assert not any(name.startswith(TONE) for name in names)


def test_a_tag_that_is_a_whole_sentence_is_named_with_its_line():
    found = read(need="좋")
    assert not found.faults
    with pytest.raises(CountsRefused) as refused:
        read(need="좋" * 41)
    wrong = {(one.line, one.reason) for one in refused.value.faults}
    assert wrong >= {(2, RowReason.FIELD_TOO_LONG), (4, RowReason.FIELD_TOO_LONG)}


def test_tags_are_said_afterwards_and_taken_back(shop):
    copy_library.keep(shop, read("실험,문구,비고,메모,노출,클릭").tests, NOW)
    before, stamp = frame(shop), copy_library.stamp(shop)
    assert before == [["", ""]] * 4
    first = int(copy_library.book(shop).frame["test"].min())
    told = {
        Place(first, "A"): Tags("deal", " short "), Place(first + 1, "B"): Tags("trust", ""),
    }  # fmt: skip
    assert copy_tags.tag(shop, told, NOW) == [first, first + 1]
    assert frame(shop) == [["deal", "short"], ["", ""], ["", ""], ["trust", ""]]
    assert copy_library.stamp(shop) != stamp
    assert copy_tags.tag(shop, told, NOW) == []
    copy_tags.untag(shop, [first, first + 1], NOW)
    assert frame(shop) == before


def test_a_test_of_ones_own_keeps_what_was_said_before_its_start(shop):
    test = copy_tests.add(shop, Draft("실험"), NOW)
    with pytest.raises(CopyTestRefused) as refused:
        copy_tags.tag(shop, {Place(test.id, "A"): Tags("deal", "")}, NOW)
    assert refused.value.problem is CopyTestProblem.FROZEN


def test_a_word_that_is_too_long_keeps_nothing(shop):
    copy_library.keep(shop, read("실험,문구,비고,메모,노출,클릭").tests, NOW)
    first = int(copy_library.book(shop).frame["test"].min())
    told = {Place(first, "A"): Tags("deal", ""), Place(first, "B"): Tags("긴" * 41, "")}
    with pytest.raises(CopyTestRefused):
        copy_tags.tag(shop, told, NOW)
    assert frame(shop) == [["", ""]] * 4
