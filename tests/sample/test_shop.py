"""The made-up shop: the same each time, plausible, and with the planted faults in its numbers."""

import itertools
from datetime import date

import pandas as pd
import pytest

from core import sample
from core.sample.catalogue import POOR_PAGE, PRODUCTS, USELESS
from core.sample.days import DAYS, RECENT

LAST_DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def shop() -> sample.SampleShop:
    return sample.generate(LAST_DAY)


@pytest.fixture(scope="module")
def sold(shop: sample.SampleShop) -> pd.DataFrame:
    return shop.orders[~shop.orders["state"].isin(["취소", "반품"])]


def test_the_same_last_day_and_seed_make_the_same_shop(shop: sample.SampleShop) -> None:
    again = sample.generate(LAST_DAY)
    for name in ("orders", "visits", "views", "reviews", "feedback"):
        pd.testing.assert_frame_equal(getattr(shop, name), getattr(again, name))


def test_another_seed_makes_another_shop(shop: sample.SampleShop) -> None:
    other = sample.generate(LAST_DAY, seed=1)
    assert not shop.orders["line_no"].equals(other.orders["line_no"])


@pytest.mark.parametrize("lines", [2000, 12_000, 30_000])
def test_about_as_many_lines_are_made_as_were_asked_for(lines: int) -> None:
    made = len(sample.generate(LAST_DAY, lines=lines).orders)
    assert made == pytest.approx(lines, rel=0.12)


@pytest.mark.parametrize("day", [date(2025, 1, 31), date(2026, 2, 20), date(2028, 2, 29)])
def test_any_last_day_will_do_and_revenue_falls_at_the_end(day: date) -> None:
    shop = sample.generate(day)
    assert shop.orders["ordered"].max().date() == day
    kept = shop.orders[~shop.orders["state"].isin(["취소", "반품"])]
    assert _revenue(kept, 0) < 0.93 * _revenue(kept, 1)


