"""What customers will buy, in words: the forecast, how sure it is, and how it went before."""

from math import exp

import pandas as pd

from core.analysis.customers_forecast import LEAST_DAYS
from core.charts.customers_value import Held
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_forecast import Enough, Forecast, Learnt, Past
from core.stats.buying import LEAST_CUSTOMERS, LEAST_REPEATERS, Model
from core.wording.customers_value import tenth

NOBODY_LEAVES = 0.01
ALIKE = 50
SAME = 0.05
"""A forecast that missed by less was right."""


def lacking(told: Enough) -> list[str]:
    """What is missing for a forecast, and how much of it there is."""
    found = []
    if told.customers < LEAST_CUSTOMERS:
        found.append(
            _("Customers: {there} of {needed}").format(
                there=formats.number(told.customers), needed=formats.number(LEAST_CUSTOMERS)
            )
        )
    if told.repeaters < LEAST_REPEATERS:
        found.append(
            _("Customers who bought again: {there} of {needed}").format(
                there=formats.number(told.repeaters), needed=formats.number(LEAST_REPEATERS)
            )
        )
    if told.days < LEAST_DAYS:
        found.append(
            _("Days of order files: {there} of {needed}").format(
                there=formats.number(told.days), needed=formats.number(LEAST_DAYS)
            )
        )
    return found


def torn(told: Enough) -> str:
    """That too many days are missing for a forecast; empty where they are not."""
    if not told.is_torn:
        return ""
    return _(
        "{days} in between are in no file. Who bought then would look as if he had left, so nothing"
        " is forecast. Add the order files of these days."
    ).format(days=formats.count(told.lost, "days"))


def months(number: int) -> str:
    """So many months."""
    return formats.count(number, "months")


def title(told: Forecast) -> str:
    """What is expected, as a range."""
    return _("Today's customers seem to spend {between} in the next {months}.").format(
        between=formats.won_span(told.won.low, told.won.high), months=months(told.months)
    )


def numbers(told: Forecast, margin: int | None) -> list[tuple[str, str, str]]:
    """The numbers of a forecast: name, value, and what it is."""
    between = formats.span(
        formats.number(told.purchases.low), formats.count(round(told.purchases.high), "times")
    )
    new = formats.won_span(told.newcomer.low, told.newcomer.high)
    found = [
        (_("Will spend"), formats.won_short(told.won.value),
         _("{between} in nine of ten cases").format(
             between=formats.won_span(told.won.low, told.won.high))),
        (_("Will buy"), formats.count(round(told.purchases.value), "times"),
         _("{between} in nine of ten cases").format(between=between)),
        (_("Counted as money today"), formats.won_short(told.worth),
         _("Money that comes later counts for 1% less each month.")),
        (_("A new customer"), formats.won_short(told.newcomer.value),
         _("{between}, the first purchase included").format(between=new)),
    ]  # fmt: skip
    if margin is not None:
        found.append(
            (_("Profit"), formats.won_short(told.won.value * margin / 100),
             _("At your margin of {margin}%").format(margin=margin))
        )  # fmt: skip
    return found


def newcomer_apart(told: Forecast) -> str:
    """Why a new customer is worth another sum here than in the table of what was spent."""
    return _(
        "“A new customer” looks {months} ahead, so it is another sum than above. The rows above are"
        " what was really spent, each by other customers: those known for so long."
    ).format(months=months(told.months))


def warnings(told: Forecast, learnt: Learnt) -> list[str]:
    """Where the models do not fit, and what is not in it."""
    found = [_("Only customers who have already come; new ones are not in it.")]
    found += _misfits(learnt)
    if learnt.new is None:
        found.append(_("Learnt from old customers too who look new, so it may be too high."))
    if told.lost:
        found.append(
            _("{days} are in no file and count as if nobody had bought. It may be too low.").format(
                days=formats.count(told.lost, "days"))
        )  # fmt: skip
    if not told.checked:
        found.append(
            _("The files are too short to hold an earlier forecast against what came, so it may be"
              " further off than the ranges say.")
        )  # fmt: skip
    return found


