"""Whether the shop can be found and asked in each channel, as the seller last looked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from sqlmodel import Session

from core.services import channel_ticks, offers_channels
from core.services.channel_ticks import Ticks
from core.services.offers import OfferProblem, refuse
from core.services.offers_channels import LONGEST, folded, same, tidy
from core.services.offers_found import says
from core.services.opening import OpenShop
from core.services.touchpoints import STALE_AFTER
from core.store import notes, turns
from core.store.notes import NoteChanged, NoteGone
from core.store.programme_tables import ProfileRow
from core.terms import seoul_day


class Item(StrEnum):
    """What the profile of a channel has to have."""

    LINK = "has_link"
    INTRODUCTION = "has_introduction"
    CONTACT = "has_contact"
    LINE = "says_line"
    """It says how the shop wants to be seen, word for word."""


_TICKED: Final = {"link": Item.LINK, "about": Item.INTRODUCTION, "contact": Item.CONTACT}
"""What the points were called that were ticked earlier."""

Answers = Mapping[Item, bool | None]
"""Whether each is there; None where nobody looked."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A channel as it was looked at last; ``looked`` is None while nobody did."""

    channel: str
    answers: Answers = field(default_factory=dict)
    looked: date | None = None
    id: int | None = None
    version: int = 1
    undoable: int = 0

    @property
    def there(self) -> int:
        """How much of it is there."""
        return sum(said is True for said in self.answers.values())

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is not there; what nobody looked at is not missing."""
        return tuple(one for one in Item if self.answers.get(one) is False)

    @property
    def open(self) -> tuple[Item, ...]:
        """What nobody looked at."""
        return tuple(one for one in Item if self.answers.get(one) is None)

    def is_due(self, today: date) -> bool:
        """Whether it was never looked at, or not for as long as a point of contact may go."""
        return self.looked is None or today - self.looked > STALE_AFTER


def profiles(shop: OpenShop) -> tuple[Profile, ...]:
    """All channels of a shop, each as it was looked at last.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        known = by_name(session, shop.id)
        channels = offers_channels.of(session, shop.id)
    return tuple(known.get(folded(one), Profile(one)) for one in channels)


def by_name(session: Session, shop_id: int) -> dict[str, Profile]:
    """The channels that somebody looked at, each as it was last, by its folded name.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    latest: dict[str, ProfileRow] = {}
    for row in reversed(notes.listed(session, ProfileRow, shop_id)):
        latest[folded(row.channel)] = row
    undoable = notes.changed(session, shop_id, ProfileRow)
    known = {name: _read(row, undoable.get(row.id, 0)) for name, row in latest.items()}
    for ticks in channel_ticks.earlier(session, shop_id):
        name = folded(kept_name(ticks.channel))
        known[name] = _with(known.get(name, Profile(kept_name(ticks.channel))), ticks)
    return known


def kept_name(channel: str) -> str:
    """The name of a channel as profiles keep it."""
    return tidy(channel)[:LONGEST]


def last_look(session: Session, shop_id: int) -> date | None:
    """When the seller last looked at any channel."""
    days = (one.looked for one in by_name(session, shop_id).values())
    return max((day for day in days if day is not None), default=None)


def _with(one: Profile, ticks: Ticks) -> Profile:
    """A profile with what was ticked earlier, where no look since then says something else."""
    answers = dict(one.answers)
    for point, (said, day) in ticks.told.items():
        item = _TICKED.get(point)
        if item is None:
            continue
        if answers.get(item) is None or one.looked is None or day > one.looked:
            answers[item] = said
    days = [day for day in (one.looked, ticks.last) if day is not None]
    return replace(one, answers=answers, looked=max(days, default=None))


def counted(some: tuple[Profile, ...], item: Item) -> tuple[int, int]:
    """In how many channels it is there, and of how many somebody looked."""
    told = [one.answers.get(item) for one in some]
    return sum(said is True for said in told), sum(said is not None for said in told)


def says_line(line: str, text: str) -> bool | None:
    """Whether a text of a profile says a line word for word; None where either is empty."""
    return says(line, text) if line.strip() and text.strip() else None


def look(
    shop: OpenShop, channel: str, answers: Answers, now: datetime, before: Profile | None = None
) -> Profile:
    """Keep what a channel has as it is seen now; one look a day, the last one of it.

    Args:
        shop: whose.
        channel: which.
        answers: what is there; at least one of them has to be told.
        now: when.
        before: as the seller saw it; None to overwrite whatever there is.

    Raises:
        core.services.offers.OfferRefused: nothing was told, or the channel has no such name.
        NoteChanged: somebody else looked meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    told = any(answers.get(item) is not None for item in Item)
    refuse({OfferProblem.NOTHING_LOOKED_AT: not told})
    return _keep(shop, channel, answers, now, before)


