"""A sending is kept as it was wanted, and every change of it can be taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from core.services import messages_sends as services
from core.services.kept_notes import NoteProblem, NoteRefused
from core.services.messages_sends import Addressee, LeftOut, NoteChanged, NoteGone, Send, Version
from core.services.opening import OpenShop
from core.store import messages as store
from core.store.customer_tables import ErasedBuyerRow
from core.store.message_tables import SendCountRow
from core.terms.messages import MessageChannel, MessageKind, SendStatus

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)
MINA, SORA, JUNO = "a" * 32, "b" * 32, "c" * 32

WANTED = Send(
    title="  다시  오세요 ",
    channel=MessageChannel.SMS,
    kind=MessageKind.ADVERTISING,
    scenario=3,
    persona=2,
    group=4,
    group_rule='{"all": []}',
    group_day=date(2026, 11, 29),
    versions=(
        Version("A", 7, "제목", "여름 안내예요.", "{이름?고객} 님"),
        Version("B", None, "", "", "안녕하세요"),
    ),
    offer="2,000원 할인",
    until=date(2026, 12, 24),
    left_out=LeftOut(30, None, complaining=False, counts={"no_consent": 214}),
    hold_out=0.1,
    seed="0f" * 16,
    planned_at=NOW + timedelta(days=1),
    window_days=14,
    price=12.5,
    note="처음",
)


def sent(shop: OpenShop, people: dict[str, str], at: datetime | None = NOW) -> Send:
    status = SendStatus.LISTED if at is None else SendStatus.SENT
    one = services.add(shop, replace(WANTED, status=status, sent_at=at), NOW)
    with shop.store.write() as session:
        some = [Addressee(key, letter, place) for place, (key, letter) in enumerate(people.items())]
        store.add(session, shop.id, one.number, some)
    return one


def test_a_sending_is_read_as_it_was_wanted(shop: OpenShop):
    kept = services.add(shop, WANTED, NOW)
    assert kept == replace(WANTED, title="다시 오세요", id=1)
    assert services.find(shop, 1) == kept
    assert services.listed(shop) == [kept]
    assert Send("", MessageChannel.SMS, MessageKind.INFORMATION).number == 0


def test_what_it_costs_counts_those_that_arrived_and_is_unknown_before(shop: OpenShop):
    kept = services.add(shop, WANTED, NOW)
    assert (kept.delivered, kept.cost) == (None, None)
    told = services.change(shop, replace(kept, sent=1000, failed=12), NOW)
    assert (told.delivered, told.cost) == (988, 12_350.0)
    assert replace(told, failed=None).cost == 12_500.0
    assert replace(told, price=None).cost is None
    assert replace(told, failed=1001).delivered == 0


def test_a_change_is_taken_back_and_none_is_made_over_another(shop: OpenShop):
    first = services.add(shop, WANTED, NOW)
    second = services.change(shop, replace(first, title="또 오세요", price=None), NOW)
    assert (second.title, second.price, second.version) == ("또 오세요", None, 2)
    with pytest.raises(NoteChanged):
        services.change(shop, replace(first, title="그만"), NOW)
    assert services.find(shop, 1).undoable == 1
    services.undo(shop, 1, second.version)
    assert replace(services.find(shop, 1), version=1) == first
    with pytest.raises(NoteGone):
        services.undo(shop, 1)


def test_a_sending_thrown_away_comes_back(shop: OpenShop):
    one = services.add(shop, WANTED, NOW)
    services.delete(shop, one, NOW)
    assert services.listed(shop) == []
    with pytest.raises(NoteGone):
        services.find(shop, 1)
    assert [it.id for it in services.listed(shop, deleted=True)] == [1]
    services.undo(shop, 1)
    assert services.find(shop, 1).title == "다시 오세요"
    with pytest.raises(NoteGone):
        services.find(shop, 2)


def test_a_name_has_an_end(shop: OpenShop):
    with pytest.raises(NoteRefused) as refused:
        services.add(shop, replace(WANTED, title="가" * 121), NOW)
    assert refused.value.problem is NoteProblem.TOO_LONG


def test_people_stand_in_the_order_of_the_list(shop: OpenShop):
    one = sent(shop, {SORA: "A", MINA: "", JUNO: "B"})
    assert list(services.people(shop, one.number).items()) == [
        (SORA, Addressee(SORA, "A", 0)),
        (MINA, Addressee(MINA, "", 1)),
        (JUNO, Addressee(JUNO, "B", 2)),
    ]
    assert services.sizes(shop, one.number) == {services.HOLD_OUT: 1, "A": 1, "B": 1}
    with shop.store.write() as session:
        assert store.forget(session, shop.id, one.number) == 3
    assert services.sizes(shop, one.number) == {}


def test_who_was_deleted_at_their_wish_is_not_put_in_again(shop: OpenShop):
    with shop.store.write() as session:
        session.add(ErasedBuyerRow(shop_id=shop.id, key=MINA, at=NOW))
    one = sent(shop, {MINA: "A", SORA: "A"})
    assert list(services.people(shop, one.number)) == [SORA]


def test_counts_stand_by_version(shop: OpenShop):
    one = services.add(shop, WANTED, NOW)
    assert services.counts(shop, one.number) == {}
    with shop.store.write() as session:
        session.add(
            SendCountRow(shop_id=shop.id, send_id=one.number, letter="B", sent=50, failed=1, at=NOW)
        )
    told = services.counts(shop, one.number)["B"]
    assert (told.sent, told.failed, told.opened, told.at) == (50, 1, None, NOW)


def test_only_who_got_something_was_written_to(shop: OpenShop):
    sent(shop, {MINA: "A", SORA: ""}, NOW - timedelta(days=3))
    sent(shop, {MINA: "A"}, NOW)
    sent(shop, {JUNO: "A"}, None)
    gone = sent(shop, {JUNO: "A"}, NOW)
    services.delete(shop, gone, NOW)
    with shop.store.write() as session:
        store.add(session, shop.id, 1, [Addressee(JUNO, "A", 9, "failed")])
    with shop.store.read() as session:
        assert store.written_to(session, shop.id, NOW - timedelta(days=9)) == {MINA: NOW}
        assert store.written_to(session, shop.id, NOW + timedelta(seconds=1)) == {}
