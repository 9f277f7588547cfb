"""The content calendar: what is planned and published, the rhythm, and what links brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from core.analysis import cadence
from core.analysis.cadence import Week
from core.services.content_items import (
    LONGEST,
    Content,
    ContentProblem,
    ContentRefused,
    State,
    listed,
    read,
)
from core.services.link_results import Brought, brought
from core.services.opening import OpenShop
from core.store import notes
from core.store.journals import ContentPaceRow, ContentRow
from core.terms import Period, seoul_day

WINDOW: Final = 14
"""Days after publishing in which what its link brought is counted."""


MOST_A_WEEK: Final = 21


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often something is to be published on a channel, and how that is kept."""

    channel: str
    per_week: int
    weeks: tuple[Week, ...]
    kept: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Calendar:
    """One month of content.

    Attributes:
        month: its days.
        items: what stands in it, by day.
        overdue: everything planned for a day that is over and not published, the oldest first.
        rhythms: by channel.
        kept: of how many due in complete weeks so many were published, over all channels.
        streak: weeks in a row in which all of it was kept.
        brought: what the link of a published item brought, by its number.
        shared: numbers of items whose code another item of these days uses too.
        deleted: what was thrown away.
    """

    month: Period
    items: tuple[Content, ...]
    overdue: tuple[Content, ...]
    rhythms: tuple[Rhythm, ...]
    kept: tuple[int, int]
    streak: int
    brought: Mapping[int, Brought]
    shared: frozenset[int]
    deleted: tuple[Content, ...]
    channels: tuple[str, ...]


def month_of(day: date) -> Period:
    """The month of a day."""
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Period(first, following - timedelta(days=1))


def calendar(shop: OpenShop, month: date, today: date) -> Calendar:
    """The content of a month, and how the rhythm is kept today.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    days = month_of(month)
    with shop.store.read() as session:
        rows = [read(row) for row in notes.listed(session, ContentRow, shop.id)]
        gone = [read(row) for row in notes.listed(session, ContentRow, shop.id, deleted=True)]
        paces = notes.listed(session, ContentPaceRow, shop.id)
        inside = sorted((one for one in rows if one.day in days), key=lambda one: one.day)
        out = [one for one in inside if one.published_on is not None and one.code]
        asked = [(one.code, window(one.day)) for one in out]
        found = brought(session, shop.id, asked, today)
    rhythms = _rhythms(paces, rows, today)
    return Calendar(
        days, tuple(inside), overdue(rows, today), rhythms,
        (sum(one.kept[0] for one in rhythms), sum(one.kept[1] for one in rhythms)),
        cadence.streak([one.weeks for one in rhythms], today),
        {one.id or 0: told for one, told in zip(out, found, strict=True) if told is not None},
        _shared(out, rows), tuple(gone), _channels(rows, paces),
    )  # fmt: skip


def window(day: date) -> Period:
    """The days in which what came of something published is counted."""
    return Period(day, day + timedelta(days=WINDOW - 1))


def overdue(items: Sequence[Content], today: date) -> tuple[Content, ...]:
    """What should have been published, the oldest first."""
    late = [one for one in items if one.state(today) is State.OVERDUE]
    return tuple(sorted(late, key=lambda one: one.planned_on))


def with_results(shop: OpenShop, today: date) -> list[tuple[Content, Brought | None]]:
    """All content, the newest day first, each with what its link brought."""
    items = listed(shop)
    asked = [(one.code if one.published_on else "", window(one.day)) for one in items]
    with shop.store.read() as session:
        return list(zip(items, brought(session, shop.id, asked, today), strict=True))


def keep_pace(shop: OpenShop, channel: str, per_week: int, now: datetime) -> None:
    """Publish so often a week on a channel, from this week on; 0 to stop.

    Weeks that are over are held against what was meant then.

    Raises:
        ContentRefused: the channel has no name, or so often is impossible.
    """
    channel = channel.strip()
    if not channel or len(channel) > LONGEST:
        raise ContentRefused(ContentProblem.NO_TITLE if not channel else ContentProblem.TOO_LONG)
    if not 0 <= per_week <= MOST_A_WEEK:
        raise ContentRefused(ContentProblem.PACE)
    monday = cadence.monday_of(seoul_day(now))
    with shop.store.write() as session:
        for row in notes.listed(session, ContentPaceRow, shop.id):
            if (row.channel, row.since) == (channel, monday):
                notes.change(session, row, {"per_week": per_week}, now)
                return
        notes.add(
            session,
            ContentPaceRow(
                shop_id=shop.id, id=0, channel=channel, per_week=per_week, since=monday,
                created_at=now,
            ),
        )  # fmt: skip


def _rhythms(
    paces: Sequence[ContentPaceRow], items: Sequence[Content], today: date
) -> tuple[Rhythm, ...]:
    found = []
    for channel in sorted({row.channel for row in paces}):
        held = [cadence.Pace(row.since, row.per_week) for row in paces if row.channel == channel]
        published = [
            one.published_on for one in items if one.channel == channel and one.published_on
        ]
        weeks = tuple(cadence.weeks(held, published, today))
        now = max(held, key=lambda pace: pace.since).per_week
        found.append(Rhythm(channel, now, weeks, cadence.share(weeks, today)))
    return tuple(found)


def _shared(out: Sequence[Content], items: Sequence[Content]) -> frozenset[int]:
    """Items whose code another one uses within the same days."""
    found = set()
    for one in out:
        for other in items:
            near = other.published_on and abs((other.published_on - one.day).days) < WINDOW
            if near and other.id != one.id and other.code.lower() == one.code.lower():
                found.add(one.id or 0)
    return frozenset(found)


def _channels(items: Sequence[Content], paces: Sequence[ContentPaceRow]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([row.channel for row in paces] + [one.channel for one in items]))
