"""Who buys again, in words: months of first purchases, the way to the second one, 재구매율."""

from datetime import date

import numpy as np
import pandas as pd

from core.charts.customers_again import Cell, Named, Step
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_again import Compared, Finding, View, Within
from core.stats.proportions import Tally
from core.stats.watched import LEARNT_AFTER
from core.wording import customers_watched

MONTHS_SHOWN = 13
"""Of so many last months of first purchases those are drawn after which another has begun, and one
month fewer after them; the table has all."""

_NINETY = 90


def month(number: int) -> str:
    """A month counted from January 1970."""
    return formats.month(_date(number))


def _date(number: int) -> date:
    return date(1970 + number // 12, number % 12 + 1, 1)


def finding(told: Compared) -> str:
    """What months of first purchases say, no more than chance allows."""
    if told.finding is Finding.EARLY:
        return _("It is too early to say in which month better customers came.")
    said = {
        Finding.MOST: _("Those who first bought in {month} came back most."),
        Finding.MORE: _("Those who first bought in {month} came back more than the others."),
        Finding.LESS: _("Those who first bought in {month} came back less than the others."),
        Finding.ALIKE: _("No month stands out: such differences are often there by chance."),
    }
    return said[told.finding].format(month=month(told.named.month) if told.named else "")


def reason(told: Compared) -> str:
    """The numbers behind it."""
    if told.finding is Finding.EARLY:
        return _("For that it takes three whole months of new customers, and a month after them.")
    rates = [one.again.successes / one.again.trials for one in told.months]
    range_of = between(min(rates), max(rates), 0)
    if told.named is None:
        return _("Within {days} days {between} of a month came again, {whole} of all.").format(
            days=told.days, between=range_of, whole=share(told.whole)
        )
    rest = told.whole
    others = Tally(
        rest.successes - told.named.again.successes, rest.trials - told.named.again.trials
    )
    return _("Within {days} days {named} of them came again, {others} of those of other months.")\
        .format(days=told.days, named=share(told.named.again), others=share(others))  # fmt: skip


def between(low: float, high: float, digits: int = 1) -> str:
    """From one share to another, the sign said once: 11.5~13.6%."""
    return formats.span(formats.rate(low, digits).removesuffix("%"), formats.rate(high, digits))


def share(of: Tally) -> str:
    """A share as precisely as its cases allow."""
    return formats.percent(of.successes, of.trials)


def compared_how(told: Compared) -> str:
    """How months are compared."""
    return _(
        "{count} months were compared. A month is named only if chance, over all of them,"
        " would do that in fewer than one of ten cases."
    ).format(count=len(told.months))


def _drawn(view: View) -> list[int]:
    """The places of the months that are drawn: those with a cell."""
    told = view.triangle
    after = slice(1, MONTHS_SHOWN)
    is_known = np.any(~np.isnan(told.active[:, after]) | told.hidden[:, after], axis=1).tolist()
    return [
        row for row in range(len(told.months))[-MONTHS_SHOWN:] if is_known[row] and told.sizes[row]
    ]


def rows(view: View) -> list[str]:
    """The names of the months that are drawn, with their sizes, the earliest first."""
    return [_row(view, row) for row in _drawn(view)]


def _row(view: View, row: int) -> str:
    told = view.triangle
    mark = "*" if row < view.unsure else ""
    return f"{told.months[row]:%y.%m}{mark}|{formats.count(int(told.sizes[row]), 'people')}"


def cells(view: View) -> list[Cell]:
    """The cells that are drawn: the months after the first, as far as they have begun."""
    told = view.triangle
    found = []
    for row in _drawn(view):
        name, size = _row(view, row), int(told.sizes[row])
        for after in range(1, min(told.active.shape[1], MONTHS_SHOWN)):
            count = told.active[row, after]
            if told.hidden[row, after]:
                text = _hidden(view, row, after)
                found.append(Cell(name, after, 0.0, formats.UNKNOWN, "", text, is_partial=True))
            if np.isnan(count):
                continue
            is_partial = bool(told.partial[row, after])
            found.append(
                Cell(name, after, count / size, formats.rate(count / size, 0),
                     formats.number(int(count)), _cell(view, row, after), is_partial)
            )  # fmt: skip
    return found


def _cell(view: View, row: int, after: int) -> str:
    told = view.triangle
    text = _("First bought in {month}: {count} of {size} bought again {after} months later").format(
        month=formats.month(told.months[row].date()),
        count=formats.number(int(told.active[row, after])),
        size=formats.count(int(told.sizes[row]), "people"), after=after,
    )  # fmt: skip
    is_partial = bool(told.partial[row, after])
    return f"{text} · {_('this month is not over')}" if is_partial else text


def _hidden(view: View, row: int, after: int) -> str:
    return _("First bought in {month}: {after} months later too many days are in no file").format(
        month=formats.month(view.triangle.months[row].date()), after=after
    )


def notes(view: View) -> list[str]:
    """What has to be known to read the months."""
    told = [_("What has not begun is empty.")]
    if view.triangle.partial.any():
        told = [_("A dashed cell is a month that is not over. What has not begun is empty.")]
    if view.triangle.hidden.any():
        told.append(_("{mark} stands where too many days of a month are in no file.").format(
            mark=formats.UNKNOWN))  # fmt: skip
    if view.unsure:
        text = _(
            "In the first {days} days of the files old customers look new. These months are not"
            " compared."
        ).format(days=LEARNT_AFTER)
        is_marked = any(row < view.unsure for row in _drawn(view))
        told.append(f"* {text}" if is_marked else text)
    if len(view.triangle.months) > MONTHS_SHOWN:
        told.append(_("The picture has {count} months, the table has all.").format(
            count=len(_drawn(view))))  # fmt: skip
    return told


def lately(view: View) -> str:
    """That in the last whole month customers came unlike before; empty where they did not."""
    told = view.lately
    if told is None:
        return ""
    if told.z < 0:
        text = _("Cells of {month} are lower: {came} came, about {usual} would have as before.")
    else:
        text = _("Cells of {month} are higher: {came} came, about {usual} would have as before.")
    return text.format(
        month=formats.month(told.month.date()), came=formats.count(told.came, "people"),
        usual=formats.count(round(told.usual), "people"),
    )  # fmt: skip


def triangle_table(view: View) -> pd.DataFrame:
    """All months as rows of a table: customers, and how many of them bought after how long."""
    told = view.triangle
    rows_of = {
        _("Month of the first purchase"): [f"{moment:%Y-%m}" for moment in told.months],
        _("Customers"): told.sizes,
    }
    for after in range(1, told.active.shape[1]):
        column = pd.array([None if np.isnan(one) else int(one) for one in told.active[:, after]],
                          dtype="Int64")  # fmt: skip
        rows_of[_("after {after} months").format(after=after)] = column
    return pd.DataFrame(rows_of)


def curve_title(view: View) -> str:
    """What the way to the second purchase says: the share that is written on the curve."""
    ninety = next((one for one in view.within if one.days == _NINETY), None)
    told = ninety if ninety and ninety.share is not None else None
    told = told or next((one for one in view.within if one.share is not None), None)
    if told is None:
        return _("How many come a second time")
    return _("{people} come a second time within {days} days.").format(
        people=formats.of_hundred(told.share), days=told.days
    )


def curve_apart(view: View) -> str:
    """Why the tab of states tells another share of the same days; empty where it tells the same."""
    told = next((one for one in view.within if one.days == _NINETY and one.share is not None), None)
    if told is None:
        return ""
    people = formats.of_hundred(told.mature.rate)
    if people == formats.of_hundred(told.share):
        return ""
    return _(
        "Of those alone who have been known for {days} days it is {people}, as on the tab of"
        " states."
    ).format(people=people, days=told.days)


def curve_note(view: View) -> str:
    """Who is in the curve."""
    people = formats.count(view.newcomers, "people")
    text = _(
        "Of {people}. Those who came lately are counted as long as they are known, so that all"
        " of them help."
    ).format(people=people)
    if view.left_out:
        more = _("Customers of the first {days} days of the files are left out: some of them had"
                 " bought before.").format(days=LEARNT_AFTER)  # fmt: skip
        return f"{text} {more}"
    return text


def curve_unknown(view: View) -> list[str]:
    """What may be wrong, and how days without a file are counted; nothing of files of all days."""
    told = [] if view.is_sure else [customers_watched.unsure()]
    if view.lost:
        told.append(_(
            "{days} are in no file. Customers are counted up to the first stretch that hides too"
            " much of them."
        ).format(days=formats.count(view.lost, "days")))  # fmt: skip
    return told


def steps(view: View) -> list[Step]:
    """The curve."""
    return [Step(one.day, one.share, one.low, one.high, "") for one in view.curve]


def named(view: View) -> list[Named]:
    """The ages that are written on the curve."""
    return [
        Named(one.days, one.share, formats.rate(one.share, 0), f"{days(one.days)}: {_range(one)}")
        for one in view.within
        if one.share is not None
    ]


def days(number: int) -> str:
    """Some days."""
    return formats.count(number, "days")


def _range(one: Within) -> str:
    if one.share is None or one.low is None or one.high is None:
        return formats.UNKNOWN
    return f"{formats.rate(one.share)} ({between(one.low, one.high)})"


def within_table(view: View) -> pd.DataFrame:
    """The ages as rows: by everybody, and by those known so long."""
    told = [
        (days(one.days), formats.rate(one.share), _between(one), share(one.mature),
         f"{formats.number(one.mature.successes)} / {formats.number(one.mature.trials)}")
        for one in view.within
    ]  # fmt: skip
    return pd.DataFrame(told, columns=["days", "share", "between", "mature", "people"])


def _between(one: Within) -> str:
    if one.low is None or one.high is None:
        return formats.UNKNOWN
    return between(one.low, one.high)


def repeats(view: View) -> list[tuple[str, str, str]]:
    """The two meanings of 재구매율: name, value, and how it is counted."""
    told = view.repeats
    return [
        (
            _("Repurchase rate by orders"), share(told.orders),
            _("{again} orders of customers who had bought before ÷ {all} orders").format(
                again=formats.number(told.orders.successes), all=formats.number(told.orders.trials)
            ),
        ),
        (
            _("Repurchase rate by customers"), share(told.customers),
            _("{again} customers who bought on two days or more ÷ {all} customers").format(
                again=formats.number(told.customers.successes),
                all=formats.number(told.customers.trials),
            ),
        ),
    ]  # fmt: skip


def repeats_note(view: View) -> str:
    """Why there are two, and of which days."""
    return _(
        "Both are called repurchase rate; ask which one is meant before you compare."
        " Both are of the last {days} days."
    ).format(days=view.repeats.days)


def origin(what: str, how: str) -> list[tuple[str, str]]:
    """Where a number of the customer tabs is from."""
    return [
        (_("What it means"), what),
        (_("How it is counted"), how),
        (_("Of which files"), _("Order files; only lines that count and name their buyer.")),
    ]


def months_origin() -> list[tuple[str, str]]:
    """Where the months are from."""
    return origin(
        _("Of those who first bought in a month, the part that bought in a later one."),
        _("Customers of the month with a purchase in the later month ÷ customers of the month"),
    )


def curve_origin() -> list[tuple[str, str]]:
    """Where the curve is from."""
    return origin(
        _("The part of new customers who bought on a second day within so many days."),
        _("Kaplan and Meier's curve; beside it those who came in time ÷ those known so long"),
    )
