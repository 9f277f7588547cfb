"""Facts come in row by row, the youngest counts, and they leave without a trace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import text

from core.store import Store, open_store, orders, records, totals, uploads
from core.store.fact_tables import FACTS, TABLES, kept
from core.store.moments import day_number
from core.store.tables import Upload
from core.terms import DataSet, Mall, Period, Record, SettledItem, SettlementReport, Subject
from core.terms.records import KEYS, SCHEMAS
from tests.store import books, facts
from tests.store.books import Line
from tests.store.facts import fact

FIRST = date(2026, 5, 1)
DAY = day_number(FIRST)
SHOP = Record.STATISTIC


def current(store: Store, record: Record, *names: str) -> list[tuple[Any, ...]]:
    """The rows that count, some columns of them."""
    with store.read() as session:
        found = session.execute(
            text(f"SELECT {', '.join(names)} FROM {record} WHERE current = 1 ORDER BY 1, 2")
        )
        return [tuple(row) for row in found]


def visits(store: Store) -> list[tuple[Any, ...]]:
    return current(store, SHOP, "first_day", "visits")


def take_back(store: Store, *numbers: int) -> None:
    with store.write() as session:
        uploads.undo(session, 1, numbers, books.START)


@pytest.mark.parametrize("record", FACTS)
def test_every_table_has_the_columns_of_its_schema(record: Record) -> None:
    names = {field.name for field in SCHEMAS[record]} - {"line", "product_no", "product_name"}
    assert set(kept(record)) - {"product_id"} == names
    assert set(kept(record)) <= set(TABLES[record].columns.keys())
    assert set(KEYS[record]) <= {field.name for field in SCHEMAS[record]}


def test_the_first_file_is_all_new_and_the_same_again_changes_nothing(store: Store) -> None:
    rows = [fact(DAY, visits=3), fact(DAY + 1, visits=4)]
    assert facts.put(store, SHOP, rows) == orders.Saved(2, 0, 0, 0)
    assert facts.put(store, SHOP, rows) == orders.Saved(0, 0, 2, 0)
    assert visits(store) == [(DAY, 3), (DAY + 1, 4)]


def test_a_file_may_be_empty_or_come_in_parts(store: Store) -> None:
    assert facts.put(store, SHOP, []) == orders.Saved(0, 0, 0, 0)
    with store.write() as session:
        loading = records.Loading(session, 1, 9, None, SHOP)
        loading.add(facts.table(SHOP, [fact(DAY, visits=1)]))
        loading.add(facts.table(SHOP, [fact(DAY + 1, gross=2)]))
        assert loading.settle().new == 2


def test_a_younger_file_wins_an_older_one_loses_and_of_two_of_one_age_the_later(
    store: Store,
) -> None:
    facts.put(store, SHOP, [fact(DAY, visits=3)], age=5)
    assert facts.put(store, SHOP, [fact(DAY, visits=2)], age=4) == orders.Saved(0, 0, 1, 1)
    assert facts.put(store, SHOP, [fact(DAY, visits=3)], age=4) == orders.Saved(0, 0, 1, 0)
    assert visits(store) == [(DAY, 3)]
    assert facts.put(store, SHOP, [fact(DAY, visits=4)], age=5) == orders.Saved(0, 1, 0, 0)
    assert facts.put(store, SHOP, [fact(DAY, visits=5)], age=6) == orders.Saved(0, 1, 0, 0)
    assert visits(store) == [(DAY, 5)]


def test_a_file_of_unknown_age_is_as_old_as_it_is_at_least(store: Store) -> None:
    facts.put(store, SHOP, [fact(DAY, visits=3)], age=5)
    assert facts.put(store, SHOP, [fact(DAY, visits=1)], age=None).outdated == 1
    assert facts.put(store, SHOP, [fact(DAY, visits=1)], age=None, at_least=4).outdated == 1
    assert facts.put(store, SHOP, [fact(DAY, visits=9)], age=None, at_least=6).changed == 1
    assert facts.put(store, SHOP, [fact(DAY, visits=1)], age=5).outdated == 1


def test_of_rows_with_one_key_in_one_file_the_last_counts(store: Store) -> None:
    saved = facts.put(store, SHOP, [fact(DAY, visits=3), fact(DAY, visits=4)])
    assert saved == orders.Saved(1, 0, 1, 0)
    assert visits(store) == [(DAY, 4)]
    take_back(store, 1)
    assert books.contents(store)["statistic"] == []


def test_rows_that_differ_in_a_dimension_are_different_rows(store: Store) -> None:
    rows = [
        fact(DAY, keyword=None, visits=1),
        fact(DAY, keyword="", visits=2),
        fact(DAY, keyword="컵", visits=3),
        fact(DAY, keyword="컵", level=1, visits=4),
        fact(DAY, DAY + 1, keyword="컵", visits=5),
        fact(DAY, product_name="컵", visits=6),
        fact(DAY, product_no="7", product_name="컵", visits=7),
        fact(DAY, product_no="7", product_name="Cup", visits=8),
    ]
    assert facts.put(store, SHOP, rows).new == 7
    assert [row[1] for row in sorted(visits(store), key=lambda r: r[1])] == [1, 2, 3, 4, 5, 6, 8]


def test_a_younger_file_that_tells_less_replaces_the_whole_row(store: Store) -> None:
    facts.put(store, SHOP, [fact(DAY, visits=3, gross=9)])
    assert facts.put(store, SHOP, [fact(DAY, visits=3)], age=1).changed == 1
    assert current(store, SHOP, "visits", "gross") == [(3, None)]


def test_a_dry_run_tells_the_same_and_keeps_nothing(store: Store) -> None:
    facts.put(store, SHOP, [fact(DAY, visits=3), fact(DAY + 1, product_no="1", visits=2)], age=5)
    before = books.contents(store)
    rows = [
        fact(DAY, visits=4),
        fact(DAY + 1, product_no="1", visits=2),
        fact(DAY + 2, product_no="8", product_name="새 컵"),
    ]
    for age, told in ((6, orders.Saved(1, 1, 1, 0)), (4, orders.Saved(1, 0, 2, 1))):
        with (
            store.read() as session,
            records.comparing(session, 1, facts.moment(age), SHOP) as loading,
        ):
            loading.add(facts.table(SHOP, rows))
            assert loading.settle() == told
        assert books.contents(store) == before
        assert facts.put(store, SHOP, rows, age=age) == told
        with store.read() as session:
            newest = uploads.history(session, 1)[0].id
        take_back(store, newest)


def test_taking_a_file_back_gives_its_place_to_the_best_of_the_others(store: Store) -> None:
    facts.put(store, SHOP, [fact(DAY, visits=1), fact(DAY + 1, visits=1)], age=1)
    facts.put(store, SHOP, [fact(DAY, visits=3)], age=3)
    facts.put(store, SHOP, [fact(DAY, visits=2)], age=2)
    take_back(store, 2)
    assert visits(store) == [(DAY, 2), (DAY + 1, 1)]
    take_back(store, 1)
    assert visits(store) == [(DAY, 2)]
    take_back(store, 3)
    assert books.contents(store)["statistic"] == []


def test_many_rows_at_once_are_replaced_and_given_back(store: Store) -> None:
    words = range(orders.MANY)
    old = [fact(DAY, keyword=f"컵 {word}", visits=1) for word in words]
    new = [fact(DAY, keyword=f"컵 {word}", visits=2) for word in words]
    assert facts.put(store, SHOP, old).new == orders.MANY
    assert facts.put(store, SHOP, new, age=1).changed == orders.MANY
    assert {row[1] for row in visits(store)} == {2}
    take_back(store, 2)
    assert visits(store) == [(DAY, 1)] * orders.MANY


def test_a_file_of_facts_takes_no_other_file_along(store: Store) -> None:
    facts.put(store, SHOP, [fact(DAY, visits=1)])
    facts.put(store, SHOP, [fact(DAY, visits=2)])
    with store.read() as session:
        assert uploads.dependents(session, 1, 1) == []


def test_products_stay_while_anything_is_told_of_them(store: Store) -> None:
    books.put(store, [Line(1, product=1), Line(2, product=2)])
    review = {"mall": Mall.SMARTSTORE.value, "review_no": "1", "product_no": "1", "rating": 5}
    facts.put(store, Record.REVIEW, [review])
    facts.put(store, SHOP, [fact(DAY, product_no="3", product_name="그릇")])
    take_back(store, 1)
    assert [row[2] for row in books.contents(store)["product"]] == ["1", "3"]
    take_back(store, 2, 3)
    assert books.contents(store)["product"] == []


def test_a_product_gets_its_name_from_the_first_file_that_has_one(store: Store) -> None:
    facts.put(store, SHOP, [fact(DAY, product_no="1"), fact(DAY, product_no="2")])
    rows = [
        fact(DAY + 1, product_no="1", product_name="컵"),
        fact(DAY + 1, product_no="2", product_name=None),
    ]
    facts.put(store, SHOP, rows)
    facts.put(store, SHOP, [fact(DAY + 2, product_no="1", product_name="잔")])
    with store.read() as session:
        assert totals.product_names(session, 1, [1, 2]) == {1: "컵", 2: ""}


def test_the_days_of_each_kind_of_data_are_told_in_stretches(store: Store) -> None:
    mall, noon = Mall.SMARTSTORE.value, DAY * 86_400
    books.put(store, [Line(1), Line(2, day=1), Line(3, day=5)])
    facts.put(store, SHOP, [fact(DAY, DAY + 3), fact(DAY + 4), fact(DAY + 9)])
    facts.put(store, SHOP, [fact(DAY, subject=Subject.KEYWORD.value)])
    ad = {"report": "x", "platform": 1, "level": 0, "first_day": DAY, "last_day": DAY + 6}
    facts.put(store, Record.AD_RESULT, [ad])
    facts.put(
        store,
        Record.REVIEW,
        [
            # one hour before and one after midnight in Seoul
            {"mall": mall, "review_no": "1", "written_at": noon + 14 * 3600},
            {"mall": mall, "review_no": "2", "written_at": noon + 16 * 3600},
            {"mall": mall, "review_no": "3"},
        ],
    )
    facts.put(store, Record.INQUIRY, [{"mall": mall, "inquiry_no": "1", "asked_at": noon}])
    settled = {
        "mall": mall,
        "report": SettlementReport.CASE.value,
        "line_no": "1",
        "item": SettledItem.ORDER.value,
    }
    facts.put(
        store,
        Record.SETTLEMENT,
        [
            settled | {"basis_day": DAY + 7, "paid_at": noon},
            settled | {"paid_at": noon},
            settled | {"line_no": "2"},
        ],
    )

    def stretch(first: int, last: int) -> Period:
        return Period(FIRST.replace(day=first), FIRST.replace(day=last))

    with store.read() as session:
        assert records.days(session, 1) == {
            DataSet.ORDERS: [stretch(1, 2), stretch(6, 6)],
            DataSet.SALES: [stretch(1, 5), stretch(10, 10)],
            DataSet.KEYWORDS: [stretch(1, 1)],
            DataSet.ADS: [stretch(1, 7)],
            DataSet.REVIEWS: [stretch(1, 2)],
            DataSet.INQUIRIES: [stretch(1, 1)],
            DataSet.SETTLEMENTS: [stretch(1, 1), stretch(8, 8)],
        }
        assert records.days(session, 2) == {}


def test_the_periods_of_files_are_told_by_what_they_hold(store: Store) -> None:
    def book(data_set: DataSet, first: int, last: int) -> None:
        upload = Upload(
            shop_id=1, id=0, name="a", sha256="0", format_id="x", created_at=books.START,
            data_set=data_set.value, mall=Mall.COUPANG.value,
            first_day=FIRST.replace(day=first), last_day=FIRST.replace(day=last),
        )  # fmt: skip
        with store.write() as session:
            uploads.book(session, upload)

    book(DataSet.ADS, 1, 5)
    book(DataSet.ADS, 6, 9)
    book(DataSet.ADS, 20, 21)
    book(DataSet.SALES, 1, 9)
    take_back(store, 3)
    with store.read() as session:
        assert uploads.covered(session, 1) == {
            DataSet.SALES: [Period(FIRST, FIRST.replace(day=9))],
            DataSet.ADS: [Period(FIRST, FIRST.replace(day=9))],
        }
        newest = uploads.history(session, 1)[0]
    assert (newest.data_set, newest.mall) == (DataSet.SALES, Mall.COUPANG)


@dataclass(frozen=True, slots=True)
class File:
    """An upload of the model: what the test remembers of it."""

    number: int
    record: Record
    rank: int
    rows: tuple[tuple[tuple[Any, ...], int | None], ...]


def model(files: Sequence[File]) -> dict[Record, dict[tuple[Any, ...], tuple[int, int | None]]]:
    """What counts if only these files had been taken, in order: row and its upload by key."""
    best: dict[Record, dict[tuple[Any, ...], tuple[int, int, int | None]]] = {}
    for file in files:
        mine = best.setdefault(file.record, {})
        for key, value in dict(file.rows).items():
            if key not in mine or file.rank >= mine[key][0]:
                mine[key] = (file.rank, file.number, value)
    return {
        record: {key: kept_[1:] for key, kept_ in mine.items()}
        for record, mine in best.items()
        if mine
    }


KEYED = {
    Record.STATISTIC: (("first_day", "keyword"), "visits"),
    Record.REVIEW: (("mall", "review_no"), "rating"),
}
AGES = st.one_of(st.none(), st.integers(0, 2))
VALUES = st.one_of(st.none(), st.integers(1, 3))


class Bookkeeping(RuleBasedStateMachine):
    """Any order of uploads and undos leaves what the remaining uploads alone would have left."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.store = open_store(f"sqlite:///{self.folder.name}/store.db")
        self.files: list[File] = []
        self.taken = 0

    @rule(
        rows=st.dictionaries(
            st.tuples(st.integers(DAY, DAY + 2), st.sampled_from([None, "", "컵"])),
            VALUES,
            min_size=1,
        ),
        age=AGES,
    )
    def upload_statistics(
        self, rows: dict[tuple[int, str | None], int | None], age: int | None
    ) -> None:
        made = [fact(day, keyword=word, visits=n) for (day, word), n in rows.items()]
        self.take(Record.STATISTIC, made, rows, age)

    @rule(
        rows=st.dictionaries(
            st.tuples(st.integers(1, 2), st.sampled_from("12")), VALUES, min_size=1
        ),
        age=AGES,
    )
    def upload_reviews(self, rows: dict[tuple[int, str], int | None], age: int | None) -> None:
        made = [
            {"mall": mall, "review_no": number, "rating": n, "product_no": number}
            for (mall, number), n in rows.items()
        ]
        self.take(Record.REVIEW, made, rows, age)

    def take(
        self, record: Record, made: list[facts.Row], rows: dict[Any, Any], age: int | None
    ) -> None:
        before = model(self.files).get(record, {})
        saved = facts.put(self.store, record, made, age)
        self.taken += 1
        moment = facts.moment(age)
        rank = 0 if moment is None else int(moment.timestamp())
        self.files.append(File(self.taken, record, rank, tuple(rows.items())))
        after = model(self.files)[record]
        met = [key for key in rows if key in before]
        wins = {key for key in met if after[key][0] == self.taken}
        differs = {key for key in met if before[key][1] != rows[key]}
        changed = len(wins & differs)
        assert saved == orders.Saved(
            len(rows) - len(met), changed, len(met) - changed, len(differs - wins)
        )

    @precondition(lambda self: self.files)
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        file = data.draw(st.sampled_from(self.files))
        self.files.remove(file)
        take_back(self.store, file.number)

    @invariant()
    def what_counts_is_what_the_model_says(self) -> None:
        wanted = model(self.files)
        for record, (keys, value) in KEYED.items():
            found = current(self.store, record, *keys, "upload_id", value)
            mine = {row[:2]: row[2:] for row in found}
            assert len(mine) == len(found)
            assert mine == wanted.get(record, {})
        held = {row[0] for record in KEYED for row in current(self.store, record, "upload_id", "1")}
        assert held <= {file.number for file in self.files}

    @invariant()
    def every_row_of_a_file_that_stays_is_there_and_no_other(self) -> None:
        contents = books.contents(self.store)
        rows = sum(len(contents[record.value]) for record in FACTS)
        assert rows == sum(len(file.rows) for file in self.files)
        numbers = {
            key[1]
            for f in self.files
            if f.record is Record.REVIEW
            for key, _ in f.rows
            if key[0] == 1
        }
        assert {row[2] for row in contents["product"] if ":" not in str(row[2])} == numbers

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestBookkeeping = Bookkeeping.TestCase
TestBookkeeping.settings = settings(
    max_examples=25,
    stateful_step_count=10,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
)
