"""What is said of promises: of how sure a verdict is, and of the week that stands out."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.i18n import speaking
from core.services.care_promises import Aim, Lacking, Promise, PromiseWeek, View
from core.stats.proportions import Tally
from core.terms import Evidence, Period
from core.verdicts.care_promises import Standing, Trend
from core.wording import care_promises, care_promises_details
from tests.wording.copy_rules import faults_on_screen

FIRST = date(2026, 9, 21)
"""The Monday of the week of 추석."""


def late(first=FIRST):
    weeks = [
        PromiseWeek(first + timedelta(days=7 * at), Tally(35 if at == 0 else 3, 77))
        for at in range(8)
    ]
    return Promise(
        Aim.LATE, None, broken=Tally(56, 616), bounds=(0.04, 0.21),
        period=Period(first, first + timedelta(days=55)), weeks=tuple(weeks),
    )  # fmt: skip


def test_the_week_of_a_holiday_is_named_and_the_share_without_it_told():
    said = "\n".join(care_promises_details.details(late()))
    assert "그중 35건은 추석 주(2026.09.21(월)~09.27(일))예요. 그 주를 빼면 4%예요." in said
    assert "실제로는 100건 중 4~21건 사이로 봐요." in said
    assert "결제일: 2026.09.21(월)~11.15(일)" in said


def test_another_week_that_stands_out_is_told_by_its_days():
    said = "\n".join(care_promises_details.details(late(date(2026, 6, 1))))
    assert "그중 35건은 한 주(2026.06.01(월)~06.07(일))에 몰렸어요." in said


def dispatch(broken, bounds=(1.0, 1.0)):
    return Promise(Aim.DISPATCH, 2.0, broken=broken, median=1.0, median_bounds=bounds)


def test_a_middle_well_within_the_target_is_not_called_early():
    early = Standing(is_kept=False, evidence=Evidence.EARLY)
    told = care_promises.standing(dispatch(Tally(64, 617)), early)
    assert told == (Evidence.KNOWN, "대부분 목표 안이에요(90%).")
    assert "절반은 1일 안에 보냈어요." in care_promises_details.details(dispatch(Tally(64, 617)))


def test_a_verdict_that_is_early_says_why_and_does_not_say_it_twice():
    early = Standing(is_kept=True, evidence=Evidence.EARLY)
    few = care_promises.standing(dispatch(Tally(1, 10)), early)
    assert few == (Evidence.EARLY, "20건은 있어야 알 수 있어요.")
    near = care_promises.standing(dispatch(Tally(60, 600), (2.0, 3.0)), early)
    assert near == (Evidence.EARLY, "목표와 너무 가까워서 아직 가릴 수 없어요.")


def promise(aim, **known):
    return Promise(aim, **{"target": None, **known})


@pytest.mark.parametrize(
    ("number", "korean", "english"),
    [
        (None, "–", "–"),
        (0, "당일", "the same day"),
        (1.0, "1일", "1 day"),
        (2.5, "2.5일", "2.5 days"),
    ],
)
def test_days_are_whole_where_they_are_and_none_is_the_same_day(number, korean, english):
    with speaking("ko"):
        assert care_promises.days(number) == korean
    with speaking("en"):
        assert care_promises.days(number) == english


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (promise(Aim.LATE), "–"),
        (promise(Aim.LATE, broken=Tally(3, 120)), "3%"),
        (promise(Aim.FAULT, broken=Tally(3, 12)), "12건 중 3건"),
        (promise(Aim.DISPATCH, lacking=Lacking.SENT, median=2.0), "–"),
        (promise(Aim.DISPATCH), "절반 넘게 아직 안 끝났어요"),
        (promise(Aim.DISPATCH, median=2.0), "2일"),
    ],
)
def test_the_number_of_a_promise_is_what_is_known_of_it(found, said):
    assert care_promises.value(found) == said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (promise(Aim.ARRIVAL), "아직 목표를 안 정해서 3일 안에 도착하는지로 봤어요."),
        (promise(Aim.ARRIVAL, lacking=Lacking.ARRIVED), "아직 목표를 안 정했어요."),
        (promise(Aim.LATE), "아직 목표를 안 정했어요."),
        (promise(Aim.DISPATCH, target=2), "목표: 2일 안에"),
        (promise(Aim.LATE, target=0.05), "목표: 5% 아래"),
        (promise(Aim.LATE, target=0.025), "목표: 2.5% 아래"),
    ],
)
def test_a_target_is_told_or_that_there_is_none(found, said):
    assert care_promises.target(found) == said


@pytest.mark.parametrize(
    ("is_kept", "evidence", "said"),
    [
        (True, Evidence.KNOWN, "목표를 지키고 있어요."),
        (True, Evidence.HINT, "목표를 지키는 것 같아요."),
        (False, Evidence.KNOWN, "목표에 못 미쳐요."),
        (False, Evidence.HINT, "목표에 못 미치는 것 같아요."),
    ],
)
def test_a_verdict_is_told_as_surely_as_it_is_known(is_kept, evidence, said):
    found = Standing(is_kept=is_kept, evidence=evidence)
    assert care_promises.standing(promise(Aim.LATE, broken=Tally(3, 120)), found) == (
        evidence, said,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("aim", "evidence", "rose", "said"),
    [
        (Aim.LATE, Evidence.EARLY, True, "주마다 본 늦게 보낸 비율: 평소와 비슷해요"),
        (Aim.LATE, Evidence.NO_DATA, False, "주마다 본 늦게 보낸 비율: 평소와 비슷해요"),
        (Aim.LATE, Evidence.HINT, True, "늦게 보낸 비율: 달라지는 것 같아요"),
        (Aim.LATE, Evidence.KNOWN, True, "늦게 보낸 비율: 그 앞보다 늘었어요"),
        (Aim.LATE, Evidence.KNOWN, False, "늦게 보낸 비율: 그 앞보다 줄었어요"),
        (Aim.DISPATCH, Evidence.KNOWN, True, "발송 소요일: 그 앞보다 더 걸려요"),
        (Aim.DISPATCH, Evidence.KNOWN, False, "발송 소요일: 그 앞보다 빨라졌어요"),
    ],
)
def test_weeks_are_told_to_change_only_as_surely_as_they_do(aim, evidence, rose, said):
    found = Trend(rose, evidence, Tally(1, 9), Tally(1, 9))
    assert care_promises.trend(promise(aim, trend=found)) == said


def test_weeks_without_a_verdict_are_only_named():
    assert care_promises.trend(promise(Aim.FAULT)) == "주마다 본 불량·오배송 비율"


def test_what_is_lacking_is_named_by_the_file_that_tells_it():
    said = [care_promises.lacking(promise(Aim.LATE, lacking=one)) for one in Lacking]
    named = ["발송처리일", "발송기한", "배송현황", "반품관리", "반품관리 파일과 교환관리", "7일"]
    assert len(said) == len(named)
    assert all(one in told for one, told in zip(named, said, strict=True))
    assert not care_promises.lacking(promise(Aim.LATE))


def test_an_older_file_is_named_and_what_it_leaves_out_is_counted():
    assert care_promises.asof(View(None), FIRST) == care_promises.asof(View(FIRST), FIRST) == ""
    assert care_promises.asof(View(FIRST), FIRST + timedelta(days=1)) == (
        "2026.09.21(월) 주문 파일까지 본 결과예요. 그 뒤에 보낸 주문은 안 들어 있어요."
    )
    assert care_promises.left_out(View(FIRST)) == []
    assert care_promises.left_out(View(FIRST, untold=2, unseen=3)) == [
        "언제 보냈는지 파일에 없는 주문 2건은 뺐어요.", "예전 파일에만 있는 주문 3건은 뺐어요.",
    ]  # fmt: skip


WEEKS = (PromiseWeek(FIRST, Tally(3, 60), 1.5), PromiseWeek(FIRST, Tally(0, 0)))


def test_weeks_are_points_with_bounds_for_shares_and_days_without():
    share, none = care_promises.points(promise(Aim.LATE, weeks=WEEKS))
    assert (share.value, share.text, none.value, none.text) == (0.05, "5%", None, "–")
    assert share.low is not None
    assert share.low == pytest.approx(0.0171, abs=1e-4)
    some, nothing = care_promises.points(promise(Aim.DISPATCH, weeks=WEEKS))
    assert (some.value, some.low, some.text, nothing.text) == (1.5, None, "1.5일", "–")


def test_weeks_are_rows_that_tell_what_was_not_kept():
    told = care_promises.week_rows(promise(Aim.DISPATCH, weeks=WEEKS, broken=Tally(3, 60)))
    first = {"시작한 날": "2026-09-21", "센 주문": 60, "가운데 날수": 1.5, "못 지킨 건수": 3}
    assert told[0] == first
    assert told[1]["가운데 날수"] == "–"
    assert care_promises.week_rows(promise(Aim.FAULT, weeks=WEEKS))[0] == {
        "시작한 날": "2026-09-21", "센 주문": 60,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("aim", "day", "question", "left_out"),
    [
        (Aim.DISPATCH, "결제일", "며칠 안이면 좋을까요?", "취소한 주문"),
        (Aim.LATE, "결제일", "몇 % 아래면 좋을까요?", "취소한 주문"),
        (Aim.ARRIVAL, "보낸 날", "며칠 안이면 좋을까요?", "취소한 주문"),
        (Aim.FAULT, "보낸 날", "몇 % 아래면 좋을까요?", "14일 안에 보낸 주문"),
    ],
)
def test_the_origin_of_a_number_names_its_days_and_what_is_left_out(aim, day, question, left_out):
    told = dict(care_promises.origin(promise(aim, period=Period(FIRST, FIRST))))
    assert list(told) == ["뜻", "계산식", day, "빼는 것"]
    assert left_out in told["빼는 것"]
    assert care_promises.wishes(promise(aim)) == question
    assert ("100건 중 10건" in care_promises.rule(aim)) is aim.is_days
    assert day not in dict(care_promises.origin(promise(aim)))


ARRIVED = promise(Aim.ARRIVAL, median=0.0, broken=Tally(4, 50), median_bounds=(1.0, 2.0), waiting=3)


def test_days_are_told_with_their_middle_and_how_many_took_longer():
    assert care_promises_details.details(ARRIVED) == [
        "절반은 당일에 도착했어요.",
        "3일 넘게 걸린 주문은 50건 중 4건이에요.",
        "가운데는 1일에서 2일 사이로 봐요.",
        "아직 지켜보는 주문 3건은 뺐어요.",
    ]
    assert care_promises_details.details(promise(Aim.LATE)) == []


@pytest.mark.parametrize("bounds", [(2.0, 2.0), (1.0, float("inf"))])
def test_bounds_that_say_nothing_more_are_left_out(bounds):
    told = replace(ARRIVED, median=2.0, median_bounds=bounds, target=2, waiting=0)
    assert care_promises_details.details(told) == [
        "절반은 2일 안에 도착했어요.", "2일 넘게 걸린 주문은 50건 중 4건이에요.",
    ]  # fmt: skip


def test_days_without_a_number_to_keep_count_none_that_took_longer():
    told = replace(ARRIVED, aim=Aim.DISPATCH, broken=None, waiting=0)
    assert care_promises_details.details(told) == [
        "절반은 당일에 보냈어요.", "가운데는 1일에서 2일 사이로 봐요.",
    ]  # fmt: skip


def every_sentence():
    aims = list(Aim)
    return [
        *[said(aim) for aim in aims for said in (
            care_promises.name, care_promises.meaning, care_promises.rule)],
        *[care_promises.wishes(promise(aim)) for aim in aims],
        *[line for aim in aims for pair in care_promises.origin(promise(aim)) for line in pair],
        *care_promises.left_out(View(FIRST, untold=2, unseen=3)),
        *care_promises_details.details(ARRIVED),
    ]  # fmt: skip


def test_korean_keeps_the_rules_and_english_is_english():
    with speaking("ko"):
        assert [fault for one in every_sentence() for fault in faults_on_screen(one)] == []
    with speaking("en"):
        names = ("발송기한",)
        told = [one.replace(name, "") for one in every_sentence() for name in names]
    assert [one for one in told if any("가" <= sign <= "힣" for sign in one)] == []
