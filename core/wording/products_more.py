"""What is bought together, a product typed by hand or kept in the notes, and its weeks."""

from collections.abc import Sequence

import pandas as pd

from core.analysis import detail_page
from core.analysis.together import LEAST_TOGETHER, Next, Pair
from core.i18n import formats
from core.i18n import gettext as _
from core.services.actions import Proposal, Said
from core.services.products import Product, Told
from core.services.products_detail import Week
from core.services.products_source import Measure
from core.services.products_together import WITHIN, Afterwards, Together
from core.terms import Evidence, evidence_of
from core.verdicts.products import Ruling
from core.wording.actions_names import about
from core.wording.message import Message
from core.wording.products import Words, looks, product_words, short
from core.wording.verdicts import evidence


def pairs_conclusion(found: Together) -> Words:
    """What to offer together, or why not yet."""
    best = next((pair for pair in found.pairs if pair.is_known), None)
    if best is not None:
        base, other = (short(found.names[number]) for number in (best.base, best.other))
        return Words(
            _("Offer “{other}” on the page of “{base}”.").format(other=other, base=base),
            pair_reason(best, found),
            Evidence.KNOWN,
            evidence(Evidence.KNOWN),
            "good",
            todo=_("Name it on the page, or make a set of the two."),
        )
    if found.pairs:
        return Words(
            _("No two products belong together more than by chance."),
            _("Below are those that were in one order most often."),
            Evidence.EARLY,
            evidence(Evidence.EARLY),
            "calm",
        )
    return Words(
        _("It is too early for products bought together."),
        _("A pair is named from {count} different buyers on.").format(
            count=formats.count(LEAST_TOGETHER, "people")
        ),
        Evidence.EARLY,
        evidence(Evidence.EARLY),
        "calm",
    )


def pair_reason(pair: Pair, found: Together) -> str:
    """Why two products are named together."""
    return _("Of {base_orders} with “{base}”, {both} had “{other}” too. {usual}").format(
        base_orders=formats.count(pair.base_orders, "orders"),
        base=short(found.names[pair.base]),
        both=formats.count(pair.orders, "orders"),
        other=short(found.names[pair.other]),
        usual=_usual(pair),
    )


def _usual(pair: Pair) -> str:
    if not pair.is_known:
        return _("That is no more than usual.")
    return _("That is {times} as often as in all orders.").format(
        times=formats.number(pair.lift, 1)
    )


def pairs_frame(found: Together) -> pd.DataFrame:
    """The pairs as a table."""
    heads = (
        _("Who buys this"),
        _("also buys this"),
        _("Orders with both"),
        _("Different buyers"),
        _("Of the orders with the first"),
        _("Of all orders"),
        _("Times the usual"),
        _("How sure it is"),
    )
    return pd.DataFrame(
        [
            (
                found.names[pair.base],
                found.names[pair.other],
                pair.orders,
                pair.buyers,
                formats.percent(pair.orders, pair.base_orders),
                formats.rate(pair.support),
                formats.number(pair.lift, 1),
                evidence(Evidence.KNOWN if pair.is_known else Evidence.EARLY),
            )
            for pair in found.pairs
        ],
        columns=list(heads),
    )


def pairs_told(found: Together) -> str:
    """Which orders were looked at."""
    return _("{period} · {orders}").format(
        period=formats.period(found.period), orders=formats.count(found.orders, "orders")
    )


def pairs_origin(found: Together) -> list[tuple[str, str]]:
    """Where the numbers of the pairs come from."""
    return [
        (_("What is counted"), _("Orders with both products, by at least 5 different buyers")),
        (
            _("Times the usual, computed"),
            _("Share of the other product among orders with the first ÷ its share of all orders"),
        ),
        (_("Days"), formats.period(found.period)),
        (_("From these files"), " · ".join(found.files[:3]) or formats.UNKNOWN),
    ]


def after_conclusion(found: Afterwards) -> str:
    """Which product comes after which, as a heading."""
    best = next((one for one in found.followers if one.is_known), None)
    if best is None:
        return _("No product follows another one more than by chance.")
    return _("After “{base}” comes “{other}”.").format(
        base=short(found.names[best.base]), other=short(found.names[best.other])
    )


def after_reason(one: Next, found: Afterwards) -> str:
    """How many went from one product to the other, and after how many days."""
    return _(
        "Of {people} who bought “{base}”, {buyers} bought “{other}” within {within}, "
        "half of them by day {days}. That is {times} as often as after other products."
    ).format(
        people=formats.count(one.base_buyers, "people"),
        base=short(found.names[one.base]),
        buyers=formats.count(one.buyers, "people"),
        other=short(found.names[one.other]),
        within=formats.count(WITHIN, "days"),
        days=formats.number(one.days),
        times=formats.number(one.lift, 1),
    )


