"""A product typed by hand or kept in the notes, and the weeks of one, in words."""

from collections.abc import Sequence

import pandas as pd

from core.analysis import detail_page
from core.i18n import formats
from core.i18n import gettext as _
from core.services.actions import Proposal, Said
from core.services.products import Product, Told
from core.services.products_detail import Week
from core.services.products_source import Measure
from core.terms import Evidence, evidence_of
from core.verdicts.products import Ruling
from core.wording.actions_names import about
from core.wording.message import Message
from core.wording.products import looks, product_words


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
