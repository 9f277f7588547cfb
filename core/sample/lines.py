"""What stands in each order: products, options, quantities, prices and fees."""

import numpy as np
import pandas as pd

from core.sample.buyers import Visits
from core.sample.catalogue import CHANNELS, JEJU, PAYMENTS, PRODUCTS, REGIONS
from core.sample.days import Days
from core.sample.draw import Floats, Ints, Objects, pick, texts

LINES_PER_ORDER = 1.46
FREE_SHIPPING_FROM = 40_000
SHIPPING_FEE = 3_000
JEJU_SURCHARGE = 3_000

_PRICES_ROSE_AFTER = 420
_SALES_FEE = 0.02
_PAGES = 12_345_000_000


def lines_of(rng: np.random.Generator, days: Days, visits: Visits) -> pd.DataFrame:
    """One row per order line with everything that is settled when it is paid."""
    per_order = 1 + pick(rng, (0.69, 0.19, 0.09, 0.03), len(visits.buyer))
    order = np.repeat(np.arange(len(per_order)), per_order)
    product = _products(rng, per_order)
    day = visits.second[order] // 86400
    frame = pd.DataFrame(
        {"order": order, "day": day, "product": product, "buyer": visits.buyer[order],
         "nth": visits.nth[order]}
    )  # fmt: skip
    _add_options(rng, frame)
    _add_prices(rng, frame, days)
    _add_way(rng, frame, visits)
    _add_shipping(frame)
    _add_fees(rng, frame, len(per_order))
    return frame


def product_numbers() -> Ints:
    """The numbers the mall gave the products."""
    return _PAGES + 7919 * np.arange(1, len(PRODUCTS) + 1)


def _products(rng: np.random.Generator, per_order: Ints) -> Ints:
    """Different products within an order, each as often as its share says (Gumbel draws)."""
    weights = np.log([product.orders for product in PRODUCTS])
    scores = weights + rng.gumbel(size=(len(per_order), len(PRODUCTS)))
    ranked = np.argsort(-scores, axis=1)[:, : int(per_order.max())]
    chosen: Ints = ranked[np.arange(ranked.shape[1]) < per_order[:, None]]
    return chosen


def _add_options(rng: np.random.Generator, frame: pd.DataFrame) -> None:
    choice = rng.integers(0, 1 << 30, len(frame))
    product = frame["product"].to_numpy()
    option, code = np.full(len(frame), "", object), np.full(len(frame), "", object)
    surcharge = np.zeros(len(frame), dtype=np.int64)
    for number, item in enumerate(PRODUCTS):
        here = np.flatnonzero(product == number)
        if item.options:
            which = choice[here] % len(item.options)
            option[here] = texts([words for words, _ in item.options], which)
            surcharge[here] = np.array([extra for _, extra in item.options])[which]
            codes = [f"{item.code}-{letter}" for letter in "ABC"[: len(item.options)]]
            code[here] = texts(codes, which)
    frame["option"], frame["option_code"], frame["option_price"] = option, code, surcharge


def _add_prices(rng: np.random.Generator, frame: pd.DataFrame, days: Days) -> None:
    day, product = frame["day"].to_numpy(), frame["product"].to_numpy()
    listed = np.array([item.price for item in PRODUCTS])
    raised = (listed * 1.06 // 100 * 100).astype(np.int64)
    price = np.where(day > _PRICES_ROSE_AFTER, raised[product], listed[product])
    quantity = 1 + pick(rng, (0.84, 0.11, 0.03, 0.02), len(frame))
    whole = (price + frame["option_price"].to_numpy()) * quantity
    percent = np.where(days.promotion[day], 12, 5 * (rng.random(len(frame)) < 0.16))  # noqa: PLR2004
    discount = whole * percent // 1000 * 10
    by_seller = np.where(rng.random(len(frame)) < 0.9, discount, discount // 20 * 10)  # noqa: PLR2004
    frame["price"], frame["quantity"] = price, quantity
    frame["discount"], frame["seller_discount"] = discount, by_seller
    frame["amount"] = whole - discount


def _add_way(rng: np.random.Generator, frame: pd.DataFrame, visits: Visits) -> None:
    """Where the buyer lives and came from, what they paid with and on; one draw per order."""
    orders = len(visits.buyer)
    order, buyer = frame["order"].to_numpy(), frame["buyer"].to_numpy()
    homes = pick(rng, [share for _, share in REGIONS], int(visits.buyer.max()) + 1)
    frame["region"] = texts([name for name, _ in REGIONS], homes[buyer])
    first = pick(rng, [channel.orders for channel in CHANNELS], orders)
    again = pick(rng, _returning_channels(), orders)
    frame["channel"] = np.where(visits.nth > 1, again, first)[order]
    frame["route"] = texts([channel.path for channel in CHANNELS], frame["channel"].to_numpy())
    devices = texts(("MOBILE", "PC"), pick(rng, (0.79, 0.21), orders))
    frame["device"] = devices[order]


def _returning_channels() -> Floats:
    """Those who know the shop come by themselves or by a message rather than by a search."""
    factor = {"direct": 2.6, "message": 3.0, "search_ads": 0.5}
    return np.array([channel.orders * factor.get(channel.id, 0.8) for channel in CHANNELS])


def _add_shipping(frame: pd.DataFrame) -> None:
    total = frame.groupby("order")["amount"].transform("sum").to_numpy()
    far = (frame["region"] == JEJU).to_numpy()
    frame["free"] = total >= FREE_SHIPPING_FROM
    frame["surcharge"] = np.where(far, JEJU_SURCHARGE, 0)
    frame["shipping_fee"] = np.where(frame["free"], 0, SHIPPING_FEE) + frame["surcharge"]


def _add_fees(rng: np.random.Generator, frame: pd.DataFrame, orders: int) -> None:
    means = pick(rng, [share for _, share, _ in PAYMENTS], orders)[frame["order"].to_numpy()]
    rate = np.array([fee for _, _, fee in PAYMENTS])[means]
    amount = frame["amount"].to_numpy()
    through_mall: Objects = frame["route"].to_numpy()
    frame["payment"] = texts([name for name, _, _ in PAYMENTS], means)
    frame["payment_fee"] = np.floor(amount * rate).astype(np.int64)
    share = np.where(through_mall == "네이버 쇼핑", _SALES_FEE, 0.0)
    frame["channel_fee"] = np.floor(amount * share).astype(np.int64)
    frame["settlement"] = amount - frame["payment_fee"] - frame["channel_fee"]
