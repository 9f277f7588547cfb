"""Whatever happens in whatever order, nobody is looked after twice, too often or out of turn.

Files overlap and come in any order, are taken back, tell of returns; complaints open and close;
tasks are done, skipped and taken back; days pass. What is due is computed once more, line by
line, in plain Python.
"""

import shutil
import tempfile
from collections.abc import Generator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from core.analysis.care_queue import APART, RULES, TRANSPORT, Kind
from core.services import care_queue
from core.services import care_queue_done as done
from core.services.care_queue_done import Batch, Reason
from core.store.voice_tables import ComplaintRow
from core.terms import OrderState
from core.terms.voice import ComplaintStatus
from tests import cluster, shops
from tests.care_shops import Sent, take, take_back

BEGIN = date(2026, 10, 1)
ORDERS = 7
CONTACTS = ("how_is_it", "review")


def moment(day: date, hour: int = 3) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@dataclass(frozen=True)
class Life:
    """What becomes of one order line: the days of its life, counted from ``BEGIN``."""

    order: str
    line: str
    buyer: str | None
    paid: int
    sent: int
    arrived: int | None
    back: int | None

    def on(self, day: int) -> Sent | None:
        """The line as a file of a day tells it; None before it was paid."""
        if day < self.paid:
            return None
        told = lambda one: BEGIN + timedelta(days=one) if one is not None and one <= day else None  # noqa: E731
        state = OrderState.PAID
        if self.sent <= day:
            state = OrderState.SHIPPING
        if self.arrived is not None and self.arrived <= day:
            state = OrderState.DELIVERED
        if self.back is not None and self.back <= day:
            state = OrderState.RETURNED
        return Sent(self.order, told(self.paid), told(self.sent), told(self.arrived), self.buyer,
                    state=state, line=self.line)  # fmt: skip


@st.composite
def lives(draw: st.DrawFn) -> list[Life]:
    """Some orders of one or two lines."""
    found = []
    for number in range(ORDERS):
        paid = draw(st.integers(0, 12))
        buyer = draw(st.sampled_from(["b1", "b2", "b3", None]))
        for line in range(draw(st.integers(1, 2))):
            sent = paid + draw(st.integers(0, 3))
            arrived = draw(st.none() | st.integers(1, 3))
            back = draw(st.none() | st.none() | st.integers(1, 20))
            found.append(
                Life(f"O{number}", f"O{number}-{line}", buyer, paid, sent,
                     None if arrived is None else sent + arrived,
                     None if back is None else sent + back)
            )  # fmt: skip
    return found


@dataclass(frozen=True)
class Taken:
    """A file: on which day it was made, and of which lines it tells."""

    upload: int
    day: int
    lines: frozenset[str]


