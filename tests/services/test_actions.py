"""Improvements are kept, followed and taken back; their results cannot be overwritten."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from core.services import actions, actions_board, actions_choices, actions_effect, events
from core.services.actions import ActionProblem, ActionRefused, Draft, Level, Said, Target
from core.services.actions_past import Reading
from core.services.events import Event, EventKind
from core.services.today import overview
from core.store.notes import NoteChanged, NoteGone
from core.terms import Evidence, Period
from core.verdicts import Claim
from core.verdicts.actions import Finding, JourneyStage, Outcome, Status, Unknown
from tests import shops
from tests.shops import LAST, Line

TODAY = LAST + timedelta(days=1)
BUY = JourneyStage.BUY


def at(day):
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


NOW = at(TODAY)


@pytest.fixture
def shop(tmp_path):
    opened = shops.opened(tmp_path)
    yield opened
    opened.close()


def add(shop, metric="orders", what="새 사진", when=NOW, **more):
    return actions.add(shop, Draft(what, Target(metric), BUY, **more), when)


def fill(shop, days=300, per_day=8, **more):
    lines = shops.steady(days, per_day, **more)
    shops.take(shop, lines)
    return lines


def test_a_conclusion_of_today_is_kept_with_its_evidence_and_a_frozen_level(shop):
    since = LAST - timedelta(days=27)
    shops.take(shop, shops.without(shops.steady(500, 9, seed=11), 0.5, since))
    verdict = overview(shop, today=TODAY, now=NOW).verdicts[0]
    assert verdict.claim is Claim.NET_FELL
    proposal = actions.proposal(verdict, Said("전화하기", "줄었어요"))
    action = actions.keep_proposal(shop, proposal, NOW)
    assert (action.what, action.why, action.page) == ("전화하기", "줄었어요", "today")
    assert action.claim == verdict.id
    assert action.target == Target("net_sales")
    assert action.status is Status.KEPT
    assert action.check_on == TODAY + timedelta(days=14)
    assert action.baseline.value == verdict.evidence[0].now
    assert action.baseline.period == Period.ending(LAST, 28)
    assert action.evidence["change"] == verdict.params["change"]
    assert action.evidence["period"] == [
        verdict.params["period"].first.isoformat(),
        verdict.params["period"].last.isoformat(),
    ]
    assert action.evidence["probability"] == verdict.probability


def test_the_same_claim_is_kept_once_until_it_is_done(shop):
    params = {"product_id": 3, "days": {1, 2} and frozenset({4})}
    one = actions.keep(shop, "x.1", params, "product_orders", None, "products", NOW)
    again = actions.keep(shop, "x.1", params, "product_orders", None, "products", NOW)
    assert again.id == one.id
    assert one.target.product_id == 3
    assert actions.open_claims(shop) == {"x.1": one.id}
    actions.delete(shop, one.id, NOW)
    assert actions.open_claims(shop) == {}
    assert actions.keep(shop, "x.1", params, "product_orders", None, "x", NOW).id != one.id


def test_a_level_that_is_given_is_not_looked_up(shop):
    level = Level(0.5, 10, Period(LAST, LAST))
    action = actions.keep(shop, "c", {}, "conversion_rate", level, "journey", NOW)
    assert (action.baseline, action.target.metric) == (level, "pay_rate")


def test_a_number_of_a_product_or_channel_needs_one(shop):
    for metric, problem in (
        ("product_rate", ActionProblem.NEEDS_PRODUCT),
        ("channel_rate", ActionProblem.NEEDS_CHANNEL),
    ):
        with pytest.raises(ActionRefused) as caught:
            actions.keep(shop, "c", {}, metric, None, "x", NOW)
        assert caught.value.problem is problem
    kept = actions.keep(shop, "c", {"channel": "밴드"}, "channel_rate", None, "x", NOW)
    assert kept.target.channel == "밴드"
    with pytest.raises(KeyError):
        actions.keep(shop, "c", {}, "luck", None, "x", NOW)


def test_what_is_only_about_files_cannot_be_kept(shop):
    shops.take(shop, [Line(LAST, f"b{n}") for n in range(7)])
    verdict = overview(shop, today=TODAY, now=NOW).verdicts[0]
    assert actions.proposal(verdict, Said()) is None


def test_the_steps_of_an_improvement_and_their_undo(shop):
    fill(shop)
    action = add(shop)
    action = actions.start(shop, action.id, NOW, action.version)
    assert (action.status, action.started_on) == (Status.DOING, TODAY)
    action = actions.made(shop, action.id, TODAY - timedelta(days=3), NOW, action.version)
    assert action.status is Status.WAITING
    assert action.check_on == TODAY + timedelta(days=11)
    assert action.undoable == 2
    assert actions.undo(shop, action.id).status is Status.DOING
    back = actions.undo(shop, action.id)
    assert (back.status, back.started_on, back.check_on) == (
        Status.KEPT, None, TODAY + timedelta(days=14),
    )  # fmt: skip
    with pytest.raises(NoteGone):
        actions.undo(shop, action.id)


def test_two_windows_take_one_change_back_only_once(shop):
    action = actions.start(shop, add(shop).id, NOW)
    action = actions.made(shop, action.id, TODAY, NOW, action.version)
    assert actions.undo(shop, action.id, action.version).status is Status.DOING
    with pytest.raises(actions.NoteChanged):
        actions.undo(shop, action.id, action.version)
    assert [one.status for one in actions.listed(shop)] == [Status.DOING]


def test_the_level_before_ends_the_day_before_the_change(shop):
    lines = fill(shop)
    changed = TODAY - timedelta(days=20)
    action = actions.made(shop, add(shop).id, changed, NOW)
    days = pd.Series([line.day for line in lines])
    first = changed - timedelta(days=28)
    assert action.baseline.value == ((days >= first) & (days < changed)).sum()
    assert action.baseline.period == Period(first, changed - timedelta(days=1))


def test_a_change_cannot_lie_in_the_future(shop):
    action = add(shop)
    with pytest.raises(ActionRefused):
        actions.made(shop, action.id, TODAY + timedelta(days=1), NOW)


def test_what_was_thrown_away_comes_back(shop):
    action = add(shop)
    assert actions.delete(shop, action.id, NOW).deleted
    assert actions.listed(shop) == []
    assert [one.id for one in actions.listed(shop, deleted=True)] == [action.id]
    assert not actions.restore(shop, action.id, NOW).deleted
    assert [one.what for one in actions.listed(shop)] == ["새 사진"]


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (Draft("  ", Target("orders"), BUY), ActionProblem.NOTHING_SAID),
        (Draft("x" * 201, Target("orders"), BUY), ActionProblem.TOO_LONG),
        (Draft("x", Target("orders"), BUY, note="x" * 2001), ActionProblem.TOO_LONG),
        (Draft("x", Target("product_rate"), BUY), ActionProblem.NEEDS_PRODUCT),
        (Draft("x", Target("channel_rate", channel=""), BUY), ActionProblem.NEEDS_CHANNEL),
        (
            Draft("x", Target("orders"), BUY, changed_on=TODAY + timedelta(days=1)),
            ActionProblem.CHANGED_IN_FUTURE,
        ),
        (
            Draft("x", Target("orders"), BUY, changed_on=LAST, check_on=LAST + timedelta(days=6)),
            ActionProblem.CHECK_TOO_SOON,
        ),
        (
            Draft("x", Target("orders"), BUY, changed_on=LAST, check_on=LAST + timedelta(days=92)),
            ActionProblem.CHECK_TOO_LATE,
        ),
    ],
)  # fmt: skip
def test_an_impossible_draft_is_refused(shop, draft, problem):
    with pytest.raises(ActionRefused) as caught:
        actions.add(shop, draft, NOW)
    assert caught.value.problem is problem
    assert actions.listed(shop) == []


def test_a_tactic_needs_no_words(shop):
    action = actions.add(shop, Draft("", Target("orders"), BUY, "discount_code"), NOW)
    assert (action.what, action.tactic) == ("", "discount_code")
    with pytest.raises(KeyError):
        actions.add(shop, Draft("", Target("orders"), BUY, "luck"), NOW)


def test_an_improvement_is_edited_unless_another_window_was_faster(shop):
    fill(shop)
    action = add(shop)
    draft = Draft("더 밝은 사진", Target("net_sales"), BUY, note="창가에서", check_on=TODAY)
    edited = actions.edit(shop, action.id, draft, NOW, action.version)
    assert (edited.what, edited.note, edited.check_on) == ("더 밝은 사진", "창가에서", TODAY)
    assert edited.target == Target("net_sales")
    assert edited.baseline.value > action.baseline.value
    with pytest.raises(NoteChanged):
        actions.edit(shop, action.id, draft, NOW, action.version)


def run_down(shop, lift=1.0, per_day=20, days=300, metric="orders"):
    """A shop whose orders changed ``lift``-fold 14 days before the newest day."""
    changed = LAST - timedelta(days=13)
    lines = shops.steady(days, per_day * max(1.0, lift), seed=4)
    before = [line for line in lines if line.day < changed]
    kept = shops.without(before, 1 / lift, date(2000, 1, 1)) if lift > 1 else before
    after = [line for line in lines if line.day >= changed]
    shops.take(shop, [*kept, *after])
    action = add(shop, metric, when=at(changed))
    return actions.made(shop, action.id, changed, at(changed))


def test_fourteen_days_later_the_effect_is_told(shop):
    """J7: before and after, a probability, and one of four words."""
    action = run_down(shop, 1.6)
    assert action.check_on == TODAY
    found = actions_effect.effects(shop, TODAY)[action.id]
    assert found.window == Period.ending(LAST, 14)
    assert found.result.outcome is Outcome.BETTER
    assert found.change.now > found.change.expected * 1.3
    assert 0.9 <= found.change.judged.probability <= 1


def test_before_its_day_nothing_is_told(shop):
    action = run_down(shop, 1.6)
    assert actions_effect.effects(shop, TODAY - timedelta(days=1)) == {}
    board = actions_board.board(shop, TODAY - timedelta(days=1))
    assert (board.finding, board.first.action.id) == (Finding.WAITING, action.id)
    with pytest.raises(ActionRefused):
        actions_effect.write_down(shop, action.id, at(TODAY - timedelta(days=1)))


def test_with_fewer_than_five_expected_orders_nobody_can_tell(shop):
    action = run_down(shop, 1.0, per_day=0.2)
    found = actions_effect.effects(shop, TODAY)[action.id]
    assert (found.result.outcome, found.result.why) == (Outcome.UNKNOWN, Unknown.TOO_FEW)


def test_a_shop_with_few_orders_is_not_told_to_wait_for_files(shop):
    days = [LAST - timedelta(days=10 * number + 6) for number in range(20)]
    shops.take(shop, [Line(day) for day in days])
    changed = LAST - timedelta(days=13)
    action = actions.made(shop, add(shop, when=at(changed)).id, changed, at(changed))
    found = actions_effect.effects(shop, TODAY)[action.id]
    assert (found.result.why, found.waits) == (Unknown.TOO_FEW, 0)
    assert actions_effect.write_down(shop, action.id, NOW).measured.outcome is Outcome.UNKNOWN


def test_with_less_than_fourteen_weeks_before_nobody_can_tell(shop):
    action = run_down(shop, 1.6, days=100)
    found = actions_effect.effects(shop, TODAY)[action.id]
    assert (found.result.outcome, found.result.why) == (Outcome.UNKNOWN, Unknown.SHORT_HISTORY)


def test_days_that_are_missing_are_waited_for_and_then_no_data(shop):
    shops.take(shop, shops.steady(300, 8, last=LAST - timedelta(days=5)))
    changed = LAST - timedelta(days=13)
    action = actions.made(shop, add(shop, when=at(changed)).id, changed, at(changed))
    found = actions_effect.effects(shop, TODAY)[action.id]
    assert (found.waits, found.result) == (5, None)
    assert actions_board.board(shop, TODAY).finding is Finding.NEEDS_FILE
    with pytest.raises(ActionRefused):
        actions_effect.write_down(shop, action.id, NOW)
    later = actions_effect.effects(shop, TODAY + timedelta(days=8))[action.id]
    assert (later.result.outcome, later.result.why) == (Outcome.UNKNOWN, Unknown.NO_DATA)


def test_without_any_file_nobody_can_tell(shop):
    action = add(shop, "visits", when=at(TODAY - timedelta(days=20)))
    found = actions_effect.effects(shop, TODAY)[action.id]
    assert (found.data_asof, found.result.why) == (None, Unknown.NO_DATA)
    assert found.result.level is Evidence.NO_DATA


def test_a_result_is_written_down_for_good(shop):
    action = run_down(shop, 1.6)
    done = actions_effect.write_down(shop, action.id, NOW, action.version)
    assert done.status is Status.DONE
    assert done.measured.outcome is Outcome.BETTER
    numbers = done.measured.numbers
    assert numbers["method"] == "profile56.level28.placebo.v1"
    assert numbers["data_asof"] == LAST.isoformat()
    with pytest.raises(ActionRefused):
        actions_effect.write_down(shop, action.id, NOW)
    other = Draft("다른 일", Target("net_sales"), BUY, changed_on=done.changed_on,
                  check_on=done.check_on)  # fmt: skip
    with pytest.raises(ActionRefused) as caught:
        actions.edit(shop, action.id, other, NOW)
    assert caught.value.problem is ActionProblem.MEASURED
    words = Draft("다른 말", done.target, BUY, changed_on=done.changed_on, check_on=done.check_on)
    assert actions.edit(shop, action.id, words, NOW).what == "다른 말"
    noted = actions.remark(shop, action.id, "사진 덕분 같아요", NOW)
    assert noted.measured == done.measured
    assert noted.remark == "사진 덕분 같아요"
    # New files change nothing about it.
    shops.take(shop, shops.steady(40, 30, seed=9), name="more.xlsx", first_line=100_000)
    assert actions.listed(shop)[0].measured == done.measured
    # Only all steps back open it again.
    for _ in range(3):
        actions.undo(shop, action.id)
    assert actions.listed(shop)[0].measured is None


def test_what_happened_at_the_same_time_is_named(shop):
    action = run_down(shop, 1.6)
    sale = Event(EventKind.PROMOTION, Period.ending(LAST, 3), "가을 할인")
    before = Event(EventKind.PRICE, Period.ending(LAST - timedelta(days=20), 1), "값 올림")
    for one in (sale, before):
        events.add(shop, one, NOW)
    other = add(shop, what="새 이름", when=at(LAST))
    actions.made(shop, other.id, LAST, NOW)
    found = actions_effect.effects(shop, TODAY)[action.id]
    told = {(one.kind, one.title) for one in found.mixed if one.title}
    assert told == {
        (EventKind.PROMOTION, "가을 할인"), (EventKind.PRICE, "값 올림"),
        (EventKind.CHANGE, "새 이름"),
    }  # fmt: skip
    kept = actions_effect.write_down(shop, action.id, NOW).measured.numbers["mixed"]
    assert {one["title"] for one in kept if one["title"]} == {"가을 할인", "값 올림", "새 이름"}


def test_mixed_days_are_left_out_on_both_sides(shop):
    """X19: a sale within the comparison is cut out, and the rest is computed anew."""
    action = run_down(shop, 1.0)
    sale = Period.ending(LAST, 3)
    earlier = Period.ending(LAST - timedelta(days=20), 2)
    extra = [Line(day, f"s{day}{n}") for day in days_of(sale) for n in range(60)]
    shops.take(shop, extra, name="sale.xlsx", first_line=500_000)
    for period in (sale, earlier):
        events.add(shop, Event(EventKind.PROMOTION, period, "가을 할인"), NOW)
    mixed = actions_effect.effects(shop, TODAY)[action.id]
    assert mixed.result.outcome is Outcome.BETTER
    assert (mixed.could_leave_out, mixed.left_out) == (5 + chuseok(action), ())
    cut = actions.leave_out(shop, action.id, NOW, action.version, events=True)
    assert cut.without_events
    found = actions_effect.effects(shop, TODAY)[action.id]
    assert found.result.outcome is not Outcome.BETTER
    assert found.change.days == 11
    assert {sale, earlier} <= set(found.left_out)
    assert found.could_leave_out == 0
    assert EventKind.PROMOTION not in {one.kind for one in found.mixed}
    assert found.change.now == counted(shop, [day for day in days_of(found.window)
                                              if day not in sale])  # fmt: skip
    kept = actions_effect.write_down(shop, action.id, NOW).measured.numbers
    assert [sale.first.isoformat(), sale.last.isoformat()] in kept["left_out"]
    with pytest.raises(ActionRefused):
        actions.leave_out(shop, action.id, NOW, events=False)


def counted(shop, days):
    with shop.store.read() as session:
        orders = Reading(shop, session, TODAY).past(Target("orders"))
    return sum(orders.series.parts[orders.place(day)] for day in days)


def days_of(period):
    return [period.first + timedelta(days=number) for number in range(period.days)]


def chuseok(action):
    """Days of the autumn holiday among those that tell what is usual."""
    before = Period.ending(action.changed_on - timedelta(days=1), 56)
    return sum(day in before for day in days_of(Period(date(2026, 9, 24), date(2026, 9, 26))))


def test_leaving_out_is_taken_back_and_not_offered_where_little_would_be_left(shop):
    action = run_down(shop, 1.0)
    events.add(shop, Event(EventKind.PROMOTION, Period.ending(LAST, 3)), NOW)
    cut = actions.leave_out(shop, action.id, NOW, events=True)
    with pytest.raises(NoteChanged):
        actions.leave_out(shop, action.id, NOW, action.version, events=False)
    assert not actions.undo(shop, cut.id).without_events
    events.add(shop, Event(EventKind.STOCK_OUT, Period.ending(LAST, 9)), NOW)
    assert actions_effect.effects(shop, TODAY)[action.id].could_leave_out == 0


def test_an_event_of_another_product_disturbs_nothing(shop):
    lines = fill(shop)
    number = next(iter(actions_choices.choices(shop, TODAY).products))
    changed = LAST - timedelta(days=13)
    params = {"product_id": number}
    kept = actions.keep(shop, "p", params, "product_orders", None, "products", at(changed))
    action = actions.made(shop, kept.id, changed, at(changed))
    week = Period.ending(LAST, 7)
    events.add(shop, Event(EventKind.STOCK_OUT, week, "다른 상품", product_id=number + 1), NOW)
    events.add(shop, Event(EventKind.STOCK_OUT, week, "이 상품", product_id=number), NOW)
    found = actions_effect.effects(shop, TODAY)[action.id]
    assert [one.title for one in found.mixed if one.title] == ["이 상품"]
    assert lines


def test_an_improvement_whose_day_of_change_nobody_entered_asks_for_it(shop):
    fill(shop)
    action = add(shop, when=at(TODAY - timedelta(days=14)))
    board = actions_board.board(shop, TODAY)
    assert (board.finding, board.first.action.id) == (Finding.NEEDS_DAY, action.id)
    assert board.first.effect.result is not None
    assert [card.action.id for card in dict(board.columns)[Status.WAITING]] == [action.id]


def test_the_board_says_what_to_do_first(shop):
    assert actions_board.board(shop, TODAY).finding is Finding.NOTHING
    fill(shop)
    one = add(shop)
    assert actions_board.board(shop, TODAY).finding is Finding.BEGIN
    actions.made(shop, one.id, TODAY, NOW)
    assert actions_board.board(shop, TODAY).finding is Finding.WAITING
    later = TODAY + timedelta(days=30)
    ready = actions_board.board(shop, later)
    assert ready.finding is Finding.RESULT
    actions_effect.write_down(shop, one.id, at(later))
    board = actions_board.board(shop, later)
    assert board.finding is Finding.OVER
    assert [card.action.id for card in board.cards] == [one.id]


def test_cards_name_the_product_or_channel_they_are_about(shop):
    fill(shop)
    number = next(iter(actions_choices.choices(shop, TODAY).products))
    name = actions_choices.choices(shop, TODAY).products[number]
    params = {"product_id": np.int64(number)}
    actions.keep(shop, "p", params, "product_orders", None, "products", NOW)
    actions.keep(shop, "c", {"channel": "밴드"}, "channel_rate", None, "channels", NOW)
    add(shop)
    told = {card.action.claim: card.subject for card in actions_board.board(shop, TODAY).cards}
    assert told == {"p": name, "c": "밴드", None: ""}


def test_a_long_claim_is_known_again(shop):
    claim = "channels.less." + "가" * 200
    action = actions.keep(shop, claim, {}, "orders", None, "channels", NOW)
    assert actions.keep(shop, claim, {}, "orders", None, "channels", NOW).id == action.id
    assert actions.is_kept(shop, claim)
    assert not actions.is_kept(shop, "channels.more")


def test_products_can_be_chosen_by_what_sold(shop):
    assert actions_choices.choices(shop, TODAY).products == {}
    fill(shop)
    found = actions_choices.choices(shop, TODAY)
    assert set(found.products.values()) == {"mug", "plate", "bowl", "vase"}
    assert found.channels == ()


@pytest.mark.parametrize(
    "metric",
    ["net_sales", "order_value", "new_buyers", "returning_share", "claim_rate", "kept_rate"],
)
def test_the_level_of_a_number_equals_pandas(shop, metric):
    lines = pd.DataFrame(
        [(line.day, line.buyer, line.amount) for line in fill(shop)],
        columns=["day", "buyer", "amount"],
    )
    end = {"claim_rate": TODAY - timedelta(days=14), "kept_rate": TODAY - timedelta(days=14)}
    last = end.get(metric, TODAY)
    some = lines[(lines["day"] < last) & (lines["day"] >= last - timedelta(days=28))]
    first = lines.groupby("buyer")["day"].min()
    new = ((first < last) & (first >= last - timedelta(days=28))).sum()
    people = some.groupby("day")["buyer"].nunique().sum()
    wanted = {
        "net_sales": some["amount"].sum(),
        "order_value": some["amount"].mean(),
        "new_buyers": new,
        "returning_share": (people - new) / people,
        "claim_rate": 0.0,
        "kept_rate": 1.0,
    }
    assert actions.level(shop, Target(metric), TODAY).value == pytest.approx(wanted[metric])


def test_the_second_purchase_is_measured_on_those_who_are_watched_long_enough(shop):
    lines = pd.DataFrame(
        [(line.day, line.buyer) for line in fill(shop, back=0.4)], columns=["day", "buyer"]
    )
    found = actions.level(shop, Target("second_rate"), TODAY)
    last = LAST - timedelta(days=90)
    assert found.period == Period.ending(last, 28)
    first = lines.groupby("buyer")["day"].min()
    come = first[[day in found.period for day in first]]
    later = lines.merge(come.rename("first"), left_on="buyer", right_index=True)
    days = (pd.to_datetime(later["day"]) - pd.to_datetime(later["first"])).dt.days
    again = later[(days > 0) & (days <= 90)]["buyer"].nunique()
    assert (found.value, found.trials) == (pytest.approx(again / len(come)), len(come))
    action = add(shop, "second_rate")
    assert action.check_on == TODAY + timedelta(days=118)
    assert action.window.days == 28


def test_a_shop_without_files_has_no_levels(shop):
    for metric in ("orders", "visits", "pay_rate", "look_rate", "second_rate"):
        assert actions.level(shop, Target(metric), TODAY) == actions.NO_LEVEL
    assert actions.level(shop, Target("channel_rate", channel="x"), TODAY) == actions.NO_LEVEL
    assert actions.level(shop, Target("product_rate", 3), TODAY) == actions.NO_LEVEL
