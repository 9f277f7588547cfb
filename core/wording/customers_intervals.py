"""How long customers take until they buy again, in words."""

import pandas as pd

from core.charts.customers_again import Bar
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_intervals import Waits
from core.wording.customers_again import origin


def waits_title(told: Waits) -> str:
    """How long customers take."""
    if told.interval is None:
        return _("How long until they buy again")
    return _("Half of those who come back do so within {days} days.").format(
        days=formats.number(told.interval.median)
    )


def waits_note(told: Waits) -> str:
    """The quarters, and what cannot be seen."""
    if told.interval is None:
        return _("For that ten repeat purchases are needed. There are {count}.").format(
            count=told.pairs
        )
    text = _("A quarter come within {lower} days, three quarters within {upper} days.").format(
        lower=formats.number(told.interval.lower), upper=formats.number(told.interval.upper)
    )
    more = [text]
    if told.interval.upper * 3 > told.reach:
        more.append(_("Files reach over {days} days, so longer waits are missing.").format(
            days=formats.number(told.reach)))  # fmt: skip
    if told.hidden:
        more.append(_("{count} with too many days in no file are left out.").format(
            count=formats.count(told.hidden, "times")))  # fmt: skip
    return " ".join(more)


def waits_any() -> str:
    """That another product counts too, beside the waits of each product."""
    return _(
        "Any product counts as buying again here. How soon the same product is bought again is in"
        " the table of products below."
    )


def waits_bars(told: Waits) -> list[Bar]:
    """The waits in stretches of days."""
    width, last = told.bars.width, len(told.bars.counts) - 1
    middle = None if told.interval is None else int((told.interval.median - 0.5) // width)
    found = []
    for place, count in enumerate(told.bars.counts):
        first, until = place * width + 1, (place + 1) * width
        if place == last:
            label = _("{days}+").format(days=first)
            text = _("{days} days or longer: {count} times")
        else:
            label, text = f"~{until}", _("{days} days: {count} times")
        between = formats.number(first) if place == last else formats.span(str(first), str(until))
        found.append(
            Bar(label, count, text.format(days=between, count=formats.number(count)),
                middle is not None and min(middle, last) == place)
        )  # fmt: skip
    return found


def waits_table(told: Waits) -> pd.DataFrame:
    """The waits as rows."""
    width, last = told.bars.width, len(told.bars.counts) - 1
    spans = [
        _("{days}+").format(days=place * width + 1)
        if place == last
        else formats.span(str(place * width + 1), str((place + 1) * width))
        for place in range(last + 1)
    ]
    return pd.DataFrame({"days": spans, "count": told.bars.counts})


def waits_origin() -> list[tuple[str, str]]:
    """Where the waits are from."""
    return origin(
        _("Days from one purchase of a customer to the next. What is bought on a day is one."),
        _("The middle of all of these days, and the quarters above and below it"),
    )
