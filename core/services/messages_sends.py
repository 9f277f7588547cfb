"""Sendings of messages: which texts went to whom, how far each is, and what was counted.

A sending is a draft until its list is settled; then its texts, its group and who gets nothing by
lot stand as they are, and it may be marked as sent.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, Final

from core.services import kept_notes
from core.services.messages_texts import Version
from core.services.opening import OpenShop
from core.store import messages as store
from core.store import notes
from core.store.message_tables import SendRow
from core.store.messages import Addressee, Counted
from core.store.notes import NoteChanged, NoteGone
from core.terms.messages import MessageChannel, MessageKind, MessageLanguage, SendStatus

__all__ = [
    "Addressee", "Counted", "LeftOut", "NoteChanged", "NoteGone", "Send", "Version",
]  # fmt: skip

HOLD_OUT: Final = ""
"""The letter of those who get nothing, to compare with."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Whom the seller leaves out besides those the law leaves out.

    Attributes:
        contacted_days: who was written to within so many days; None for nobody.
        bought_days: who bought within so many days; None for nobody.
        complaining: who has an open complaint.
        by_day: who did not agree to advertisements at night, where it is sent at night.
        counts: how many were left out for which reason when the list was settled.
    """

    contacted_days: int | None = 14
    bought_days: int | None = 7
    complaining: bool = True
    by_day: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Send:
    """One time that texts of a scenario go to a group; see ``SendRow``.

    Attributes:
        scenario: the number of the scenario; None for 정리 안 된 메시지.
        persona: the number of the persona it speaks to; None for everybody.
        group: the number of the group; None for all customers.
        group_rule: the rule of the group as it was when the list was settled.
        group_day: the day as of which its members were looked up.
        versions: the texts, A first.
        offer: what is promised, in the seller's words; empty for nothing.
        until: the last day on which the offer holds; None for no end.
        hold_out: the share of those who get nothing by lot, 0 to 1.
        price: won per message on the day it was sent; None while unknown.
        failed, opened, reacted, left, bought, revenue: None where nobody told.
        undoable: how many changes of it can be taken back.
    """

    title: str
    channel: MessageChannel
    kind: MessageKind
    status: SendStatus = SendStatus.DRAFT
    scenario: int | None = None
    persona: int | None = None
    group: int | None = None
    group_rule: str = ""
    group_day: date | None = None
    versions: tuple[Version, ...] = ()
    offer: str = ""
    until: date | None = None
    left_out: LeftOut = field(default_factory=LeftOut)
    hold_out: float = 0.0
    seed: str = ""
    planned_at: datetime | None = None
    sent_at: datetime | None = None
    window_days: int = 7
    price: float | None = None
    sent: int | None = None
    failed: int | None = None
    opened: int | None = None
    reacted: int | None = None
    left: int | None = None
    bought: int | None = None
    revenue: int | None = None
    note: str = ""
    id: int | None = None
    version: int = 1
    undoable: int = 0

    @property
    def number(self) -> int:
        """Its number; 0 before it is kept."""
        return self.id or 0

    @property
    def delivered(self) -> int | None:
        """How many messages arrived; None while nobody told how many were sent."""
        return None if self.sent is None else max(0, self.sent - (self.failed or 0))

    @property
    def cost(self) -> float | None:
        """What it cost in won, those that failed left out; None while a price is unknown."""
        delivered = self.delivered
        return None if delivered is None or self.price is None else delivered * self.price


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Send]:
    """All sendings, the newest first; with ``deleted`` those that were thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = notes.listed(session, SendRow, shop.id, deleted=deleted)
        undoable = notes.changed(session, shop.id, SendRow)
        return [read(row, undoable.get(row.id, 0)) for row in rows]


