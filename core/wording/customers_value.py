"""What customers have spent so far, in words."""

import numpy as np
import pandas as pd

from core.analysis.customers_value import Concentration, Spent
from core.charts.customers_value import Part, Point
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_value import AGES, View
from core.stats.watched import LEARNT_AFTER
from core.wording import customers_watched
from core.wording.customers_again import origin

LINES = 12
"""So many months are drawn; the table has all."""


def title(view: View) -> str:
    """What a customer brings by three months, or by the longest age that is known."""
    known = [one for one in view.whole if one.mean is not None]
    told = next((one for one in known if one.days == 90), known[-1] if known else None)  # noqa: PLR2004
    if told is None:
        return _("What a customer has spent so far")
    return _("A new customer spends {won} on average within {days} days.").format(
        won=formats.won_short(told.mean), days=told.days
    )


def notes(view: View) -> list[str]:
    """Who is in it, and what is empty."""
    told = [_("An age is empty until the youngest of the month are so old.")]
    if view.unsure:
        told.append(_("Months at the beginning of the files: old customers look new in them."))
    if view.left_out:
        told.append(
            _("The thick line leaves out customers of the first {days} days of the files.").format(
                days=LEARNT_AFTER
            )
        )
    if not view.is_sure:
        told.append(customers_watched.unsure())
    if view.lost:
        told.append(
            _("{days} are in no file. Ages with too many of them are empty, and leave people out.")
            .format(days=formats.count(view.lost, "days"))
        )  # fmt: skip
    return told


def points(view: View) -> list[Point]:
    """The lines: the last months that are known at two ages or more, and everybody."""
    found = []
    known = view.months[view.months[list(AGES)].notna().sum(axis=1) > 1]
    for row in known.tail(LINES).to_dict("records"):
        name = formats.month(row["month"].date())
        found += [
            Point(name, age, float(row[age]), _at(age, row[age], int(row["customers"])))
            for age in AGES
            if not np.isnan(row[age])
        ]
    whole = [one for one in view.whole if one.mean is not None]
    return found + [
        Point(_("Everybody"), one.days, float(one.mean or 0.0),
              _at(one.days, one.mean, one.customers), is_whole=True)
        for one in whole
    ]  # fmt: skip


def _at(age: int, won: float | None, customers: int) -> str:
    return _("{days} days: {won} ({people})").format(
        days=age, won=formats.won(won), people=formats.count(customers, "people")
    )


def whole(view: View) -> pd.DataFrame:
    """Everybody at each age, with bounds."""
    told = [
        (formats.count(one.days, "days"), formats.won(one.mean), _between(one),
         formats.count(one.customers, "people"))
        for one in view.whole
    ]  # fmt: skip
    return pd.DataFrame(told, columns=["days", "mean", "between", "customers"])


def _between(one: Spent) -> str:
    if one.low is None or one.high is None:
        return formats.UNKNOWN
    return formats.won_span(one.low, one.high)


def months_table(view: View) -> pd.DataFrame:
    """Months as rows: customers, and won a customer by each age."""
    columns = {
        _("Month of the first purchase"): [f"{one:%Y-%m}" for one in view.months["month"]],
        _("Customers"): view.months["customers"].to_numpy(),
    }
    for age in AGES:
        column = view.months[age]
        columns[_("by {days} days").format(days=age)] = pd.array(
            [None if np.isnan(one) else round(one) for one in column], dtype="Int64"
        )
    return pd.DataFrame(columns)


def spent_origin() -> list[tuple[str, str]]:
    """Where revenue to date is from."""
    return origin(
        _("What a customer has paid by so many days after the first purchase, that one included."),
        _("Net revenue up to that age ÷ customers of the month, once all of them are so old"),
    )


def few_title(told: Concentration) -> str:
    """How much of revenue comes from the first tenth."""
    return _("{people} make {share} of revenue.").format(
        people=_("The top 10% ({people})").format(people=formats.count(len(told.top), "people")),
        share=formats.rate(told.share, 0),
    )


def few_note(told: Concentration) -> str:
    """What to hold it against."""
    return _(
        "If all spent the same it would be 10%. Of {won} by {people}, over all days of the files."
    ).format(won=formats.won_short(told.net), people=formats.count(told.customers, "people"))


def parts(told: Concentration) -> list[Part]:
    """The tenths."""
    return [
        Part(tenth(place), share, formats.rate(share, 0),
             _("{tenth}: {share} of revenue").format(tenth=tenth(place),
                                                     share=formats.rate(share)))
        for place, share in enumerate(told.tenths)
    ]  # fmt: skip


def tenth(place: int) -> str:
    """The name of a tenth, those first who are most."""
    return formats.span(str(place * 10), f"{(place + 1) * 10}%")


def parts_table(told: Concentration) -> pd.DataFrame:
    """The tenths as rows."""
    return pd.DataFrame(
        {"tenth": [tenth(place) for place in range(len(told.tenths))],
         "share": [formats.rate(one) for one in told.tenths]}
    )  # fmt: skip


def few_origin() -> list[tuple[str, str]]:
    """Where the share of a few is from."""
    return origin(
        _("The part of all net revenue that the customers make who spent most."),
        _("Net revenue of the tenth of customers who spent most ÷ all net revenue of customers"),
    )
