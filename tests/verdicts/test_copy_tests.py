"""What a copy test says on a day: never more than the plan and the counts allow."""

import json
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from scipy import stats

from core.stats.ab.always_valid import evidence
from core.stats.ab.arms import arm
from core.stats.ab.planning import detectable_rate
from core.stats.ab.score_intervals import difference_interval
from core.terms import Period
from core.terms.copy_tests import Count, Design, Plan, PlannedVersion, Response
from core.verdicts.copy_tests import Answer, Basis, Beside, Call, Worth, judge, once
from core.verdicts.copy_tests_counts import gather, looks

FIRST = date(2026, 11, 16)
AFTER = FIRST + timedelta(days=14)
WORTH = Beside(Worth(visitors_month=3000, value=30_000))


def plan(each=2000, versions=2, length=14, **more):
    letters = "ABCDEF"[:versions]
    told = {"design": Design.AD_PLATFORM, "response": Response.ORDERS, "control": "A"} | more
    period = Period(FIRST, FIRST + timedelta(days=length - 1))
    return Plan(
        versions=tuple(PlannedVersion(it, 1, each) for it in letters), period=period, **told
    )


def whole(**counts):
    return [Count(letter, None, shown, reacted) for letter, (reacted, shown) in counts.items()]


def daily(days, start=0, shown=100, **reacted):
    return [
        Count(letter, FIRST + timedelta(days=start + at), shown, each)
        for at in range(days)
        for letter, each in reacted.items()
    ]


def on(day):
    return FIRST + timedelta(days=day)


def said(a, b, each=None, beside=WORTH):
    planned = plan(each or a[1])
    return judge(planned, whole(A=a, B=b), AFTER, beside)


def test_a_clear_win_at_the_end_of_the_plan():
    found = said((60, 2000), (98, 2000))
    assert (found.answer, found.chosen, found.basis) == (Answer.SWITCH, "B", Basis.PLAN)
    b = found.of("B")
    assert (b.call, b.rate) == (Call.BETTER, 0.049)
    assert b.p == pytest.approx(0.0020, abs=5e-5)
    assert b.chance == pytest.approx(0.999, abs=5e-4)
    assert 0 < b.difference.low < 0.019 < b.difference.high
    assert b.won_month.low == pytest.approx(b.difference.low * 90_000_000)


def test_a_difference_that_is_not_sure_is_not_called_a_win_but_may_be_chosen_if_that_costs_little():
    found = said((30, 1000), (42, 1000))
    assert (found.answer, found.chosen) == (Answer.LOW_REGRET, "B")
    b = found.of("B")
    assert b.call is Call.UNSURE
    assert b.p == pytest.approx(0.150, abs=5e-4)
    assert b.chance == pytest.approx(0.92, abs=5e-3)
    assert b.loss_month == pytest.approx(26_000, abs=200)
    assert found.of("A").loss_month == pytest.approx(1_100_000, abs=10_000)


def test_without_knowing_won_nothing_is_chosen_that_is_not_sure():
    assert said((30, 1000), (42, 1000), beside=Beside()).answer is Answer.HARD


def test_what_may_be_lost_grows_with_the_shop():
    dear = Beside(Worth(30_000, 30_000))
    assert said((30, 1000), (42, 1000), beside=dear).answer is Answer.HARD
    large = Beside(Worth(30_000, 30_000, revenue_month=60_000_000))
    assert said((30, 1000), (42, 1000), beside=large).answer is Answer.LOW_REGRET


def test_a_harmful_version_is_called_worse():
    found = said((60, 1000), (30, 1000))
    assert (found.answer, found.chosen) == (Answer.KEEP, "A")
    assert found.of("B").call is Call.WORSE
    assert found.of("B").p == pytest.approx(0.0012, abs=5e-5)
    assert found.of("B").won_month.high < 0


def test_an_unlike_division_of_visitors_tells_nothing_but_the_numbers_of_visitors():
    found = said((30, 1000), (90, 700))
    assert found.answer is Answer.MISMATCH
    assert found.division_p < 0.001
    assert [(one.shown, one.expected) for one in found.versions] == [(1000, 850), (700, 850)]
    assert {one.call for one in found.versions} == {Call.HIDDEN}


def test_a_division_that_chance_alone_makes_in_more_than_one_of_a_thousand_is_judged():
    found = said((30, 1000), (55, 880), each=940)
    assert 0.001 < found.division_p < 0.01
    assert found.answer is Answer.SWITCH
    assert said((30, 1000), (55, 850), each=925).answer is Answer.MISMATCH


