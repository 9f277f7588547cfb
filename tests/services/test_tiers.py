"""Tiers of a shop on both databases: kept as one list, and counted as pandas counts them."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from core.services import (
    customer_book,
    customers_erasing,
    customers_identity,
    tiers,
    tiers_moves,
    tiers_standing,
)
from core.services.opening import OpenShop
from core.services.tiers import Ask, NoteChanged, Tier, TierProblem, TiersRefused
from core.store import customers as store
from core.store.moments import day_number, day_of
from core.terms import OrderState
from tests import shops
from tests.shops import LAST, Line

NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
TODAY = date(2026, 11, 23)

LOW = Tier("새 단골", 30_000, None, 365)
HIGH = Tier("단골", 100_000, 2, 365, "무료배송")
TOP = Tier("으뜸", 300_000, 3, 180)


def ago(days: int) -> date:
    return LAST - timedelta(days=days)


def people(shop: OpenShop) -> tiers_standing.People:
    book = customer_book.read(shop)
    assert book is not None
    return tiers_standing.people(shop, book, TODAY)


def keep(shop: OpenShop, *some: Tier) -> list[Tier]:
    return tiers.save(shop, some, tiers.versions(tiers.listed(shop)), NOW)


def scattered(count: int = 400, *, unknown: bool = False, seed: int = 7) -> list[Line]:
    """Orders of 60 customers over 500 days, some cancelled, some without an amount."""
    random = np.random.default_rng(seed)
    lines: list[Line] = []
    for number in range(count):
        state = OrderState.CANCELLED if random.random() < 0.1 else OrderState.CONFIRMED
        amount = int(random.integers(5, 90)) * 1_000
        lines.append(Line(
            ago(int(random.integers(0, 500))), f"b{int(60 * random.random() ** 2)}",
            None if unknown and random.random() < 0.1 else amount,
            order=f"o{number // 2}" if number % 3 == 0 else None, state=state,
        ))  # fmt: skip
    return lines


def by_pandas(lines: list[Line], asks: list[Ask], day: date, *, lifted: bool = False):
    """The tier of every buyer at the end of a day, from the lines themselves."""
    found = pd.DataFrame(
        [(one.day, one.buyer, one.amount, one.order or f"alone{at}", one.state)
         for at, one in enumerate(lines)],
        columns=["day", "buyer", "amount", "order", "state"],
    )  # fmt: skip
    found = found[found["state"] != OrderState.CANCELLED]
    tier = pd.Series(0, index=sorted(found["buyer"].unique()))
    for place, ask in enumerate(asks, start=1):
        some = found[found["day"] <= day]
        if ask.days is not None:
            some = some[some["day"] > day - timedelta(days=ask.days)]
        groups = some.groupby("buyer")
        won = groups["amount"].sum().reindex(tier.index, fill_value=0)
        # An order of lines of two days was counted on each of them, as everywhere else.
        orders = some.groupby(["buyer", "day"])["order"].nunique().groupby("buyer").sum()
        orders = orders.reindex(tier.index, fill_value=0)
        lacking = groups["amount"].apply(lambda it: it.isna().any())
        lacking = lacking.reindex(tier.index, fill_value=False).astype(bool)
        met = (won >= (ask.least_won or 0)) | (lifted & lacking)
        tier[met & (orders >= (ask.least_orders or 0))] = place
    return tier


ASKS = [LOW.ask, HIGH.ask, TOP.ask]
EVER = [Ask(50_000, None, None), Ask(200_000, 4, None)]


@pytest.mark.parametrize("asks", [ASKS, EVER, [Ask(None, 2, 90)]])
def test_tiers_are_those_that_pandas_finds(shop: OpenShop, asks: list[Ask]):
    lines = scattered(unknown=True)
    shops.take(shop, lines)
    some = people(shop)
    found = tiers_standing.standing(some, asks)
    wanted = by_pandas(lines, asks, LAST)
    assert [one.people for one in found.levels] == [
        int((wanted == place).sum()) for place in range(len(asks) + 1)
    ]
    assert found.people == len(wanted)
    higher = by_pandas(lines, asks, LAST, lifted=True)
    assert found.maybe_low == int((higher > wanted).sum())
    assert sum(one.share or 0 for one in found.levels) == pytest.approx(1)
    for place in range(len(asks) + 1):
        numbers = tiers_standing.members(some, asks, place)
        with shop.store.read() as session:
            named = store.named(session, shop.id, numbers.tolist())
        keys = {it.key.lstrip("0") for it in named.values()}
        assert keys == set(wanted.index[wanted == place])


@pytest.mark.parametrize("asks", [ASKS, EVER])
def test_who_moved_in_each_month_is_who_pandas_finds(shop: OpenShop, asks: list[Ask]):
    lines = scattered(700)
    shops.take(shop, lines)
    found = tiers_moves.moves(people(shop), asks)
    assert len(found.months) == tiers_moves.MONTHS
    assert [one.is_open for one in found.months] == [True] + [False] * 11
    for month in found.months:
        before = by_pandas(lines, asks, month.first - timedelta(days=1))
        after = by_pandas(lines, asks, month.last)
        assert (month.up, month.down, month.unsure) == (
            int((after > before).sum()), int((after < before).sum()), 0,
        )  # fmt: skip
        told = found.people[found.people["month"] == month.first]
        assert len(told) == month.up + month.down
        assert sorted(zip(told["before"], told["after"], strict=True)) == sorted(
            (int(before[it]), int(after[it])) for it in before.index if before[it] != after[it]
        )


def test_days_without_a_file_take_nobody_for_one_who_went_down(shop: OpenShop):
    """Files of January to June and of October on; what was bought between is not known."""
    early = [Line(date(2026, 1, 5) + timedelta(days=at), f"b{at % 20}", 60_000)
             for at in range(170)]  # fmt: skip
    late = [Line(date(2026, 10, 1) + timedelta(days=at), "other", 1_000) for at in range(52)]
    shops.take(shop, early, name="early.xlsx")
    shops.take(shop, late, name="late.xlsx", first_line=500)
    book = customer_book.read(shop)
    assert book is not None
    assert len(book.gaps) == 1
    found = tiers_moves.moves(people(shop), [Ask(100_000, None, 180)])
    by_month = {one.first: one for one in found.months}
    assert by_month[date(2026, 10, 1)].down == by_month[date(2026, 11, 1)].down == 0
    assert by_month[date(2026, 11, 1)].unsure > 0
    ended = tiers_standing.standing(people(shop), [Ask(100_000, None, 180)])
    first, last = book.gaps[0]
    begin = max(first, day_number(LAST) - 179)
    assert ended.lost == last - begin + 1


def test_who_goes_up_goes_up_for_sure_whatever_is_not_known(shop: OpenShop):
    """Days without a file may hide purchases, which take nobody's tier away."""
    shops.take(shop, [Line(date(2026, 6, 1), "b", 60_000)], name="early.xlsx")
    shops.take(shop, [Line(date(2026, 10, 1), "z"), Line(date(2026, 11, 3), "b", 150_000),
                      Line(LAST, "z")], name="late.xlsx", first_line=500)  # fmt: skip
    found = tiers_moves.moves(people(shop), [Ask(50_000, None, 365), Ask(200_000, None, 365)])
    month = found.months[0]
    assert (month.first, month.up, month.down, month.unsure) == (date(2026, 11, 1), 1, 0, 0)
    assert month.is_early
    told = found.people[found.people["month"] == month.first]
    assert told[["before", "after", "is_sure"]].to_numpy().tolist() == [[1, 2, True]]


