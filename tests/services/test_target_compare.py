"""J16: those in mind beside those who buy, from a file to one advice and an improvement."""

from datetime import UTC, date, datetime

import pytest

from core.analysis.target import Dimension, Repeats
from core.services import actions, target_compare, target_shares
from core.services.actions import Said
from core.services.target_shares import Aim, AimProblem, AimRefused
from core.store.notes import NoteChanged, NoteGone
from core.terms import Evidence
from core.verdicts.target import Advice, Reason, TargetSay
from tests.services.target_shops import bought, people, tell

NOW = datetime(2026, 12, 1, 3, tzinfo=UTC)
MEANT = (0, 50, 30, 15, 5, 0)
NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))


def aim(shop, percents=MEANT, **more):
    before = target_shares.listed(shop)[Dimension.AGE]
    target_shares.keep(
        shop, Aim(Dimension.AGE, percents, version=before.version, **more), NOW
    )  # fmt: skip


def age(shop):
    return target_compare.read(shop)[Dimension.AGE]


def told_of(shop, dimension=Dimension.REGION):
    found = target_compare.read(shop)[dimension].found
    return found.advice, found.reason


def test_400_buyers_differ_by_28_percent_and_get_one_advice(shop):
    counts = {"20대": 88, "30대": 152, "40대": 112, "50대 이상": 48}
    tell(shop, people(counts, *NOVEMBER, counted="buyers"))
    aim(shop)
    one = age(shop)
    assert one.found.say is TargetSay.FAR
    assert one.found.error.value == pytest.approx(0.28)
    assert one.found.advice in set(Advice)
    assert target_compare.first(target_compare.read(shop)).dimension is Dimension.AGE


@pytest.mark.parametrize("counted", ["payments", "visits"])
def test_what_counts_people_several_times_is_a_hint_without_advice(shop, counted):
    counts = {"20대": 88, "30대": 152, "40대": 112, "50대 이상": 48}
    tell(shop, people(counts, *NOVEMBER, counted=counted))
    aim(shop)
    found = age(shop).found
    assert (found.say, found.level) == (TargetSay.UNSURE, Evidence.HINT)
    assert (found.advice, found.reason) == (None, None)


def orders_of(people, times=1, day=date(2026, 11, 10)):
    return [{"day": day, "buyer": f"b{one}"} for one in range(people) for _ in range(times)]


def test_order_files_of_the_same_days_tell_how_many_people_payments_are(shop):
    counts = {"20대": 88, "30대": 152, "40대": 112, "50대 이상": 48}
    tell(shop, people(counts, *NOVEMBER))
    bought(shop, orders_of(100, 4))
    aim(shop)
    one = age(shop)
    assert one.actual.repeats == Repeats(400, 100, 4.0, (4.0,))
    assert one.effect == 4
    assert (one.found.error.cases, one.found.error.value) == (100, pytest.approx(0.28))
    # Of 400 people chance makes 6 % at most; of 100 as much as twice of that.
    assert 0.1 < one.found.error.chance < 0.13
    assert one.found.say is TargetSay.UNSURE
    assert (one.months[0][1].cases, one.months[0][1].chance) == (400, one.found.error.chance)


def test_of_people_who_pay_once_or_twice_there_is_advice_again(shop):
    counts = {"20대": 88, "30대": 152, "40대": 112, "50대 이상": 48}
    tell(shop, people(counts, *NOVEMBER))
    bought(shop, orders_of(300) + orders_of(100))
    aim(shop)
    one = age(shop)
    assert one.effect == pytest.approx(1.5)
    assert (one.found.say, one.found.level) == (TargetSay.FAR, Evidence.KNOWN)
    assert one.found.advice is Advice.COPY


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        (orders_of(319), 319),
        (orders_of(300) + [{"day": NOVEMBER[0], "buyer": None}] * 100, 300),
        (orders_of(400, day=date(2026, 10, 31)), None),
    ],
)
def test_order_files_that_name_too_few_of_these_days_leave_a_hint(shop, lines, named):
    counts = {"20대": 88, "30대": 152, "40대": 112, "50대 이상": 48}
    tell(shop, people(counts, *NOVEMBER))
    bought(shop, lines)
    aim(shop)
    one = age(shop)
    assert (one.effect, one.found.say) == (None, TargetSay.UNSURE)
    assert (one.actual.repeats and one.actual.repeats.named) == named


def test_of_visits_no_order_tells_how_many_people_they_are(shop):
    tell(shop, people({"20대": 200, "30대": 200}, *NOVEMBER, counted="visits"))
    bought(shop, orders_of(400))
    aim(shop)
    assert (age(shop).actual.repeats, age(shop).effect) == (None, None)


