"""What came of messages that went out: read from orders, typed, or not known yet."""

from datetime import timedelta

import pytest

from core.services import messages_beside, messages_record, messages_results, messages_sends
from core.services.messages_results import Told
from core.services.messages_sends import Version
from core.services.today_view import PeriodChoice
from core.stats.proportions import Tally
from core.store import message_results as store
from core.store.messages import Counted
from core.terms import Evidence, Period
from core.terms.messages import SendStatus
from tests import shops
from tests.message_shops import SENT_ON, at, bought, names, sent
from tests.shops import LAST, Line, take

TODAY = LAST + timedelta(days=1)
PAIR = (Version("A", 1, text="다시 오세요"), Version("B", 2, text="보고 싶었어요"))


def only(shop, today=TODAY, window=None):
    (found,) = messages_results.results(shop, today, window)
    return found


def test_nothing_was_sent_and_nothing_came_of_it(shop):
    assert messages_results.results(shop, TODAY) == ()


def test_purchases_within_the_days_are_put_down_to_the_message(shop):
    people = names(10)
    bought(shop, [("p0", 1, 20_000), ("p0", 3, 5_000), ("p1", 6, 30_000), ("p2", 9, 70_000),
                  ("p3", -1, 90_000)], everybody=people)  # fmt: skip
    sent(shop, dict.fromkeys(people, "A"))
    found = only(shop)
    assert found.told is Told.READY
    assert (found.sent, found.bought, found.won) == (10, 3.0, 55_000)
    assert found.buyers == Tally(2, 10)
    assert found.cost == pytest.approx(390)
    assert found.per_purchase == pytest.approx(10 / 3)
    assert found.roas == pytest.approx(55_000 / 390)


def test_an_order_of_the_same_day_counts_only_after_the_message(shop):
    # Orders of these shops are paid at noon.
    bought(shop, [("p0", 0, 20_000)], everybody=names(2))
    sent(shop, {"p0": "A"}, sent_at=at(SENT_ON, 11))
    sent(shop, {"p0": "A"}, sent_at=at(SENT_ON, 13))
    late, early = messages_results.results(shop, TODAY)
    assert (early.bought, late.bought) == (1.0, 0.0)


def test_no_purchase_is_not_endlessly_many_messages(shop):
    bought(shop, [], everybody=names(3))
    sent(shop, dict.fromkeys(names(3), "A"))
    found = only(shop)
    assert found.bought == 0
    assert found.per_purchase is None
    assert found.roas == 0


def test_the_last_of_two_messages_gets_the_purchase(shop):
    bought(shop, [("p0", 5, 20_000), ("p1", 2, 10_000)], everybody=names(2))
    sent(shop, dict.fromkeys(names(2), "A"))
    sent(shop, dict.fromkeys(names(2), "A"), sent_at=at(SENT_ON + timedelta(days=4)))
    later, first = messages_results.results(shop, TODAY)
    assert (first.won, later.won) == (10_000, 20_000)


def test_messages_that_failed_cost_nothing_and_get_nothing(shop):
    bought(shop, [("p0", 2, 20_000)], everybody=names(4))
    one = sent(shop, dict.fromkeys(names(4), "A"))
    with shop.store.write() as session:
        store.tell(session, shop.id, one.number, {f"{'p0':0>32}": "failed"})
    found = only(shop)
    assert (found.sent, found.failed, found.bought) == (4, 1, 0.0)
    assert found.cost == pytest.approx(3 * 39)


def test_every_version_has_its_share_of_what_went_out(shop):
    people = names(10)
    bought(shop, [("p0", 2, 20_000)], everybody=people)
    letters = {name: "AB"[place < 4] for place, name in enumerate(people)}
    one = sent(shop, letters, versions=PAIR, sent=5)
    found = only(shop)
    assert [part.sent for part in found.parts] == [3, 2]
    assert (found.sent, found.cost) == (5, pytest.approx(5 * 39))
    moment = at(SENT_ON)
    with shop.store.write() as session:
        told = [Counted("A", 6, None, None, None, None, None, moment)]
        store.count(session, shop.id, one.number, told)
    assert [part.sent for part in only(shop).parts] == [6, 4]