@pytest.mark.parametrize(("begin", "months"), [(date(2026, 9, 1), 3), (date(2026, 9, 2), 2)])
def test_a_month_is_told_if_files_reach_back_to_its_first_day(
    local: OpenShop, begin: date, months: int
):
    days = (LAST - begin).days + 1
    shops.take(local, [Line(begin + timedelta(days=at), "a", 1_000) for at in range(days)])
    found = tiers_moves.moves(people(local), [Ask(10_000, None, None)])
    assert len(found.months) == months
    assert [one.up for one in found.months] == [0, 0, 1][:months]


def test_shares_of_no_revenue_are_unknown(local: OpenShop):
    shops.take(local, [Line(ago(1), "a", None), Line(ago(2), "b", None)])
    found = tiers_standing.standing(people(local), [Ask(None, 1, None)])
    assert [(one.people, one.share) for one in found.levels] == [(0, None), (2, None)]


def test_merged_customers_are_one_and_deleted_ones_are_none(shop: OpenShop):
    shops.take(shop, [Line(ago(3), "a", 60_000), Line(ago(2), "b", 60_000),
                      Line(ago(1), "gone", 500_000)])  # fmt: skip
    asks = [Ask(100_000, None, None)]
    assert [one.people for one in tiers_standing.standing(people(shop), asks).levels] == [2, 1]
    customers_identity.merge(shop, f"{'b':0>32}", f"{'a':0>32}", NOW)
    assert [one.people for one in tiers_standing.standing(people(shop), asks).levels] == [0, 2]
    plan = customers_erasing.erase_preview(shop, f"{'gone':0>32}")
    customers_erasing.erase(shop, plan, NOW)
    found = tiers_standing.standing(people(shop), asks)
    assert [one.people for one in found.levels] == [0, 1]
    assert found.levels[1].share == 1


