"""What a seller planned for her channels, beside what came by them in four weeks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from core.services import channel_book, offers_profiles
from core.services import channel_source as sources
from core.services.channel_book import Note
from core.services.channel_source import Asked, whole
from core.services.offers_channels import folded
from core.services.offers_profiles import Item, Profile
from core.services.opening import OpenShop
from core.terms import Period, Subject

DAYS: Final = 28
"""Days without a visit after which a planned channel is named."""

POINTS: Final = (Item.LINK, Item.INTRODUCTION, Item.CONTACT)
"""What the profile of a channel has to have: a link, who we are, how to reach us."""

_ASKED: Final = Asked(Subject.CHANNEL)


@dataclass(frozen=True, slots=True)
class Plan:
    """A channel: what is said of it, what came by it, and its profile as it was looked at last.

    ``visits`` and ``share`` (of all visits, 0 to 1) are None where no file tells. ``is_silent``:
    it is planned, and surely nobody came by it for four weeks.
    """

    note: Note
    visits: int | None
    share: float | None
    is_silent: bool
    profile: Profile


@dataclass(frozen=True, slots=True)
class Plans:
    """All channels there are or that something was said of; those that came first, then others."""

    period: Period | None
    days: int
    plans: tuple[Plan, ...]


def read(shop: OpenShop, *, today: date) -> Plans:
    """The channels of the last four weeks and what is said of them.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        book = channel_book.of(session, shop.id)
        looked = offers_profiles.by_name(session, shop.id)
        source = sources.find(session, shop.id, _ASKED, DAYS, today)
        visits: dict[str, int | None] = {}
        if source is not None:
            rows = sources.sums(session, shop.id, _ASKED, source, source.period).rows
            visits = dict(zip(sources.labels(rows), whole(rows, "visits"), strict=True))
    total = _total(visits)
    is_sure = source is not None and source.days >= DAYS and total is not None
    names = sorted(visits, key=lambda name: -(visits[name] or 0))
    names += [name for name in book if name not in visits and not channel_book.is_apart(name)]
    found = [
        _plan(
            book.get(name, Note(name)), visits.get(name, 0 if is_sure else None), total,
            _profile(looked, name), is_sure=is_sure,
        )
        for name in names
    ]  # fmt: skip
    period = source.period if source else None
    return Plans(period, source.days if source else 0, tuple(found))


def profile_of(shop: OpenShop, channel: str) -> Profile:
    """The profile of a channel, also of one of which no more is known.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return _profile(offers_profiles.by_name(session, shop.id), channel)


def answer(shop: OpenShop, one: Profile, item: Item, now: datetime, *, is_there: bool) -> Profile:
    """Keep the answer to one point of a channel, beside those there are.

    Args:
        shop: whose.
        one: the profile as the seller saw it.
        item: the point.
        now: when.
        is_there: whether the channel has it.

    Raises:
        NoteChanged: somebody else looked meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    return offers_profiles.look(shop, one.channel, {**one.answers, item: is_there}, now, one)


def review(shop: OpenShop, one: Profile, now: datetime) -> Profile:
    """Keep that a channel was looked at as a whole: what is not ticked is not there.

    Raises:
        NoteChanged: somebody else looked meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    seen = {item: one.answers.get(item) is True for item in POINTS}
    return offers_profiles.look(shop, one.channel, {**one.answers, **seen}, now, one)


def _profile(looked: Mapping[str, Profile], channel: str) -> Profile:
    name = offers_profiles.kept_name(channel)
    return looked.get(folded(name), Profile(name))


def _plan(
    note: Note, visits: int | None, total: int | None, profile: Profile, *, is_sure: bool
) -> Plan:
    share = visits / total if visits is not None and total else None
    is_silent = is_sure and bool(note.planned_share) and visits == 0
    return Plan(note, visits, share, is_silent, profile)


def _total(visits: dict[str, int | None]) -> int | None:
    known = [count for count in visits.values() if count is not None]
    return sum(known) if known and len(known) == len(visits) else None
