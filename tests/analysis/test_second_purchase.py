"""Second purchases by hand, against a plain computation, and against what 오늘 counts."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.analysis.second_purchase import once_by, quarters, second, weekly
from core.stats.intervals import wilson
from core.stats.proportions import Tally
from core.stats.watched import LEARNT_AFTER, Watched

ROWS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 500)), max_size=60)


def visits_of(rows):
    frame = pd.DataFrame(sorted(set(rows)), columns=["buyer", "day"], dtype=np.int64)
    return frame.assign(net=1, orders=1)


def test_only_customers_with_the_time_count_and_the_last_day_still_does():
    told = second(
        visits_of([(1, 0), (1, 90), (2, 0), (2, 91), (3, 10), (4, 11), (4, 12)]),
        Watched(0, 100),
        90,
    )
    assert told.tally == Tally(1, 3)
    assert told.young == 1
    assert told.months.to_numpy().tolist() == [[0, 3, 1, 1]]


def test_nobody_is_told_of_nobody():
    told = second(visits_of([]), Watched(0, 100), 90)
    assert told.tally == Tally(0, 0)
    assert told.young == 0
    assert told.months.empty
    assert quarters(told.months).empty
    assert once_by(visits_of([]), [10])["buyers"].tolist() == [0]


@settings(max_examples=60)
@given(ROWS, st.integers(300, 600), st.integers(1, 200))
def test_the_counts_are_those_of_a_plain_computation(rows, until, days):
    rows = [row for row in rows if row[1] <= until]
    gaps = ((120, 140), (200, 201), (400, 460))
    rows = [row for row in rows if not any(one <= row[1] <= end for one, end in gaps)]
    told = second(visits_of(rows), Watched(0, until, gaps), days)
    mature = again = young = early = hidden = 0
    for buyer in {who for who, _ in rows}:
        came = sorted({day for who, day in rows if who == buyer})
        after = [came[0] - end for _, end in gaps if came[0] > end]
        long = [end - one + 1 for one, end in gaps if came[0] > end]
        is_late = any(gone <= size for gone, size in zip(after, long, strict=True))
        if until >= 364 and (came[0] < LEARNT_AFTER or is_late):
            early += 1
            continue
        if came[0] + days > until:
            young += 1
            continue
        watched = range(came[0] + 1, came[0] + days + 1)
        if sum(one <= day <= end for day in watched for one, end in gaps) > days / 30:
            hidden += 1
            continue
        mature += 1
        again += any(day <= came[0] + days for day in came[1:])
    assert told.tally == Tally(again, mature)
    assert (told.young, told.early, told.hidden) == (young, early, hidden)
    for summed in (told.months, quarters(told.months)):
        assert summed[["customers", "again", "young"]].sum().tolist() == [mature, again, young]
    assert (quarters(told.months)["month"] % 3 == 0).all()


@settings(max_examples=40)
@given(ROWS)
def test_who_bought_once_by_a_day_is_counted(rows):
    found = once_by(visits_of(rows), [100, 300, 500])
    for row in found.itertuples():
        known = {}
        for who, day in set(rows):
            if day <= row.day:
                known[who] = known.get(who, 0) + 1
        assert row.buyers == len(known)
        assert row.once == sum(times == 1 for times in known.values())


@settings(max_examples=40)
@given(ROWS)
def test_weeks_are_those_of_the_first_purchases(rows):
    found = weekly(visits_of(rows), Watched(0, 600), 60, 500, 10)
    firsts = {who: min(day for other, day in rows if other == who) for who, _ in rows}
    wanted = [Tally(0, 0)] * 10
    for who, first in firsts.items():
        for place in range(10):
            begun = 500 - 7 * (10 - place) + 1
            if begun <= first < begun + 7:
                later = [day for other, day in rows if other == who and first < day <= first + 60]
                wanted[place] += Tally(int(bool(later)), 1)
    assert found == wanted


def test_weeks_of_which_nobody_knows_yet_are_not_told():
    with pytest.raises(ValueError, match="are not over"):
        weekly(visits_of([(1, 0)]), Watched(0, 100), 90, 11, 2)


def old_shop(seed, per_day, days, mean):
    """A shop of which half of the customers leave after each purchase, from its first day on."""
    rng = np.random.default_rng(seed)
    start = rng.uniform(0, days, rng.poisson(per_day * days))
    usual = mean * np.exp(0.7 * rng.standard_normal(len(start)) - 0.245)
    leaves, now, there = rng.beta(1.2, 1.2, len(start)), start.copy(), np.arange(len(start))
    seen = [(there, start)]
    while len(there):
        there = there[rng.random(len(there)) >= leaves[there]]
        now[there] += usual[there] * rng.gamma(2, 0.5, len(there))
        there = there[now[there] < days]
        seen.append((there, now[there].copy()))
    who, when = (np.concatenate(parts) for parts in zip(*seen, strict=True))
    frame = pd.DataFrame({"buyer": who, "day": when.astype(np.int64)})
    return frame.drop_duplicates().sort_values(["buyer", "day"], ignore_index=True)


@cache
def truth(mean):
    """The share of a shop whose files begin with it, so that everybody new is new."""
    return second(old_shop(99, 250, 300, mean), Watched(0, 299), 90).tally.rate


BEGIN, REACH = 1095, 400


def told(seed, mean, gaps=()):
    """What files that begin in the fourth year tell, as they are and with days left out."""
    visits = old_shop(seed, 1.5, BEGIN + REACH, mean)
    visits = visits[visits["day"] >= BEGIN]
    for begin, end in gaps:
        visits = visits[~visits["day"].between(BEGIN + begin, BEGIN + end)]
    days = tuple((BEGIN + begin, BEGIN + end) for begin, end in gaps)
    return visits.reset_index(drop=True), Watched(BEGIN, BEGIN + REACH - 1, days)


def holds(tally, rate):
    low, high = wilson(tally)
    return low <= rate <= high


def test_files_that_begin_in_the_fourth_year_of_a_shop_tell_its_true_share():
    """Old customers look new in the first days of them, and come again oftener than new ones."""
    held, bare, off = 0, 0, []
    for seed in range(60):
        mean = (60, 120, 240)[seed % 3]
        visits, watched = told(seed, mean)
        found = second(visits, watched, 90)
        # All who look new and had the time, as it was counted before.
        first, to_next = _firsts(visits)
        old = first + 90 <= watched.until
        raw = Tally(int((old & (to_next > 0) & (to_next <= 90)).sum()), int(old.sum()))
        held += holds(found.tally, truth(mean))
        bare += holds(raw, truth(mean))
        off.append((found.tally.rate - truth(mean), raw.rate - truth(mean)))
    assert held >= 54
    assert bare <= 36
    mended, before = np.mean(off, axis=0)
    assert abs(mended) < 0.01
    assert before > 0.02


def _firsts(visits):
    firsts = visits.groupby("buyer")["day"].nth([0, 1])
    told = visits.loc[firsts.index].groupby("buyer")["day"].agg(["min", "max"])
    return told["min"].to_numpy(), (told["max"] - told["min"]).to_numpy()


def test_days_without_a_file_do_not_make_the_share_smaller():
    """Whose second purchase lies on them would look as if he had not come."""
    mended, naive = [], []
    for seed in range(40):
        visits, watched = told(seed, 60, gaps=((200, 229), (290, 299)))
        whole = Watched(watched.since, watched.until)
        mended.append(second(visits, watched, 90).tally.rate)
        naive.append(second(visits, whole, 90).tally.rate)
        assert second(visits, watched, 90).hidden > 0
    assert abs(np.mean(mended) - truth(60)) < 0.012
    assert np.mean(naive) < truth(60) - 0.025