def test_who_is_close_lacks_what_is_told(shop: OpenShop):
    shops.take(shop, [
        Line(ago(5), "near", 80_000), Line(ago(5), "far", 20_000), Line(ago(400), "old", 99_000),
        Line(ago(9), "in", 120_000), Line(ago(4), "in", 40_000), Line(ago(3), "odd", 85_000),
        Line(ago(3), "odd", None), Line(ago(2), "once", 250_000),
    ])  # fmt: skip
    asks = [Ask(100_000, None, 365), Ask(200_000, 2, 365)]
    found = tiers_standing.close(people(shop), asks)
    with shop.store.read() as session:
        named = store.named(session, shop.id, found["buyer"].tolist())
    told = {
        named[row.buyer].key.lstrip("0"): (row.tier, row.won, row.orders, bool(row.is_most))
        for row in found.itertuples()
    }
    assert told == {"near": (0, 20_000, 0, False), "odd": (0, 15_000, 0, True),
                    "in": (1, 40_000, 0, False)}  # fmt: skip
    assert found["done"].is_monotonic_decreasing


def test_no_tiers_and_no_customers_are_no_fault(shop: OpenShop):
    assert customer_book.read(shop) is None
    shops.take(shop, [Line(ago(1), "a", 9_000)])
    some = people(shop)
    assert [one.people for one in tiers_standing.standing(some, []).levels] == [1]
    assert tiers_standing.close(some, []).empty
    assert tiers_moves.moves(some, []).people.empty
    assert tiers_standing.suggested(some, 3) is None
    only_unknown = [Line(ago(1), f"u{at}", None) for at in range(40)]
    shops.take(shop, only_unknown, name="u.xlsx", first_line=50)
    found = tiers_standing.standing(people(shop), [Ask(10_000, None, None)])
    assert (found.maybe_low, found.levels[1].people, found.levels[1].share) == (40, 0, 0)


def test_suggested_sums_divide_the_customers_of_the_last_year(shop: OpenShop):
    lines = [Line(ago(at), f"b{at}", 1_000 * (at + 1)) for at in range(100)]
    shops.take(shop, [*lines, Line(ago(400), "old", 9_000_000)])
    some = people(shop)
    sums = tiers_standing.suggested(some, 3)
    assert sums == [50_000, 80_000, 95_000]
    assert tiers_standing.told_by(some) == 100
    levels = tiers_standing.standing(some, [Ask(one, None, 365) for one in sums]).levels
    assert [one.people for one in levels] == [50, 30, 15, 6]


def test_the_list_is_kept_changed_and_taken_back_as_one(shop: OpenShop):
    first = keep(shop, LOW, HIGH)
    assert [one.name for one in tiers.listed(shop)] == ["새 단골", "단골"]
    low, high = first
    second = keep(shop, Tier("이웃", 10_000, None, 365), high, TOP)
    assert [one.name for one in second] == ["이웃", "단골", "으뜸"]
    assert [one.id for one in tiers.listed(shop, deleted=True)] == [low.id]
    assert second[1].id == high.id
    back = tiers.save(shop, first, tiers.versions(second), NOW)
    assert [(one.id, one.name, one.least_won, one.perk) for one in back] == [
        (low.id, "새 단골", 30_000, ""), (high.id, "단골", 100_000, "무료배송"),
    ]  # fmt: skip
    assert keep(shop) == []


def test_two_windows_do_not_overwrite_each_other(shop: OpenShop):
    seen = tiers.versions(keep(shop, LOW))
    keep(shop, *tiers.listed(shop), HIGH)
    with pytest.raises(NoteChanged):
        tiers.save(shop, [TOP], seen, NOW)
    assert [one.name for one in tiers.listed(shop)] == ["새 단골", "단골"]


@pytest.mark.parametrize(
    ("some", "problem"),
    [
        ([Tier(" ", 1_000)], TierProblem.NO_NAME),
        ([Tier("a" * 31, 1_000)], TierProblem.LONG_NAME),
        ([Tier("가", 1_000), Tier(" 가", 2_000)], TierProblem.SAME_NAME),
        ([Tier("가")], TierProblem.NOTHING_ASKED),
        ([Tier("가", 0)], TierProblem.NUMBER),
        ([Tier("가", 10**10)], TierProblem.NUMBER),
        ([Tier("가", None, -1)], TierProblem.NUMBER),
        ([Tier("가", 10, None, 0)], TierProblem.NUMBER),
        ([Tier("가", 2_000), Tier("나", 1_000)], TierProblem.NOT_MORE),
        ([Tier("가", 2_000, None, 90), Tier("나", 3_000, None, 365)], TierProblem.NOT_MORE),
        ([Tier("가", None, 3), Tier("나", 9_000)], TierProblem.NOT_MORE),
        ([Tier(f"{at}", at * 1_000) for at in range(1, 8)], TierProblem.TOO_MANY),
    ],
)
def test_what_cannot_be_is_refused_whole(local: OpenShop, some: list[Tier], problem: TierProblem):
    with pytest.raises(TiersRefused) as refused:
        keep(local, *some)
    assert problem in {one.problem for one in refused.value.faults}
    assert tiers.listed(local) == []


def test_the_day_is_the_last_one_files_tell(shop: OpenShop):
    shops.take(shop, [Line(ago(1), "a", 9_000)])
    assert day_of(people(shop).day) == ago(1)
