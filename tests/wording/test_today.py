"""The page 오늘 in words."""

from datetime import date

import pytest

from core import i18n
from core.analysis.revenue import Part, PartChange, Split
from core.services.today import (
    Compare,
    Freshness,
    Kpi,
    LeftOut,
    Origin,
    Overview,
    PeriodChoice,
    Stage,
)
from core.terms import Evidence, Period
from core.verdicts import Claim
from core.wording import today
from core.wording import today_origins as origins
from tests.wording.test_verdicts import verdict

LAST = date(2026, 11, 22)
PERIOD = Period.ending(LAST, 28)


def kpi(now=90.0, before=100.0, **sides):
    known = {"level": Evidence.KNOWN, "direction": -1, "is_judged": True, "metric": "orders"}
    return today.kpi(Kpi(now=now, before=before, spark=(), **{**known, **sides}))


def test_a_known_change_has_its_direction_and_whether_it_is_good():
    assert kpi().change == "▼ 10% 줄었어요 · 나빠졌어요"
    assert kpi(130.0, direction=1).change == "▲ 30% 늘었어요 · 좋아졌어요"
    assert kpi(250.0, direction=1).change == "▲ 2.5배 늘었어요 · 좋아졌어요"
    assert (kpi().tone, kpi(130.0, direction=1).tone) == ("bad", "good")


@pytest.mark.parametrize(
    ("words", "change"),
    [
        (kpi(level=Evidence.EARLY, direction=0), "평소와 비슷해요"),
        (kpi(level=Evidence.EARLY, direction=0, is_judged=False), "아직 비교하기 일러요"),
        (kpi(before=None, direction=0), "아직 비교할 자료가 없어요"),
        (kpi(None, direction=0), "아직 계산할 수 없어요"),
        (kpi(level=Evidence.HINT, direction=0), "조금 낮은 것 같아요"),
        (kpi(130.0, level=Evidence.HINT, direction=0), "조금 높은 것 같아요"),
    ],
)
def test_what_is_not_known_is_not_called_a_change(words, change):
    assert words.change == change
    assert words.tone == "calm"


def test_a_number_nobody_knows_is_a_dash():
    assert kpi(None, direction=0).value == "–"


def test_where_less_is_better_a_rise_is_bad():
    assert kpi(130.0, direction=1, metric="claim_rate").tone == "bad"


@pytest.mark.parametrize(
    ("freshness", "text"),
    [
        (Freshness.FRESH, "최신"),
        (Freshness.AGING, "9일 전 자료"),
        (Freshness.STALE, "오래된 자료"),
    ],
)
def test_how_old_the_data_are(freshness, text):
    assert today.freshness(Overview(Stage.READY, freshness=freshness, days_old=9)) == text


def test_the_last_day_is_named():
    assert today.as_of(Overview(Stage.READY, last_day=LAST)) == "자료 기준일 2026.11.22(일)"
    assert today.as_of(Overview(Stage.EMPTY)) == ""


def test_the_days_that_are_compared_are_named():
    view = Overview(Stage.READY, period=PERIOD, before=PERIOD.before())
    assert today.compared(view, Compare.BEFORE) == (
        "2026.10.26(월)~11.22(일) · 2026.09.28(월)~10.25(일)과 비교"
    )
    assert "작년" in today.compared(view, Compare.LAST_YEAR)
    assert "없어요" in today.compared(Overview(Stage.READY, period=PERIOD), Compare.BEFORE)
    assert today.compared(Overview(Stage.EMPTY), Compare.BEFORE) == ""


def test_missing_days_are_named_when_they_are_left_out():
    gap = Period(date(2026, 11, 3), date(2026, 11, 5))
    view = Overview(Stage.READY, gaps=(gap,), days_left_out=3)
    assert today.gap_note(view) == (
        "2026.11.03(화)~11.05(목) 자료가 비어 있어요. 비교할 때 3일을 뺐어요."
    )
    assert today.gap_note(Overview(Stage.READY)) is None


def test_every_choice_has_a_name():
    assert [today.period_name(choice) for choice in PeriodChoice] == [
        "최근 7일",
        "최근 28일",
        "최근 3개월",
    ]
    assert all(today.compare_name(choice) for choice in Compare)


def split(change):
    part = PartChange(Part.BUYERS, 100.0, 90.0, change)
    return Split(1_000_000, 1_000_000 + change, (part,))


def test_the_chart_is_named_after_what_it_shows():
    assert today.split_title(split(-100)) == "구매 고객에서 순매출이 가장 많이 빠졌어요"
    assert today.split_title(split(100)) == "구매 고객에서 순매출이 가장 많이 더해졌어요"
    assert today.split_title(split(0)) == "순매출이 그대로예요"
    assert "일러요" in today.split_title(split(-100), judged=False)
    assert today.part(split(-100).parts[0]) == "구매 고객 100명 → 90명"


def test_where_a_number_comes_from():
    names = tuple(f"{number}.xlsx" for number in range(5))
    left_out = ((LeftOut.CANCELLED, 3), (LeftOut.NO_AMOUNT, 1))
    told = dict(origins.origin("net_sales", Origin(names, PERIOD, 1234, left_out)))
    assert told["파일"] == "0.xlsx, 1.xlsx, 2.xlsx 외 2개"
    assert told["쓴 줄"] == "1,234줄"
    assert told["뺀 줄"] == "취소 3줄 · 금액 모름 1줄"
    assert told["뜻"]
    assert told["계산식"]
    empty = dict(origins.origin("orders", Origin((), PERIOD, 0, ())))
    assert (empty["파일"], empty["뺀 줄"]) == ("–", "없음")


def test_payments_of_statistics_are_not_called_orders():
    found = kpi(counts_products=True)
    assert (found.name, found.note) == ("결제", "상품마다 한 건으로 센 결제")
    assert (kpi().name, kpi().note) == ("주문", "")
    assert kpi(counts_products=True, metric="pay_rate").name == "결제율"
    for name, formula in (("orders", None), ("pay_rate", "주문 ÷ 유입")):
        found = dict(origins.origin(name, Origin((), PERIOD, None, (), counts_products=True)))
        assert "상품마다 한 건" in found["결제"]
        assert found.get("계산식", "").startswith(formula or "")
        assert ("계산식" in found) is (formula is not None)


def test_english_is_complete():
    with i18n.speaking("en"):
        assert kpi().change == "▼ 10% down · worse"
        assert today.period_name(PeriodChoice.WEEK) == "Last 7 days"


def test_the_numbers_of_a_conclusion_tell_what_they_are():
    origin = Origin(("a.xlsx",), PERIOD, 50, ())
    view = Overview(Stage.READY, split=split(-100), origins=(("net_sales", origin),))
    told = dict(origins.figures_origin(verdict(Claim.NET_FELL), view))
    assert {"순매출", "주문", "파일", "쓴 줄", "뺀 줄"} == set(told)
    assert [name for name, _ in origins.figures_origin(verdict(Claim.STALE), Overview(Stage.READY))]


def test_the_parts_tell_how_they_were_computed():
    origin = Origin(("a.xlsx",), PERIOD, 50, ())
    view = Overview(Stage.READY, split=split(-100), origins=(("net_sales", origin),))
    told = dict(origins.split_origin(view))
    assert told["계산식"].startswith("구매 고객")
    assert told["파일"] == "a.xlsx"
    assert origins.split_origin(Overview(Stage.READY)) == []
    assert len(origins.split_origin(Overview(Stage.READY, split=split(-100)))) == 2
