"""Who is tired of advertisements, of what was really sent."""

from datetime import UTC, date, datetime, timedelta

from core.services import customer_book, messages_sends, messages_tired
from core.services.messages_sends import Send
from core.services.messages_tired import Tired
from core.store import messages as store
from core.store.messages import Addressee
from core.terms.messages import MessageChannel, MessageKind, SendStatus
from tests.customer_shops import MINA, SORA, Sold, take

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
BOUGHT = date(2026, 10, 1)


def send(shop, now, days_ago, letters, kind=MessageKind.ADVERTISING):
    """Something that was sent so many days ago, to these keys with these letters."""
    one = messages_sends.add(
        shop,
        Send("글", MessageChannel.LMS, kind, SendStatus.SENT,
             sent_at=now - timedelta(days=days_ago)),
        now,
    )  # fmt: skip
    some = [Addressee(key, letter, at) for at, (key, letter) in enumerate(letters.items())]
    with shop.store.write() as session:
        store.add(session, shop.id, one.number, some)


def test_four_advertisements_without_a_purchase_tire(shop):
    take(shop, [
        Sold("1", BOUGHT), Sold("2", date(2026, 11, 15), SORA, name="이*라"),
    ])  # fmt: skip
    book = customer_book.read(shop)
    assert messages_tired.tired(shop, book, NOW) is None

    for days_ago in (40, 30, 20):
        send(shop, NOW, days_ago, {MINA: "A", SORA: "A", "f" * 32: "A"})
    assert messages_tired.tired(shop, book, NOW) == Tired(0, 2, 0, 2)

    send(shop, NOW, 5, {MINA: "A", SORA: ""})
    send(shop, NOW, 3, {MINA: "A"}, MessageKind.INFORMATION)
    assert messages_tired.tired(shop, book, NOW) == Tired(1, 2, 1, 3)
    assert messages_tired.tired(shop, book, NOW - timedelta(days=10)) == Tired(0, 2, 0, 4)


def test_a_purchase_on_the_day_begins_the_count_anew(shop):
    day = date(2026, 11, 20)
    take(shop, [Sold("1", BOUGHT), Sold("2", day)])
    book = customer_book.read(shop)
    for days_ago in (5, 4, 3, 2):
        send(shop, NOW, days_ago, {MINA: "A"})

    assert messages_tired.tired(shop, book, NOW) == Tired(0, 1, 0, 4)
