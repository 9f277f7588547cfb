"""Who is one customer: two buyers made one, taken apart again, and who might be the same."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.services.opening import OpenShop
from core.store import identities
from core.store import identity_log as store
from core.store.identities import Ended, Evidence, MergeGone, NotTwo, UnknownBuyer

__all__ = ["Ended", "Evidence", "MergeGone", "NotTwo", "UnknownBuyer"]


class Reason(StrEnum):
    """Why two buyers might be the same person."""

    ORDER_LINE = "order_line"
    """Files name them both for the same order lines."""
    NAME = "name"
    """They have the same masked name and live in the same province."""


@dataclass(frozen=True, slots=True)
class Merge:
    """One time that two buyers were made one customer.

    Attributes:
        id: by which it is undone.
        from_key: the buyer who was added to the other.
        from_name: the masked name; None where no file says it.
        into_key: the other.
        into_name: the masked name of that one.
        evidence: why; ``HAND`` where the seller said so.
        at: when.
        undone_at: when they came apart again; None while they are one.
        ended: why they came apart.
        lines: order lines by which files prove it today.
    """

    id: int
    from_key: str
    from_name: str | None
    into_key: str
    into_name: str | None
    evidence: Evidence
    at: datetime
    undone_at: datetime | None
    ended: Ended
    lines: int


@dataclass(frozen=True, slots=True)
class Apart:
    """What became of a merge that was undone.

    Attributes:
        is_apart: whether they are two customers now.
        held_by: the other merges that still make them one.
    """

    is_apart: bool
    held_by: tuple[Merge, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A customer who might be the same person as another.

    Attributes:
        key: the durable key of the customer.
        name: the masked name; None where no file says it.
        reason: why.
        lines: with ``ORDER_LINE``, so many order lines name both.
        orders: how many orders the customer has that count.
        products: how many products both bought.
    """

    key: str
    name: str | None
    reason: Reason
    lines: int
    orders: int
    products: int


def keys_of(shop: OpenShop, key: str) -> tuple[str, ...]:
    """All keys of the customer who has a key, the one he goes by first.

    A key nobody knows is a customer by itself.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return identities.keys_of(session, shop.id, key)


def merge(shop: OpenShop, from_key: str, into_key: str, now: datetime) -> Merge:
    """Make two customers one; from now on both go by the second one's key.

    Raises:
        UnknownBuyer: the shop has no such buyer (any more).
        NotTwo: they are one customer already, maybe since another window said so.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    with shop.store.write() as session:
        number = identities.merge(session, shop.id, from_key, into_key, now)
        return _merge(store.find(session, shop.id, number))


def undo(shop: OpenShop, merge_id: int, now: datetime) -> Apart:
    """Take a merge back: each buyer has his own orders again, also those that came since.

    What proved itself in files is not merged again by the program after that.

    Raises:
        MergeGone: there is no such merge, or it was taken back already.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    with shop.store.write() as session:
        identities.split(session, shop.id, merge_id, now)
        held = store.between(session, shop.id, merge_id)
    return Apart(not held, tuple(map(_merge, held)))


def log(shop: OpenShop, key: str | None = None) -> tuple[Merge, ...]:
    """All merges, or those of one customer, also those taken back, the newest first.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        keys = None if key is None else identities.keys_of(session, shop.id, key)
        return tuple(map(_merge, store.listed(session, shop.id, keys)))


def candidates(shop: OpenShop, key: str, most: int = 5) -> tuple[Candidate, ...]:
    """Who might be the same person as a customer, the likeliest first.

    Nobody is merged for any of these reasons: a family or a firm may share a name or a number.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        found = store.candidates(session, shop.id, key, most)
    return tuple(
        Candidate(one.key, one.name, Reason(one.reason), one.lines, one.orders, one.products)
        for one in found
    )


def _merge(one: store.Entry) -> Merge:
    return Merge(
        one.id, one.from_key, one.from_name, one.into_key, one.into_name, Evidence(one.evidence),
        one.at, one.undone_at, Ended(one.ended), one.lines,
    )  # fmt: skip