def test_where_nothing_went_out_no_purchase_took_any_messages(shop):
    bought(shop, [("p0", 2, 20_000)], everybody=names(2))
    sent(shop, dict.fromkeys(names(2), "A"), sent=0)
    found = only(shop)
    assert (found.sent, found.bought, found.per_purchase) == (0, 1.0, None)
    (cell,) = messages_record.cells([found])
    (standing,) = messages_record.standings([found], None)
    assert cell.per_purchase is standing.per_purchase is None


def test_an_unknown_price_is_no_cost_at_all(shop):
    bought(shop, [("p0", 2, 20_000)], everybody=names(4))
    sent(shop, dict.fromkeys(names(4), "A"), price=None)
    found = only(shop)
    assert found.cost is None
    assert found.roas is None


def test_those_left_out_tell_what_the_message_brought(shop):
    people = names(120)
    letters = {name: "A" if place < 100 else "" for place, name in enumerate(people)}
    orders = [(f"p{n}", 2, 20_000) for n in range(30)] + [("p100", 2, 20_000), ("p101", 9, 5_000)]
    bought(shop, orders, everybody=people)
    sent(shop, letters, hold_out=1 / 6)
    found = only(shop)
    assert found.sent == 100
    assert found.lift.written == Tally(30, 100)
    assert found.lift.left == Tally(1, 20)
    assert found.lift.rate == pytest.approx(0.25)
    assert found.lift.won == pytest.approx((600_000 / 100 - 20_000 / 20) * 100)


def test_of_many_differences_one_is_great_by_chance(shop):
    people = names(500)
    letters = {name: "A" if place < 400 else "" for place, name in enumerate(people)}
    first = [f"p{n}" for n in (*range(52), *range(400, 406))]
    nothing = [f"p{n}" for n in (*range(40), *range(400, 410))]
    bought(shop, [(name, 2, 20_000) for name in first] + [(name, 15, 20_000) for name in nothing],
           everybody=people)  # fmt: skip
    sent(shop, letters)
    alone = only(shop).lift
    assert alone.evidence is Evidence.KNOWN
    for number in range(2, 5):
        sent(shop, letters, scenario=number, sent_at=at(SENT_ON + timedelta(days=14)))
    beside = messages_results.results(shop, TODAY)[-1].lift
    assert (beside.p, beside.rate_bounds) == (alone.p, alone.rate_bounds)
    assert beside.evidence is Evidence.HINT


def test_what_another_message_got_counts_for_both_sides_of_the_difference(shop):
    people = names(40)
    letters = {name: "A" if place < 20 else "" for place, name in enumerate(people)}
    bought(shop, [(f"p{n}", 5, 20_000) for n in (0, 1, 20)], everybody=people)
    sent(shop, letters)
    sent(shop, dict.fromkeys(people, "A"), sent_at=at(SENT_ON + timedelta(days=4)))
    _, first = messages_results.results(shop, TODAY)
    assert first.bought == 0
    assert (first.lift.written, first.lift.left) == (Tally(2, 20), Tally(1, 20))


def test_who_is_left_out_of_a_later_message_bought_after_the_earlier_one(shop):
    bought(shop, [("p0", 5, 20_000)], everybody=names(2))
    sent(shop, dict.fromkeys(names(2), "A"))
    sent(shop, {"p0": "", "p1": "A"}, sent_at=at(SENT_ON + timedelta(days=4)))
    later, first = messages_results.results(shop, TODAY)
    assert (first.bought, later.bought) == (1.0, 0.0)


def test_the_days_end_before_the_moment_at_which_they_began(shop):
    # Orders of these shops are paid at noon.
    people = names(20)
    bought(shop, [("p0", 7, 20_000), ("p1", 6, 20_000)], everybody=people)
    letters = {name: "A" if place < 10 else "" for place, name in enumerate(people)}
    sent(shop, letters, sent_at=at(SENT_ON, 12))
    found = only(shop)
    assert found.bought == 1
    assert found.lift.written == Tally(1, 10)


