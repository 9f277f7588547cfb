"""Delete everything that is kept of one person, and say before what goes and what stays."""

import contextlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pandas as pd
from sqlmodel import Session

from core.services import backup
from core.services.opening import OpenShop
from core.store import erasing, identity_log, person, person_tables, turns
from core.store.identities import UnknownBuyer

__all__ = ["UnknownBuyer"]


class ErasureOutdated(Exception):  # noqa: N818  (an answer, not a fault)
    """Something was added or changed since the plan was made; nothing was deleted."""


@dataclass(frozen=True, slots=True)
class ErasePlan:
    """What deleting a person would do. It cannot be taken back.

    Attributes:
        key: by which the customer goes.
        name: the masked name; None where no file says it.
        keys: all keys of the customer. That they were deleted is kept, as keyed hashes that no
            name can be read from, so that files bring nothing back.
        goes: of each table how many texts, or rows that say nothing without the person, go.
        stays: of each table how many rows stay as those of somebody nobody knows, since sums
            count them.
        merges: how many entries of the log of merges go.
        backups: copies that still hold the person; deleting does not reach them.
    """

    key: str
    name: str | None
    keys: tuple[str, ...]
    goes: Mapping[str, int]
    stays: Mapping[str, int]
    merges: int
    backups: tuple[Path, ...]

    def is_same(self, other: "ErasePlan") -> bool:
        """Whether another plan deletes the same."""
        mine, theirs = (
            (it.key, it.keys, dict(it.goes), dict(it.stays), it.merges) for it in (self, other)
        )
        return mine == theirs


@dataclass(frozen=True, slots=True)
class Erased:
    """What was deleted.

    Attributes:
        is_gone_from_file: whether the bytes are gone from the file as well; False while another
            window reads it, and on a server, which clears its pages in its own time.
        backups: copies that still hold the person.
    """

    is_gone_from_file: bool
    backups: tuple[Path, ...]


def erase_preview(shop: OpenShop, key: str) -> ErasePlan:
    """What deleting a person would do; nothing is changed.

    Raises:
        UnknownBuyer: the shop has no such customer, or none any more.
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return _plan(shop, person.find(session, shop.id, key), session)


def erase(shop: OpenShop, plan: ErasePlan, now: datetime) -> Erased:
    """Delete a person as the plan says; it cannot be taken back.

    Raises:
        ErasureOutdated: something changed since the plan was made.
        UnknownBuyer: there is no such customer any more.
        core.store.StoreProblem: the store cannot be written; nothing was.
    """
    with shop.store.write() as session:
        turns.alone(session, shop.id)
        who = person.find(session, shop.id, plan.key)
        if not plan.is_same(_plan(shop, who, session)):
            raise ErasureOutdated
        erasing.erase(session, shop.id, who, now)
    return Erased(shop.store.settle_file(), copies(shop))


def kept(shop: OpenShop, key: str) -> dict[str, pd.DataFrame]:
    """Everything that is kept of a person, by what it is about (``core.wording.customers_kept``).

    Raises:
        UnknownBuyer: the shop has no such customer, or none any more.
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        return person_tables.tables(session, shop.id, person.find(session, shop.id, key))


def copies(shop: OpenShop) -> tuple[Path, ...]:
    """Files that hold the shop as it was: backups, and stores that were set aside."""
    backups = [entry.path for entry in backup.entries(shop)]
    return (*backups, *sorted(shop.folder.glob("set-aside-*.db*")))


def renew_copies(shop: OpenShop, some: Collection[Path], now: datetime) -> int:
    """Make a backup without the person, then delete copies that still hold her; how many.

    Raises:
        core.store.StoreProblem: the store cannot be read, or there is no room; nothing was deleted.
    """
    fresh = backup.make(shop, now).path
    return delete_copies(shop, [path for path in some if path != fresh])


def delete_copies(shop: OpenShop, some: Collection[Path]) -> int:
    """Delete copies that still hold a person; how many could be. It cannot be taken back."""
    gone = 0
    for path in copies(shop):
        if path in set(some):
            # One that another program holds stays, and is named among the copies from then on.
            with contextlib.suppress(OSError):
                path.unlink()
                gone += 1
    return gone


def _plan(shop: OpenShop, who: person.Person, session: Session) -> ErasePlan:
    goes, stays = person.counts(session, shop.id, who)
    first = who.buyers[0]
    return ErasePlan(
        key=first.key,
        name=person.name(session, shop.id, who),
        keys=tuple(who.keys),
        goes=goes,
        stays=stays,
        merges=len(identity_log.listed(session, shop.id, who.keys)),
        backups=copies(shop),
    )