def _keep(
    shop: OpenShop, channel: str, answers: Answers, now: datetime, before: Profile | None
) -> Profile:
    name = tidy(channel)
    refuse({OfferProblem.NO_CHANNEL: not name, OfferProblem.TOO_LONG: len(name) > LONGEST})
    wanted: dict[str, Any] = {
        item.value: None if answers.get(item) is None else int(bool(answers[item])) for item in Item
    }
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        rows = [it for it in notes.listed(session, ProfileRow, shop.id) if same(it.channel, name)]
        last = rows[0] if rows else None
        if before is not None and before.id != (last.id if last else None):
            raise NoteChanged
        if last is not None and (_is_bare(last) or seoul_day(last.created_at) == seoul_day(now)):
            changes = {**wanted, "created_at": now}
            seen = before.version if before else None
            return _read(notes.change(session, last, changes, now, seen))
        row = ProfileRow(shop_id=shop.id, id=0, channel=name, created_at=now, **wanted)
        return _read(notes.add(session, row))


def add(shop: OpenShop, channel: str, now: datetime) -> Profile:
    """Add a channel to those of the shop; nobody looked at it yet.

    Raises:
        core.services.offers.OfferRefused: it has no name, it is too long, or there is one.
        core.store.StoreProblem: the store cannot be written.
    """
    with shop.store.read() as session:
        there = offers_channels.of(session, shop.id)
    refuse({OfferProblem.THERE: any(same(one, channel) for one in there)})
    return _keep(shop, channel, {}, now, None)


def take_back(shop: OpenShop, one: Profile, now: datetime) -> None:
    """Take back the last look at a channel; the one before holds again.

    Raises:
        NoteChanged: somebody else looked meanwhile.
    """
    with shop.store.write() as session:
        row = notes.find(session, ProfileRow, shop.id, one.id or 0)
        if not notes.undo(session, row, one.version):
            notes.change(session, row, {"deleted_at": now}, now, one.version)


def thrown(shop: OpenShop) -> list[Profile]:
    """Looks that were taken back or thrown away, the newest first."""
    with shop.store.read() as session:
        return [_read(row) for row in notes.listed(session, ProfileRow, shop.id, deleted=True)]


def bring_back(shop: OpenShop, one: Profile) -> None:
    """Let a look that was thrown away hold again.

    Raises:
        NoteChanged: it was changed elsewhere meanwhile.
        NoteGone: nothing was changed.
    """
    with shop.store.write() as session:
        row = notes.find(session, ProfileRow, shop.id, one.id or 0)
        if not notes.undo(session, row, one.version):
            raise NoteGone(one.id)


def _is_bare(row: ProfileRow) -> bool:
    return all(getattr(row, item.value) is None for item in Item)


def _read(row: ProfileRow, undoable: int = 0) -> Profile:
    told = {item: getattr(row, item.value) for item in Item}
    answers = {item: None if said is None else bool(said) for item, said in told.items()}
    looked = None if _is_bare(row) else seoul_day(row.created_at)
    return Profile(row.channel, answers, looked, row.id, row.version, undoable)
