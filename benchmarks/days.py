"""How often 오늘 raises an alarm where nothing is wrong, and how often it names what is.

    python -m benchmarks.days 200

So many shops without a fault, and as many with one each, the kinds in turn. Seeded, and made
apart from the sample shop: sizes, weekdays, levels, products, channels and costs are drawn anew
for each. They are put straight into a store and judged by the page's own service.
"""

import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from core.analysis.journey import Stage
from core.services import settings, today
from core.services.opening import OpenShop
from core.store.moments import day_number
from core.terms import Evidence, OrderState, Record, Subject, Vocabulary
from core.verdicts import Claim, Verdict
from core.verdicts.model import WORSE
from tests import shops
from tests.shops import LAST, Line
from tests.store import facts

DAYS: Final = 420
TOLD: Final = 56
"""Days of which products and channels are told."""
RECENT: Final = DAYS - 28
SETTLED: Final = range(DAYS - 42, DAYS - 14)
COHORT: Final = DAYS - 90 - 84
LEFT: Final = 0.6
"""What is left of visits or of the payment rate."""
AGAIN_LEFT: Final = 0.5
"""What is left of second purchases."""
RETURNED: Final = 0.15
"""Of the order lines that come back, where too many do."""
PAGE_LEFT, CHANNEL_LEFT = 0.1, 0.05
"""What is left of the orders of a poor page, and of a channel that brings nothing."""
MARGIN: Final = 40
FAULTS: Final = ("visits", "pay", "page", "channel", "kept", "second")
SIZES: Final[Mapping[bool, tuple[float, float]]] = {False: (2.0, 20.0), True: (6.0, 20.0)}
"""Orders a day of the smallest and the largest shop, without and with a fault."""
CHANNELS: Final = (
    ("광고", "인스타그램-광고"), ("검색광고", "네이버쇼핑-광고"), ("검색", "네이버쇼핑"),
    ("검색", "통합검색"),
    ("블로그", "네이버블로그"), ("직유입", "직유입"), ("메신저", "톡톡"), ("검색", "다음"),
)  # fmt: skip
FIRST_SEED: Final = 7_000
NOW: Final = datetime(2026, 11, 23, 1, tzinfo=UTC)
LEVELS: Final = ("constant", "returning", "walking")


@dataclass(frozen=True)
class Plan:
    """One shop: what is drawn for it, and its fault."""

    random: np.random.Generator
    fault: str | None
    per_day: float
    rate: float
    products: np.ndarray
    product_rates: np.ndarray
    channels: np.ndarray
    channel_rates: np.ndarray
    again: float
    returned: float
    value: float
    roas: np.ndarray


def planned(seed: int, fault: str | None) -> Plan:
    """Draw a shop."""
    random = np.random.default_rng(seed)
    small, large = SIZES[fault is not None]
    products, channels = int(random.integers(4, 26)), int(random.integers(4, 9))
    views = np.sort(random.lognormal(0, 0.8, products))[::-1]
    visits = random.lognormal(0, 0.7, channels)
    rates = random.lognormal(0, 0.25, products), random.lognormal(0, 0.35, channels)
    if fault == "page":
        rates[0][0] = PAGE_LEFT * np.median(rates[0])
    if fault == "channel":
        visits[0] = max(visits[0], 0.25 * visits[1:].sum())
        rates[1][0] = CHANNEL_LEFT * np.median(rates[1])
    return Plan(
        random, fault, float(np.exp(random.uniform(np.log(small), np.log(large)))),
        float(random.uniform(0.02, 0.04)), views / views.sum(), rates[0], visits / visits.sum(),
        rates[1], float(random.uniform(0.25, 0.45)), float(random.uniform(0.02, 0.06)),
        float(random.uniform(15_000, 60_000)), random.uniform(1.3, 2.5, channels) * 100 / MARGIN,
    )  # fmt: skip


