"""Whom a message reached lately is left alone: after a purchase, and in lists of customers."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.analysis.care_queue import Kind
from core.services import care_queue, customers_contact, messages_sends
from core.services.care_queue_why import Because, why
from core.services.messages_sends import Send
from core.services.opening import OpenShop
from core.store import customers
from core.store import messages as store
from core.store.messages import Addressee
from core.terms.messages import MessageChannel, MessageKind, SendStatus
from tests.care_shops import Sent, take

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
ONE = Sent("O1", date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 19), buyer="mina")
MINA = f"{'mina':0>32}"


def send(
    shop: OpenShop, at: datetime, letter: str = "A", outcome: str = "",
    status: SendStatus = SendStatus.SENT,
) -> None:  # fmt: skip
    one = messages_sends.add(
        shop, Send("겨울", MessageChannel.SMS, MessageKind.INFORMATION, status, sent_at=at), NOW
    )
    with shop.store.write() as session:
        store.add(session, shop.id, one.number, [Addressee(MINA, letter, 0, outcome)])


def tasks(shop: OpenShop) -> list[str]:
    return list(care_queue.tasks(shop, DAY)["kind"])


def lately(shop: OpenShop) -> bool:
    with shop.store.read() as session:
        number = customers.numbers(session, shop.id, [MINA])[MINA]
    return number in customers_contact.standing(shop, DAY).lately


@pytest.mark.parametrize(
    ("days", "is_spared"), [(0, True), (1, True), (13, True), (14, False), (40, False)]
)
def test_a_message_spares_whoever_got_it_for_a_fortnight(
    shop: OpenShop, days: int, *, is_spared: bool
):
    take(shop, [ONE])
    assert tasks(shop) == ["how_is_it"]
    send(shop, NOW - timedelta(days=days))
    assert tasks(shop) == ([] if is_spared else ["how_is_it"])
    assert lately(shop) is is_spared


def test_why_nothing_is_due_names_the_day_of_the_message(shop: OpenShop):
    take(shop, [ONE])
    send(shop, NOW - timedelta(days=3))
    told = {one.kind: one for one in why(shop, "O1", DAY)[0].lines}[Kind.HOW_IS_IT]
    assert (told.because, told.day) == (Because.LATELY, date(2026, 11, 19))


def test_who_got_nothing_is_not_spared(shop: OpenShop):
    take(shop, [ONE])
    yesterday = NOW - timedelta(days=1)
    send(shop, yesterday, letter="")
    send(shop, yesterday, outcome="failed")
    send(shop, yesterday, status=SendStatus.LISTED)
    assert tasks(shop) == ["how_is_it"]
    assert not lately(shop)
