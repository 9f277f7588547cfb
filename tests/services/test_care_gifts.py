"""Half of the orders that wait get a letter or a gift, each once, and it is known which."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from core.analysis.care_gifts import drawn
from core.services import care_gifts, care_letters, importing
from core.services.care_gifts import Thing, name_of
from core.services.kept_notes import NoteProblem, NoteRefused
from core.store import care_gift_effects as effects
from core.store import care_gifts as store
from core.store.care_tables import GiftDrawRow
from core.store.notes import NoteChanged
from core.terms import OrderState
from tests.shops import LAST, Line, take

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)
LETTER, GIFT = Thing.LETTER, Thing.GIFT


def paid(count, *, first=0, day=LAST, state=OrderState.PAID):
    return [Line(day, f"b{at}", order=f"o{at:03}", state=state)
            for at in range(first, first + count)]  # fmt: skip


def keys(some):
    return [one.key for one in some]


def draw(shop, what=LETTER, now=NOW, cost=None):
    return care_gifts.at_random(shop, what, keys(care_gifts.waiting(shop, what, TODAY)), now, cost)


def given(shop, number):
    return {one.order.order_no for one in care_gifts.lots(shop, number) if one.is_given}


def test_orders_that_are_paid_and_have_not_left_wait(shop):
    take(
        shop,
        [
            Line(LAST, "b1", order="paid", state=OrderState.PAID),
            Line(LAST, "b1", order="paid", product="bowl", state=OrderState.CANCELLED),
            Line(LAST, "b2", order="packed", state=OrderState.PREPARING),
            Line(LAST, "b3", order="half", state=OrderState.PAID),
            Line(LAST, "b3", order="half", product="bowl", state=OrderState.SHIPPING),
            Line(LAST, "b4", order="there", state=OrderState.DELIVERED),
            Line(LAST, "b5", order="gone", state=OrderState.CANCELLED),
            Line(LAST, "b6", order="not paid", state=OrderState.UNPAID),
            Line(LAST - timedelta(days=20), "b7", order="stale", state=OrderState.PAID),
        ],
    )
    found = care_gifts.waiting(shop, LETTER, TODAY)
    assert [one.order_no for one in found] == ["packed", "paid"]
    assert (found[1].product, found[1].lines, found[1].key) == ("mug", 1, (1, "paid"))


def test_half_of_them_are_drawn_as_the_key_of_the_shop_says(shop):
    take(shop, paid(11))
    made = draw(shop, cost=450)
    names = {name_of(LETTER, (1, f"o{at:03}")): f"o{at:03}" for at in range(11)}
    lots = drawn(names, shop.key.hex())
    assert given(shop, made.id) == {names[name] for name, lot in lots.items() if lot}
    assert (made.orders, made.is_random, made.cost, made.day) == (11, True, 450, TODAY)
    assert made.given in {5, 6}


def test_two_windows_that_draw_at_the_same_moment_draw_once(shop):
    take(shop, paid(4))
    with ThreadPoolExecutor() as pool:
        with shop.store.write() as session:
            there = store.waiting(session, shop.id, LETTER, LAST)
            row = GiftDrawRow(shop_id=1, id=0, what=LETTER, orders=4, day=TODAY, created_at=NOW)
            store.put(session, row, [(one, True) for one in there])
            second = pool.submit(draw, shop)
            wait([second], timeout=0.5)
        assert second.result(timeout=20) is None

    assert given(shop, 1) == {"o000", "o001", "o002", "o003"}


def test_no_order_is_drawn_twice_for_one_thing(shop):
    take(shop, paid(6))
    first = draw(shop)
    assert care_gifts.waiting(shop, LETTER, TODAY) == []
    assert draw(shop) is None
    assert care_gifts.by_choice(shop, LETTER, [(1, "o000")], NOW) is None
    assert [one.id for one in care_gifts.draws(shop, LETTER)] == [first.id]
    assert len(care_gifts.waiting(shop, GIFT, TODAY)) == 6


def test_taking_a_file_in_again_changes_nothing(shop):
    take(shop, paid(8))
    made = draw(shop)
    before = given(shop, made.id)
    take(shop, paid(8, state=OrderState.SHIPPING), name="later.xlsx",
         as_of=datetime(2026, 11, 24, tzinfo=UTC))  # fmt: skip
    assert given(shop, made.id) == before
    assert care_gifts.waiting(shop, LETTER, TODAY) == []
    assert {one.has_left for one in care_gifts.lots(shop, made.id)} == {True}


def test_the_halves_stay_equal_over_many_draws_of_few_orders(shop):
    took = 0
    for at in range(9):
        take(shop, paid(1 + at % 3, first=10 * at), name=f"{at}.xlsx", first_line=100 * at)
        took += draw(shop).given
        drawn_for = sum(one.orders for one in care_gifts.draws(shop, LETTER))
        assert abs(2 * took - drawn_for) <= 1


def test_lots_for_letters_and_for_gifts_have_nothing_in_common(shop):
    take(shop, paid(60))
    letters, presents = given(shop, draw(shop).id), given(shop, draw(shop, GIFT).id)
    assert letters != presents
    assert 5 <= len(letters & presents) <= 25


def test_only_orders_the_seller_saw_are_drawn(shop):
    take(shop, paid(4))
    seen = keys(care_gifts.waiting(shop, LETTER, TODAY))
    take(shop, paid(3, first=50), name="more.xlsx", first_line=50)
    assert care_gifts.at_random(shop, LETTER, seen, NOW).orders == 4
    assert len(care_gifts.waiting(shop, LETTER, TODAY)) == 3


def test_a_draw_goes_back_until_something_was_sent_and_comes_out_the_same_again(shop):
    take(shop, paid(9))
    first = draw(shop)
    before = given(shop, first.id)
    care_gifts.take_back(shop, first.id, NOW, first.version)
    assert care_gifts.draws(shop, LETTER) == []
    assert [one.id for one in care_gifts.taken_back(shop, LETTER)] == [first.id]
    again = draw(shop)
    assert given(shop, again.id) == before
    assert care_gifts.taken_back(shop, LETTER) == []
    with pytest.raises(NoteChanged):
        care_gifts.bring_back(shop, first.id)
    care_gifts.send(shop, {again.id: [(1, min(before))]}, TODAY)
    with pytest.raises(NoteChanged):
        care_gifts.take_back(shop, again.id, NOW)
    assert not care_gifts.draws(shop, LETTER)[0].can_go_back


def test_a_draw_that_was_taken_back_is_brought_back(shop):
    take(shop, paid(5))
    made = draw(shop)
    before = given(shop, made.id)
    care_gifts.take_back(shop, made.id, NOW)
    with pytest.raises(NoteChanged):
        care_gifts.take_back(shop, made.id, NOW, made.version)
    care_gifts.bring_back(shop, made.id)
    assert given(shop, made.id) == before
    assert care_gifts.waiting(shop, LETTER, TODAY) == []
    with pytest.raises(NoteChanged):
        care_gifts.bring_back(shop, made.id)


def test_what_is_packed_is_ticked_in_bulk_and_unticked(shop):
    take(shop, paid(10))
    made = draw(shop)
    (parcels,) = care_gifts.to_pack(shop, LETTER, TODAY)
    orders = [one.order.key for one in parcels.lots]
    assert {number for _, number in orders} == given(shop, made.id)
    without = next(f"o{at:03}" for at in range(10) if (1, f"o{at:03}") not in orders)
    assert care_gifts.send(shop, {made.id: [*orders, (1, without)]}, TODAY) == len(orders)
    assert care_gifts.to_pack(shop, LETTER, TODAY) == []
    assert care_gifts.draws(shop, LETTER)[0].sent == len(orders)
    care_gifts.send(shop, {made.id: orders[:2]}, None)
    assert len(care_gifts.to_pack(shop, LETTER, TODAY)[0].lots) == 2


def test_what_was_cancelled_is_not_packed_and_stays_in_the_draw(shop):
    take(shop, paid(10))
    made = draw(shop)
    lost = min(given(shop, made.id))
    take(shop, [Line(LAST, "b0", order=lost, state=OrderState.CANCELLED)], name="later.xlsx",
         as_of=datetime(2026, 11, 24, tzinfo=UTC), first_line=int(lost[1:]))  # fmt: skip
    (parcels,) = care_gifts.to_pack(shop, LETTER, TODAY)
    assert lost not in {one.order.order_no for one in parcels.lots}
    assert lost in {one.order.order_no for one in care_gifts.lots(shop, made.id) if one.is_ended}


def test_a_draw_outlives_the_file_of_its_orders(shop):
    number = take(shop, paid(6))
    made = draw(shop)
    before = given(shop, made.id)
    importing.undo(shop, importing.undo_plan(shop, number), now=NOW)
    lots = care_gifts.lots(shop, made.id)
    assert [(one.order.product, one.order.lines) for one in lots] == [(None, 0)] * 6
    take(shop, paid(6), name="again.xlsx")
    assert care_gifts.waiting(shop, LETTER, TODAY) == []
    assert given(shop, made.id) == before


def test_what_the_seller_chooses_is_not_called_a_lot(shop):
    take(shop, paid(5))
    made = care_gifts.by_choice(shop, GIFT, [(1, "o001"), (1, "o003"), (1, "nobody")], NOW, 900)
    assert (made.orders, made.given, made.is_random) == (2, 2, False)
    assert given(shop, made.id) == {"o001", "o003"}
    assert len(care_gifts.waiting(shop, GIFT, TODAY)) == 3


@pytest.mark.parametrize("cost", [-1, care_gifts.DEAREST + 1])
def test_an_impossible_cost_draws_nothing(local, cost):
    take(local, paid(4))
    with pytest.raises(NoteRefused) as caught:
        draw(local, cost=cost)
    assert caught.value.problem is NoteProblem.NUMBER
    with pytest.raises(NoteRefused):
        care_gifts.by_choice(local, LETTER, [(1, "o001")], NOW, cost)
    assert care_gifts.draws(local, LETTER) == []


def test_the_price_of_a_draw_is_said_later(local):
    take(local, paid(4))
    made = draw(local)
    care_gifts.reprice(local, made.id, 700, NOW, made.version)
    assert care_gifts.draws(local, LETTER)[0].cost == 700
    with pytest.raises(NoteChanged):
        care_gifts.reprice(local, made.id, 800, NOW, made.version)


def test_no_question_goes_through_all_lines(local):
    """That takes seconds in a shop of a million."""
    take(local, paid(4))
    made = draw(local)
    asked = []
    event.listen(local.store.engine, "before_cursor_execute", _listener(asked))
    care_gifts.waiting(local, GIFT, TODAY)
    care_gifts.lots(local, made.id)
    with local.store.read() as session:
        effects.drawn(session, 1, LETTER, is_random=True)
        effects.bought(session, 1, [1, 2])
        effects.reviewed(session, 1, TODAY, TODAY)
        effects.of_days(session, 1, [1, 2])
    with sqlite3.connect(local.store.path) as connection:
        plans = [row[3] for told, given in asked if told.startswith("SELECT")
                 for row in connection.execute(f"EXPLAIN QUERY PLAN {told}", given)]  # fmt: skip
    connection.close()
    lines = [one for one in plans if "order_line" in one]
    assert len(lines) >= 5
    assert [one for one in lines if one.endswith("(shop_id=?)") or "SCAN" in one] == []


def _listener(asked):
    def note(_connection, _cursor, statement, parameters, *_more):
        asked.append((statement, parameters))

    return note


def test_letters_have_three_lines_and_differ():
    drafts = care_letters.drafts("머그", "단골상점")
    assert len(set(drafts)) == len(drafts) >= 5
    assert all(len(one.splitlines()) == care_letters.LINES for one in drafts)
    assert all("머그" in one and "단골상점" in one and "{" not in one for one in drafts)
    assert all("{" not in one and "  " not in one for one in care_letters.drafts(""))


def test_an_order_keeps_its_draft_and_its_neighbours_have_others():
    told = [care_letters.draft(f"20261130{at:08}", "머그") for at in range(40)]
    assert told == [care_letters.draft(f"20261130{at:08}", "머그") for at in range(40)]
    assert len(set(told)) == len(care_letters.texts())