def made(folder: Path, plan: Plan) -> OpenShop:
    """The shop, in a store of its own."""
    shop = shops.opened(folder)
    settings.save(shop, settings.ShopSettings(margin_percent=MARGIN))
    days = shops.days_ending(LAST, DAYS)
    visits = plan.random.poisson(_levels(plan) * _weekdays(plan, days) * _fewer(plan))
    orders, lines = _orders(plan, visits)
    shops.take(shop, lines)
    numbers = [day_number(day) for day in days]
    rows = [facts.fact(day, visits=int(count)) for day, count in zip(numbers, visits, strict=True)]
    rows += _told(plan, visits, orders, numbers)
    facts.put(shop.store, Record.STATISTIC, rows)
    return shop


def _levels(plan: Plan) -> np.ndarray:
    kind = LEVELS[int(plan.random.integers(len(LEVELS)))]
    steps = plan.random.normal(0, {"constant": 0.0, "returning": 0.04, "walking": 0.01}[kind], DAYS)
    kept = 1.0 if kind == "walking" else 0.97
    level, found = 0.0, []
    for step in steps:
        level = kept * level + step
        found.append(level)
    told = np.exp(np.array(found) - np.mean(found))
    return told * plan.per_day / plan.rate


def _weekdays(plan: Plan, days: list) -> np.ndarray:
    profile = np.exp(plan.random.normal(0, 0.12, 7))
    return (profile / profile.mean())[[day.weekday() for day in days]]


def _fewer(plan: Plan) -> np.ndarray:
    return np.where((np.arange(DAYS) >= RECENT) & (plan.fault == "visits"), LEFT, 1.0)


def _orders(plan: Plan, visits: np.ndarray) -> tuple[np.ndarray, list[Line]]:
    """Orders with their day, channel and product; who buys again comes later in place of a new."""
    random = plan.random
    rate = np.where((np.arange(DAYS) >= RECENT) & (plan.fault == "pay"), LEFT, 1.0) * plan.rate
    # What a poor page or channel does not sell is missing, and is not sold elsewhere.
    normal = plan.product_rates.copy(), plan.channel_rates.copy()
    if plan.fault == "page":
        normal[0][0] = np.median(plan.product_rates)
    if plan.fault == "channel":
        normal[1][0] = np.median(plan.channel_rates)
    product, channel = (
        share * rates / (share * usual).sum()
        for share, rates, usual in (
            (plan.products, plan.product_rates, normal[0]),
            (plan.channels, plan.channel_rates, normal[1]),
        )
    )
    counts = random.binomial(visits, np.clip(rate * product.sum() * channel.sum(), 0, 1))
    day = np.repeat(np.arange(DAYS), counts)
    size = len(day)
    bought = random.choice(len(product), size, p=product / product.sum())
    came = random.choice(len(channel), size, p=channel / channel.sum())
    found = np.column_stack([day, came, bought])
    return found, _lines(plan, day, bought)


def _lines(plan: Plan, day: np.ndarray, bought: np.ndarray) -> list[Line]:
    random, dates = plan.random, shops.days_ending(LAST, DAYS)
    amounts = (plan.value * random.lognormal(0, 0.4, len(day))).astype(int) // 100 * 100 + 100
    due: dict[int, list[str]] = defaultdict(list)
    lines = []
    for number, (place, product, amount) in enumerate(zip(day, bought, amounts, strict=True)):
        waiting = due[int(place)]
        buyer = waiting.pop() if waiting else f"b{number}"
        if buyer == f"b{number}":
            again = plan.again * (AGAIN_LEFT if plan.fault == "second" and place >= COHORT else 1)
            if random.random() < again:
                due[int(place) + 1 + int(random.exponential(30))].append(buyer)
        lost = RETURNED if plan.fault == "kept" and place in SETTLED else plan.returned
        state = OrderState.RETURNED if random.random() < lost else OrderState.CONFIRMED
        lines.append(Line(dates[place], buyer, int(amount), product=f"p{product}", state=state))
    return lines