def test_days_that_are_not_over_are_waited_for(shop):
    bought(shop, [("p0", 2, 20_000)], everybody=names(2))
    sent(shop, {"p0": "A", "p1": ""})
    assert only(shop, SENT_ON + timedelta(days=6)).told is Told.WAITING
    found = only(shop, SENT_ON + timedelta(days=7))
    assert found.told is Told.WAITING
    assert found.lift is None
    assert found.ready_on == SENT_ON + timedelta(days=8)
    assert only(shop, found.ready_on).told is Told.READY


def test_files_that_end_too_early_are_asked_for(shop):
    take(shop, [Line(SENT_ON + timedelta(days=2), "p0", 20_000)])
    sent(shop, {"p0": "A", "p1": ""})
    found = only(shop)
    assert found.told is Told.NO_FILE
    assert found.lift is None


def test_without_order_files_nothing_is_known_of_purchases(shop):
    sent(shop, {"p0": "A"})
    found = only(shop)
    # Whoever is in no order file is no buyer that the list could know.
    assert found.told is Told.NO_LIST
    assert found.bought is None


def test_a_gap_in_the_files_makes_the_answer_unknown(shop):
    take(shop, [Line(SENT_ON - timedelta(days=60 + n), "p0", 9_000) for n in range(30)])
    take(shop, [Line(LAST - timedelta(days=n), f"other{n}") for n in range(25)], name="later.xlsx",
         first_line=500)  # fmt: skip
    sent(shop, {"p0": "A"})
    assert only(shop).told is Told.GAP


@pytest.mark.parametrize(("hole", "told"), [
    ((-3, -1), Told.READY), ((-2, 0), Told.GAP), ((6, 8), Told.GAP), ((7, 9), Told.READY),
])  # fmt: skip
def test_days_without_a_file_count_from_the_first_day_to_the_last(shop, hole, told):
    days = [(LAST - SENT_ON).days - n for n in range(100)]
    lines = {day: Line(SENT_ON + timedelta(days=day), "p0") for day in days}
    take(shop, [line for day, line in lines.items() if day < hole[0]])
    take(shop, [line for day, line in lines.items() if day > hole[1]], name="later.xlsx",
         first_line=500)  # fmt: skip
    sent(shop, {"p0": "A"}, sent_at=at(SENT_ON, 0))
    assert only(shop).told is told


def test_a_longer_window_sees_later_purchases(shop):
    bought(shop, [("p0", 2, 20_000), ("p1", 20, 30_000)], everybody=names(2))
    sent(shop, dict.fromkeys(names(2), "A"))
    assert only(shop).won == 20_000
    assert only(shop, window=40).told is Told.WAITING
    found = only(shop, window=25)
    assert (found.told, found.won) == (Told.READY, 50_000)


def test_each_version_has_its_own_numbers(shop):
    people = names(20)
    letters = {name: "AB"[place % 2] for place, name in enumerate(people)}
    bought(shop, [("p0", 2, 20_000), ("p2", 2, 10_000), ("p1", 3, 5_000)], everybody=people)
    sent(shop, letters, versions=PAIR, failed=3)
    first, second = only(shop).parts
    assert (first.version.letter, second.version.letter) == ("A", "B")
    assert (first.buyers, second.buyers) == (Tally(2, 10), Tally(1, 10))
    assert (first.won, second.won) == (30_000, 5_000)
    # Nobody told whose failed, so each has its share of the three.
    assert (first.failed, second.failed) == (2, 1)
    assert only(shop).cost == pytest.approx(17 * 39)


def test_what_was_counted_by_version_goes_before_the_list(shop):
    people = names(4)
    bought(shop, [], everybody=people)
    one = sent(shop, {name: "AB"[n % 2] for n, name in enumerate(people)}, versions=PAIR)
    with shop.store.write() as session:
        store.count(session, shop.id, one.number, [Counted("A", 2, 1, 1, 1, None, None, at(LAST))])
    first, second = only(shop).parts
    assert (first.failed, first.opened, first.reacted) == (1, 1, 1)
    assert (second.failed, second.opened, second.reacted) == (None, None, None)
    assert messages_sends.counts(shop, one.number)["A"].failed == 1