def _misfits(learnt: Learnt) -> list[str]:
    """Where the models do not fit what customers did.

    How far off that puts a forecast is in the ranges, as far as an earlier one was held against
    what came.
    """
    fit, found = learnt.fit, []
    if fit.is_degenerate and fit.leaves < NOBODY_LEAVES:
        found.append(_("No leaving is seen, so everybody is taken to stay."))
    elif fit.is_degenerate:
        found.append(
            _("Those who still come are taken to buy at the same pace; how they differ is who left"
              " when.")
            if fit.r > ALIKE
            else _("How fast customers leave cannot be told yet.")
        )  # fmt: skip
    if learnt.spending is None:
        found.append(
            _("What each spends on a purchase cannot be told well,"
              " so it is drawn towards the mean of all.")
        )  # fmt: skip
    elif learnt.link is not None and learnt.link.is_strong:
        found.append(_linked(learnt.link.value))
    return found


def _linked(value: float) -> str:
    shown = f"{formats.rounded(abs(value), 2):f}"
    text = (
        _("Who buys more often spends more on a purchase (correlation {value}), which the forecast"
          " takes for unrelated.")
        if value > 0
        else _("Who buys more often spends less on a purchase (correlation {value}), which the"
               " forecast takes for unrelated.")
    )  # fmt: skip
    return text.format(value=shown)


def past_title(told: Past) -> str:
    """How an earlier forecast went."""
    off = exp(told.off) - 1
    if told.bought == 0 or abs(off) < SAME:
        return _("A forecast {days} days ago would have been about right.").format(days=told.days)
    short = formats.rate(abs(1 - told.purchases.value / told.bought), 0)
    if off > 0:
        return _("A forecast {days} days ago would have been {part} too low.").format(
            days=told.days, part=short
        )
    return _("A forecast {days} days ago would have been {part} too high.").format(
        days=told.days, part=short
    )


def past_lines(told: Past) -> list[str]:
    """The numbers of that forecast."""
    return [
        _("Purchases: forecast {expected}, came {came}").format(
            expected=formats.number(round(told.purchases.value)), came=formats.number(told.bought)
        ),
        _("Revenue: forecast {expected}, came {came}").format(
            expected=formats.won_short(told.won.value), came=formats.won_short(told.spent)
        ),
        _(
            "It knew only {people} who had come by then. By as much as such forecasts miss, the"
            " ranges above are wider."
        ).format(people=formats.count(told.customers, "people")),
    ]


def held(told: Past) -> list[Held]:
    """Each tenth of customers: forecast and came."""
    return [
        Held(tenth(place), float(row["purchases"]), float(row["bought"]),
             _("forecast {expected}, came {came}").format(
                 expected=formats.number(round(row["purchases"])),
                 came=formats.number(round(row["bought"]))))
        for place, row in enumerate(told.tenths.to_dict("records"))
    ]  # fmt: skip


def past_table(told: Past) -> pd.DataFrame:
    """The tenths as rows of a table; numbers stay numbers."""
    rows = told.tenths
    return pd.DataFrame(
        {
            "tenth": [tenth(place) for place in range(len(rows))],
            "customers": rows["customers"].to_numpy(),
            "expected": rows["purchases"].round(1).to_numpy(),
            "came": rows["bought"].to_numpy(),
            "won": [round(one) for one in rows["won"]],
            "spent": [round(one) for one in rows["spent"]],
        }
    )


def origin(learnt: Learnt) -> list[tuple[str, str]]:
    """What the forecast rests on."""
    model = "MBG/NBD" if learnt.fit.model is Model.MBG_NBD else "BG/NBD"
    return [
        (_("What it means"), _("What the customers there are will buy, from how often each bought"
                               " and how long ago.")),
        (_("How it is counted"),
         _how(learnt).format(model=model)),
        (_("Of which files"), _("Order files; only lines that count and name their buyer.")),
    ]  # fmt: skip


def _how(learnt: Learnt) -> str:
    if learnt.new is not None:
        return _("{model} for how often, gamma-gamma for how much; of customers who are new for"
                 " sure learnt from these alone, of the others from all")  # fmt: skip
    return _("{model} for how often, gamma-gamma for how much; learnt from all customers of your"
             " files")  # fmt: skip