def test_orders_span_two_years_and_grow(shop: sample.SampleShop, sold: pd.DataFrame) -> None:
    assert shop.orders["ordered"].min().date() <= date(2024, 11, 30)
    assert (LAST_DAY - date(2024, 11, 25)).days == DAYS - 1
    halves = sold.groupby(sold["day"] >= DAYS // 2)["amount"].sum()
    assert halves[True] > 1.5 * halves[False]


def test_numbers_of_lines_are_unique_and_begin_with_their_day(shop: sample.SampleShop) -> None:
    lines = shop.orders
    assert lines["line_no"].is_unique
    assert lines["line_no"].str.fullmatch(r"\d{16}").all()
    assert (lines["line_no"].str[:8] == lines["ordered"].dt.strftime("%Y%m%d")).all()
    assert lines.groupby("order_no")["order"].nunique().eq(1).all()
    assert lines.groupby("order_no")["buyer_id"].nunique().eq(1).all()


def test_amounts_follow_from_prices(shop: sample.SampleShop) -> None:
    lines = shop.orders
    whole = (lines["price"] + lines["option_price"]) * lines["quantity"]
    assert (lines["amount"] == whole - lines["discount"]).all()
    assert (lines["amount"] > 0).all()
    assert (lines["seller_discount"] <= lines["discount"]).all()
    fees = lines["payment_fee"] + lines["channel_fee"]
    assert (lines["settlement"] == lines["amount"] - fees).all()
    assert lines.groupby("bundle")["shipping_fee"].nunique().eq(1).all()


def test_people_are_recognisably_invented(shop: sample.SampleShop) -> None:
    lines = shop.orders
    assert lines["buyer_phone"].str.fullmatch(r"010-0000-\d{4}").all()
    assert lines["buyer_id"].str.fullmatch(r"ex\d{5}").all()
    assert lines["zip"].str.startswith("00").all()


def test_states_agree_with_the_age_of_the_order(shop: sample.SampleShop) -> None:
    lines, as_of = shop.orders, pd.Timestamp(shop.as_of)
    for column in ("ordered", "paid", "placed", "dispatched", "delivered", "confirmed", "claimed"):
        assert (lines[column].dropna() <= as_of).all()
    steps = ["paid", "placed", "dispatched", "delivered", "confirmed"]
    for earlier, later in itertools.pairwise(steps):
        both = lines.dropna(subset=[earlier, later])
        assert (both[earlier] <= both[later]).all()
    plain = lines[lines["claim"] == ""]
    for state, column in (
        ("구매확정", "confirmed"),
        ("배송완료", "delivered"),
        ("배송중", "dispatched"),
    ):
        assert plain.loc[plain["state"] == state, column].notna().all()
    old = plain["paid"] < as_of - pd.Timedelta(days=40)
    assert (plain.loc[old, "state"] == "구매확정").all()
    assert set(lines["state"]) >= {
        "결제완료",
        "배송중",
        "배송완료",
        "구매확정",
        "취소",
        "반품",
        "교환",
    }


def test_claims_have_reasons_and_settled_ones_their_state(shop: sample.SampleShop) -> None:
    claims = shop.claims
    assert (claims["reason"] != "").all()
    assert claims["claimed"].notna().all()
    words = {"cancel": "취소", "return": "반품", "exchange": "교환"}
    settled = claims[claims["settled"].notna()]
    assert (settled["state"] == settled["claim"].map(words)).all()
    assert (settled["detail"] == settled["claim"].map(words) + "완료").all()
    assert (claims.loc[claims["settled"].isna(), "detail"].str.endswith("요청")).all()


def test_one_product_is_looked_at_a_lot_and_hardly_bought(shop: sample.SampleShop) -> None:
    name = next(item.name for item in PRODUCTS if item.code == POOR_PAGE)
    sums = shop.views.groupby("product_name")[["views", "orders"]].sum()
    rate = sums["orders"] / sums["views"]
    assert sums["views"].idxmax() == name
    assert rate[name] < 0.1 * rate.drop(name).min()


def test_one_channel_costs_money_and_brings_next_to_no_orders(shop: sample.SampleShop) -> None:
    sums = shop.visits.groupby("channel")[["visits", "orders", "sales", "cost"]].sum()
    useless = sums.loc[USELESS]
    assert useless["visits"] > 0.1 * sums["visits"].sum()
    assert useless["orders"] < 0.01 * sums["orders"].sum()
    assert useless["sales"] < 0.3 * useless["cost"]
    assert sums.loc["search_ads", "sales"] > 1.3 * sums.loc["search_ads", "cost"]


def test_fewer_of_the_recent_buyers_come_back(shop: sample.SampleShop) -> None:
    lines = shop.orders
    first = lines.groupby("buyer")["day"].min()
    second = lines[lines["nth"] == 2].groupby("buyer")["day"].min().reindex(first.index)
    within = (second - first) <= 60
    recent = (first >= DAYS - 150) & (first < DAYS - 60)
    earlier = (first >= DAYS - 500) & (first < DAYS - 240)
    assert within[recent].mean() < 0.65 * within[earlier].mean()


def test_revenue_of_the_last_28_days_fell_mostly_for_lack_of_returning_buyers(
    sold: pd.DataFrame,
) -> None:
    change = _revenue(sold, 0) - _revenue(sold, 1)
    returning = sold[sold["nth"] > 1]
    part = _revenue(returning, 0) - _revenue(returning, 1)
    assert change < -0.15 * _revenue(sold, 1)
    assert part < 0.6 * change


def test_visits_and_views_cover_the_orders(shop: sample.SampleShop) -> None:
    assert (shop.visits["visits"] >= shop.visits["orders"]).all()
    assert (shop.views["visits"] >= shop.views["orders"]).all()
    assert len(shop.views) == DAYS * len(PRODUCTS)
    assert shop.visits["orders"].sum() == shop.orders["order"].nunique()


def test_reviews_belong_to_confirmed_lines(shop: sample.SampleShop) -> None:
    states = shop.orders.set_index("line_no")["state"]
    assert (states.reindex(shop.reviews["line_no"]) == "구매확정").all()
    assert shop.reviews["review_no"].is_unique
    assert shop.reviews["rating"].between(1, 5).all()
    assert shop.reviews["written"].max() < pd.Timestamp(shop.as_of)
    assert shop.feedback["date"].is_monotonic_increasing


def _revenue(lines: pd.DataFrame, back: int) -> int:
    """Revenue of the last 28 days, or of the 28 days ``back`` times earlier."""
    age = DAYS - 1 - lines["day"]
    return int(lines.loc[age // RECENT == back, "amount"].sum())


def test_what_is_said_can_be_said_of_its_product(shop: sample.SampleShop) -> None:
    codes = dict(zip(shop.orders["product_no"], shop.orders["product_code"], strict=True))
    told = shop.feedback.assign(code=shop.feedback["product_no"].map(codes))
    assert (told.loc[told["text"].str.contains("조명"), "code"] == "DG-021").all()
    assert (told.loc[told["text"].str.contains("화병"), "code"] == "DG-017").all()
    assert (told.loc[told["text"].str.contains("수건"), "code"] == "DG-004").all()
    reviews = shop.reviews.assign(code=shop.reviews["product_no"].map(codes))
    scented = reviews.loc[reviews["text"].str.contains("향이"), "code"]
    assert len(scented) > 20
    assert not set(scented) & {"DG-005", "DG-011", "DG-016", "DG-023"}
    broken = reviews.loc[reviews["text"].str.contains("깨진"), "code"]
    assert not set(broken) & {"DG-003", "DG-004", "DG-005"}