def test_typed_numbers_stand_where_there_is_no_list(shop):
    sent(shop, {}, sent=1_000, failed=20, reacted=50, bought=8, revenue=240_000, left=3)
    found = only(shop)
    assert found.told is Told.NO_LIST
    assert found.is_typed
    assert (found.bought, found.won, found.reacted, found.left) == (8.0, 240_000, 50, 3)
    assert found.cost == pytest.approx(980 * 39)
    assert found.per_purchase == pytest.approx(125)
    assert found.roas == pytest.approx(240_000 / (980 * 39))
    assert found.buyers == Tally(8, 1_000)


def test_only_the_won_may_have_been_typed(shop):
    sent(shop, {}, sent=10, revenue=5_000)
    found = only(shop)
    assert (found.bought, found.won, found.buyers) == (None, 5_000, None)
    assert not found.is_typed


def test_two_keys_that_are_one_customer_on_both_sides_tell_nothing(shop):
    people = names(4)
    bought(shop, [("p0", 2, 20_000)], everybody=people)
    sent(shop, {"p0": "A", "p1": "", "p2": "A", "p3": ""})
    from sqlalchemy import text

    with shop.store.write() as session:
        number = session.execute(
            text("SELECT id FROM buyer WHERE key = :key"), {"key": f"{'p0':0>32}"}
        ).scalar_one()
        session.execute(
            text("UPDATE buyer SET same_as = :one WHERE key = :key"),
            {"one": number, "key": f"{'p1':0>32}"},
        )
    found = only(shop)
    assert (found.lift.written, found.lift.left) == (Tally(0, 1), Tally(0, 1))


def test_drafts_and_what_was_thrown_away_do_not_count(shop):
    bought(shop, [("p0", 2, 20_000)], everybody=names(2))
    sent(shop, {"p0": "A"}, status=SendStatus.LISTED, sent_at=None)
    gone = sent(shop, {"p0": "A"})
    messages_sends.delete(shop, gone, at(LAST))
    assert messages_results.results(shop, TODAY) == ()


def test_messages_stand_beside_channels_by_the_orders_of_the_same_days(shop):
    bought(shop, [("p0", 2, 20_000), ("p1", 6, 30_000)], everybody=names(4))
    sent(shop, dict.fromkeys(names(4), "A"))
    days = Period(SENT_ON, SENT_ON + timedelta(days=4))
    found = messages_beside.credit(shop, days)
    assert (found.sent, found.bought, found.won) == (4, 1.0, 20_000)
    assert found.cost == pytest.approx(156)
    assert found.spend.roas == pytest.approx(20_000 / 156)
    low, high = found.spend.roas_bounds
    assert low < found.spend.roas < high


def test_on_days_without_messages_they_cost_nothing(shop):
    bought(shop, [("p0", 2, 20_000)], everybody=names(4))
    sent(shop, dict.fromkeys(names(4), "A"))
    later = Period(SENT_ON + timedelta(days=1), SENT_ON + timedelta(days=4))
    found = messages_beside.credit(shop, later)
    assert (found.sent, found.bought, found.cost) == (0, 1.0, 0.0)
    assert found.spend is None


def test_beside_channels_the_days_are_those_of_the_page_of_channels(shop):
    assert messages_beside.beside(shop, TODAY, PeriodChoice.FOUR_WEEKS) is None
    bought(shop, [("p0", 2, 20_000)], everybody=names(2))
    sent(shop, {"p0": "A"})
    found = messages_beside.beside(shop, TODAY, PeriodChoice.THREE_MONTHS)
    assert found.days.last == LAST
    assert found.paid == ()
    assert found.messages.won == 20_000


def test_an_unknown_price_leaves_the_cost_beside_channels_unknown(shop):
    bought(shop, [("p0", 2, 20_000)], everybody=names(2))
    sent(shop, {"p0": "A"}, price=None, sent=None)
    found = messages_beside.credit(shop, Period(SENT_ON, LAST))
    assert found.cost is None
    assert found.spend is None


def test_the_shops_of_these_tests_are_told_as_a_whole(shop):
    bought(shop, [], everybody=names(1))
    assert shops.LAST == LAST
    assert messages_beside.beside(shop, TODAY, PeriodChoice.FOUR_WEEKS) is not None