def _told(plan: Plan, visits: np.ndarray, orders: np.ndarray, numbers: list[int]) -> list[dict]:
    """What statistics tell of products and channels in the last days."""
    rows = []
    for place in range(DAYS - TOLD, DAYS):
        of_day = orders[orders[:, 0] == place]
        came = plan.random.multinomial(visits[place], plan.channels)
        paid = np.bincount(of_day[:, 1], minlength=len(came))
        looked = plan.random.poisson(1.1 * visits[place] * plan.products)
        rows += [_channel(plan, numbers[place], at, int(came[at]), int(paid[at]))
                 for at in range(len(came)) if came[at]]  # fmt: skip
        rows += [_product(numbers[place], at, int(looked[at]))
                 for at in range(len(looked)) if looked[at]]  # fmt: skip
    return rows


def _channel(plan: Plan, day: int, at: int, visits: int, paid: int) -> dict:
    group, name = CHANNELS[at]
    each = plan.rate * plan.value * 1.08
    usual = plan.channel_rates[at] / plan.channel_rates.mean()
    if plan.fault == "channel" and at == 0:
        usual = 1.0
    return facts.fact(
        day, report="bizadvisor_channel", vocabulary=Vocabulary.BIZADVISOR.value,
        subject=Subject.CHANNEL.value, level=12, channel_group=group, channel_name=name,
        visits=visits, payments_last=min(paid, visits), gross_last=int(paid * plan.value * 1.08),
        ad_cost=int(visits * each * usual / plan.roas[at]) if "광고" in group else 0,
    )  # fmt: skip


def _product(day: int, at: int, visits: int) -> dict:
    return facts.fact(
        day, report="smartstore_products", subject=Subject.PRODUCT.value, level=256,
        product_no=f"p{at}", product_name=f"p{at}", visits=visits,
    )  # fmt: skip


def concluded(seed: int, fault: str | None) -> tuple[Verdict, ...]:
    """What 오늘 says of a shop."""
    with tempfile.TemporaryDirectory() as folder:
        shop = made(Path(folder), planned(seed, fault))
        found = today.overview(shop, today=LAST + timedelta(days=1), now=NOW).verdicts
        shop.close()
    return found


def is_alarm(found: tuple[Verdict, ...]) -> bool:
    """Whether something is said plainly to be wrong."""
    return any(one.claim in WORSE and one.level is Evidence.KNOWN for one in found)


def names(found: tuple[Verdict, ...], fault: str) -> bool:
    """Whether the fault that was put in is among the conclusions."""
    return any(_is(one, fault) for one in found)


def _is(one: Verdict, fault: str) -> bool:
    stage, channel = one.params.get("stage"), CHANNELS[0][1]
    return {
        "visits": stage is Stage.REACH and one.claim in {Claim.STAGE_FELL, Claim.NET_FELL},
        "pay": stage is Stage.BUY and one.claim in {Claim.STAGE_FELL, Claim.NET_FELL},
        "page": one.claim in {Claim.PAGE_POOR, Claim.PRODUCT_FELL}
        and one.params.get("product") == "p0",
        "channel": one.claim in {Claim.CHANNEL_LESS, Claim.CHANNEL_POOR}
        and channel in str(one.params.get("name")),
        "kept": one.claim is Claim.CLAIMS_ROSE,
        "second": one.claim is Claim.SECOND_FELL,
    }[fault]


def main() -> None:
    """Count alarms, and faults that are named."""
    some = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    alarms: Counter[str] = Counter()
    for number in range(some):
        found = concluded(FIRST_SEED + number, None)
        if is_alarm(found):
            alarms.update(f"{one.claim}" for one in found if one.level is Evidence.KNOWN)
            alarms["shops"] += 1
    print(f"without a fault: alarms in {alarms['shops']} of {some}", dict(alarms), flush=True)
    told: Counter[tuple[str, str]] = Counter()
    for number in range(some):
        fault = FAULTS[number % len(FAULTS)]
        found = concluded(FIRST_SEED + 10_000 + number, fault)
        told[fault, "asked"] += 1
        told[fault, "named"] += names(found, fault)
        told[fault, "plainly"] += names(
            tuple(one for one in found if one.level is Evidence.KNOWN), fault
        )
        told[fault, "first"] += names(found[:1], fault)
    for fault in FAULTS:
        print(fault, {what: told[fault, what] for what in ("asked", "named", "plainly", "first")})
    print("named", sum(told[fault, "named"] for fault in FAULTS), "of", some)


if __name__ == "__main__":
    main()
