"""The claims of the page 오늘, from orders alone."""

from collections.abc import Iterable, Mapping
from math import exp, sqrt

from core.analysis.products import ProductChange
from core.analysis.revenue import Part
from core.stats.proportions import Rates
from core.stats.windows import Change
from core.terms import Evidence, evidence_of
from core.verdicts.facts import DAYS_PER_MONTH, LEAST_EVENTS, LEAST_ORDERS, STALE_AFTER, Facts
from core.verdicts.model import Action, Caveat, Claim, Figure, Lookout, Verdict
from core.verdicts.unjudged import looked_at, sold, unjudged

STEADY_IF_SEEN = 0.25
"""A change of this share would have been seen: then "as usual" is known, else a hint."""

_OF_MONEY = frozenset({"net_sales", "order_value"})
"""What nobody can compare where amounts are unknown."""

Chances = Mapping[str, float]
"""How probable each examined finding is, by the metric's id."""


def examined(facts: Facts) -> dict[str, dict[str, float | None]]:
    """The p-value of everything that orders alone are asked: of the shop, and of its products."""
    shop: dict[str, float | None] = {}
    if facts.levels is not None:
        for name, change in (
            ("net_sales", facts.levels.net),
            ("orders", facts.levels.orders),
            ("order_value", facts.levels.order_value),
            ("new_buyers", facts.levels.new_buyers),
        ):
            told = facts.amounts is None or name not in _OF_MONEY
            shop[name] = change.judgement.p if change.judgement and told else None
    for name, rates in (
        ("claim_rate", facts.claims),
        ("second_rate", facts.second),
        ("returning_share", facts.returning),
    ):
        shop[name] = rates.p if rates else None
    products: dict[str, float | None] = {
        f"product.{one.product}": one.orders.judgement.p
        for one in facts.products
        if one.orders.judgement and _expected(one.orders) >= LEAST_EVENTS
    }
    return {"shop": shop, "products": products}


def candidates(facts: Facts, found: Chances) -> Iterable[Verdict | None]:
    """What orders alone may say; None for what they do not."""
    yield _stale(facts)
    yield _gap(facts)
    if facts.orders_total < LEAST_ORDERS:
        return
    yield _net(facts, found)
    yield _claims(facts, found)
    yield _second(facts, found)
    for product in facts.products:
        yield _product(facts, found, product)


def _stale(facts: Facts) -> Verdict | None:
    if facts.days_old <= STALE_AFTER:
        return None
    return Verdict(
        Claim.STALE, Evidence.KNOWN, Action.UPLOAD, sold(facts),
        (Caveat.OLD_FILE,), Lookout.NEW_FILE, facts.now, facts.last_day,
        {**looked_at(facts), "days_old": facts.days_old},
        probability=1.0, n=facts.orders_total,
    )  # fmt: skip


def _gap(facts: Facts) -> Verdict | None:
    if not facts.gaps:
        return None
    longest = max(facts.gaps, key=lambda gap: gap.days)
    return Verdict(
        Claim.GAP, Evidence.KNOWN, Action.FILL_GAP, sold(facts), (Caveat.CLOSED_DAYS,),
        Lookout.NEW_FILE, facts.now, facts.last_day,
        {**looked_at(facts), "gap": longest, "missing": sum(gap.days for gap in facts.gaps)},
        probability=1.0,
    )  # fmt: skip


def _net(facts: Facts, found: Chances) -> Verdict | None:
    split, chance = facts.split, found.get("net_sales")
    if split is None or facts.levels is None or chance is None or split.change == 0:
        return None
    driver = split.driver
    part = driver.part if driver else Part.ORDERS
    fell = split.change < 0
    orders = facts.levels.orders
    return Verdict(
        Claim.NET_FELL if fell else Claim.NET_ROSE,
        evidence_of(chance, enough=_expected(orders) >= LEAST_EVENTS),
        _net_action(facts, part, fell=fell),
        (
            Figure("net_sales", split.now, split.before),
            Figure(
                "order_value" if part is Part.ORDER_VALUE else part.value,
                driver.now if driver else None,
                driver.before if driver else None,
            ),
        ),
        (Caveat.SEASON, Caveat.PROMOTION),
        Lookout.NEXT_PERIOD,
        facts.now,
        facts.last_day,
        {
            "change": split.change,
            "part": part,
            "part_won": driver.won if driver else 0,
            "usual": _usual(facts.levels.net, orders),
            **looked_at(facts),
        },
        money_month=facts.per_month(split.change),
        probability=chance,
        n=int(orders.now + orders.before),
    )


def _net_action(facts: Facts, part: Part, *, fell: bool) -> Action:
    if not fell:
        return Action.REPEAT
    if part is Part.ORDER_VALUE:
        return Action.LIFT_ORDER
    if part is Part.ORDERS_PER_BUYER:
        return Action.SELL_MORE
    return Action.WELCOME_NEW if _new_fell_more(facts) else Action.CALL_BACK


def _new_fell_more(facts: Facts) -> bool:
    """Whether there are fewer new buyers rather than fewer who come back."""
    if facts.levels is None or facts.returning is None:
        return True
    back = facts.returning
    returned = back.now.successes - back.before.successes
    return facts.levels.new_buyers.now - facts.levels.new_buyers.before <= returned


