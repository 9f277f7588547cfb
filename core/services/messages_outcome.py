"""What the seller or the sending service counted of a sending, kept beside what orders tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Final

from core.services import kept_notes, messages_sends
from core.services.kept_notes import NoteProblem
from core.services.messages_sends import Counted, Send
from core.services.opening import OpenShop
from core.store import message_results as store

_MOST: Final = 1_000_000_000_000


@dataclass(frozen=True, slots=True)
class Numbers:
    """What was counted; None where nobody counted."""

    sent: int | None = None
    failed: int | None = None
    opened: int | None = None
    reacted: int | None = None
    left: int | None = None
    bought: int | None = None
    revenue: int | None = None


@dataclass(frozen=True, slots=True)
class ResultFile:
    """A result file as it was read. It lives only as long as somebody looks at it.

    Attributes:
        numbers: what it counts in all.
        people: lines that name somebody.
        known: how many of them the list of the sending knows.
        outcomes: what became of whom, by the keys of the list.
        strangers: the lines that name somebody who is not on the list; they do not count.
        codes: numbers by which it says what became of messages and of which nobody has said yet
            what they mean, with how many lines have each; until then nobody knows what failed.
        headings: by what files of its kind are known.
    """

    numbers: Numbers
    people: int = 0
    known: int = 0
    outcomes: Mapping[str, str] = field(default_factory=dict, repr=False)
    others: tuple[str, ...] = ()
    """Further sheets that could be meant; the first that tells anything is read."""
    strangers: tuple[int, ...] = ()
    codes: Mapping[str, int] = field(default_factory=dict)
    headings: str = ""


def of(send: Send) -> Numbers:
    """What is kept of a sending."""
    return Numbers(
        send.sent, send.failed, send.opened, send.reacted, send.left, send.bought, send.revenue
    )


def keep(shop: OpenShop, send: Send, numbers: Numbers, now: datetime) -> Send:
    """Keep what was counted of a sending; what it was can be brought back.

    Raises:
        core.services.kept_notes.NoteRefused: more failed, opened or reacted than were sent.
        core.services.messages_sends.NoteChanged: it was changed elsewhere since it was read.
        core.store.StoreProblem: the store cannot be written.
    """
    _check(numbers)
    told = {one.name: getattr(numbers, one.name) for one in fields(numbers)}
    return messages_sends.change(shop, replace(send, **told), now)


def keep_versions(shop: OpenShop, send: Send, some: Mapping[str, Numbers], now: datetime) -> None:
    """Keep what was counted of each version of a sending, by its letter.

    Raises:
        core.services.kept_notes.NoteRefused: more failed, opened or reacted than were sent.
        core.store.StoreProblem: the store cannot be written.
    """
    for one in some.values():
        _check(one)
    rows = [
        Counted(letter, one.sent, one.failed, one.opened, one.reacted, one.bought, one.revenue, now)
        for letter, one in sorted(some.items())
        if one != Numbers()
    ]
    with shop.store.write() as session:
        store.count(session, shop.id, send.number, rows)


def take(shop: OpenShop, send: Send, read_: ResultFile, now: datetime) -> Send:
    """Keep what a result file tells; what was typed and the file does not tell stays.

    Raises:
        core.services.messages_sends.NoteChanged: it was changed elsewhere since it was read.
        core.store.StoreProblem: the store cannot be written.
    """
    before, found = of(send), read_.numbers
    told = {
        one.name: getattr(before, one.name) if getattr(found, one.name) is None
        else getattr(found, one.name)
        for one in fields(found)
    }  # fmt: skip
    kept = keep(shop, send, Numbers(**told), now)
    if read_.outcomes:
        with shop.store.write() as session:
            store.tell(session, shop.id, send.number, dict(read_.outcomes))
    return kept


def fits(one: Numbers) -> bool:
    """Whether numbers can be: no more fail, open, react or leave than were sent."""
    told = [getattr(one, it.name) for it in fields(one)]
    if any(value is not None and not 0 <= value <= _MOST for value in told):
        return False
    if one.sent is None:
        return True
    arrived = one.sent - (one.failed or 0)
    rest = [value for value in (one.opened, one.reacted, one.left) if value is not None]
    return arrived >= 0 and all(value <= arrived for value in rest)


def _check(one: Numbers) -> None:
    """Refuse what cannot be.

    Raises:
        core.services.kept_notes.NoteRefused: more failed, opened or reacted than were sent.
    """
    kept_notes.refuse({NoteProblem.NUMBER: not fits(one)})