def test_days_between_two_files_of_statistics_are_no_days_of_theirs(shop):
    tell(shop, people({"20대": 40}, date(2026, 9, 1), date(2026, 9, 30)))
    tell(shop, people({"20대": 40}, *NOVEMBER))
    lines = [
        *orders_of(40, 1, date(2026, 9, 10)),
        *orders_of(40, 9, date(2026, 10, 10)),
        *orders_of(20, 2),
    ]
    bought(shop, lines)
    assert age(shop).actual.repeats == Repeats(80, 40, (20 * 9 + 20) / 80, (1.0, 2.0))


def test_buyers_of_several_products_or_months_may_be_the_same_people(shop):
    counts = {"20대": 88, "30대": 152, "40대": 112, "50대 이상": 48}
    rows = people(counts, *NOVEMBER, counted="buyers")
    tell(shop, rows + people(counts, *NOVEMBER, product="bowl", counted="buyers"))
    aim(shop)
    assert (age(shop).found.level, age(shop).found.advice) == (Evidence.HINT, None)


def test_12_buyers_are_not_judged(shop):
    tell(shop, people({"20대": 3, "30대": 4, "40대": 3, "50대 이상": 2}, *NOVEMBER))
    aim(shop)
    assert (age(shop).found.say, age(shop).found.error) == (TargetSay.FEW, None)


def test_without_a_file_or_without_an_aim_nothing_is_judged(shop):
    assert age(shop).found.say is TargetSay.NO_AIM
    assert target_compare.first(target_compare.read(shop)) is None
    aim(shop)
    assert age(shop).found.say is TargetSay.NO_ACTUAL
    assert target_compare.first(target_compare.read(shop)).dimension is Dimension.AGE


def test_three_months_alike_mean_another_target_and_what_is_tried_gets_time(shop):
    rows = [
        {"day": date(2026, month, 10), "buyer": f"{month}.{one}", "region": 11 if one < 240 else 26}
        for month in (9, 10, 11)
        for one in range(300)
    ]
    bought(shop, rows)
    percents = (20, 0, 0, 0, 80, 0, 0)
    target_shares.keep(shop, Aim(Dimension.REGION, percents), NOW)
    assert told_of(shop) == (Advice.TARGET, Reason.STEADY)
    proposal = target_compare.proposal(Dimension.REGION, Said("타깃을 바꾸기", "60%"))
    kept = actions.keep_proposal(shop, proposal, NOW)
    assert target_compare.tried(shop) == (Dimension.REGION,)
    assert told_of(shop) == (Advice.WAIT, Reason.TRYING)
    actions.delete(shop, kept.id, NOW, kept.version)
    assert told_of(shop)[0] is Advice.TARGET


@pytest.mark.parametrize("percents", [(0, 50, 30, 15, 4, 0), (0, 60, 30, 15, 5, 0)])
def test_shares_that_do_not_make_a_hundred_are_not_kept(shop, percents):
    with pytest.raises(AimRefused) as refused:
        aim(shop, percents)
    assert (refused.value.problem, refused.value.total) == (AimProblem.NOT_WHOLE, sum(percents))
    assert target_shares.listed(shop)[Dimension.AGE] == Aim(Dimension.AGE)


@pytest.mark.parametrize("most", [0.0, 0.95])
def test_a_limit_nobody_means_is_not_kept(shop, most):
    with pytest.raises(AimRefused) as refused:
        aim(shop, most=most)
    assert refused.value.problem is AimProblem.LIMIT


def test_every_change_is_taken_back_down_to_nothing(shop):
    aim(shop)
    aim(shop, (0, 0, 100, 0, 0, 0), most=0.3)
    kept = target_shares.listed(shop)[Dimension.AGE]
    assert (kept.percents, kept.most, kept.undoable) == ((0, 0, 100, 0, 0, 0), 0.3, 2)
    target_shares.undo(shop, Dimension.AGE, kept.version)
    kept = target_shares.listed(shop)[Dimension.AGE]
    assert (kept.percents, kept.most) == (MEANT, 0.2)
    target_shares.undo(shop, Dimension.AGE, kept.version)
    assert target_shares.listed(shop)[Dimension.AGE].percents is None
    with pytest.raises(NoteGone):
        target_shares.undo(shop, Dimension.AGE)


def test_two_windows_do_not_overwrite_each_other(shop):
    aim(shop)
    with pytest.raises(NoteChanged):
        target_shares.keep(shop, Aim(Dimension.AGE, MEANT, version=0), NOW)
    with pytest.raises(NoteChanged):
        target_shares.keep(shop, Aim(Dimension.GENDER, (50, 50), version=7), NOW)
    with pytest.raises(NoteChanged):
        target_shares.undo(shop, Dimension.AGE, 1)


def test_an_aim_is_given_up_and_brought_back(shop):
    aim(shop)
    aim(shop, None)
    kept = target_shares.listed(shop)[Dimension.AGE]
    assert kept.percents is None
    target_shares.undo(shop, Dimension.AGE, kept.version)
    assert target_shares.listed(shop)[Dimension.AGE].percents == MEANT
