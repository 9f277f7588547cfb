"""What is kept of each slice of statistics equals what its rows say, whatever came and went."""

import pandas as pd
import pytest
from sqlalchemy import text

from core.store import Store, fact_slices, records
from core.terms import Record, Subject
from tests.store import facts

DAYS = (100, 101, 102)


def rows(**more: int) -> list[facts.Row]:
    """Three products on three days; nobody knows the payments of one of them."""
    return [
        facts.fact(day, subject=Subject.PRODUCT.value, level=256, product_no=str(number),
                   product_name=f"p{number}", visits=day * number, dwell_seconds=1.5,
                   payments=None if number == 2 and day == 101 else number, **more)
        for day in DAYS for number in (1, 2, 3)
    ]  # fmt: skip


def kept(store: Store) -> dict[tuple[object, ...], tuple[object, ...]]:
    """The slices, by what tells them apart."""
    names = (*fact_slices.KEY, "vocabulary", "upload_id", "rows", "told", *fact_slices.SUMS)
    with store.read() as session:
        found = session.execute(text(f"SELECT {', '.join(names)} FROM statistic_slice")).all()
    return {tuple(row[:6]): tuple(row[6:]) for row in found}


def counted(store: Store) -> dict[tuple[object, ...], tuple[object, ...]]:
    """The same, by pandas from the rows that count."""
    with store.read() as session:
        some = session.execute(text("SELECT * FROM statistic WHERE current = 1")).mappings().all()
    frame = pd.DataFrame([dict(row) for row in some], dtype=object)
    found = {}
    by = [*fact_slices.KEY, "vocabulary"]
    for key, part in frame.groupby(by) if len(frame) else ():
        told = sum(
            1 << place
            for place, name in enumerate(fact_slices.MEASURES)
            if part[name].notna().any()
        )
        sums = [int(part[n].sum()) if part[n].notna().all() else None for n in fact_slices.SUMS]
        found[tuple(key)] = (part["upload_id"].max(), len(part), told, *sums)
    return found


def test_a_file_a_newer_one_and_its_undo_leave_the_sums_of_the_rows(store: Store) -> None:
    facts.put(store, Record.STATISTIC, rows(gross=5))
    facts.put(store, Record.STATISTIC, [facts.fact(100, visits=7), facts.fact(100, 106, visits=9)])
    first = kept(store)
    assert len(first) == len(DAYS) + 2
    assert first == counted(store)
    facts.put(store, Record.STATISTIC, rows(gross=6)[:4], age=5)
    newer = kept(store)
    assert newer == counted(store) != first
    with store.write() as session:
        records.undo(session, 1, 3)
    assert kept(store) == counted(store) == first


def test_an_older_file_changes_nothing_that_newer_ones_say(store: Store) -> None:
    facts.put(store, Record.STATISTIC, rows(gross=5), age=5)
    before = kept(store)
    facts.put(store, Record.STATISTIC, rows(gross=6), age=1)
    assert kept(store) == counted(store) == before


def test_undoing_the_only_file_leaves_no_slice(store: Store) -> None:
    facts.put(store, Record.STATISTIC, rows())
    with store.write() as session:
        records.undo(session, 1, 1)
    assert kept(store) == {}


def test_a_dry_run_leaves_the_slices_alone(store: Store) -> None:
    facts.put(store, Record.STATISTIC, rows())
    before = kept(store)
    with store.read() as session, records.comparing(session, 1, None, Record.STATISTIC) as loading:
        loading.add(facts.table(Record.STATISTIC, rows(gross=1)))
        loading.settle()
    assert kept(store) == before == counted(store)


@pytest.mark.parametrize("names", [["visits"], ["visits", "payments"], ["report", "visits"]])
def test_a_slice_tells_a_measure_that_any_row_tells(store: Store, names: list[str]) -> None:
    facts.put(store, Record.STATISTIC, rows())
    bits = fact_slices.told(names)
    assert all(value[2] & bits == bits for value in kept(store).values())
    lacking = fact_slices.told(["wishes"])
    assert not any(value[2] & lacking for value in kept(store).values())