class Shop(RuleBasedStateMachine):
    """A shop to which everything happens."""

    url: str | None = None
    empty: Path
    """The folder of an empty shop, so that its tables need not be made each time."""

    def __init__(self) -> None:
        """Open an empty shop."""
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        folder = Path(self._folder.name)
        shutil.copytree(self.empty, folder, dirs_exist_ok=True)
        self._database = _database(self.url)
        self.shop = shops.opened(folder, next(self._database))
        self.day = 0
        self.files: list[Taken] = []
        self.complaints: dict[int, tuple[str, bool]] = {}
        self.touches: dict[tuple[str, str], Batch] = {}
        self.count = 0

    @initialize(some=lives())
    def begin(self, some: list[Life]) -> None:
        """Know what will become of the orders."""
        self.lives = {one.line: one for one in some}

    @rule(days=st.integers(1, 9))
    def pass_days(self, days: int) -> None:
        """Time passes."""
        self.day += days

    @rule(age=st.integers(0, 25), left_out=st.sets(st.integers(0, ORDERS - 1)))
    def upload(self, age: int, left_out: set[int]) -> None:
        """A file of some orders comes in; it may be older than those before."""
        made = max(0, self.day - age)
        told = [
            sent for one in self.lives.values()
            if int(one.order[1:]) not in left_out and (sent := one.on(made)) is not None
        ]  # fmt: skip
        # Each file is of a moment of its own.
        if not told or made in {one.day for one in self.files}:
            return
        self.count += 1
        number = take(self.shop, told, name=f"{self.count}.xlsx",
                      as_of=moment(BEGIN + timedelta(days=made), 14))  # fmt: skip
        self.files.append(Taken(number, made, frozenset(one.line for one in told)))

    @precondition(lambda self: self.files)
    @rule(which=st.integers(0, 20))
    def take_back(self, which: int) -> None:
        """A file is taken back, with those that were laid over it."""
        take_back(self.shop, self.files[which % len(self.files)].upload)
        with self.shop.store.read() as session:
            there = session.execute(text("SELECT id FROM upload WHERE undone_at IS NULL"))
            kept = {int(row[0]) for row in there}
        self.files = [one for one in self.files if one.upload in kept]

    @precondition(lambda self: self.files)
    @rule(order=st.integers(0, ORDERS - 1))
    def complain(self, order: int) -> None:
        """Somebody complains about an order."""
        number = len(self.complaints) + 1
        with self.shop.store.write() as session:
            session.add(
                ComplaintRow(
                    shop_id=1, id=number, mall=1, order_no=f"O{order}",
                    status=ComplaintStatus.DOING, opened_at=moment(self.today),
                    due_at=moment(self.today), created_at=moment(self.today),
                )
            )  # fmt: skip
        self.complaints[number] = (f"O{order}", True)

    @precondition(lambda self: self.complaints)
    @rule(which=st.integers(0, 20))
    def solve(self, which: int) -> None:
        """A complaint is solved."""
        number = which % len(self.complaints) + 1
        with self.shop.store.write() as session:
            session.execute(
                text(f"UPDATE complaint SET status = {int(ComplaintStatus.SOLVED)} WHERE id = :id"),
                {"id": number},
            )
        self.complaints[number] = (self.complaints[number][0], False)

    @rule(which=st.integers(0, 20), reason=st.none() | st.sampled_from(list(Reason)))
    def touch(self, which: int, reason: Reason | None) -> None:
        """A task is done or skipped."""
        listed = self.listed()
        if not listed:
            return
        kind, order = listed[which % len(listed)]
        if kind in CONTACTS and reason is None:
            self.check_contact(order)
        now = moment(self.today) + timedelta(seconds=len(self.touches))
        marked = done.mark(self.shop, Kind(kind), [(1, order)], now, reason)
        assert marked.others == 0, "a task that was noted before was listed again"
        self.touches[kind, order] = marked.batch

    @precondition(lambda self: self.touches)
    @rule(which=st.integers(0, 20))
    def undo(self, which: int) -> None:
        """What was noted is taken back."""
        key = sorted(self.touches)[which % len(self.touches)]
        assert done.undo(self.shop, self.touches.pop(key)) == 1

    @property
    def today(self) -> date:
        """The day."""
        return BEGIN + timedelta(days=self.day)

    def listed(self) -> list[tuple[str, str]]:
        """What the program lists."""
        found = care_queue.tasks(self.shop, self.today)
        return list(zip(found["kind"], found["order_no"], strict=True))

    def known(self) -> dict[str, Life]:
        """The lines of the store, each as the newest file told of it."""
        found: dict[str, Life] = {}
        for file in sorted(self.files, key=lambda one: one.day):
            for line in file.lines:
                life = self.lives[line]
                found[line] = replace(
                    life,
                    sent=life.sent if life.sent <= file.day else -1,
                    arrived=life.arrived if life.arrived is not None
                    and life.arrived <= file.day else None,
                    back=life.back if life.back is not None and life.back <= file.day else None,
                )  # fmt: skip
        return found

    def persons(self) -> dict[str, str]:
        """Who ordered what; of an unknown buyer each order is somebody else."""
        buyers: dict[str, str] = {}
        for one in self.known().values():
            buyers.setdefault(one.order, one.buyer or one.order)
        return buyers

    def check_contact(self, order: str) -> None:
        """Nobody is contacted after a return, with an open complaint, or again within days."""
        lines = [one for one in self.known().values() if one.order == order]
        persons = self.persons()
        assert all(one.back is None for one in lines)
        open_ones = {of for of, is_open in self.complaints.values() if is_open}
        assert persons[order] not in {persons.get(of, of) for of in open_ones}
        for (kind, of), batch in self.touches.items():
            if kind in CONTACTS and batch.is_done and persons.get(of) == persons[order]:
                assert (self.today - batch.at.date()).days >= APART

    def expected(self) -> set[tuple[str, str]]:
        """What is due, line by line."""
        persons = self.persons()
        open_ones = {of for of, is_open in self.complaints.values() if is_open}
        spared = {persons.get(of, of) for of in open_ones}
        lately = {
            persons.get(of, of) for (kind, of), batch in self.touches.items()
            if kind in CONTACTS and batch.is_done
            and (self.today - batch.at.date()).days < APART
        }  # fmt: skip
        notices, contacts = set(), []
        for order, person in persons.items():
            for one in RULES:
                due = self._due(order, one.kind)
                if due is None or not due + one.days <= self.day <= due + one.days + one.lapses:
                    continue
                if (one.kind.value, order) in self.touches:
                    continue
                if not one.kind.is_contact:
                    notices.add((one.kind.value, order))
                elif person not in spared | lately:
                    rank = list(Kind).index(one.kind)
                    contacts.append((due + one.days, rank, order, person, one.kind.value))
        firsts: dict[str, tuple[str, str]] = {}
        for _due, _rank, order, person, kind in sorted(contacts):
            firsts.setdefault(person, (kind, order))
        return notices | set(firsts.values())

    def _due(self, order: str, kind: Kind) -> int | None:
        """The day from which a kind is counted for an order; None if it never is."""
        lines = [one for one in self.known().values() if one.order == order]
        kept = [one for one in lines if one.back is None]
        sent = [one.sent for one in kept if one.sent >= 0]
        if kind is Kind.CONFIRM:
            return None if sent or not kept else min(one.paid for one in lines)
        if kind is Kind.DISPATCH:
            there = all(one.arrived is not None and one.arrived <= self.day for one in kept)
            return None if there else min(sent, default=None)
        if kind is Kind.TIP or len(kept) < len(lines) or len(sent) < len(kept):
            return None
        return max(one.sent + TRANSPORT if one.arrived is None else one.arrived for one in kept)

    @invariant()
    def what_is_listed_is_what_is_due(self) -> None:
        """The same, counted independently."""
        if hasattr(self, "lives"):
            listed = self.listed()
            assert len(set(listed)) == len(listed)
            assert set(listed) == self.expected()

    def teardown(self) -> None:
        """Take the files in once more, from the oldest: the list is the same."""
        if self.files:
            self._again()
        self.shop.close()
        self._database.close()
        self._folder.cleanup()

    def _again(self) -> None:
        before = self.listed()
        for file in sorted(self.files, key=lambda one: one.day):
            told = [self.lives[line].on(file.day) for line in sorted(file.lines)]
            take(self.shop, [one for one in told if one], name=f"again-{file.upload}.xlsx",
                 as_of=moment(BEGIN + timedelta(days=file.day), 14))  # fmt: skip
        assert self.listed() == before


def _database(url: str | None) -> Generator[str | None, None, None]:
    """The address of an empty database of a server, gone afterwards; None for a file."""
    if url is None:
        yield None
        return
    name = f"care_{next(_NUMBERS)}"
    cluster.run(url, f"CREATE DATABASE {name} TEMPLATE {_EMPTY}")
    try:
        yield url + name
    finally:
        cluster.run(url, f"DROP DATABASE {name} WITH (FORCE)")


_NUMBERS = iter(range(1_000_000))
_EMPTY = "care_empty"


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    ("where", "examples"),
    [("sqlite", 12), pytest.param("postgresql", 4, marks=pytest.mark.postgresql)],
)
def test_nothing_is_due_twice_or_out_of_turn(request, tmp_path, where, examples):
    url = None if where == "sqlite" else str(request.getfixturevalue("postgresql_server"))
    if url is not None:
        cluster.run(url, f"CREATE DATABASE {_EMPTY}")
    shops.opened(tmp_path, url and url + _EMPTY).close()
    machine = type("Machine", (Shop,), {"url": url, "empty": tmp_path})

    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=20, deadline=None, derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