@pytest.mark.parametrize("b", [(5, 1500), (0, 1500)])
def test_fewer_than_six_are_never_judged(b):
    assert said((0, 1500), b).answer is Answer.TOO_FEW
    assert said((0, 1500), (6, 1500)).answer is not Answer.TOO_FEW


def test_versions_that_can_only_differ_by_little_are_as_good_as_each_other():
    found = said((1500, 50_000), (1510, 50_000), beside=Beside())
    assert found.answer is Answer.EITHER
    assert found.within < 0.2 * found.base
    wide = replace(Beside(), margin=0.02)
    assert said((50, 1500), (52, 1500), beside=wide).answer is Answer.EITHER


def test_so_are_versions_whose_difference_is_worth_next_to_nothing():
    small = Beside(Worth(visitors_month=100, value=10_000))
    assert said((50, 1500), (52, 1500), beside=small).answer is Answer.EITHER


def test_many_visitors_without_a_difference_leave_it_open():
    found = said((300, 10_000), (340, 10_000), beside=Beside())
    assert found.answer is Answer.OPEN
    assert found.least < found.base * 1.5


def test_an_early_look_hides_who_is_ahead():
    found = judge(plan(1400), daily(3, A=3, B=9), on(3), WORTH)
    assert (found.answer, found.chosen, found.basis) == (Answer.RUNNING, None, None)
    for one in found.versions:
        assert (one.reacted, one.rate, one.p, one.difference, one.chance) == (None,) * 5
    assert found.expected == date(2026, 11, 30)
    assert found.look.part == pytest.approx(600 / 2800)


def test_not_even_the_largest_difference_ends_a_test_before_a_week_is_over():
    counts = daily(14, A=1, B=40)
    assert [judge(plan(1400), counts, on(day)).answer for day in range(7)] == [Answer.RUNNING] * 7
    found = judge(plan(1400), counts, on(7))
    assert (found.answer, found.basis) == (Answer.SWITCH, Basis.BOUNDARY)
    assert found.look.days == (7, 14)


def test_what_was_told_at_a_boundary_stays_told_with_the_same_numbers():
    counts = daily(8, A=2, B=10) + daily(6, 8, A=8, B=2)
    first = judge(plan(1400), counts, on(8))
    assert first.basis is Basis.BOUNDARY
    for day in (10, 14, 20):
        later = judge(plan(1400), counts, on(day))
        assert later.versions == first.versions
        assert later.look == first.look


def test_what_was_counted_today_is_not_looked_at():
    counts = daily(6, A=3, B=3) + daily(1, 6, A=0, B=90)
    assert judge(plan(1400), counts, on(6)).answer is Answer.RUNNING
    assert judge(plan(1400), counts, on(7)).answer is Answer.SWITCH


def test_the_plan_ends_early_when_all_planned_visitors_came():
    counts = daily(10, shown=200, A=6, B=7)
    assert judge(plan(1400), counts, on(6)).answer is Answer.RUNNING
    found = judge(plan(1400), counts, on(8))
    assert (found.answer, found.look.part) == (Answer.HARD, 1.0)
    assert found.basis is Basis.PLAN


def test_the_answer_is_expected_sooner_where_more_visitors_come_and_never_after_the_plan():
    assert judge(plan(1400), daily(5, shown=150, A=5, B=5), on(5)).expected == on(10)
    assert judge(plan(1400), daily(5, shown=20, A=1, B=1), on(5)).expected == AFTER
    assert judge(plan(1400), daily(1, shown=9000, A=1, B=1), on(1)).expected == on(7)


def test_a_plan_that_found_nothing_may_be_answered_late_by_much_more():
    counts = daily(14, A=3, B=4)
    nothing = judge(plan(1400), counts, AFTER)
    assert nothing.answer is Answer.HARD
    more = counts + daily(60, 14, A=3, B=6)
    dates = [judge(plan(1400), more, on(day)) for day in (15, 20, 30, 74)]
    assert [one.answer for one in dates[:2]] == [Answer.HARD] * 2
    late = dates[-1]
    assert (late.answer, late.basis, late.chosen) == (Answer.SWITCH, Basis.LATE, "B")
    assert late.of("B").p <= 0.01
    assert late.of("B").difference.low > 0
    assert late.of("B").ratio[0] > 1


def test_links_that_nobody_draws_are_only_compared_whatever_they_brought_and_however_often():
    planned = plan(1400, design=Design.TWO_LINKS)
    counts = whole(A=(30, 1000), B=(90, 700))
    assert judge(planned, counts, on(9)).answer is Answer.RUNNING
    found = judge(planned, counts, AFTER, WORTH)
    assert (found.answer, found.chosen, found.division_p) == (Answer.COMPARISON, None, None)
    assert [(one.shown, one.expected, one.rate) for one in found.versions] == [
        (1000, None, 0.03), (700, None, pytest.approx(90 / 700)),
    ]  # fmt: skip
    assert all(one.p is None and one.difference is None for one in found.versions)
    assert once(counts, design=Design.TWO_LINKS).answer is Answer.COMPARISON


