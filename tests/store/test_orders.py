"""Lines come in once, newest state first, and leave without a trace."""

from datetime import UTC, date, datetime, timedelta
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import text

from core.store import Store, open_store, orders, uploads
from core.terms import Claim, OrderState
from tests.store import books
from tests.store.books import Line


def test_the_first_file_is_all_new(store: Store) -> None:
    assert books.put(store, [Line(1), Line(2)]) == orders.Saved(2, 0, 0, 0)


def test_the_same_lines_again_change_nothing(store: Store) -> None:
    books.put(store, [Line(1), Line(2)])
    before = books.contents(store)
    saved = books.put(store, [Line(1), Line(2)])
    assert (saved.new, saved.changed, saved.same) == (0, 0, 2)
    assert books.contents(store) == before


def test_an_overlapping_file_updates_states_without_doubling_lines(store: Store) -> None:
    books.put(store, [Line(1), Line(2), Line(3)])
    saved = books.put(store, [Line(3, OrderState.CANCELLED), Line(4)], age=24)
    assert (saved.new, saved.changed, saved.same) == (1, 1, 0)
    assert books.state_of(store, 3) is OrderState.CANCELLED
    assert len(books.contents(store)["order_line"]) == 4


def test_an_older_export_does_not_bring_back_an_older_state(store: Store) -> None:
    books.put(store, [Line(1, OrderState.CANCELLED)], age=24)
    saved = books.put(store, [Line(1, OrderState.SHIPPING)], age=0)
    assert (saved.changed, saved.same, saved.outdated) == (0, 1, 1)
    assert books.state_of(store, 1) is OrderState.CANCELLED


def test_an_older_export_stays_older_than_a_newer_one_that_changed_nothing(store: Store) -> None:
    books.put(store, [Line(1, OrderState.PAID)], age=0)
    books.put(store, [Line(1, OrderState.PAID)], age=48)
    books.put(store, [Line(1, OrderState.CLAIM_OPEN)], age=24)
    assert books.state_of(store, 1) is OrderState.PAID


@pytest.mark.parametrize("age", [None, 0])
def test_a_file_of_unknown_or_the_same_age_only_moves_a_line_forward(
    store: Store, age: int | None
) -> None:
    books.put(store, [Line(1, OrderState.DELIVERED)], age=age)
    books.put(store, [Line(1, OrderState.SHIPPING)], age=age)
    assert books.state_of(store, 1) is OrderState.DELIVERED
    books.put(store, [Line(1, OrderState.RETURNED)], age=age)
    assert books.state_of(store, 1) is OrderState.RETURNED


def test_a_poorer_file_does_not_blank_what_a_richer_one_told(store: Store) -> None:
    books.put(store, [Line(1, route="네이버 쇼핑")])
    saved = books.put(store, [Line(1, amount=None, buyer=None)], age=24)
    assert saved.changed == 0


@pytest.mark.parametrize(
    ("hours", "state"), [(-1, OrderState.CANCELLED), (+1, OrderState.PAID)], ids=["maybe", "surely"]
)
def test_a_file_of_unknown_age_wins_only_if_it_is_surely_newer(
    store: Store, hours: int, state: OrderState
) -> None:
    books.put(store, [Line(1, OrderState.CANCELLED)], age=0)
    with store.write() as session:
        upload = books.Upload(
            shop_id=1, id=0, name="b", sha256="b", format_id="x", created_at=books.START
        )
        uploads.book(session, upload)
        loading = orders.Loading(session, 1, upload.id, None)
        loading.add(books.table([Line(1), Line(2)]))
        bound = books.START + timedelta(days=200, hours=hours)
        assert loading.settle(bound).new == 1
    assert books.state_of(store, 1) is state


def test_an_export_that_is_surely_older_loses_even_if_it_is_further_along(store: Store) -> None:
    with store.write() as session:
        upload = books.Upload(
            shop_id=1, id=0, name="b", sha256="b", format_id="x", created_at=books.START
        )
        uploads.book(session, upload)
        loading = orders.Loading(session, 1, upload.id, None)
        loading.add(books.table([Line(1, OrderState.DELIVERED)]))
        loading.settle(books.START + timedelta(days=200, hours=1))
    books.put(store, [Line(1, OrderState.CLAIM_OPEN)], age=0)
    assert books.state_of(store, 1) is OrderState.DELIVERED


def test_an_older_export_does_not_bring_back_a_claim(store: Store) -> None:
    books.put(store, [Line(1, OrderState.CONFIRMED)], age=24)
    claims = books.table([Line(1, OrderState.CLAIM_OPEN)])
    claims = claims.append_column("claim", pa.array([Claim.CANCEL.value], pa.int8()))
    with store.write() as session:
        upload = books.Upload(
            shop_id=1, id=0, name="b", sha256="b", format_id="x", created_at=books.START
        )
        uploads.book(session, upload)
        loading = orders.Loading(session, 1, upload.id, books.START + timedelta(days=200))
        loading.add(claims)
        assert loading.settle().changed == 0


