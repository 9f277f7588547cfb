"""Small shops whose seller sent messages, for tests of what came of them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from core.services import messages_sends
from core.services.messages_sends import Send, Version
from core.services.opening import OpenShop
from core.store import messages as store
from core.store.messages import Addressee
from core.terms import SEOUL
from core.terms.messages import MessageChannel, MessageKind, SendStatus
from tests.shops import LAST, Line, take

SENT_ON = LAST - timedelta(days=30)
"""A Friday; a week later all is told."""


def at(day: date, hour: int = 10) -> datetime:
    """A moment in Seoul."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=SEOUL)


def key(name: str) -> str:
    """The key of a buyer of ``tests.shops``."""
    return f"{name:0>32}"


def sent(shop: OpenShop, people: Mapping[str, str], **more: object) -> Send:
    """A sending that went to some buyers by their letters; an empty one means nothing."""
    told: dict[str, object] = {
        "title": "되돌리기", "channel": MessageChannel.LMS, "kind": MessageKind.ADVERTISING,
        "status": SendStatus.SENT, "sent_at": at(SENT_ON), "window_days": 7, "price": 39.0,
        "versions": (Version("A", 1, text="다시 오세요"),), "scenario": 1, "persona": 1,
    }  # fmt: skip
    one = messages_sends.add(shop, Send(**{**told, **more}), at(SENT_ON))
    some = [Addressee(key(name), letter, place)
            for place, (name, letter) in enumerate(people.items())]  # fmt: skip
    with shop.store.write() as session:
        store.add(session, shop.id, one.number, some)
    return one


def bought(
    shop: OpenShop, orders: Sequence[tuple[str, int, int]], *, everybody: Sequence[str] = ()
) -> None:
    """Orders of buyers so many days after the message, for so many won; the files tell all days.

    Everybody else bought once long before.
    """
    lines = [Line(SENT_ON - timedelta(days=60), name, 10_000) for name in everybody]
    lines += [Line(SENT_ON + timedelta(days=days), name, won) for name, days, won in orders]
    lines += [Line(LAST - timedelta(days=n), f"other{n}", 10_000) for n in range(100)]
    take(shop, lines)


def names(count: int, letter: str = "p") -> list[str]:
    """So many names of buyers."""
    return [f"{letter}{number}" for number in range(count)]