def test_no_one_looks_between_four_fifths_of_the_plan_and_its_end():
    # From the eleventh day on B is far ahead.
    counts = daily(11, A=4, B=4) + daily(3, 11, A=0, B=40)
    answers = [judge(plan(1400), counts, on(day)).answer for day in (12, 13, 14)]
    assert answers == [Answer.RUNNING, Answer.RUNNING, Answer.SWITCH]
    totals = [whole(A=(44, 100 * day), B=(44 + 40 * (day - 11), 100 * day)) for day in (12, 13, 14)]
    said_of = [
        judge(plan(1400), counted, on(day)).answer
        for day, counted in zip((12, 13, 14), totals, strict=True)
    ]
    assert said_of == [Answer.RUNNING, Answer.RUNNING, Answer.SWITCH]


def test_the_last_look_asks_for_little_more_than_a_single_one():
    found = judge(plan(1400), daily(14, A=5, B=6), AFTER)
    assert 2.0 < found.look.line < 2.04
    long = judge(plan(2800, length=28), daily(28, A=5, B=6), on(28))
    assert 2.0 < long.look.line < 2.05


def test_who_answers_a_message_at_once_is_not_asked_anew_every_day():
    # All but two reacted within the first week: the looks after it hardly tell anything new.
    planned = plan(1000, design=Design.LIST_SPLIT)
    early = [
        Count("A", FIRST, 1000, 38), Count("B", FIRST, 1000, 58),
        Count("A", on(9), None, 1), Count("B", on(9), None, 1),
    ]  # fmt: skip
    found = judge(planned, early, AFTER)
    assert (found.look.line, found.look.days) == (pytest.approx(1.96, abs=0.001), (14, 14))
    assert found.answer is Answer.SWITCH
    late = [
        Count(it, on(day), 1000 if not day else None, x)
        for it, each in (("A", (3,) * 13 + (0,)), ("B", (4,) * 13 + (8,)))
        for day, x in enumerate(each)
    ]
    slow = judge(planned, late, AFTER)
    assert slow.look.line > 2.01


def test_a_plan_that_runs_out_of_counts_is_judged_at_its_end_and_what_was_told_before_stays():
    counts = daily(9, A=2, B=10)
    first = judge(plan(1400), counts, on(9))
    assert (first.answer, first.basis) == (Answer.SWITCH, Basis.BOUNDARY)
    assert judge(plan(1400), counts, AFTER).look == first.look
    unsure = daily(9, A=6, B=9)
    assert judge(plan(1400), unsure, on(9)).answer is Answer.RUNNING
    found = judge(plan(1400), unsure, AFTER)
    assert (found.basis, found.look.days) == (Basis.PLAN, (14, 14))
    assert found.look.part == pytest.approx(9 / 14)
    assert found.look.line < 2.05


def test_of_several_versions_the_best_is_chosen_and_each_has_its_word():
    counts = whole(A=(60, 2000), B=(110, 2000), C=(130, 2000), D=(62, 2000))
    found = judge(plan(versions=4), counts, AFTER, WORTH)
    assert (found.answer, found.chosen) == (Answer.SWITCH, "C")
    assert [one.call for one in found.versions] == [
        Call.CONTROL, Call.BETTER, Call.BETTER, Call.UNSURE,
    ]  # fmt: skip


def test_many_versions_ask_for_more_than_one():
    alone = judge(plan(), whole(A=(60, 2000), B=(87, 2000)), AFTER)
    among = judge(
        plan(versions=4), whole(A=(60, 2000), B=(87, 2000), C=(60, 2000), D=(61, 2000)), AFTER
    )
    assert alone.answer is Answer.SWITCH
    assert not among.answer.decides


def test_all_versions_worse_than_the_control_keep_it():
    found = judge(plan(versions=3), whole(A=(120, 2000), B=(60, 2000), C=(50, 2000)), AFTER)
    assert (found.answer, found.chosen) == (Answer.KEEP, "A")


def test_another_control_than_the_first_letter():
    found = judge(plan(control="B"), whole(A=(98, 2000), B=(60, 2000)), AFTER)
    assert (found.answer, found.chosen) == (Answer.SWITCH, "A")
    assert [one.letter for one in found.versions] == ["A", "B"]


