"""Files, undos, merges, splits and deletions in any order, held against a model in plain Python."""

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text
from sqlmodel import SQLModel

from core.store import Store, erasing, identities, open_store, orders, person, uploads
from core.store.identities import Ended, NotTwo
from core.store.tables import Upload
from core.terms import OrderState
from core.terms.order_lines import ORDER_LINES
from tests.store import books
from tests.store.identity_model import (
    CONTRADICTION,
    PLACES,
    SIGNS,
    Merge,
    Model,
    key_of,
)

FILES = st.lists(
    st.tuples(st.sampled_from(PLACES), st.sampled_from([1, 2, 3, 4, 5, 1, 3, None])),
    min_size=1, max_size=6, unique_by=lambda row: row[0],
)  # fmt: skip
WON = 10_000


def table(rows: list[tuple[tuple[int, int], int | None]]) -> pa.Table:
    """Lines as the importers hand them over; all but the buyer depends on the number."""
    keys = [None if who is None else key_of(who) for _place, who in rows]
    days = [number * 40 + mall for (mall, number), _who in rows]
    columns = {
        "line": list(range(2, 2 + len(rows))),
        "mall": [mall for (mall, _number), _who in rows],
        "line_no": [str(number) for (_mall, number), _who in rows],
        "order_no": [str(number // 2) for (_mall, number), _who in rows],
        "paid_at": [int(books.START.timestamp()) + 86_400 * day for day in days],
        "state": [OrderState.PAID.value] * len(rows),
        "amount": [WON] * len(rows),
        "product_no": [str(number % 3) for (_mall, number), _who in rows],
        "buyer_key": keys,
        "buyer_known_by": [None if key is None else SIGNS[key].value for key in keys],
    }
    return pa.table({n: pa.array(v, ORDER_LINES.field(n).type) for n, v in columns.items()})


class Customers(RuleBasedStateMachine):
    """Whatever happens, lines stand under the customers of the model, and sums are exact."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.store = store
        self.model = Model()
        self.uploads: list[int] = []

    @rule(rows=FILES)
    def take_another(self, rows: list[tuple[tuple[int, int], int | None]]) -> None:
        self.take(rows)

    @rule(rows=FILES)
    def take(self, rows: list[tuple[tuple[int, int], int | None]]) -> None:
        with self.store.write() as session:
            upload = Upload(shop_id=1, id=0, name="a.csv", sha256="0", format_id="x",
                            created_at=books.START)  # fmt: skip
            uploads.book(session, upload)
            loading = orders.Loading(session, 1, upload.id, None)
            loading.add(table(rows))
            loading.settle()
            self.uploads.append(upload.id)
        told = [(*place, None if who is None else key_of(who)) for place, who in rows]
        self.model.take(self.uploads[-1], told)

    @precondition(lambda self: self.uploads)
    @rule(which=st.integers(0, 9))
    def take_back(self, which: int) -> None:
        number = self.uploads[which % len(self.uploads)]
        for gone in sorted(books.take_back(self.store, number), reverse=True):
            self.uploads.remove(gone)
            self.model.take_back(gone)

    @rule(one=st.integers(0, 9), other=st.integers(0, 9))
    def merge(self, one: int, other: int) -> None:
        there = self.buyers()
        if not there:
            return
        both = (there[one % len(there)], there[other % len(there)])
        is_one = self.model.customer(both[0]) == self.model.customer(both[1])
        with self.store.write() as session:
            if is_one:
                with pytest.raises(NotTwo):
                    identities.merge(session, 1, *both, books.START)
            else:
                identities.merge(session, 1, *both, books.START)
        if not is_one:
            self.model.merge(*both)

    @precondition(lambda self: self.held())
    @rule(which=st.integers(0, 9))
    def split(self, which: int) -> None:
        held = self.held()
        one = held[which % len(held)]
        with self.store.write() as session:
            number = session.execute(
                text(
                    "SELECT id FROM buyer_merge WHERE from_key = :one AND into_key = :other "
                    "AND undone_at IS NULL AND evidence = :evidence"
                ),
                {"one": one.from_key, "other": one.into_key, "evidence": one.evidence.value},
            ).scalar_one()
            identities.split(session, 1, int(number), books.START)
        one.ended = Ended.HAND

    @precondition(lambda self: len(self.uploads) > 2)
    @rule(which=st.integers(0, 9))
    def erase(self, which: int) -> None:
        there = self.buyers()
        if there:
            key = there[which % len(there)]
            with self.store.write() as session:
                nobody = erasing.erase(session, 1, person.find(session, 1, key), books.START)
            self.model.erase(key, nobody)

    def held(self) -> list[Merge]:
        return [one for one in self.model.log if one.ended is Ended.NOT]

    def buyers(self) -> list[str]:
        with self.store.read() as session:
            rows = session.execute(text("SELECT key FROM buyer WHERE known_by > 0 ORDER BY key"))
            return [str(row[0]) for row in rows]

    @invariant()
    def lines_stand_under_the_customers_of_the_model(self) -> None:
        with self.store.read() as session:
            rows = session.execute(
                text(
                    "SELECT l.mall, l.line_no, c.key, coalesce(o.key, c.key), a.key, "
                    "l.also_buyer_id FROM order_line l LEFT JOIN buyer c ON c.id = l.buyer_id "
                    "LEFT JOIN buyer o ON o.id = l.own_buyer_id "
                    "LEFT JOIN buyer a ON a.id = l.also_buyer_id"
                )
            ).all()
        found = {
            (int(mall), int(number)): (key, own, CONTRADICTION if also == 0 else also_key)
            for mall, number, key, own, also_key, also in rows
        }
        assert found == self.model.told()

    @invariant()
    def sums_of_customers_are_those_of_the_model(self) -> None:
        lines: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for place, (key, _own, _also) in self.model.told().items():
            if key is not None:
                lines[key].add(place)
        with self.store.read() as session:
            rows = session.execute(text("SELECT key, orders, net FROM buyer WHERE orders > 0"))
            found = {str(key): (int(count), int(net)) for key, count, net in rows}
        assert found == {
            key: (len({str(number // 2) for _mall, number in those}), WON * len(those))
            for key, those in lines.items()
        }

    @invariant()
    def sums_are_those_added_up_afresh(self) -> None:
        assert books.contents(self.store) == books.recomputed(self.store)

    @invariant()
    def the_keys_of_a_customer_are_those_of_the_model(self) -> None:
        there = set(self.buyers())
        with self.store.read() as session:
            for key in there:
                keys = identities.keys_of(session, 1, key)
                assert keys[0] == self.model.customer(key)
                assert set(keys) == self.model.together(key) & there
            assert person.erased(session, 1) == self.model.erased


STEPS = settings(
    max_examples=int(os.environ.get("IDENTITY_EXAMPLES", "25")),
    stateful_step_count=20,
    deadline=None,
    # Shrinking a failure takes minutes; the steps that led to it are printed anyway.
    phases=(Phase.explicit, Phase.generate),
)


def test_any_order_of_what_happens_in_a_file(file: Store) -> None:
    file.settle_file()
    empty = Path(str(file.path)).read_bytes()

    class InFile(Customers):
        def __init__(self) -> None:
            self.folder = TemporaryDirectory()
            place = Path(self.folder.name, "store.db")
            place.write_bytes(empty)  # making one takes longer than all steps
            super().__init__(open_store(f"sqlite:///{place}"))

        def teardown(self) -> None:
            self.store.close()
            self.folder.cleanup()

    run_state_machine_as_test(InFile, settings=STEPS)


@pytest.fixture
def server(postgresql_url: str) -> Iterator[Store]:
    opened = open_store(postgresql_url)
    yield opened
    opened.close()


@pytest.mark.postgresql
def test_any_order_of_what_happens_on_a_server(server: Store) -> None:
    class OnServer(Customers):
        def __init__(self) -> None:
            kept = {"shop", "revision"}
            names = ", ".join(name for name in SQLModel.metadata.tables if name not in kept)
            with server.write() as session:
                session.execute(text(f"TRUNCATE {names}"))
            super().__init__(server)

    run_state_machine_as_test(OnServer, settings=STEPS)
