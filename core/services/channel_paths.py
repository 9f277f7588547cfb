"""Ways to orders that the seller put in, and what each way of sharing gives to a channel."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.analysis import attribution, paths
from core.analysis.attribution import Credit, Model
from core.analysis.paths import Ends, LineFault, Way
from core.services import kept_notes
from core.services.opening import OpenShop
from core.store import notes
from core.store.links import PathsRow
from core.terms import seoul_day


class PathsRefused(Exception):  # noqa: N818  (an answer, not a fault)
    """Lines were not understood; nothing was kept."""

    def __init__(self, faults: tuple[tuple[int, LineFault], ...]) -> None:
        """Keep the numbers of the lines, each with what is wrong; none where there is no line."""
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Entry:
    """Ways that were put in at one time."""

    id: int
    version: int
    added_on: date
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A channel, what each model gives it, and the least and the most won of them."""

    channel: str
    given: Mapping[Model, Credit]
    bounds: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Paths:
    """All ways there are, shared out; ``steps`` is how many an order had on average."""

    entries: tuple[Entry, ...] = ()
    orders: int = 0
    won: int = 0
    steps: float | None = None
    shared: tuple[Shared, ...] = ()
    ends: tuple[Ends, ...] = ()


def add(shop: OpenShop, text: str, now: datetime) -> Entry:
    """Keep the lines of a text, all of them or none.

    Raises:
        PathsRefused: a line was not understood, or there is none.
        core.store.StoreProblem: the store cannot be written.
    """
    found = paths.read(text)
    if found.faults or not found.ways:
        raise PathsRefused(found.faults)
    lines = json.dumps(
        [[list(way.steps), way.orders, way.won] for way in found.ways], ensure_ascii=False
    )
    with shop.store.write() as session:
        row = notes.add(session, PathsRow(shop_id=shop.id, id=0, lines=lines, created_at=now))
        return _entry(row)


def delete(shop: OpenShop, number: int, now: datetime, seen: int | None = None) -> None:
    """Throw the ways of one time away; ``undo`` brings them back.

    Raises:
        core.store.notes.NoteChanged: it was changed elsewhere since it was read.
    """
    kept_notes.delete(shop, PathsRow, number, now, seen)


def undo(shop: OpenShop, number: int, seen: int | None = None) -> None:
    """Take back the last change of what was put in at one time; see ``kept_notes.undo``."""
    kept_notes.undo(shop, PathsRow, number, seen)


def read(shop: OpenShop) -> Paths:
    """All ways, shared out by every model.

    Raises:
        core.store.StoreProblem: the store cannot be read.
    """
    with shop.store.read() as session:
        entries = tuple(_entry(row) for row in notes.listed(session, PathsRow, shop.id))
    ways = [way for entry in entries for way in entry.ways]
    if not ways:
        return Paths()
    given = attribution.models(
        [attribution.in_steps(way.steps, way.orders, way.won) for way in ways]
    )
    nothing = Credit(0.0, 0)
    shared = [
        Shared(name, {model: each.get(name, nothing) for model, each in given.items()}, bounds)
        for name, bounds in attribution.spread(given).items()
    ]
    shared.sort(key=lambda one: (-one.bounds[1], one.channel))
    orders = sum(way.orders for way in ways)
    steps = sum(len(way.steps) * way.orders for way in ways) / orders
    won = sum(way.won for way in ways)
    return Paths(entries, orders, won, steps, tuple(shared), tuple(paths.ends(ways)))


def _entry(row: PathsRow) -> Entry:
    ways = tuple(Way(tuple(steps), orders, won) for steps, orders, won in json.loads(row.lines))
    return Entry(row.id, row.version, seoul_day(row.created_at), ways)