@pytest.mark.parametrize(
    ("utc", "day", "hour"),
    [
        (datetime(2026, 5, 1, 14, 59, 59, tzinfo=UTC), date(2026, 5, 1), 23),
        (datetime(2026, 5, 1, 15, 0, 0, tzinfo=UTC), date(2026, 5, 2), 0),
        (datetime(2026, 5, 1, 15, 30, 0, tzinfo=UTC), date(2026, 5, 2), 0),
    ],
)
def test_the_day_of_a_line_is_the_day_in_seoul(
    store: Store, utc: datetime, day: date, hour: int
) -> None:
    lines = books.table([Line(1)]).drop_columns(["paid_at"])
    lines = lines.append_column("paid_at", pa.array([int(utc.timestamp())], pa.int64()))
    with store.write() as session:
        upload = books.Upload(
            shop_id=1, id=0, name="b", sha256="b", format_id="x", created_at=books.START
        )
        uploads.book(session, upload)
        loading = orders.Loading(session, 1, upload.id, None)
        loading.add(lines)
        loading.settle()
    with store.read() as session:
        kept = session.execute(text("SELECT day, hour FROM order_line")).one()
        totals = session.execute(text("SELECT day FROM day_total")).scalar_one()
    assert tuple(kept) == ((day - date(1970, 1, 1)).days, hour)
    assert totals == kept[0]


def test_a_file_of_unknown_age_still_moves_a_line_forward(store: Store) -> None:
    books.put(store, [Line(1, OrderState.DELIVERED)], age=0)
    saved = books.put(store, [Line(1, OrderState.RETURNED)], age=None)
    assert (saved.changed, saved.outdated) == (1, 0)
    assert books.state_of(store, 1) is OrderState.RETURNED


def test_a_product_known_by_name_gives_way_to_its_number(store: Store) -> None:
    nameless = books.table([Line(1)]).drop_columns(["product_no"])
    with store.write() as session:
        upload = books.Upload(
            shop_id=1, id=0, name="b", sha256="b", format_id="x", created_at=books.START
        )
        uploads.book(session, upload)
        loading = orders.Loading(session, 1, upload.id, None)
        loading.add(nameless)
        loading.settle()
    books.put(store, [Line(1), Line(2)])
    with store.read() as session:
        keys = session.execute(
            text("SELECT DISTINCT p.key FROM order_line l JOIN product p ON p.id = l.product_id")
        ).all()
    assert keys == [("1",)]


def test_taking_a_file_back_restores_what_was_there(store: Store) -> None:
    books.put(store, [Line(1), Line(2, route="밴드")])
    before = books.contents(store)
    books.put(
        store, [Line(2, OrderState.RETURNED), Line(3, buyer=7, product=9, route="라이브")], 24
    )
    assert books.take_back(store, 2) == [2]
    assert books.contents(store) == before


def test_a_file_goes_together_with_later_ones_that_held_its_rows(store: Store) -> None:
    books.put(store, [Line(1)])
    books.put(store, [Line(1), Line(2)], age=None)
    with store.write() as session, pytest.raises(ValueError, match="later uploads"):
        uploads.undo(session, 1, [1], books.START)
    assert books.take_back(store, 1) == [1, 2]
    assert books.contents(store)["order_line"] == []


def test_a_file_that_was_taken_back_cannot_be_taken_back_again(store: Store) -> None:
    books.put(store, [Line(1)])
    books.take_back(store, 1)
    with store.write() as session, pytest.raises(ValueError, match="cannot be undone"):
        uploads.undo(session, 1, [1], books.START)


def test_a_dry_run_tells_the_same_and_keeps_nothing(store: Store) -> None:
    books.put(store, [Line(1), Line(2)])
    before = books.contents(store)
    with store.read() as session, orders.comparing(session, 1, None) as loading:
        loading.add(books.table([Line(2, OrderState.CANCELLED), Line(3, buyer=8, product=8)]))
        saved = loading.settle()
    assert (saved.new, saved.changed, saved.same) == (1, 1, 0)
    assert books.contents(store) == before


Everything = dict[str, list[tuple[object, ...]]]
LINES = st.lists(
    st.builds(
        Line,
        number=st.integers(1, 12),
        state=st.sampled_from(sorted(OrderState)),
        amount=st.one_of(st.none(), st.integers(-500, 90_000)),
        buyer=st.one_of(st.none(), st.integers(1, 4)),
        product=st.integers(1, 3),
        day=st.sampled_from([0, 1, 2, 92, 93, 200]),
        route=st.sampled_from([None, "밴드", "네이버 쇼핑"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda line: line.number,
)


class Bookkeeping(RuleBasedStateMachine):
    """Any order of uploads and undos: sums stay exact, and undo goes back exactly."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = open_store(f"sqlite:///{self.folder.name}/store.db")
        self.history: list[tuple[int, Everything]] = []
        self.undone = 0

    @rule(lines=LINES, age=st.one_of(st.none(), st.integers(0, 3)))
    def upload(self, lines: list[Line], age: int | None) -> None:
        before = books.contents(self.store)
        saved = books.put(self.store, lines, age)
        assert saved.new + saved.changed + saved.same == len(lines)
        self.history.append((len(self.history) + 1 + self.undone, before))

    @precondition(lambda self: self.history)
    @rule()
    def undo_newest(self) -> None:
        number, before = self.history.pop()
        self.undone += 1
        assert books.take_back(self.store, number) == [number]
        assert books.contents(self.store) == before

    @invariant()
    def sums_are_those_of_the_lines(self) -> None:
        assert books.contents(self.store) == books.recomputed(self.store)

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestBookkeeping = Bookkeeping.TestCase
TestBookkeeping.settings = settings(
    max_examples=25,
    stateful_step_count=10,
    deadline=None,
    # Shrinking a failure takes minutes; the steps that led to it are printed anyway.
    phases=(Phase.explicit, Phase.generate),
)
