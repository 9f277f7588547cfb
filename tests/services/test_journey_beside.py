"""The numbers beside the stage 살펴봄: never a nought for what nobody told."""

from datetime import timedelta

from core.services.journey_beside import Beside, beside
from core.store.moments import day_number
from core.terms import Period, Record, Subject, Vocabulary
from tests.shops import LAST
from tests.store import facts

PERIOD = Period.ending(LAST, 28)


def typed(shop, **values) -> None:
    """``values`` are by days before the last one."""
    days = {back for told in values.values() for back in told}
    rows = [
        facts.fact(day_number(LAST) - back, report="typed_day", vocabulary=Vocabulary.TYPED.value,
                   subject=Subject.SHOP.value, level=0,
                   **{name: told[back] for name, told in values.items() if back in told})
        for back in sorted(days)
    ]  # fmt: skip
    facts.put(shop.store, Record.STATISTIC, rows)


def test_what_nobody_told_is_unknown(shop):
    assert beside(shop, PERIOD) == (Beside("wishes"), Beside("cart_adds"), Beside("subscribers"))


def test_the_newest_count_holds_and_its_growth_is_that_of_a_week(shop):
    typed(shop, wishes={9: 40, 2: 52, 40: 10}, subscribers={3: 7})
    wishes, _, news = beside(shop, PERIOD)
    assert (wishes.value, wishes.day, wishes.growth) == (52, LAST - timedelta(days=2), 12)
    assert (news.value, news.growth) == (7, None)
    assert news.files == ("a.csv",)


def test_a_count_of_after_the_period_does_not_tell_of_it(local):
    typed(local, wishes={0: 99, 30: 12})
    wishes, *_ = beside(local, Period.ending(LAST - timedelta(days=10), 28))
    assert (wishes.value, wishes.day) == (12, LAST - timedelta(days=30))


def test_carts_are_added_only_where_every_day_is_told(local):
    typed(local, cart_adds=dict.fromkeys(range(27), 3))
    carts = beside(local, PERIOD)[1]
    assert (carts.value, carts.days) == (None, 27)
    typed(local, cart_adds={27: 5})
    carts = beside(local, PERIOD)[1]
    assert (carts.value, carts.days) == (27 * 3 + 5, 28)


def test_a_count_of_long_ago_is_not_shown(local):
    typed(local, wishes={92: 12})
    assert beside(local, PERIOD)[0].value is None
