"""How many orders were looked after, notices that went out, and reviews that were asked for."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from core.analysis.care_queue import Kind
from core.services import care_rates, care_requests, care_rules
from core.services.care_requests import Wanting
from core.stats.proportions import Tally
from core.terms import Evidence, OrderState, Period
from tests.services import promise_shops
from tests.services.promise_shops import TODAY, ago, generated, line, review, take, touch

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
ENDED = {OrderState.CANCELLED, OrderState.RETURNED, OrderState.CANCELLED_UNPAID,
         OrderState.CLAIM_OPEN}  # fmt: skip


def arrivals(lines):
    """Of each order that arrived and did not end the day, by hand; days before today."""
    found = {}
    frame = promise_shops.frame(lines)
    for order, some in frame.groupby("order_no"):
        if some["state"].isin(ENDED).any():
            continue
        day = some["delivered"].fillna(some["dispatched"] + 2).fillna(np.inf).max()
        if day <= 0:
            found[order] = int(day)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_the_care_rate_is_that_counted_by_hand(shop, seed):
    lines = generated(seed)
    take(shop, lines)
    rng = np.random.default_rng(seed)
    there = arrivals(lines)
    cared = {order for order in there if rng.random() < 0.4}
    for order in cared:
        touch(shop, "how_is_it", order, ago(max(0, -there[order] - 3)))
    for order in set(there) - cared:
        if rng.random() < 0.2:
            touch(shop, "tip", order, ago(0), is_done=False)
    found = care_rates.read(shop, TODAY)
    since = -(TODAY - found.since).days
    counted = [o for o, day in there.items() if max(since, -34) <= day <= -7]
    assert found.share.tally == Tally(len(cared & set(counted)), len(counted))
    assert found.waiting == sum(day > -7 for day in there.values())
    for week in found.weeks:
        first = (week.first - TODAY).days
        inside = {order for order, day in there.items() if first <= day < first + 7}
        assert week.tally == Tally(len(inside & cared), len(inside))
        assert first >= since
    assert len(found.weeks) == min(6, (-7 - since + 1) // 7)


def test_before_the_first_note_nothing_is_known(shop):
    take(shop, [line(n, ago(10 + n % 40)) for n in range(100)])
    found = care_rates.read(shop, TODAY)
    assert found == care_rates.CareRate(None)
    assert not found.is_known


def test_orders_of_before_the_first_note_count_for_nothing(shop):
    take(shop, [line(n, ago(23)) for n in range(10)])  # arrived 20 days ago
    take(shop, [line(n, ago(13)) for n in range(20, 25)])  # arrived 10 days ago
    touch(shop, "how_is_it", "O0000020", ago(10))
    assert care_rates.read(shop, TODAY).share.tally == Tally(1, 5)


def test_two_weeks_with_less_than_half_are_a_warning(shop):
    take(shop, [line(n, ago(10 + n % 30)) for n in range(120)])
    touch(shop, "how_is_it", "O0000000", ago(38))
    assert care_rates.read(shop, TODAY).is_neglected
    for n in range(120):
        touch(shop, "tip", f"O{n:07d}", ago(1))
    assert not care_rates.read(shop, TODAY).is_neglected


def test_an_order_with_a_line_under_way_has_not_arrived(shop):
    there = line(1, ago(20), order_no="A")
    way = line(2, ago(20), order_no="A", dispatched=None, delivered=None, state=OrderState.PAID)
    take(shop, [there, way, line(3, ago(20))])
    touch(shop, "how_is_it", "O0000003", ago(30))
    assert care_rates.read(shop, TODAY).share.tally == Tally(1, 1)


def test_what_was_noted_under_a_line_belongs_to_its_order(shop):
    take(shop, [line(1, ago(20), order_no="A"), line(2, ago(20), order_no="A")])
    touch(shop, "how_is_it", "L0000002", ago(30))
    assert care_rates.read(shop, TODAY).share.tally == Tally(1, 1)


def test_a_mall_that_is_switched_off_counts_for_nothing(shop):
    take(shop, [line(n, ago(20)) for n in range(10)])
    touch(shop, "how_is_it", "O0000003", ago(30))
    assert care_rates.read(shop, TODAY).share.tally == Tally(1, 10)
    care_rules.switch_mall(shop, care_rules.Mall.SMARTSTORE, NOW, is_on=False)
    assert not care_rates.read(shop, TODAY).is_known


def test_an_arrival_nobody_tells_is_counted_as_a_guess(shop):
    take(shop, [line(n, ago(20), delivered=None) for n in range(4)])
    touch(shop, "how_is_it", "O0000003", ago(30))
    found = care_rates.read(shop, TODAY)
    assert (found.share.tally, found.estimated) == (Tally(1, 4), 4)


@pytest.mark.parametrize("seed", range(2))
def test_notices_are_those_counted_by_hand(shop, seed):
    lines = generated(seed, orders_=200, days=40)
    take(shop, lines)
    rng = np.random.default_rng(seed)
    touch(shop, "tip", "elsewhere", ago(60))
    frame = promise_shops.frame([one for one in lines if one["state"] not in ENDED])
    kept = frame.groupby("order_no").agg(paid=("paid", "min"), sent=("dispatched", "min"))
    done = {}
    for order, paid in kept["paid"].items():
        if rng.random() < 0.6:
            day = int(min(0, paid + rng.integers(0, 3)))
            done[order] = day
            touch(shop, "confirm", order, TODAY + timedelta(days=day))
    confirm, dispatch = care_requests.notices(shop, TODAY)
    # What left on the day of the order needed no word that it came in.
    is_due = kept.index.isin(list(done)) | ~(kept["sent"] <= kept["paid"])
    inside = kept[(kept["paid"] >= -27) & is_due]
    old = [order for order, paid in inside["paid"].items() if paid <= -1 or order in done]
    assert confirm.share.tally == Tally(len([o for o in old if o in done]), len(old))
    waits = [done[order] - paid for order, paid in inside["paid"].items() if order in done]
    assert confirm.median == np.median(waits)
    assert dispatch.share.tally.successes == 0
    assert dispatch.share.tally.trials == int((kept["sent"].between(-27, -1)).sum())


def test_orders_that_left_before_they_could_be_confirmed_do_not_count(shop):
    """Sent on the day of the order, or nobody knows when; what left later could be confirmed."""
    lines = [line(n, ago(5), dispatched=ago(5)) for n in range(4)]
    lines += [line(n, ago(5), dispatched=None, delivered=None) for n in range(4, 7)]
    lines += [line(n, ago(5)) for n in range(7, 10)]
    take(shop, lines)
    touch(shop, "tip", "elsewhere", ago(60))
    touch(shop, "confirm", "O0000000", ago(5))
    touch(shop, "confirm", "O0000007", ago(5))
    confirm, _dispatch = care_requests.notices(shop, TODAY)
    assert confirm.share.tally == Tally(2, 4)


def test_nothing_noted_is_no_rate_of_notices(shop):
    take(shop, [line(n, ago(5)) for n in range(10)])
    assert [one.share for one in care_requests.notices(shop, TODAY)] == [None, None]


def requests_shop(shop, *, before=0.2, after=0.5):
    """Lines confirmed on each of 150 days, five a day; people are asked from 60 days ago on."""
    lines = [
        line(n, ago(3 + n // 5), confirmed=ago(n // 5)) for n in range(750)
    ]  # arrives the day it is confirmed
    take(shop, lines)
    rng = np.random.default_rng(5)
    written = []
    for n, one in enumerate(lines):
        age = n // 5
        if rng.random() < (after if age <= 60 else before):
            written.append((one["line_no"], min(TODAY, one["confirmed"] + timedelta(days=5))))
    written += [(number, day + timedelta(days=40)) for number, day in written[-20:]]
    review(shop, written, Period(ago(200), TODAY))
    for n in range(0, 300, 2):
        if n // 5 >= 17:
            touch(shop, "review", f"O{n:07d}", ago(n // 5 - 17) if n // 5 - 17 <= 60 else ago(60))
    touch(shop, "review", "first", ago(60))
    return lines, {number for number, _ in written}


def test_reviews_before_and_after_asking_are_those_counted_by_hand(shop):
    lines, written = requests_shop(shop)
    found = care_requests.read(shop, TODAY)
    assert found.since == ago(60)
    assert (found.before.first, found.before.last) == (ago(91 + 55), ago(91))
    assert (found.after.first, found.after.last) == (ago(60), ago(30))

    def counted(period):
        some = [one["line_no"] for one in lines if period.first <= one["confirmed"] <= period.last]
        return Tally(sum(number in written for number in some), len(some))

    assert found.compared.without == counted(found.before)
    assert found.compared.with_it == counted(found.after)
    assert found.compared.evidence is Evidence.HINT
    low, high = found.compared.bounds
    assert 0 < low < found.compared.difference < high


def test_who_wrote_before_being_asked_is_on_neither_side(shop):
    """All of them wrote within a week and nobody is asked before the 17th day."""
    requests_shop(shop)
    asked = care_requests.read(shop, TODAY).asked
    assert asked is not None
    assert asked.with_it.successes == asked.without.successes == 0
    assert asked.evidence is Evidence.EARLY


def test_nobody_asked_or_no_reviews_is_nothing_to_compare(shop):
    take(shop, [line(n, ago(10 + n % 40), confirmed=ago(n % 30)) for n in range(100)])
    assert care_requests.read(shop, TODAY).wanting is Wanting.NEVER_ASKED
    touch(shop, "review", "O0000001", ago(5))
    assert care_requests.read(shop, TODAY).wanting is Wanting.NO_REVIEWS
    review(shop, [("L0000001", ago(3))], Period(ago(30), TODAY))
    assert care_requests.read(shop, TODAY).wanting is Wanting.TOO_SOON


def test_few_lines_are_too_early_and_many_never_more_than_a_hint():
    assert care_requests.compare(Tally(9, 10), Tally(1, 10)).evidence is Evidence.EARLY
    assert care_requests.compare(Tally(900, 1000), Tally(100, 1000)).evidence is Evidence.HINT
    assert care_requests.compare(Tally(0, 0), Tally(1, 10)) is None


def test_switching_asking_on_later_sets_the_day(shop):
    requests_shop(shop)
    rule = care_rules.rules(shop)[Kind.REVIEW]
    off = care_rules.replace(rule, is_on=False)
    care_rules.change(shop, off, NOW - timedelta(days=45))
    off = care_rules.rules(shop)[Kind.REVIEW]
    care_rules.change(shop, care_rules.replace(off, is_on=True), NOW - timedelta(days=40))
    assert care_requests.read(shop, TODAY).since == ago(40)
