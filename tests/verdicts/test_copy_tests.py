"""What a copy test says on a day: never more than the plan and the counts allow."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.terms import Period
from core.terms.copy_tests import Count, Design, Plan, PlannedVersion, Response
from core.verdicts.copy_tests import Answer, Basis, Beside, Call, Worth, judge, once

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


def test_links_that_nobody_draws_are_not_watched_after_the_plan():
    more = daily(14, A=3, B=4) + daily(60, 14, A=3, B=6)
    found = judge(plan(1400, design=Design.TWO_LINKS), more, on(74))
    assert found.answer is Answer.HARD


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
    assert (kept.answer, kept.cut, kept.mixed) == (Answer.OPEN, False, mixed)
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
    assert once(whole(A=(60, 2000), B=(84, 2000))).answer is Answer.SWITCH
    assert said((60, 2000), (84, 2000)).answer is not Answer.SWITCH
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
