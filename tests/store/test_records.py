"""Facts come in row by row, the youngest counts, and they leave without a trace."""

from core.store import Store, orders
from core.terms import Record
from tests.store import facts
from tests.store.facts import fact

DAY = 20_000


def test_the_first_file_is_all_new(store: Store) -> None:
    rows = [fact(DAY, visits=3), fact(DAY + 1, visits=4)]
    assert facts.put(store, Record.STATISTIC, rows) == orders.Saved(2, 0, 0, 0)
    assert facts.put(store, Record.STATISTIC, rows) == orders.Saved(0, 0, 2, 0)
    assert facts.put(store, Record.STATISTIC, [fact(DAY, visits=5)], age=1).changed == 1
    assert facts.put(store, Record.STATISTIC, [fact(DAY, visits=4)]).outdated == 1