def find(shop: OpenShop, number: int) -> Send:
    """One sending.

    Raises:
        NoteGone: there is none, or it was thrown away.
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        row = notes.find(session, SendRow, shop.id, number)
        if row.deleted_at is not None:
            raise NoteGone(number)
        return read(row, notes.changed(session, shop.id, SendRow).get(number, 0))


def add(shop: OpenShop, one: Send, now: datetime) -> Send:
    """Keep a new sending.

    Raises:
        core.services.kept_notes.NoteRefused: its name is too long.
        core.store.StoreProblem: the store cannot be written.
    """
    row = SendRow(shop_id=shop.id, id=0, created_at=now, **columns(one))
    with shop.store.write() as session:
        return read(notes.add(session, row))


def change(shop: OpenShop, one: Send, now: datetime) -> Send:
    """Change a sending; what it was can be brought back.

    Raises:
        core.services.kept_notes.NoteRefused: its name is too long.
        NoteChanged: it was changed elsewhere since it was read.
        core.store.StoreProblem: the store cannot be written.
    """
    wanted = columns(one)
    with shop.store.write() as session:
        row = notes.find(session, SendRow, shop.id, one.number)
        changed = {name: value for name, value in wanted.items() if getattr(row, name) != value}
        return read(notes.change(session, row, changed, now, one.version))


def delete(shop: OpenShop, one: Send, now: datetime) -> None:
    """Throw a sending away; ``undo`` brings it back. Who was in it stays as long."""
    kept_notes.delete(shop, SendRow, one.number, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of a sending.

    Raises:
        NoteGone: there is no change, or it would bring back a list that was forgotten.
        NoteChanged: it was changed elsewhere since it was read.
    """
    with shop.store.write() as session:
        row = notes.find(session, SendRow, shop.id, number)
        was_draft = row.status == SendStatus.DRAFT.value
        if not notes.undo(session, row, seen):
            raise NoteGone(number)
        if was_draft and row.status != SendStatus.DRAFT.value:
            raise NoteGone(number)


def people(shop: OpenShop, number: int) -> dict[str, Addressee]:
    """Everybody in a sending by the keys of buyers, in the order of the list."""
    with shop.store.read() as session:
        return store.people(session, shop.id, number)


def sizes(shop: OpenShop, number: int) -> dict[str, int]:
    """How many get each version; under ``HOLD_OUT`` those who get nothing."""
    with shop.store.read() as session:
        return store.sizes(session, shop.id, number)


def counts(shop: OpenShop, number: int) -> dict[str, Counted]:
    """What was counted of each version, by its letter; empty if nothing was by version."""
    with shop.store.read() as session:
        return {one.letter: one for one in store.counts(session, shop.id, number)}


def read(row: SendRow, undoable: int = 0) -> Send:
    """A sending as it is kept."""
    return Send(
        title=row.title, channel=MessageChannel(row.channel), kind=MessageKind(row.kind),
        status=SendStatus(row.status), scenario=row.scenario_id, persona=row.persona_id,
        group=row.group_id, group_rule=row.group_rule, group_day=row.group_day,
        versions=_versions(row.texts), offer=row.offer, left_out=_left_out(row.excluded),
        undoable=undoable,
        **{name: getattr(row, name) for name in (*_SAME, "id", "version")},
    )  # fmt: skip


def columns(one: Send) -> dict[str, Any]:
    """What is kept of a sending.

    Raises:
        core.services.kept_notes.NoteRefused: its name is too long.
    """
    title = " ".join(one.title.split())
    kept_notes.refuse({kept_notes.NoteProblem.TOO_LONG: len(title) > kept_notes.LONGEST})
    return {
        "title": title, "channel": one.channel.value, "kind": one.kind.value,
        "status": one.status.value, "scenario_id": one.scenario, "persona_id": one.persona,
        "group_id": one.group, "group_rule": one.group_rule, "group_day": one.group_day,
        "texts": written(one.versions), "offer": one.offer,
        "excluded": json.dumps(asdict(one.left_out), ensure_ascii=False, sort_keys=True),
        **{name: getattr(one, name) for name in _SAME},
    }  # fmt: skip


def written(versions: Iterable[Version]) -> str:
    """Versions as they are kept."""
    return json.dumps([asdict(one) for one in versions], ensure_ascii=False)


_SAME: Final = (
    "until", "hold_out", "seed", "planned_at", "sent_at", "window_days", "price", "sent", "failed",
    "opened", "reacted", "left", "bought", "revenue", "note",
)  # fmt: skip
"""Columns that are called alike in the row."""

_OF_VERSION: Final = frozenset(one.name for one in fields(Version))
_OF_LEFT_OUT: Final = frozenset(one.name for one in fields(LeftOut))


def _versions(kept: str) -> tuple[Version, ...]:
    return tuple(_version(one) for one in json.loads(kept))


def _version(kept: Mapping[str, Any]) -> Version:
    """One version; those from before texts had a language are Korean."""
    known = _known(kept, _OF_VERSION)
    return Version(**known | {"language": MessageLanguage(known.get("language", "ko"))})


def _left_out(kept: str) -> LeftOut:
    return LeftOut(**_known(json.loads(kept), _OF_LEFT_OUT))


def _known(kept: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in kept.items() if name in names}
