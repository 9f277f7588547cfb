"""Whom to look after today, over real orders in a real store."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, text
from sqlmodel import Session, select

from core.analysis.care_queue import TRANSPORT, Kind
from core.services import care_queue, care_rules
from core.services import care_queue_done as done
from core.services import care_queue_people as people
from core.services.care_queue import due_today
from core.services.care_queue_done import Reason
from core.services.care_queue_why import Because, why
from core.services.care_rules import CareProblem, CareRefused, CareRule, Exclusion, Scope
from core.services.opening import OpenShop
from core.store import care_queue as store
from core.store import care_rules as rule_store
from core.store import turns
from core.store.care_tables import CareTouchRow
from core.store.notes import NoteChanged
from core.store.tables import Shop
from core.store.voice_tables import ComplaintRow
from core.terms import Mall, OrderState
from core.terms.voice import ComplaintStatus
from tests import shops
from tests.care_shops import Sent, take, take_back

ARRIVED = date(2026, 11, 19)
DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
ONE = Sent("O1", date(2026, 11, 16), date(2026, 11, 17), ARRIVED)


def listed(shop: OpenShop, today: date = DAY) -> list[tuple[str, str]]:
    found = care_queue.tasks(shop, today)
    return list(zip(found["kind"], found["order_no"], strict=True))


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


def complain(shop: OpenShop, order: str | None = "O1", buyer: str | None = None) -> None:
    with shop.store.write() as session:
        _add(session, order, buyer)


def _add(session: Session, order: str | None, buyer: str | None) -> None:
    number = session.execute(text("SELECT count(*) FROM complaint")).scalar_one()
    session.add(
        ComplaintRow(
            shop_id=1, id=int(number) + 1, mall=1, order_no=order, status=ComplaintStatus.RECEIVED,
            buyer_key=buyer and f"{buyer:0>32}", opened_at=NOW, due_at=NOW, created_at=NOW,
        )
    )  # fmt: skip


def solve(shop: OpenShop) -> None:
    with shop.store.write() as session:
        session.execute(text(f"UPDATE complaint SET status = {int(ComplaintStatus.SOLVED)}"))


def test_three_days_after_the_arrival_there_is_exactly_one_call(shop):
    take(shop, [ONE])

    assert listed(shop, date(2026, 11, 21)) == []
    assert listed(shop) == [("how_is_it", "O1")]
    assert due_today(shop, DAY).counts == {Kind.HOW_IS_IT: 1}


def test_the_same_file_and_a_later_one_make_no_second_task(shop):
    for age in (1, 5, 3):
        take(shop, [ONE], name=f"{age}.xlsx", as_of=at(DAY - timedelta(days=age)))

    assert listed(shop) == [("how_is_it", "O1")]
    done.mark(shop, Kind.HOW_IS_IT, [(1, "O1")], NOW)
    take(shop, [ONE, Sent("O2", ONE.paid, ONE.sent, ARRIVED, "b2")], name="again.xlsx")
    assert listed(shop) == [("how_is_it", "O2")]


@pytest.mark.parametrize(
    "state", [OrderState.RETURNED, OrderState.CANCELLED, OrderState.CLAIM_OPEN]
)
def test_nobody_is_asked_after_a_return_nor_while_one_is_asked_for(shop, state):
    take(shop, [ONE])
    take(shop, [Sent("O1", ONE.paid, ONE.sent, ARRIVED, state=state)], name="later.xlsx")

    assert listed(shop) == []


def test_a_part_that_went_back_spares_the_whole_order(shop):
    gone = Sent("O1", ONE.paid, None, None, product="접시", state=OrderState.CANCELLED)
    take(shop, [ONE, gone])

    assert listed(shop) == []


def test_an_order_waits_for_the_part_that_has_not_left(shop):
    waiting = Sent("O1", ONE.paid, None, None, product="접시", state=OrderState.PREPARING)
    take(shop, [ONE, waiting])

    assert listed(shop) == []


@pytest.mark.parametrize("state", [OrderState.UNPAID, OrderState.CANCELLED_UNPAID])
def test_an_order_that_was_not_paid_never_is_due(shop, state):
    take(shop, [Sent("O1", DAY, None, None, state=state)])

    assert listed(shop) == []


def test_an_open_complaint_spares_the_person_until_it_is_solved(shop):
    take(shop, [ONE, Sent("O2", ONE.paid, ONE.sent, ARRIVED, "b2")])
    complain(shop, "O1")
    assert listed(shop) == [("how_is_it", "O2")]

    solve(shop)
    assert len(listed(shop)) == 2


def test_a_complaint_about_an_old_order_or_about_none_spares_the_person(shop):
    take(shop, [ONE, Sent("OLD", date(2025, 1, 2), date(2025, 1, 3), date(2025, 1, 4))])
    complain(shop, "OLD")
    assert listed(shop) == []

    solve(shop)
    complain(shop, None, "b1")
    assert listed(shop) == []


def test_two_orders_of_one_person_bring_one_contact_in_fourteen_days(shop):
    two = Sent("O2", ONE.paid, ONE.sent, ARRIVED + timedelta(days=1))
    take(shop, [ONE, two])
    long = CareRule(Kind.HOW_IS_IT, 3, 30)
    care_rules.change(shop, long, NOW)

    assert listed(shop, DAY + timedelta(days=1)) == [("how_is_it", "O1")]
    done.mark(shop, Kind.HOW_IS_IT, [(1, "O1")], NOW)
    contacts = {"how_is_it", "review", "tip"}
    for days in range(14):
        assert not contacts & {kind for kind, _order in listed(shop, DAY + timedelta(days=days))}
    assert ("how_is_it", "O2") in listed(shop, DAY + timedelta(days=14))


def test_a_buyer_who_is_known_only_later_counts_as_contacted(shop):
    take(shop, [Sent("O1", ONE.paid, ONE.sent, ARRIVED, None)])
    done.mark(shop, Kind.HOW_IS_IT, [(1, "O1")], NOW)
    take(shop, [ONE, Sent("O2", ONE.paid, ONE.sent, ARRIVED)], name="later.xlsx")

    assert listed(shop) == []


def test_a_line_that_gets_its_order_number_later_is_not_due_again(shop):
    alone = Sent("O1", ONE.paid, ONE.sent, ARRIVED, line="L1")
    take(shop, [Sent(None, ONE.paid, ONE.sent, ARRIVED, line="L1")])
    assert listed(shop) == [("how_is_it", "L1")]
    done.mark(shop, Kind.HOW_IS_IT, [(1, "L1")], NOW)

    take(shop, [alone], name="later.xlsx")
    assert listed(shop) == []


def test_a_review_of_the_order_needs_no_request(shop):
    take(shop, [Sent("O1", date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 3), line="L1")])
    assert listed(shop) == [("review", "O1")]

    _review(shop, "L1")
    assert listed(shop) == []


def _review(shop: OpenShop, line: str) -> None:
    with shop.store.write() as session:
        session.execute(
            text(
                "INSERT INTO review (shop_id, upload_id, number, key, rank, current, mall, "
                "review_no, line_no, written_at) VALUES (1, 9, 1, 'k', 0, 1, 1, 'R1', :line, :at)"
            ),
            {"at": shops.noon(date(2026, 11, 20)), "line": line},
        )


def test_malls_are_told_apart(shop):
    take(shop, [ONE])
    other = Sent("O1", ONE.paid, ONE.sent, ARRIVED, "b2", mall=Mall.CAFE24)
    take(shop, [other], name="cafe.xlsx", mall=Mall.CAFE24)

    assert len(listed(shop)) == 2
    done.mark(shop, Kind.HOW_IS_IT, [(int(Mall.CAFE24), "O1")], NOW)
    assert care_queue.tasks(shop, DAY)["mall"].tolist() == [int(Mall.SMARTSTORE)]


def test_a_complaint_and_a_review_are_about_the_order_of_their_mall(shop):
    old = Sent("O1", date(2026, 10, 30), date(2026, 10, 31), date(2026, 11, 3), line="L1")
    take(shop, [old])
    take(shop, [replace(old, buyer="b2", mall=Mall.CAFE24)], name="cafe.xlsx", mall=Mall.CAFE24)
    complain(shop)
    assert care_queue.tasks(shop, DAY)["mall"].tolist() == [int(Mall.CAFE24)]

    solve(shop)
    _review(shop, "L1")
    assert care_queue.tasks(shop, DAY)["mall"].tolist() == [int(Mall.CAFE24)]


def test_coupang_is_off_until_the_seller_switches_it_on(shop):
    take(shop, [Sent("O1", ONE.paid, ONE.sent, ARRIVED, mall=Mall.COUPANG)], mall=Mall.COUPANG)
    assert listed(shop) == []
    assert why(shop, "O1", DAY)[0].lines[0].because is Because.MALL_OFF

    care_rules.switch_mall(shop, Mall.COUPANG, NOW, is_on=True)
    assert listed(shop) == [("how_is_it", "O1")]
    care_rules.switch_mall(shop, Mall.COUPANG, NOW, is_on=False)
    assert listed(shop) == []


def test_an_estimated_arrival_is_marked(shop):
    take(shop, [Sent("O1", ONE.paid, date(2026, 11, 17), None)])
    found = care_queue.tasks(shop, DAY)

    assert found["is_estimated"].tolist() == [True]
    task = people.listed(shop, found)[0]
    assert (task.begun, task.due) == (ARRIVED, DAY)


@pytest.mark.parametrize(("kind", "days"), [(Kind.HOW_IS_IT, 10), (Kind.TIP, 45)])
def test_an_estimated_arrival_is_due_up_to_its_last_day(shop, kind, days):
    sent = DAY - timedelta(days=days + TRANSPORT)
    take(shop, [Sent("O1", sent, sent)])
    care_rules.put_tip(shop, _product(shop, "머그컵"), "손으로 씻어 주세요.", NOW)

    assert listed(shop) == [(kind, "O1")]
    assert [due_today(shop, DAY - timedelta(days=n)).last_chance for n in (0, 1)] == [1, 0]
    assert listed(shop, DAY + timedelta(days=1)) == []


def test_of_a_parcel_that_is_there_nobody_is_told_that_it_is_on_its_way(shop):
    sent = DAY - timedelta(days=1)
    take(shop, [Sent("O1", sent, sent, DAY), Sent("O2", sent, sent, DAY, "b2"),
                Sent("O2", sent, sent, None, "b2", product="접시")])  # fmt: skip

    assert listed(shop, sent) == [("dispatch", "O1"), ("dispatch", "O2")]
    assert listed(shop) == [("dispatch", "O2")]
    told = {one.kind: one.because for one in why(shop, "O1", DAY)[0].lines}
    assert told[Kind.DISPATCH] is Because.ARRIVED


def test_a_parcel_that_is_said_to_arrive_later_is_on_its_way(shop):
    take(shop, [Sent("O1", DAY - timedelta(days=2), DAY, DAY + timedelta(days=3))])

    assert listed(shop) == [("dispatch", "O1")]


def test_what_lapses_soonest_comes_first(shop):
    take(
        shop,
        [
            ONE,
            Sent("O2", date(2026, 11, 8), date(2026, 11, 9), date(2026, 11, 12), "b2"),
            Sent("O3", date(2026, 11, 19), None, None, "b3", state=OrderState.PAID),
            Sent("O4", date(2026, 11, 21), None, None, "b4", state=OrderState.PAID),
        ],
    )
    found = care_queue.tasks(shop, DAY)

    assert list(zip(found["order_no"], found["left"], strict=True)) == [
        ("O3", 0), ("O2", 0), ("O4", 2), ("O1", 7),
    ]  # fmt: skip
    assert due_today(shop, DAY).last_chance == 2


def test_a_tip_is_due_only_where_there_is_one(shop):
    old = Sent("O1", date(2026, 10, 14), date(2026, 10, 15), date(2026, 10, 20))
    take(shop, [old, Sent("O2", old.paid, old.sent, old.arrived, "b2", "접시")])
    assert listed(shop) == []

    with shop.store.read() as session:
        mug = session.execute(text("SELECT id FROM product WHERE name = '머그컵'")).scalar_one()
    care_rules.put_tip(shop, mug, "손으로 씻어 주세요.", NOW)
    assert listed(shop) == [("tip", "O1")]


def test_a_tip_for_what_went_back_is_not_given_for_the_rest(shop):
    sent = DAY - timedelta(days=33)
    gone = Sent("O1", sent, sent, sent, state=OrderState.CANCELLED)
    take(shop, [gone, Sent("O2", sent, sent, sent, "b2")])
    care_rules.put_tip(shop, _product(shop, "머그컵"), "손으로 씻어 주세요.", NOW)

    assert ("tip", "O1") not in listed(shop)
    assert ("tip", "O2") in listed(shop)


def test_what_is_left_out_is_not_due_until_it_is_taken_in_again(shop):
    take(shop, [ONE])
    with shop.store.read() as session:
        mug = session.execute(text("SELECT id FROM product")).scalar_one()
    for one, because in (
        (Exclusion(Scope.ORDER, "1:O1"), Because.ORDER_OUT),
        (Exclusion(Scope.BUYER, f"{'b1':0>32}"), Because.BUYER_OUT),
        (Exclusion(Scope.PRODUCT, str(mug)), Because.PRODUCT_OUT),
    ):
        assert care_rules.exclude(shop, one, NOW)
        assert listed(shop) == []
        assert {it.because for it in why(shop, "O1", DAY)[0].lines} == {because}
        assert [found.scope for found in care_rules.exclusions(shop)] == [one.scope]
        assert care_rules.include(shop, one)
    assert len(listed(shop)) == 1


def test_undo_brings_a_task_back_and_only_that_of_its_moment(shop):
    take(shop, [ONE, Sent("O2", ONE.paid, ONE.sent, ARRIVED, "b2")])
    first = done.mark(shop, Kind.HOW_IS_IT, [(1, "O1")], NOW).batch
    second = done.mark(
        shop, Kind.HOW_IS_IT, [(1, "O2")], NOW + timedelta(minutes=1), Reason.TALKED
    ).batch
    assert listed(shop) == []
    assert [one.orders for one in done.of_today(shop, DAY)] == [((1, "O2"),), ((1, "O1"),)]

    assert done.undo(shop, second) == 1
    assert listed(shop) == [("how_is_it", "O2")]
    assert done.undo(shop, second) == 0
    assert [one.reason for one in done.of_today(shop, DAY)] == [first.reason] == [None]


def test_what_another_window_noted_stays(shop):
    take(shop, [ONE])
    done.mark(shop, Kind.HOW_IS_IT, [(1, "O1")], NOW, Reason.NO_WAY)
    late = done.mark(shop, Kind.HOW_IS_IT, [(1, "O1")], NOW + timedelta(minutes=2))

    assert (late.batch.orders, late.others) == ((), 1)
    assert done.of_today(shop, DAY)[0].reason is Reason.NO_WAY


def test_no_more_than_fifty_are_done_at_once(local):
    with pytest.raises(CareRefused) as refused:
        done.mark(local, Kind.TIP, [(1, f"O{number}") for number in range(51)], NOW)

    assert refused.value.problem is CareProblem.TOO_MANY
    assert done.of_today(local, DAY) == ()


def test_equal_texts_of_a_day_are_counted(shop):
    text_of = "{이름?고객} 님, {상품명}{은/는} 어때요?"
    keys = [(1, f"O{number}") for number in range(21)]
    done.mark(shop, Kind.HOW_IS_IT, keys, NOW, words=dict.fromkeys(keys, text_of))

    assert done.alike(shop, DAY, " {이름?고객} 님,  {상품명}{은/는} 어때요?") == 21
    assert done.alike(shop, DAY, "다른 글이에요.") == 0


@pytest.mark.parametrize(
    ("today", "because"),
    [(date(2026, 11, 21), Because.NOT_YET), (DAY, Because.DUE),
     (date(2026, 11, 30), Because.LAPSED)],
)  # fmt: skip
def test_it_is_told_why_an_order_is_in_the_list_or_not(shop, today, because):
    take(shop, [ONE])
    found = {one.kind: one.because for one in why(shop, " O1 ", today)[0].lines}

    assert found[Kind.HOW_IS_IT] is because
    assert found[Kind.TIP] is Because.NO_TIP


def test_every_reason_is_told(shop):
    two = Sent("O2", ONE.paid, ONE.sent, ARRIVED)
    take(shop, [ONE, two, Sent("O3", DAY, None, None, "b3", state=OrderState.UNPAID)])

    def of(order: str, kind: Kind = Kind.HOW_IS_IT) -> Because:
        return next(one.because for one in why(shop, order, DAY)[0].lines if one.kind is kind)

    assert of("O2") is Because.OTHER_FIRST
    assert of("O3", Kind.CONFIRM) is Because.UNPAID
    assert why(shop, "nothing", DAY) == ()
    done.mark(shop, Kind.HOW_IS_IT, [(1, "O1")], NOW)
    assert (of("O1"), of("O2")) == (Because.DONE, Because.LATELY)
    complain(shop, "O1")
    assert of("O2") is Because.COMPLAINT
    care_rules.change(shop, CareRule(Kind.HOW_IS_IT, 3, 7, is_on=False), NOW)
    assert of("O2") is Because.RULE_OFF
    take(shop, [Sent("O2", ONE.paid, ONE.sent, ARRIVED, state=OrderState.RETURNED)], name="b.xlsx")
    assert of("O2", Kind.REVIEW) is Because.ENDED
    assert of("O2", Kind.CONFIRM) is Because.ENDED


def test_a_file_that_was_taken_back_takes_its_tasks_along_but_not_what_was_done(shop):
    number = take(shop, [ONE])
    done.mark(shop, Kind.HOW_IS_IT, [(1, "O1")], NOW)
    take_back(shop, number)
    assert listed(shop) == []
    assert len(done.of_today(shop, DAY)) == 1

    take(shop, [ONE, Sent("O2", ONE.paid, ONE.sent, ARRIVED)], name="again.xlsx")
    assert listed(shop) == []


def test_the_list_tells_who_what_and_up_to_which_day(shop):
    plate = Sent("O1", ONE.paid, ONE.sent, ARRIVED, product="접시", ship_by=date(2026, 11, 18))
    take(shop, [ONE, plate], as_of=at(date(2026, 11, 18)))
    task = people.listed(shop, care_queue.tasks(shop, DAY))[0]

    assert task.order is not None
    assert task.order.name == "김*수"
    assert [name for _number, name in task.order.products] == ["머그컵", "접시"]
    assert task.order.ship_by == date(2026, 11, 18)
    assert task.is_unseen(DAY)
    assert not task.is_unseen(date(2026, 11, 21))
    assert people.told_until(shop, DAY) == {Mall.SMARTSTORE: date(2026, 11, 17)}


def test_an_order_that_has_left_needs_no_word_that_it_came_in(shop):
    take(shop, [Sent("O1", DAY, None, None, state=OrderState.PREPARING)])
    assert listed(shop) == [("confirm", "O1")]

    take(shop, [Sent("O1", DAY, DAY, None, state=OrderState.SHIPPING)], name="later.xlsx")
    assert listed(shop) == [("dispatch", "O1")]
    assert why(shop, "O1", DAY)[0].lines[0].because is Because.SENT


def test_an_order_waits_for_the_part_that_came_between_the_days_of_two_rules(shop):
    first = Sent("O1", date(2026, 10, 30), date(2026, 11, 2), date(2026, 11, 4))
    later = Sent("O1", first.paid, date(2026, 11, 6), date(2026, 11, 8), product="접시")
    take(shop, [first, later])

    assert listed(shop) == []
    assert listed(shop, date(2026, 11, 25)) == [("review", "O1")]


def test_a_part_that_went_back_spares_the_order_though_no_file_tells_its_day(shop):
    gone = Sent("O1", None, None, None, product="접시", state=OrderState.RETURNED)
    take(shop, [ONE, gone])

    assert listed(shop) == []


@pytest.mark.parametrize(
    "one",
    [Sent("O1", DAY, None, None, state=OrderState.SHIPPING),
     Sent("O1", DAY - timedelta(days=1), None, DAY, state=OrderState.DELIVERED)],
)  # fmt: skip
def test_an_order_has_left_though_no_file_tells_on_which_day(shop, one):
    take(shop, [one])

    assert listed(shop) == []
    assert why(shop, "O1", DAY)[0].lines[0].because is Because.SENT


def test_of_an_unknown_buyer_it_is_told_when_that_order_was_contacted(shop):
    take(shop, [Sent("O1", date(2026, 10, 28), date(2026, 10, 30), date(2026, 11, 2), None)])
    care_rules.change(shop, CareRule(Kind.HOW_IS_IT, 3, 30), NOW)
    done.mark(shop, Kind.HOW_IS_IT, [(1, "O1")], NOW)
    review = next(one for one in why(shop, "O1", DAY)[0].lines if one.kind is Kind.REVIEW)

    assert (review.because, review.day) == (Because.LATELY, DAY)


def test_two_windows_note_the_same_task_at_the_same_moment(shop):
    take(shop, [ONE])
    with ThreadPoolExecutor() as pool:
        with shop.store.write() as session:
            turns.alone(session, 1)
            row = CareTouchRow(shop_id=1, kind="how_is_it", mall=1, order_no="O1", day=DAY,
                               is_done=1, at=NOW)  # fmt: skip
            store.put(session, [row])
            second = pool.submit(done.mark, shop, Kind.HOW_IS_IT, [(1, "O1")], NOW)
            wait([second], timeout=0.5)
        marked = second.result(timeout=20)

    assert (marked.batch.orders, marked.others) == ((), 1)


def test_two_windows_change_a_rule_at_the_same_moment(shop):
    care_rules.change(shop, CareRule(Kind.TIP, 20, 5), NOW - timedelta(hours=1))
    seen = care_rules.rules(shop)[Kind.TIP]
    with ThreadPoolExecutor() as pool:
        with shop.store.write() as session:
            session.exec(select(Shop.id).where(Shop.id == 1).with_for_update()).one()
            kept = rule_store.Kept(30, 5, is_on=True, since=None, text="", at=NOW)
            rule_store.put(session, 1, Kind.TIP, kept)
            second = pool.submit(care_rules.change, shop, replace(seen, days=40), NOW)
            wait([second], timeout=0.5)
        with pytest.raises(NoteChanged):
            second.result(timeout=20)

    assert care_rules.rules(shop)[Kind.TIP].days == 30


def test_what_is_said_of_a_product_does_not_go_over_to_another(shop):
    number = take(shop, [ONE])
    mug = _product(shop, "머그컵")
    care_rules.put_tip(shop, mug, "손으로 씻어 주세요.", NOW)
    care_rules.exclude(shop, Exclusion(Scope.PRODUCT, str(mug)), NOW)
    take_back(shop, number)
    take(shop, [Sent("O2", ONE.paid, ONE.sent, ARRIVED, product="접시")], name="b.xlsx")

    assert listed(shop) == [("how_is_it", "O2")]
    assert _product(shop, "접시") not in care_rules.tips(shop)
    take(shop, [ONE], name="again.xlsx")
    assert list(care_rules.tips(shop)) == [_product(shop, "머그컵")]


def _product(shop: OpenShop, name: str) -> int:
    asked = text("SELECT id FROM product WHERE name = :name")
    with shop.store.read() as session:
        return int(session.execute(asked, {"name": name}).scalar_one())


def test_what_was_done_is_found_without_going_through_all_order_lines(local):
    take(local, [ONE])
    done.mark(local, Kind.HOW_IS_IT, [(1, "O1")], NOW)
    asked = []

    def note(_connection, _cursor, statement, parameters, *_more):
        asked.append((statement, parameters))

    event.listen(local.store.engine, "before_cursor_execute", note)
    with local.store.read() as session:
        assert len(store.touches(session, 1, DAY)) == 1
    told, given = asked[-1]
    with local.store.engine.connect() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {told}", given).all()
    of_lines = [row[3] for row in plan if "order_line" in row[3]]
    assert len(of_lines) == 2
    assert [one for one in of_lines if "(shop_id=?)" in one or "SCAN" in one] == []


def test_an_empty_shop_has_nothing_to_do(shop):
    assert due_today(shop, DAY).total == 0
    assert people.told_until(shop, DAY) == {}
    assert why(shop, "O1", DAY) == ()
