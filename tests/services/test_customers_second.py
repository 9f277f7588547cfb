"""Second purchases of a shop are those that 오늘 counts; who is new; segments and their lists."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest
from sqlalchemy import text

from core.analysis.new_and_existing import Compared, Pair
from core.analysis.rfm import Segment
from core.services import (
    customer_book,
    customers_conclusion,
    customers_new,
    customers_rfm,
    customers_second,
    customers_states_view,
)
from core.services.actions import Said
from core.services.customer_book import CustomerBook
from core.services.customers_second import SECOND_WITHIN, STRETCH
from core.services.customers_states import Rules
from core.services.opening import OpenShop
from core.stats.proportions import Tally
from core.stats.skewed import Estimate
from core.terms import Evidence
from core.verdicts.actions import JourneyStage
from core.verdicts.customers_conclusion import CustomerSay
from tests import shops
from tests.shops import LAST, Line

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)


def read(shop: OpenShop) -> CustomerBook:
    book = customer_book.read(shop)
    assert book is not None
    return book


def ago(days: int) -> date:
    return LAST - timedelta(days=days)


def test_second_purchases_are_those_that_the_day_counts(shop: OpenShop):
    """오늘 adds up what its day counts; both must be the same customers."""
    shops.take(shop, shops.steady(300, 6, seed=4, back=0.4))
    found = customers_second.view(read(shop))
    with shop.store.read() as session:
        rows = session.execute(text("SELECT day, new_buyers, again FROM day_people")).all()
    last = (LAST - timedelta(days=SECOND_WITHIN)).toordinal() - date(1970, 1, 1).toordinal()
    mature = [(new, again) for day, new, again in rows if _number(day) <= last]
    assert found.tally == Tally(sum(a for _, a in mature), sum(n for n, _ in mature))
    assert found.young == sum(new for day, new, _ in rows if _number(day) > last)
    assert sum(one.tally.trials for one in found.months) == found.tally.trials
    assert sum(one.tally.successes for one in found.quarters) == found.tally.successes
    assert found.bounds is not None
    assert found.bounds[0] < found.tally.rate < found.bounds[1]


def _number(day: object) -> int:
    return day if isinstance(day, int) else day.toordinal() - date(1970, 1, 1).toordinal()


def test_more_days_count_more_purchases_of_fewer_customers(shop: OpenShop):
    shops.take(shop, [Line(ago(200), f"b{n}") for n in range(40)]
               + [Line(ago(120), f"b{n}") for n in range(10)]
               + [Line(ago(100), "new"), Line(LAST, "last")])  # fmt: skip
    book = read(shop)
    assert customers_second.view(book, 60).tally == Tally(0, 41)
    assert customers_second.view(book, 80).tally == Tally(10, 41)
    long = customers_second.view(book, 150)
    assert (long.tally, long.young) == (Tally(10, 40), 2)


@pytest.mark.parametrize("days", [6, 366])
def test_impossible_days_are_refused(shop: OpenShop, days: int):
    shops.take(shop, [Line(LAST, "b1")])
    with pytest.raises(ValueError, match="not asked for"):
        customers_second.view(read(shop), days)


def came_again(first: int, many: int, again: int, name: str) -> list[Line]:
    """Customers who first bought so many days ago, of whom some came again a week later."""
    lines = [Line(ago(first - n % 60), f"{name}{n}") for n in range(many)]
    return lines + [Line(ago(first - n % 60 - 7), f"{name}{n}") for n in range(again)]


def falling() -> list[Line]:
    """Of the newest first-time buyers far fewer came again than of those before them."""
    return [
        Line(ago(SECOND_WITHIN + 3 * STRETCH + 40), "first of all"),
        *came_again(SECOND_WITHIN + 2 * STRETCH - 10, 120, 60, "before"),
        *came_again(SECOND_WITHIN + STRETCH - 10, 120, 6, "newest"),
        Line(LAST, "last of all"),
    ]


def test_a_fall_of_second_purchases_is_found_and_can_be_kept(shop: OpenShop):
    shops.take(shop, falling())
    book = read(shop)
    change = customers_second.view(book).change
    assert change is not None
    assert (change.now, change.before) == (Tally(6, 120), Tally(60, 120))
    view = customers_states_view.view(book, Rules())
    told = customers_conclusion.conclusion(view, customers_second.view(book), LAST)
    assert (told.found.say, told.found.level) == (CustomerSay.FELL, Evidence.KNOWN)
    kept = customers_conclusion.proposal(told, Said("ask", "why"))
    assert (kept.claim, kept.metric, kept.stage) == (
        "customers.fell", "second_rate", JourneyStage.LOYAL
    )  # fmt: skip


def test_files_that_begin_late_tell_of_no_fall(shop: OpenShop):
    """Where files begin customers look new who are not."""
    shops.take(shop, falling()[1:])
    assert customers_second.view(read(shop)).change is None


@pytest.mark.parametrize("hole", [(80, 20), (370, 325)])
def test_days_that_no_file_has_are_no_fall(shop: OpenShop, hole: tuple[int, int]):
    """Who came again on them, and who had bought before, nobody knows."""
    lines = shops.steady(520, 4, seed=2, back=0.4)
    older = [line for line in lines if line.day is not None and line.day < ago(hole[0])]
    newer = [line for line in lines if line.day is not None and line.day > ago(hole[1])]
    shops.take(shop, older)
    shops.take(shop, newer, name="newer.xlsx", first_line=len(older))
    book = read(shop)
    (gap,) = book.gaps
    assert book.watched.missing(gap[0], gap[0]) == 1
    assert book.watched.missing(gap[1] + 1, book.until) == 0
    assert customers_second.view(book).change is None
    between = [line for line in lines if line not in older and line not in newer]
    shops.take(shop, between, name="between.xlsx", first_line=len(lines))
    whole = read(shop)
    assert whole.gaps == ()
    assert customers_second.view(whole).change is not None


def test_old_files_ask_for_new_ones(shop: OpenShop):
    shops.take(shop, falling())
    book = read(shop)
    view = customers_states_view.view(book, Rules())
    told = customers_conclusion.conclusion(
        view, customers_second.view(book), LAST + timedelta(days=30)
    )
    assert told.found.say is CustomerSay.STALE


def test_a_file_of_today_is_not_old_where_nobody_ordered_lately(shop: OpenShop):
    today = LAST + timedelta(days=30)
    shops.take(shop, falling(), as_of=datetime.combine(today, time(3), UTC))
    book = read(shop)
    assert (book.last_day, book.told_until) == (LAST, today - timedelta(days=1))
    view = customers_states_view.view(book, Rules())
    told = customers_conclusion.conclusion(view, customers_second.view(book), today)
    assert told.found.say is not CustomerSay.STALE
    assert told.case.days_old == 1


def test_a_file_that_was_made_long_ago_is_old(shop: OpenShop):
    shops.take(shop, falling(), as_of=datetime.combine(LAST, time(3), UTC))
    book = read(shop)
    assert book.told_until == LAST
    view = customers_states_view.view(book, Rules())
    told = customers_conclusion.conclusion(
        view, customers_second.view(book), LAST + timedelta(days=22)
    )
    assert told.found.say is CustomerSay.STALE


def test_new_and_earlier_customers_are_told_apart(shop: OpenShop):
    lines = [Line(ago(400), "first of all")]
    for n in range(120):
        lines += [Line(ago(300 - n), f"old{n}", 20_000), Line(ago(120 + n % 60), f"old{n}", 20_000),
                  Line(ago(n % 80), f"old{n}", 40_000 + 100 * n)]  # fmt: skip
        lines.append(Line(ago(n % 80), f"new{n}", 20_000 + 50 * n))
        lines.append(Line(ago(120 + n % 60), f"once{n}", 20_000))
    shops.take(shop, lines)
    found = customers_new.view(read(shop))
    assert found.found is not None
    assert (found.found.new, found.found.existing) == (120, 120)
    assert found.value is Evidence.KNOWN
    assert found.days_needed == 0
    assert found.found.share is not None
    assert found.found.share.value > 0.5


def test_a_difference_is_plain_only_where_the_range_beside_it_leaves_out_none():
    near = Pair(Estimate(100, 1, 200), Estimate(102.55, 1, 200))
    assert near.p < 0.1
    assert near.difference[0] < 0 < near.difference[1]
    found = Compared(200, 200, near, None, None)
    assert customers_new.levels(found)[0] is Evidence.HINT
    far = replace(near, existing=Estimate(104, 1, 200))
    assert customers_new.levels(replace(found, order_value=far))[0] is Evidence.KNOWN


def test_short_files_tell_how_many_days_are_missing(shop: OpenShop):
    shops.take(shop, shops.steady(100, 3))
    found = customers_new.view(read(shop))
    assert (found.found, found.days_needed) == (None, 82)
    assert (found.value, found.orders) == (Evidence.EARLY, Evidence.EARLY)


def test_segments_add_up_and_list_their_customers(shop: OpenShop):
    shops.take(shop, [*shops.steady(500, 3, seed=6, back=0.5), Line(ago(900), "long ago")])
    book = read(shop)
    told = customers_rfm.view(book)
    assert told.customers + told.older == len(book.customers)
    assert told.older >= 1
    since = (told.since - date(1970, 1, 1)).days
    assert told.net == book.visits.loc[book.visits["day"] >= since, "net"].sum()
    everybody = []
    for one in told.parts:
        who = customers_rfm.members(book, one.segment)
        assert len(who) == one.customers
        everybody += who.tolist()
    assert len(set(everybody)) == len(everybody) == told.customers


def test_nobody_has_no_segment(shop: OpenShop):
    shops.take(shop, [Line(LAST, None)])
    book = read(shop)
    told = customers_rfm.view(book)
    assert (told.customers, told.net, told.older) == (0, 0, 0)
    assert customers_rfm.members(book, Segment.NEW).size == 0
    assert customers_second.view(book).tally == Tally(0, 0)
    view = customers_states_view.view(book, Rules())
    told_of = customers_conclusion.conclusion(view, customers_second.view(book), LAST)
    assert told_of.found.say is CustomerSay.NOBODY


def test_a_list_does_not_depend_on_the_order_of_files(local: OpenShop, tmp_path):
    """The segments of two shops with the same lines in another order are the same people."""
    lines = shops.steady(200, 3, seed=8, back=0.5)
    other = shops.opened(tmp_path / "other")
    rng = np.random.default_rng(1)
    shops.take(local, lines)
    shops.take(other, [replace(lines[place]) for place in rng.permutation(len(lines))])
    counts = [[(one.customers, one.net, one.most) for one in customers_rfm.view(read(one)).parts]
              for one in (local, other)]  # fmt: skip
    other.close()
    assert counts[0] == counts[1]
