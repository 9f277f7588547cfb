"""What is said where nobody can tell whether revenue changed, and what every claim knows."""

from core.terms import Evidence
from core.verdicts.facts import Facts
from core.verdicts.model import Action, Caveat, Claim, Figure, Lookout, Verdict


def unjudged(facts: Facts) -> Verdict:
    """What is said where nobody can tell whether revenue changed."""
    if facts.orders == 0 and facts.days_known is None:
        return _no_orders(facts)
    if facts.history_days < facts.history_needed:
        return Verdict(
            Claim.TOO_EARLY, Evidence.EARLY, Action.COLLECT,
            sold(facts), (Caveat.SHORT_HISTORY,), Lookout.NEW_FILE,
            facts.now, facts.last_day,
            {
                **looked_at(facts),
                "history": facts.history_days,
                "missing": facts.history_needed - facts.history_days,
            },
            n=facts.orders_total,
        )  # fmt: skip
    if facts.levels is not None and not facts.levels.orders.before:
        return _no_orders(facts)
    return Verdict(
        Claim.UNCOMPARED, Evidence.NO_DATA, Action.UPLOAD,
        sold(facts), (Caveat.LATE_STATES,), Lookout.NEW_FILE, facts.now, facts.last_day,
        {**looked_at(facts), "unpriced": facts.amounts is not None, "gaps": facts.gaps},
        n=facts.orders_total,
    )  # fmt: skip


def _no_orders(facts: Facts) -> Verdict:
    """That nothing was ordered in one of the two periods: a nought that files tell is sure."""
    before = int(facts.levels.orders.before) if facts.levels else None
    return Verdict(
        Claim.NO_ORDERS, Evidence.KNOWN, Action.UPLOAD,
        (Figure("orders", facts.orders, before),), (Caveat.CLOSED_DAYS,), Lookout.NEXT_PERIOD,
        facts.now, facts.last_day,
        {**looked_at(facts), "sold": facts.orders, "sold_before": before},
        probability=1.0, n=facts.orders_total,
    )  # fmt: skip


def sold(facts: Facts) -> tuple[Figure, ...]:
    """The two numbers that are always there."""
    return Figure("orders", facts.orders), Figure("net_sales", facts.net)


def looked_at(facts: Facts) -> dict[str, object]:
    """What every claim knows: which days it is about."""
    return {
        "period": facts.period,
        "before": facts.before,
        "days": facts.days_compared,
        "last_day": facts.last_day,
        "orders": facts.orders_total,
    }
