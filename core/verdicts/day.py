"""Everything examined on one day, told as stories: the same fact is never told twice."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from core.analysis.journey import Move, Stage, Step
from core.terms import Evidence, Period, evidence_of
from core.verdicts import channels, today
from core.verdicts.channels import Call, Inflow, Outlay
from core.verdicts.choosing import across, choose, rank
from core.verdicts.facts import DAYS_PER_MONTH, LEAST_EVENTS, LEAST_ORDERS, Facts, doubted
from core.verdicts.model import Action, Caveat, Claim, Figure, Lookout, Verdict
from core.verdicts.products import FAULTY, Ruled
from core.verdicts.stories import told_once
from core.verdicts.unjudged import looked_at

STEPS = (Step.VISITS, Step.LOOK_RATE, Step.BUY_RATE, Step.PAY_RATE)
"""Steps that are examined beside what orders tell: these tell the others already."""

METRICS: Mapping[Step, str] = {
    Step.VISITS: "visits",
    Step.LOOK_RATE: "look_rate",
    Step.BUY_RATE: "buy_rate",
    Step.PAY_RATE: "pay_rate",
}


@dataclass(frozen=True, slots=True)
class Way:
    """How the steps changed, and the won of thirty days by which each moved revenue."""

    moves: Mapping[Step, Move]
    money: Mapping[Step, float]
    period: Period
    before: Period


@dataclass(frozen=True, slots=True)
class Page:
    """A product that was looked at, what is held of it, how rare that is by chance, and when.

    ``among`` counts the products it was held against where there are more than are looked at.
    """

    product: int
    name: str
    ruled: Ruled
    p: float
    period: Period
    among: int | None = None


@dataclass(frozen=True, slots=True)
class Examined:
    """What a day is judged by. Parts are empty where no file tells of them.

    ``spent`` are the days of the outlays.
    """

    facts: Facts
    way: Way | None = None
    pages: tuple[Page, ...] = ()
    outlays: tuple[Outlay, ...] = ()
    even: float | None = None
    inflows: tuple[Inflow, ...] = ()
    spent: Period | None = None


def chances(seen: Examined) -> dict[str, float]:
    """How probable each finding is, allowing for everything examined on the day."""
    families = today.examined(seen.facts)
    if seen.way is not None:
        moves = seen.way.moves
        families["shop"] |= {f"step.{step}": moves[step].p for step in STEPS if step in moves}
    asked = channels.questions(seen.outlays, seen.even, seen.inflows)
    return across(
        families
        | {
            "pages": {f"page.{one.product}": one.p for one in seen.pages},
            "channels": asked,
        }
    )


def candidates(seen: Examined, found: Mapping[str, float]) -> list[Verdict]:
    """Everything that may be said, each fact once, the most important first."""
    claims = [one for one in _claims(seen, found) if one is not None]
    sure = [one for one in claims if one.level in {Evidence.KNOWN, Evidence.HINT}]
    return sorted(told_once(sure, seen.facts), key=rank)


def conclude(seen: Examined, found: Mapping[str, float]) -> tuple[Verdict, ...]:
    """What is said on the day, the most important first."""
    return choose(candidates(seen, found), today.otherwise(seen.facts, found))


_OVER_TIME = frozenset({Claim.NET_FELL, Claim.NET_ROSE, Claim.STAGE_FELL})
"""Claims that a long holiday in one of the periods may explain as well."""


def _claims(seen: Examined, found: Mapping[str, float]) -> Iterable[Verdict | None]:
    uneven = seen.facts.is_uneven
    for one in _all_claims(seen, found):
        if one is None or one.claim not in _OVER_TIME:
            yield one
        else:
            yield replace(one, level=doubted(one.level, uneven=uneven))


def _all_claims(seen: Examined, found: Mapping[str, float]) -> Iterable[Verdict | None]:
    yield from today.candidates(seen.facts, found)
    if seen.facts.orders_total < LEAST_ORDERS:
        return
    yield from _stages(seen, found)
    for page in seen.pages:
        yield _page(seen, found, page)
    for outlay in seen.outlays:
        yield _outlay(seen, found, outlay)
    for inflow in seen.inflows:
        yield _inflow(seen, found, inflow)


def _stages(seen: Examined, found: Mapping[str, float]) -> Iterable[Verdict]:
    """The stages that fell, of each the step that is surest."""
    told: dict[Stage, list[Verdict]] = {}
    for step in STEPS:
        one = _stage(seen, found, step)
        if one is not None:
            told.setdefault(step.stage, []).append(one)
    for some in told.values():
        yield min(some, key=rank)


def _stage(seen: Examined, found: Mapping[str, float], step: Step) -> Verdict | None:
    way, chance = seen.way, found.get(f"step.{step}")
    if way is None or chance is None:
        return None
    move, money = way.moves[step], way.money.get(step)
    now, before = move.value, move.value_before
    if money is None or now is None or before is None or now >= before:
        return None
    trials = [None if side is None or side[1] is None else round(side[1])
              for side in (move.now, move.before)]  # fmt: skip
    return _verdict(
        seen, (Claim.STAGE_FELL, Action.MEND_STAGE, "journey"),
        evidence_of(chance, enough=move.least_events >= LEAST_EVENTS),
        (Figure(METRICS[step], now, before, *trials), _sales(seen.facts)),
        (Caveat.SEASON, Caveat.PROMOTION),
        {"step": step, "stage": step.stage, "metric": METRICS[step], "now": move.now,
         "was": move.before, "period": way.period, "before": way.before},
        (min(0, round(money)), chance, round(move.now[0])),
    )  # fmt: skip


def _page(seen: Examined, found: Mapping[str, float], page: Page) -> Verdict | None:
    ruled, chance = page.ruled, found.get(f"page.{page.product}")
    if ruled.ruling not in FAULTY or chance is None:
        return None
    case, chance = ruled.case, min(chance, ruled.p_low or 0.0)
    return _verdict(
        seen, (Claim.PAGE_POOR, Action.MEND_PAGE, "products"), evidence_of(chance, enough=True),
        (Figure("product_rate", case.orders / case.visits, None, case.visits), _sales(seen.facts)),
        (Caveat.DEAR_PRODUCT, Caveat.SOLD_OUT),
        {"product_id": page.product, "product": page.name, "visits": case.visits,
         "product_orders": case.orders, "usual_rate": case.reference, "ruling": ruled.ruling,
         "period": page.period, "among": page.among},
        (-(ruled.money_month or 0), chance, case.visits),
    )  # fmt: skip


def _outlay(seen: Examined, found: Mapping[str, float], outlay: Outlay) -> Verdict | None:
    judged = channels.judge(outlay, seen.even, found)
    if judged.call not in {Call.LESS, Call.MORE} or outlay.spend is None:
        return None
    less = judged.call is Call.LESS
    name = outlay.names[0] if outlay.names else ""
    return _verdict(
        seen,
        (Claim.CHANNEL_LESS, Action.SPEND_LESS, "channels") if less
        else (Claim.CHANNEL_MORE, Action.SPEND_MORE, "channels"),
        judged.level,
        (Figure("orders", outlay.spend.orders),),
        (Caveat.LATER_SALES, Caveat.PROMOTION),
        {"key": outlay.key, "name": name, "names": outlay.names, "platform": outlay.platform,
         "cost": outlay.cost, "brought": round(outlay.spend.orders), "won": outlay.spend.won,
         "period": seen.spent or seen.facts.period},
        (judged.money_month * (-1 if less else 1), judged.probability, round(outlay.spend.orders)),
    )  # fmt: skip


def _inflow(seen: Examined, found: Mapping[str, float], inflow: Inflow) -> Verdict | None:
    chance = found.get(f"inflow.{inflow.name}")
    if not inflow.is_poor or chance is None:
        return None
    return _verdict(
        seen, (Claim.CHANNEL_POOR, Action.CHECK_CHANNEL, "channels"),
        channels.sureness(inflow, chance),
        (Figure("pay_rate", inflow.payments / inflow.visits, None, inflow.visits),
         Figure("visits", inflow.visits)),
        (Caveat.LATER_SALES, Caveat.PROMOTION),
        {"channel": inflow.name, "name": inflow.name, "platform": inflow.platform,
         "visits": inflow.visits, "brought": inflow.payments, "usual_rate": inflow.usual,
         "period": inflow.period},
        (-_lost(inflow, seen.facts), chance, inflow.visits),
    )  # fmt: skip


def _lost(inflow: Inflow, facts: Facts) -> int:
    """The won of thirty days that its missing orders would bring."""
    value = facts.value or 0.0
    return round(inflow.missing * value / max(inflow.period.days, 1) * DAYS_PER_MONTH)


def _verdict(  # noqa: PLR0913, PLR0917  (a verdict has that many sides)
    seen: Examined,
    what: tuple[Claim, Action, str],
    level: Evidence,
    evidence: tuple[Figure, ...],
    caveats: tuple[Caveat, ...],
    params: Mapping[str, object],
    worth: tuple[int, float | None, int],
) -> Verdict:
    claim, action, page = what
    money, chance, count = worth
    facts = seen.facts
    return Verdict(
        claim, level, action, evidence, caveats, Lookout.NEXT_PERIOD, facts.now, facts.last_day,
        {**looked_at(facts), "days_apart": _is_apart(params, facts), **params},
        money_month=money, probability=chance, n=count, page=page,
    )  # fmt: skip


def _is_apart(params: Mapping[str, object], facts: Facts) -> bool:
    """Whether it is about other days than the rest of the page."""
    return params.get("period", facts.period) != facts.period


def _sales(facts: Facts) -> Figure:
    split = facts.split
    return Figure("net_sales", facts.net, split.before if split else None)


def put_off(first: Verdict, some: Sequence[Verdict]) -> Verdict:
    """What is said when the seller has put everything off for the day."""
    return replace(
        first, claim=Claim.PUT_OFF, action=Action.REST, money_month=None, n=len(some), page="today"
    )