def test_a_promotion_within_the_test_is_asked_about_first():
    mixed = tuple(on(day) for day in (3, 4, 5))
    counts = daily(14, A=5, B=6)
    found = judge(plan(1400), counts, AFTER, Beside(mixed=mixed))
    assert (found.answer, found.mixed, found.cuttable) == (Answer.MIXED, mixed, True)
    assert {one.call for one in found.versions} == {Call.HIDDEN}
    kept = judge(plan(1400), counts, AFTER, Beside(mixed=mixed, cut=False))
    assert (kept.answer, kept.cut, kept.mixed) == (Answer.HARD, False, mixed)
    cut = judge(plan(1400), counts, AFTER, Beside(mixed=mixed, cut=True))
    assert (cut.cut, cut.of("A").shown, cut.of("B").shown) == (True, 1100, 1100)


def test_a_running_test_is_not_asked_about_events_yet():
    found = judge(plan(1400), daily(4, A=3, B=3), on(4), Beside(mixed=(on(2),)))
    assert (found.answer, found.mixed) == (Answer.RUNNING, (on(2),))


def test_events_on_most_days_or_without_counts_by_day_cannot_be_cut():
    most = tuple(on(day) for day in range(9))
    assert not judge(plan(1400), daily(14, A=5, B=5), AFTER, Beside(mixed=most)).cuttable
    found = judge(plan(), whole(A=(60, 2000), B=(98, 2000)), AFTER, Beside(mixed=(on(2),)))
    assert (found.answer, found.cuttable) == (Answer.MIXED, False)


def test_one_version_after_the_other_is_only_a_comparison():
    counts = daily(7, A=3) + daily(7, 7, B=30)
    planned = plan(700, design=Design.BEFORE_AFTER)
    assert judge(planned, counts, on(9)).answer is Answer.RUNNING
    found = judge(planned, counts, AFTER, WORTH)
    assert (found.answer, found.chosen) == (Answer.COMPARISON, None)
    for one in found.versions:
        assert one.rate is not None
        assert (one.p, one.difference, one.chance, one.won_month) == (None,) * 4