def after_frame(found: Afterwards) -> pd.DataFrame:
    """What comes after what, as a table."""
    rows = [
        (
            found.names[one.base],
            found.names[one.other],
            one.buyers,
            formats.percent(one.buyers, one.base_buyers),
            formats.rate(one.support),
            formats.number(one.lift, 1),
            one.days,
            evidence(Evidence.KNOWN if one.is_known else Evidence.EARLY),
        )
        for one in found.followers
    ]
    heads = (
        _("Who has bought this"),
        _("buys this later"),
        _("People who did"),
        _("Of the buyers of the first"),
        _("Of all buyers"),
        _("Times the usual"),
        _("Days between, in the middle"),
        _("How sure it is"),
    )
    return pd.DataFrame(rows, columns=list(heads))


def after_told(found: Afterwards) -> str:
    """Whose purchases were looked at."""
    line = _("First purchases of {period} · {buyers}").format(
        period=formats.period(found.period), buyers=formats.count(found.buyers, "people")
    )
    line += " · " + _("the last {days} are too new and left out").format(
        days=formats.count(found.left_out, "days")
    )
    if found.every > 1:
        line += " · " + _("one of {every} people was looked at").format(
            every=formats.number(found.every)
        )
    return line


def typed_name() -> str:
    """What a product without a name is called."""
    return _("this product")


def typed_refused(faults: Sequence[str]) -> Message:
    """Typed numbers that cannot be used."""
    return Message(_("These numbers cannot be used yet."), "", " ".join(faults))


def fault(what: str) -> str:
    """What is wrong with a typed number."""
    return {
        "visits": _("Type the visits as a whole number from 1 on."),
        "orders": _("Type the orders as a whole number, not more than the visits."),
        "rate": _("Type the rate of the shop between 0 and 100, such as 3 or 2.7."),
    }[what]


def weeks_title(weeks: Sequence[Week], usual: float | None) -> str:
    """The finding of the weeks of a product."""
    told = [week for week in weeks if week.rate is not None]
    if usual and told and all(week.rate.high < usual for week in told if week.rate):
        return _("Bought less often than the others in every week")
    return _("Orders per visit, week by week")


def weeks_frame(weeks: Sequence[Week]) -> pd.DataFrame:
    """The weeks of a product, for the chart."""
    return pd.DataFrame(
        [
            {
                "week": week.first,
                "visits": week.visits,
                "orders": week.orders,
                "rate": week.rate.middle if week.rate else None,
                "low": week.rate.low if week.rate else None,
                "high": week.rate.high if week.rate else None,
            }
            for week in weeks
        ]
    )


def weeks_table(weeks: Sequence[Week], measure: Measure) -> pd.DataFrame:
    """The weeks as they are read."""
    return pd.DataFrame(
        [
            {
                _("Week from"): formats.day_short(week.first),
                looks(measure): formats.count(week.visits, "times"),
                _("Paid orders"): formats.count(week.orders, "orders"),
                _("Rate shown"): formats.rate(week.rate.middle if week.rate else None),
            }
            for week in weeks
        ]
    )


def changes(one: Product, told: Told) -> list[tuple[str, str, str]]:
    """Looks and orders of a product now and before: name, value, what it was."""
    case = one.ruled.case
    before = one.before or (None, None)
    now = (case.visits, case.orders)
    names = (looks(told.measure), _("Paid orders"))
    units = ("times", "orders")
    return [
        (
            name,
            formats.count(value, unit),
            _("before {count}").format(count=formats.count(was, unit))
            if was is not None
            else _("Nothing earlier to compare with"),
        )
        for name, value, was, unit in zip(names, now, before, units, strict=True)
    ]


def step(one: Product) -> tuple[str, str, str, Evidence | None] | None:
    """Orders per visit now and before, and how surely it fell; None where it cannot be told."""
    case, before = one.ruled.case, one.before
    if case.orders > case.visits or not before or not 0 <= before[1] <= before[0] or not before[0]:
        return None
    fell = detail_page.chance_fell((case.visits, case.orders), before)
    level = evidence_of(fell, enough=True) if fell is not None else None
    return (
        _("Orders per visit"),
        formats.percent(case.orders, case.visits),
        _("before {count}").format(count=formats.percent(before[1], before[0])),
        level if level is Evidence.KNOWN else None,
    )


def fell() -> str:
    """The flag of a step whose rate fell."""
    return _("Fewer of those who look buy than before.")


def proposal(one: Product) -> Proposal | None:
    """What a ruling proposes to keep in the notes; None where there is nothing to do yet."""
    metric = {
        Ruling.FIX_PAGE: "product_rate",
        Ruling.CHECK_PRICE: "product_rate",
        Ruling.BRING_VISITS: "product_orders",
    }.get(one.ruled.ruling)
    if metric is None:
        return None
    told, ruled = product_words(one), one.ruled
    params: dict[str, object] = {
        "product_id": one.id,
        "product": one.name,
        "visits": ruled.case.visits,
        "orders": ruled.case.orders,
        "expected": ruled.case.expected,
        "level": ruled.level,
        "probability": ruled.p_low,
        "money_month": ruled.money_month,
    }
    said = Said(about(one.name, told.todo), f"{told.headline} {told.reason}")
    return Proposal(f"products.{ruled.ruling}.{one.id}", params, metric, "products", said)
