"""What customers showed and told others about the shop: pictures, films, recommendations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from core.analysis import links as rules
from core.importers.problems import redacted
from core.services import kept_notes
from core.services.opening import OpenShop
from core.store import notes
from core.store.notes import NoteChanged, NoteGone
from core.store.programme_tables import PostRow
from core.terms import seoul_day

__all__ = ["NoteChanged", "NoteGone", "Post"]

LONGEST_PLACE: Final = 60
LONGEST_ADDRESS: Final = 500
LONGEST_NOTE: Final = 1_000
MOST_POINTS: Final = 10_000_000


class PostKind(StrEnum):
    """What a customer did."""

    SELFIE = "selfie"
    UNBOXING = "unboxing"
    FILM = "film"
    REVIEW = "review"
    """Written somewhere else than in the shop."""
    RECOMMENDATION = "recommendation"


class PostProblem(StrEnum):
    """Why a post is not kept."""

    NOTHING_SAID = "nothing_said"
    IN_FUTURE = "in_future"
    TOO_LONG = "too_long"
    ADDRESS = "address"
    POINTS = "points"
    SAME_PERSON = "same_person"
    """Somebody is said to have invited herself."""


class PostRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Nothing was kept."""

    def __init__(self, problem: PostProblem) -> None:
        """Keep the reason."""
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Post:
    """One of them.

    Attributes:
        kind: what was done.
        day: when.
        buyer_key: whose; None where nobody knows.
        invited_key: who came by it; None where nobody did, or nobody knows.
        place: where it is to be seen, in the seller's words.
        address: the page of it; empty where there is none.
        link_id: the shop's own link in it.
        points: won of points or goods that were given for it; None where nobody knows.
        is_disclosed: whether it says that something was given; None where nobody looked.
    """

    kind: PostKind
    day: date
    buyer_key: str | None = None
    invited_key: str | None = None
    place: str = ""
    address: str = ""
    link_id: int | None = None
    points: int | None = None
    is_disclosed: bool | None = None
    note: str = ""
    id: int | None = None
    version: int = 1
    undoable: int = 0

    @property
    def is_paid(self) -> bool:
        """Whether something is known to have been given for it."""
        return bool(self.points)

    @property
    def is_public(self) -> bool:
        """Whether others can see it: what one told another by mouth needs no mark."""
        return self.kind is not PostKind.RECOMMENDATION or bool(self.address)

    @property
    def lacks_mark(self) -> bool:
        """Whether it has to say that something was given for it, and does not."""
        return self.is_paid and self.is_public and self.is_disclosed is False

    @property
    def is_unchecked(self) -> bool:
        """Whether it has to say so, and nobody looked."""
        return self.is_paid and self.is_public and self.is_disclosed is None


def listed(shop: OpenShop, *, deleted: bool = False) -> list[Post]:
    """All posts, the newest day first; with ``deleted`` those that were thrown away.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        rows = notes.listed(session, PostRow, shop.id, deleted=deleted)
        undoable = notes.changed(session, shop.id, PostRow)
        found = [_read(row, undoable.get(row.id, 0)) for row in rows]
    return sorted(found, key=lambda one: (one.day, one.id or 0), reverse=True)


def add(shop: OpenShop, one: Post, now: datetime) -> Post:
    """Write a post down.

    Raises:
        PostRefused: something in it is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    return add_all(shop, [one], now)[0]


def add_all(shop: OpenShop, some: Sequence[Post], now: datetime) -> list[Post]:
    """Write several down, or none of them.

    Raises:
        PostRefused: something in one is impossible; nothing was kept.
        core.store.StoreProblem: the store cannot be written.
    """
    today = seoul_day(now)
    for one in some:
        check(one, today)
    with shop.store.write() as session:
        return [
            _read(notes.add(session, PostRow(shop_id=shop.id, id=0, created_at=now,
                                             **_columns(one))))
            for one in some
        ]  # fmt: skip


def change(shop: OpenShop, one: Post, now: datetime) -> None:
    """Change a post; its ``version`` is the one the seller saw.

    Raises:
        PostRefused: something in it is impossible; nothing was changed.
        NoteChanged: it was changed elsewhere meanwhile.
        core.store.StoreProblem: the store cannot be written.
    """
    check(one, seoul_day(now))
    kept_notes.change(shop, PostRow, one.id or 0, _columns(one), now, one.version)


def delete(shop: OpenShop, one: Post, now: datetime) -> None:
    """Throw a post away; ``undo`` brings it back."""
    kept_notes.delete(shop, PostRow, one.id or 0, now, one.version)


def delete_all(shop: OpenShop, some: Sequence[Post], now: datetime) -> None:
    """Throw several away at once, such as those that came in together."""
    with shop.store.write() as session:
        for one in some:
            row = notes.find(session, PostRow, shop.id, one.id or 0)
            notes.change(session, row, {"deleted_at": now}, now, one.version)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of a post."""
    kept_notes.undo(shop, PostRow, number, seen)


def check(one: Post, today: date) -> None:
    """Refuse what is impossible.

    Raises:
        PostRefused: the first thing that is wrong.
    """
    said = (one.buyer_key, one.invited_key, one.place.strip(), one.address.strip(),
            one.note.strip())  # fmt: skip
    wrong = {
        PostProblem.NOTHING_SAID: not any(said),
        PostProblem.IN_FUTURE: one.day > today,
        PostProblem.TOO_LONG: len(one.place) > LONGEST_PLACE or len(one.note) > LONGEST_NOTE,
        PostProblem.ADDRESS: not is_address(one.address.strip()),
        PostProblem.POINTS: not 0 <= (one.points or 0) <= MOST_POINTS,
        PostProblem.SAME_PERSON: one.buyer_key is not None and one.buyer_key == one.invited_key,
    }
    for problem, applies in wrong.items():
        if applies:
            raise PostRefused(problem)


def is_address(address: str) -> bool:
    """Whether it is the address of a page (http or https), or none at all."""
    return not address or (
        len(address) <= LONGEST_ADDRESS and rules.address_fault(address) is None
    )  # fmt: skip


def _columns(one: Post) -> dict[str, Any]:
    return {
        "kind": one.kind.value, "day": one.day, "buyer_key": one.buyer_key,
        "invited_key": one.invited_key, "place": redacted(one.place.strip()),
        "address": one.address.strip(), "link_id": one.link_id, "points": one.points,
        "is_disclosed": None if one.is_disclosed is None else int(one.is_disclosed),
        "note": redacted(one.note.strip()),
    }  # fmt: skip


def _read(row: PostRow, undoable: int = 0) -> Post:
    return Post(
        PostKind(row.kind), row.day, row.buyer_key, row.invited_key, row.place, row.address,
        row.link_id, row.points, None if row.is_disclosed is None else bool(row.is_disclosed),
        row.note, row.id, row.version, undoable,
    )  # fmt: skip