def _claims(facts: Facts, found: Chances) -> Verdict | None:
    rates, chance = facts.claims, found.get("claim_rate")
    if rates is None or chance is None or (rates.z or 0) <= 0:
        return None
    now, before = rates.now.rate or 0.0, rates.before.rate or 0.0
    lost = (now - before) * rates.now.trials * (_order_value(facts) or 0.0)
    return Verdict(
        Claim.CLAIMS_ROSE, evidence_of(chance, enough=_enough(rates)), Action.READ_REASONS,
        (
            _rate_figure("claim_rate", rates),
            Figure("net_sales", facts.net),
        ),
        (Caveat.LATE_STATES, Caveat.PROMOTION), Lookout.NEXT_PERIOD, facts.now, facts.last_day,
        looked_at(facts),
        money_month=-facts.per_month(lost), probability=chance, n=rates.now.trials,
    )  # fmt: skip


def _second(facts: Facts, found: Chances) -> Verdict | None:
    rates, chance = facts.second, found.get("second_rate")
    if rates is None or chance is None or (rates.z or 0) >= 0:
        return None
    now, before = rates.now.rate or 0.0, rates.before.rate or 0.0
    value = _order_value(facts)
    lost = (before - now) * facts.new_per_day * DAYS_PER_MONTH * (value or 0.0)
    return Verdict(
        Claim.SECOND_FELL, evidence_of(chance, enough=_enough(rates)), Action.FOLLOW_UP,
        (
            _rate_figure("second_rate", rates),
            Figure("new_buyers", rates.now.trials, rates.before.trials),
        ),
        (Caveat.UNKNOWN_BUYERS, Caveat.PROMOTION), Lookout.NEXT_PERIOD, facts.now, facts.last_day,
        looked_at(facts),
        money_month=None if value is None else -round(lost), probability=chance, n=rates.now.trials,
    )  # fmt: skip


def _product(facts: Facts, found: Chances, product: ProductChange) -> Verdict | None:
    chance = found.get(f"product.{product.product}")
    orders, judgement = product.orders, product.orders.judgement
    if chance is None or judgement is None:
        return None
    fell = orders.now < orders.before
    # Against the rest of the shop it may have fallen while it rose: then it is no news.
    if fell != (judgement.statistic < 0) or orders.now == orders.before:
        return None
    won = product.net_now - product.net_before
    is_told = facts.amounts is None
    return Verdict(
        Claim.PRODUCT_FELL if fell else Claim.PRODUCT_ROSE,
        evidence_of(chance, enough=True),
        Action.CHECK_PRODUCT if fell else Action.SHOW_PRODUCT,
        (
            Figure("product_orders", orders.now, orders.before),
            *([Figure("net_sales", product.net_now, product.net_before)] if is_told else []),
        ),
        (Caveat.SOLD_OUT, Caveat.SEASON), Lookout.NEXT_PERIOD, facts.now, facts.last_day,
        {
            "product_id": product.product,
            "product": facts.product_names.get(product.product, ""),
            "change": round(won),
            **looked_at(facts),
        },
        money_month=facts.per_month(won) if is_told else None,
        probability=chance, n=int(orders.now + orders.before),
    )  # fmt: skip


def otherwise(facts: Facts, found: Chances) -> Verdict:
    """What is said when there is nothing to report."""
    if facts.orders_total < LEAST_ORDERS:
        return Verdict(
            Claim.TOO_FEW, Evidence.EARLY, Action.COLLECT,
            sold(facts), (Caveat.SHORT_HISTORY,), Lookout.MORE_ORDERS,
            facts.now, facts.last_day,
            {**looked_at(facts), "missing": LEAST_ORDERS - facts.orders_total},
            n=facts.orders_total,
        )  # fmt: skip
    if facts.levels is not None and "net_sales" in found:
        return _steady(facts)
    return unjudged(facts)


def _steady(facts: Facts) -> Verdict:
    net = facts.levels.net if facts.levels else Change(0, 0, None)
    orders = facts.levels.orders if facts.levels else net
    usual = _usual(net, orders)
    known = usual is not None and usual <= STEADY_IF_SEEN
    return Verdict(
        Claim.STEADY, Evidence.KNOWN if known else Evidence.HINT, Action.KEEP,
        (
            Figure("net_sales", net.now, net.before),
            Figure("orders", orders.now, orders.before),
        ),
        (Caveat.SMALL_CHANGES,), Lookout.NEXT_PERIOD, facts.now, facts.last_day,
        {**looked_at(facts), "usual": usual},
        n=int(orders.now + orders.before),
    )  # fmt: skip


def _usual(net: Change, orders: Change) -> float | None:
    """From which relative change on this shop's net revenue is out of the ordinary."""
    if net.judgement is None or min(orders.now, orders.before) <= 0:
        return None
    unit = sqrt(1 / orders.now + 1 / orders.before)
    return exp(net.judgement.smallest() * unit) - 1


def _order_value(facts: Facts) -> float | None:
    if facts.amounts is not None:
        return facts.amounts.value
    if facts.levels is None or not facts.levels.orders.now:
        return 0.0
    return facts.levels.net.now / facts.levels.orders.now


def _expected(orders: Change) -> float:
    """How many events each side would have if nothing had changed."""
    return (orders.now + orders.before) / 2


def _enough(rates: Rates) -> bool:
    both = rates.now + rates.before
    if not both.trials:
        return False
    rate = both.successes / both.trials
    return min(rates.now.trials, rates.before.trials) * min(rate, 1 - rate) >= LEAST_EVENTS


def _rate_figure(name: str, rates: Rates) -> Figure:
    return Figure(name, rates.now.rate, rates.before.rate, rates.now.trials, rates.before.trials)
