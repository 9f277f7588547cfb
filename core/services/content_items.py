"""Single posts, pictures and videos: planned, published, changed, thrown away and brought back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from core.services.opening import OpenShop
from core.store import notes
from core.store.journals import ContentRow
from core.terms import seoul_day

LONGEST: Final = 120
"""So many characters a title, a channel or a code may have."""


MOST_PEOPLE: Final = 1_000_000_000


FURTHEST: Final = timedelta(days=3_650)
"""So far from today something may be planned."""


class State(StrEnum):
    """How far a piece of content is."""

    PLANNED = "planned"
    OVERDUE = "overdue"
    PUBLISHED = "published"


class ContentProblem(StrEnum):
    """Why a piece of content is not kept."""

    NO_TITLE = "no_title"
    TOO_LONG = "too_long"
    PUBLISHED_IN_FUTURE = "published_in_future"
    TOO_FAR = "too_far"
    NUMBER = "number"
    PACE = "pace"


class ContentRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problem: ContentProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Content:
    """One post, picture or video.

    ``code`` is the one in its link; counts are None if unknown. ``stage`` is the stage of the way
    to a regular that it is for, ``persona`` the number of the persona; None for none in particular.
    """

    title: str
    channel: str
    planned_on: date
    published_on: date | None = None
    code: str = ""
    reach: int | None = None
    clicks: int | None = None
    stage: str | None = None
    persona: int | None = None
    id: int | None = None
    version: int = 1

    @property
    def day(self) -> date:
        """Where it stands in the calendar."""
        return self.published_on or self.planned_on

    def state(self, today: date) -> State:
        """How far it is on a day."""
        if self.published_on is not None:
            return State.PUBLISHED
        return State.OVERDUE if self.planned_on < today else State.PLANNED


def listed(shop: OpenShop) -> list[Content]:
    """All content, the newest day first."""
    with shop.store.read() as session:
        rows = [read(row) for row in notes.listed(session, ContentRow, shop.id)]
    return sorted(rows, key=lambda one: one.day, reverse=True)


def add(shop: OpenShop, item: Content, now: datetime) -> Content:
    """Plan or write down a piece of content.

    Raises:
        ContentRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    return add_all(shop, [item], now)[0]


def add_all(shop: OpenShop, items: Sequence[Content], now: datetime) -> list[Content]:
    """The same for several: all of them or none."""
    for item in items:
        check(item, seoul_day(now))
    with shop.store.write() as session:
        return [
            read(
                notes.add(
                    session,
                    ContentRow(shop_id=shop.id, id=0, created_at=now, **_columns(item)),
                )
            )
            for item in items
        ]


def edit(shop: OpenShop, item: Content, now: datetime) -> Content:
    """Change a piece of content; its ``version`` is the one the seller saw.

    Raises:
        ContentRefused: something in it is impossible; nothing was changed.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    check(item, seoul_day(now))
    return _change(shop, item.id or 0, _columns(item), now, item.version)


def publish(shop: OpenShop, number: int, now: datetime, seen: int) -> Content:
    """It was published today."""
    return _change(shop, number, {"published_on": seoul_day(now)}, now, seen)


def delete(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> Content:
    """Throw a piece of content away; ``undo`` brings it back."""
    return _change(shop, number, {"deleted_at": now}, now, seen)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> Content:
    """Take back the last change.

    Raises:
        core.store.notes.NoteGone: nothing was changed.
        core.store.notes.NoteChanged: it was changed elsewhere meanwhile.
    """
    with shop.store.write() as session:
        row = notes.find(session, ContentRow, shop.id, number)
        if not notes.undo(session, row, seen):
            raise notes.NoteGone(number)
        return read(row)


def check(item: Content, today: date) -> None:
    """Make sure that a piece of content is possible.

    Raises:
        ContentRefused: what is wrong with it.
    """
    texts = (item.title, item.channel, item.code)
    wrong = {
        ContentProblem.NO_TITLE: not item.title.strip() or not item.channel.strip(),
        ContentProblem.TOO_LONG: max(map(len, texts)) > LONGEST,
        ContentProblem.PUBLISHED_IN_FUTURE: (item.published_on or today) > today,
        ContentProblem.TOO_FAR: abs(item.planned_on - today) > FURTHEST,
        ContentProblem.NUMBER: not all(
            0 <= count <= MOST_PEOPLE for count in (item.reach or 0, item.clicks or 0)
        ),
    }
    for problem, applies in wrong.items():
        if applies:
            raise ContentRefused(problem)


def _change(
    shop: OpenShop, number: int, changes: Mapping[str, Any], now: datetime, seen: int | None
) -> Content:
    with shop.store.write() as session:
        row = notes.find(session, ContentRow, shop.id, number)
        return read(notes.change(session, row, changes, now, seen))


def _columns(item: Content) -> dict[str, Any]:
    return {
        "title": item.title.strip(),
        "channel": item.channel.strip(),
        "planned_on": item.planned_on,
        "published_on": item.published_on,
        "code": item.code.strip(),
        "reach": item.reach,
        "clicks": item.clicks,
        "stage": item.stage,
        "persona_id": item.persona,
    }


def read(row: ContentRow) -> Content:
    """An item from its row."""
    return Content(
        row.title, row.channel, row.planned_on, row.published_on, row.code, row.reach, row.clicks,
        row.stage, row.persona_id, row.id, row.version,
    )  # fmt: skip