def turns(a, b, shown=300):
    """Fourteen days by turns; what reacted on each day of either."""
    days = {on(day): "AB"[day % 2] for day in range(14)}
    planned = plan(None, design=Design.ALTERNATE_DAYS, days=days)
    counts = [Count("AB"[day % 2], on(day), shown, (a, b)[day % 2][day // 2]) for day in range(14)]
    return planned, counts


def plan_turns(*args, **more):
    planned, counts = turns(*args, **more)
    return judge(planned, counts, AFTER, WORTH)


def test_alternate_days_are_compared_as_days():
    found = plan_turns([9, 8, 10, 9, 11, 9, 8], [15, 16, 14, 17, 15, 16, 14])
    assert (found.answer, found.basis, found.chosen) == (Answer.SWITCH, Basis.DAYS, "B")
    assert found.division_p is None
    # As many in all, but of two days that were good for anybody.
    rough = plan_turns([9, 8, 10, 9, 11, 9, 8], [5, 6, 4, 45, 37, 5, 5])
    assert not rough.answer.decides
    low, middle, high = rough.of("B").difference
    assert low < 0 < middle < high


def test_beside_days_that_are_compared_all_that_is_said_has_the_day_as_its_unit():
    a, b = [9, 8, 12, 6, 13, 9, 5], [13, 15, 9, 17, 12, 16, 8]
    found = plan_turns(a, b)
    rates = [np.array(each) / 300 for each in (a, b)]
    test = stats.ttest_ind(rates[1], rates[0], equal_var=False)
    assert found.of("B").p == pytest.approx(test.pvalue)
    # Of one test p and chance are two names of one number; visitors would say 99 %.
    assert found.of("B").chance == pytest.approx(1 - test.pvalue / 2)
    for one, mine in zip(found.versions, rates, strict=True):
        wanted = stats.t.interval(0.95, 6, mine.mean(), stats.sem(mine))
        assert one.bounds == pytest.approx(wanted)
    draws = test.df, found.of("B").difference.middle, (rates[0].var(ddof=1) + rates[1].var(ddof=1))
    apart = stats.t(draws[0], draws[1], (draws[2] / 7) ** 0.5)
    lost = apart.expect(lambda x: x, lb=0, ub=apart.ppf(1 - 1e-13))
    assert found.of("A").loss_month == pytest.approx(WORTH.worth.of(lost), rel=1e-4)


def test_eight_days_by_turns_are_told_and_never_judged():
    days = {on(day): "AB"[day % 2] for day in range(8)}
    told = plan(None, 2, 8, design=Design.ALTERNATE_DAYS, days=days)
    counts = [
        Count("AB"[day % 2], on(day), 300, ((9, 8, 10, 9), (19, 18, 20, 17))[day % 2][day // 2])
        for day in range(8)
    ]
    found = judge(told, counts, on(8))
    assert not found.answer.decides
    assert found.of("B").p < 0.01
    assert found.of("B").call is Call.UNSURE
    assert found.of("B").difference.low <= 0
    longer = plan_turns([9, 8, 10, 9, 9, 8, 10], [19, 18, 20, 17, 19, 18, 20])
    assert longer.of("B").call is Call.BETTER


def test_alternate_days_say_nothing_before_they_are_over_and_nothing_later():
    planned, counts = turns([9] * 7, [25, 26, 24, 27, 25, 26, 24])
    assert judge(planned, counts, on(13)).answer is Answer.RUNNING
    stray = Count("B", on(0), 300, 200)
    assert judge(planned, [*counts, stray], AFTER) == judge(planned, counts, AFTER)


def test_three_versions_in_turn_are_held_against_the_control_by_steps():
    days = {on(day): "ABC"[day % 3] for day in range(21)}
    told = plan(None, 3, 21, design=Design.ALTERNATE_DAYS, days=days)
    rates = {"A": (9, 8, 10, 9, 11, 9, 8), "B": (15, 16, 14, 17, 15, 16, 14)}
    rates["C"] = (10, 8, 9, 11, 9, 10, 9)
    counts = [
        Count(letter, day, 300, rates[letter][at // 3])
        for at, (day, letter) in enumerate(days.items())
    ]
    found = judge(told, counts, on(21), WORTH)
    assert (found.answer, found.chosen) == (Answer.SWITCH, "B")
    assert [one.call for one in found.versions[1:]] == [Call.BETTER, Call.UNSURE]
    assert found.of("B").chance is None
    none = [Count(one.letter, one.day, 300, 1 if one.day == FIRST else 0) for one in counts]
    assert judge(told, none, on(21)).answer is Answer.TOO_FEW
    assert judge(told, [], on(21)).answer is Answer.UNCOUNTED
    assert judge(told, whole(A=(9, 90), B=(9, 90), C=(9, 90)), on(21)).answer is Answer.UNCOUNTED


def test_days_that_are_all_alike_say_nothing():
    found = plan_turns([9] * 7, [25] * 7)
    assert not found.answer.decides
    assert found.of("B").difference.low == -1


def test_a_list_is_judged_with_all_who_got_the_message():
    planned = plan(700, design=Design.LIST_SPLIT)
    sent = [Count("A", FIRST, 700, 10), Count("B", FIRST, 700, 18)]
    later = [Count(it, on(day), None, each) for day in (1, 2) for it, each in (("A", 5), ("B", 14))]
    assert judge(planned, sent + later, on(5)).answer is Answer.RUNNING
    found = judge(planned, sent + later, AFTER)
    assert (found.answer, found.of("B").shown, found.of("B").reacted) == (Answer.SWITCH, 700, 46)
    cut = judge(planned, sent + later, AFTER, Beside(mixed=(on(1),), cut=True))
    assert (cut.of("B").shown, cut.of("B").reacted) == (700, 32)


def test_a_list_that_was_divided_needs_no_count_of_recipients():
    planned = plan(700, design=Design.LIST_SPLIT)
    counts = [Count("A", FIRST, None, 20), Count("B", FIRST, None, 46)]
    assert judge(planned, counts, AFTER).of("A").shown == 700


def test_days_on_which_a_version_was_not_counted_are_not_compared():
    counts = [*daily(14, A=5, B=5), Count("A", on(20), 100, 90)]
    lacking = [one for one in counts if not (one.letter == "B" and one.day == on(3))]
    found = judge(plan(1400), lacking, AFTER)
    assert [one.shown for one in found.versions] == [1300, 1300]


def test_a_version_that_was_never_counted_leaves_it_unknown():
    assert judge(plan(1400), daily(14, A=5), AFTER).answer is Answer.UNCOUNTED
    assert judge(plan(1400), daily(14, A=5), on(9)).answer is Answer.RUNNING
    assert judge(plan(1400), [], AFTER).answer is Answer.UNCOUNTED
    assert judge(plan(1400), [], FIRST).answer is Answer.RUNNING


def test_more_who_reacted_than_were_shown_are_not_judged():
    assert judge(plan(1400), daily(14, A=5, B=101), AFTER).answer is Answer.IMPOSSIBLE
    compared = plan(700, design=Design.BEFORE_AFTER)
    assert judge(compared, whole(A=(5, 700), B=(701, 700)), AFTER).answer is Answer.IMPOSSIBLE


def paid(letter, shown, buyers, each, more=0):
    won = buyers * each + more
    squares = buyers * each**2 + more**2
    return Count(letter, None, shown, buyers, won, squares)


def test_revenue_asks_for_buyers_first_and_tells_won_of_a_visitor():
    planned = plan(response=Response.REVENUE)
    counts = [paid("A", 2000, 60, 30_000, 5), paid("B", 2000, 98, 30_000, 7)]
    found = judge(planned, counts, AFTER, Beside(Worth(3000)))
    assert found.answer is Answer.SWITCH
    assert found.money[0].per_visitor == pytest.approx((900.0025, 1470.0035))
    assert found.money[0].difference.low > 0
    assert found.worth.value == pytest.approx(30_000, rel=1e-4)
    assert found.of("B").won_month is not None


def test_more_buyers_who_surely_pay_less_choose_no_version():
    planned = plan(response=Response.REVENUE)
    counts = [paid("A", 2000, 60, 90_000), paid("B", 2000, 98, 9_000)]
    found = judge(planned, counts, AFTER)
    assert (found.answer, found.conflict) == (Answer.OPEN, True)
    swapped = [paid("B", 2000, 60, 90_000), paid("A", 2000, 98, 9_000)]
    assert judge(planned, swapped, AFTER).conflict


def test_few_buyers_are_permuted_where_their_amounts_are_known():
    planned = plan(200, response=Response.REVENUE)
    amounts = {"A": [10_000] * 4, "B": [30_000] * 9}
    counts = [paid("A", 200, 4, 10_000), paid("B", 200, 9, 30_000)]
    found = judge(planned, counts, AFTER, Beside(amounts=amounts))
    assert 0 < found.money[0].exact_p < 1
    assert judge(planned, counts, AFTER).money[0].exact_p is None
    for wrong in ({"A": [10_000] * 3, "B": [30_000] * 9}, {"A": [10_000] * 4, "B": [0] * 9}):
        assert judge(planned, counts, AFTER, Beside(amounts=wrong)).money[0].exact_p is None


def test_revenue_is_told_of_the_days_the_answer_rests_on():
    planned = plan(1400, response=Response.REVENUE)
    days = [
        Count(letter, on(day), 100, buyers, buyers * 10_000, buyers * 10_000**2)
        for day in range(14)
        for letter, buyers in (("A", 2), ("B", 9 if day < 8 else 0))
    ]
    found = judge(planned, days, AFTER)
    assert (found.answer, found.basis, found.look.days) == (Answer.SWITCH, Basis.BOUNDARY, (7, 14))
    assert found.money[0].per_visitor == (200, 900)


def test_more_buyers_who_pay_less_are_not_said_to_sell_more_than_is_known():
    planned = plan(response=Response.REVENUE)
    counts = [paid("A", 2000, 60, 30_000, 5), paid("B", 2000, 98, 19_000, 7)]
    found = judge(planned, counts, AFTER, Beside(Worth(3000)))
    assert (found.answer, found.conflict) == (Answer.SWITCH, False)
    low, seen, high = found.of("B").won_month
    won = found.money[0].difference
    assert (low, seen, high) == pytest.approx(tuple(3000 * each for each in won))
    assert low < 0 < seen < high


def test_as_many_buyers_who_pay_unlike_are_not_as_good_as_each_other():
    planned = plan(50_000, response=Response.REVENUE)
    alike = [paid("A", 50_000, 2500, 20_000, 9), paid("B", 50_000, 2510, 20_000, 5)]
    assert judge(planned, alike, AFTER).answer is Answer.EITHER
    unlike = [paid("A", 50_000, 2500, 20_000, 9), paid("B", 50_000, 2510, 30_000, 5)]
    found = judge(planned, unlike, AFTER)
    assert (found.answer, found.conflict, found.chosen) == (Answer.OPEN, True, None)
    unknown = [Count("A", None, 50_000, 2500), Count("B", None, 50_000, 2510)]
    assert judge(planned, unknown, AFTER).answer is Answer.OPEN
    wide = [paid("A", 50_000, 2500, 20_000, 25_000_000), paid("B", 50_000, 2510, 20_000, 9)]
    assert judge(planned, wide, AFTER).answer is Answer.OPEN


def test_what_a_choice_may_cost_is_told_of_what_is_sold_where_that_was_asked_for():
    planned = plan(1000, response=Response.REVENUE)
    counts = [paid("A", 1000, 30, 30_000, 9), paid("B", 1000, 42, 30_000, 5)]
    found = judge(planned, counts, AFTER, Beside(Worth(3000)))
    assert (found.answer, found.chosen) == (Answer.LOW_REGRET, "B")
    one = found.money[0]
    around = stats.t(one.freedom, one.difference.middle, one.error)
    lost = around.expect(lambda each: -each, lb=-np.inf, ub=0)
    assert found.of("B").loss_month == pytest.approx(3000 * lost, rel=1e-6)
    assert found.of("B").chance == pytest.approx(around.sf(0), rel=1e-9)
    cheaper = [paid("A", 1000, 30, 30_000, 9), paid("B", 1000, 42, 20_000, 5)]
    assert judge(planned, cheaper, AFTER, Beside(Worth(3000))).answer is not Answer.LOW_REGRET
    three = plan(1000, 3, response=Response.REVENUE)
    more = judge(three, [*counts, paid("C", 1000, 35, 30_000, 1)], AFTER, Beside(Worth(3000)))
    assert more.answer is Answer.HARD
    assert more.of("B").chance is None


def test_amounts_that_do_not_add_up_to_what_was_counted_are_left_aside():
    planned = plan(200, response=Response.REVENUE)
    counts = [paid("A", 200, 4, 10_000), paid("B", 200, 9, 30_000)]
    amounts = {"A": [10_000] * 4, "B": [30_000] * 8 + [29_000]}
    assert judge(planned, counts, AFTER, Beside(amounts=amounts)).money[0].exact_p is None


def test_won_of_alternate_days_are_compared_as_days():
    planned, counts = turns([9, 8, 10, 9, 11, 9, 8], [15, 16, 14, 17, 15, 16, 14])
    planned = replace(planned, response=Response.REVENUE)

    def each(a, b):
        return [replace(one, won=(one.reacted or 0) * {"A": a, "B": b}[one.letter] + one.day.day)
                for one in counts]  # fmt: skip

    found = judge(planned, each(30_000, 30_000), AFTER, Beside(Worth(3000)))
    assert (found.answer, found.chosen) == (Answer.SWITCH, "B")
    days = [[one.won / 300 for one in each(30_000, 30_000) if one.letter == it] for it in "AB"]
    expected = stats.ttest_ind(days[1], days[0], equal_var=False)
    assert found.money[0].p == pytest.approx(expected.pvalue)
    bounds = expected.confidence_interval(1 - found.look.alpha)
    assert found.money[0].difference[::2] == pytest.approx(tuple(bounds))
    assert found.of("B").won_month.low == pytest.approx(3000 * bounds.low)
    less = judge(planned, each(30_000, 3_000), AFTER)
    assert (less.answer, less.conflict) == (Answer.OPEN, True)
    lacking = each(30_000, 30_000)
    lacking[3] = replace(lacking[3], won=None)
    assert judge(planned, lacking, AFTER).money == ()


def test_unknown_won_are_not_nought():
    planned = plan(response=Response.REVENUE)
    counts = [paid("A", 2000, 60, 30_000), Count("B", None, 2000, 98)]
    found = judge(planned, counts, AFTER, Beside(Worth(3000)))
    assert (found.answer, found.money) == (Answer.SWITCH, ())
    assert found.of("B").won_month is None
    assert (
        judge(planned, [Count("A", None, 2000, 60), paid("B", 2000, 98, 30_000)], AFTER).money == ()
    )
    strange = [paid("A", 2000, 60, 30_000), Count("B", None, 2000, 98, 10**9, 5)]
    assert judge(planned, strange, AFTER).money == ()


def test_numbers_without_a_plan_are_judged_by_a_single_look():
    found = once(whole(A=(60, 2000), B=(98, 2000)))
    assert (found.answer, found.basis, found.look.alpha) == (
        Answer.SWITCH, Basis.ONCE, pytest.approx(0.05),
    )  # fmt: skip
    assert once(whole(A=(61, 2000), B=(85, 2000))).answer is Answer.SWITCH
    assert said((61, 2000), (85, 2000)).answer is not Answer.SWITCH
    assert once(daily(3, A=9, B=2), control="B").chosen == "A"
    assert once(whole(A=(60, 2000), B=(61, 20))).answer is Answer.IMPOSSIBLE
    assert once(whole(A=(6, 0), B=(6, 20))).answer is Answer.IMPOSSIBLE
    before = once(whole(A=(60, 2000), B=(98, 2000)), design=Design.BEFORE_AFTER)
    assert before.answer is Answer.COMPARISON
    with pytest.raises(ValueError, match="another one"):
        once(whole(A=(60, 2000)))
    with pytest.raises(ValueError, match="another one"):
        once(whole(A=(60, 2000), B=(1, 2)), control="C")


def test_a_ruling_can_be_kept_as_json():
    for found in (said((60, 2000), (98, 2000)), judge(plan(), [], FIRST), said((0, 9), (8, 9))):
        kept = json.loads(json.dumps(found.told, allow_nan=False))
        assert kept["answer"] == found.answer.value
        assert [one["letter"] for one in kept["versions"]] == ["A", "B"]


def test_a_version_is_found_by_its_letter_only():
    with pytest.raises(KeyError):
        said((60, 2000), (98, 2000)).of("C")


def test_what_is_known_of_a_list_is_the_odds_of_having_reacted():
    planned = plan(1000, design=Design.LIST_SPLIT)
    counts = [Count(it, FIRST, 1000, 305) for it in "AB"]
    counts += [Count(it, on(9), None, 305) for it in "AB"]
    found = looks(planned, gather(planned, counts, AFTER), AFTER)
    assert found.known[-1] / found.known[0] == pytest.approx((610 / 390) / (305 / 695))


def test_late_evidence_asks_more_of_several_versions():
    late = next(x for x in range(60, 200) if 0.005 < evidence(102, 56 + x).p < 0.01)
    counts = daily(14, A=3, B=4, C=3)
    counts += daily(1, 20, shown=1000, A=60, B=late, C=60)
    pair = [one for one in counts if one.letter != "C"]
    assert judge(plan(1400), pair, on(30)).basis is Basis.LATE
    assert judge(plan(1400, 3), counts, on(30)).basis is Basis.PLAN


def test_days_of_one_version_alone_are_not_compared_but_count_for_the_division():
    counts = [*daily(14, A=5), *daily(7, B=5)]
    found = judge(plan(1400), counts, AFTER)
    assert found.answer is Answer.MISMATCH
    assert [one.shown for one in found.versions] == [1400, 700]


def test_by_turns_the_farthest_of_two_has_to_pass_half_the_level():
    rates = {"A": (9, 8, 10, 9, 11, 9, 8), "B": (10, 10, 11, 10, 11, 11, 9)}
    pair = plan_turns(rates["A"], rates["B"])
    p = stats.ttest_ind(rates["A"], rates["B"], equal_var=False).pvalue
    assert 0.025 < p < 0.05
    assert (pair.of("B").call, pair.of("B").p) == (Call.BETTER, pytest.approx(p))
    days = {on(day): "ABC"[day % 3] for day in range(21)}
    told = plan(None, 3, 21, design=Design.ALTERNATE_DAYS, days=days)
    rates["C"] = (9, 9, 10, 9, 10, 9, 8)
    counts = [
        Count(letter, day, 300, rates[letter][at // 3])
        for at, (day, letter) in enumerate(days.items())
    ]
    found = judge(told, counts, on(21))
    assert (found.of("B").call, found.of("B").p) == (Call.UNSURE, pytest.approx(p))
    assert found.of("B").level == pytest.approx(0.025)


def test_several_versions_are_corrected_for_once_in_the_level_and_not_in_the_probability():
    counts = whole(A=(600, 20_000), B=(690, 20_000), C=(610, 20_000), D=(640, 20_000))
    found = once(counts)
    z = stats.norm.ppf(1 - 0.05 / 6)
    for letter, seen in {"B": 690, "C": 610, "D": 640}.items():
        table = np.array([[600, 19_400], [seen, 20_000 - seen]])
        chi = stats.chi2_contingency(table, correction=False).statistic * (39_999 / 40_000)
        assert found.of(letter).p == pytest.approx(stats.chi2.sf(chi, 1))
    best = found.of("B")
    assert best.call is Call.BETTER
    assert best.level == pytest.approx(0.05 / 3)
    assert best.p < best.level
    # The bounds are those of the level: the score of either, beside the difference that is drawn.
    low, high = difference_interval(arm([600], [20_000]), arm([690], [20_000]), z)
    assert best.difference[::2] == pytest.approx((float(low[0]), float(high[0])), abs=1e-9)
    assert (found.of("C").call, found.of("D").call) == (Call.UNSURE, Call.UNSURE)
    assert found.of("D").level == found.of("C").level == pytest.approx(0.05 / 2)
    assert found.of("D").p > found.of("D").level


def test_what_could_have_been_found_is_that_of_the_smallest_version_and_of_all_comparisons():
    parts = (
        PlannedVersion("A", 8, 8000),
        PlannedVersion("B", 1, 1000),
        PlannedVersion("C", 1, 1000),
    )
    counts = whole(A=(240, 8000), B=(32, 1000), C=(31, 1000))
    found = judge(replace(plan(versions=3), versions=parts), counts, AFTER)
    equal_parts = 2 / (1 / 8000 + 1 / 1000)
    expected = float(detectable_rate(found.base, equal_parts, alpha=0.82 * 0.025))
    assert found.least == pytest.approx(expected, abs=0.001)
