"""New customers against those who had bought before, in words."""

from collections.abc import Callable

import pandas as pd

from core.analysis.new_and_existing import Pair
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_new import FOLLOWED, HALF, LEAST, WINDOW, NewView
from core.stats.skewed import Estimate, Part
from core.terms import Evidence


def lacking(view: NewView) -> str:
    """What it takes to compare."""
    return _(
        "Files must reach back {days}, or nobody can tell who is new. About {more} are missing."
    ).format(days=formats.count(2 * WINDOW, "days"), more=formats.count(view.days_needed, "days"))


def who(view: NewView) -> str:
    """Who was looked at."""
    found = view.found
    return _("{period}: {new} new, {existing} who had bought before.").format(
        period=formats.period(view.period),
        new=formats.count(found.new if found else None, "people"),
        existing=formats.count(found.existing if found else None, "people"),
    )


def share(view: NewView) -> str:
    """Whose purchases are most of the revenue; said only where the range is on one side."""
    told = view.found.share if view.found else None
    if told is None or view.share is Evidence.EARLY:
        return _("It is too early to say whose purchases are most of the revenue.")
    if told.low > HALF:
        return _("More than half of the revenue is from customers who had bought before.")
    if told.high < HALF:
        return _("More than half of the revenue is from new customers.")
    return _("New customers and earlier ones bring about the same revenue.")


def value(view: NewView) -> str:
    """Whether orders of the two differ in value."""
    pair = view.found.order_value if view.found else None
    if pair is None or view.value is Evidence.EARLY or pair.new is None or pair.existing is None:
        return _("Whether they spend more in an order cannot be told apart yet.")
    is_more = pair.existing.value > pair.new.value
    gap = formats.won_short(abs(round(pair.existing.value - pair.new.value)))
    if view.value is Evidence.KNOWN:
        text = _("Earlier customers spend {won} more in an order.") if is_more else _(
            "New customers spend {won} more in an order."
        )  # fmt: skip
    else:
        text = _("Earlier customers seem to spend {won} more in an order.") if is_more else _(
            "New customers seem to spend {won} more in an order."
        )  # fmt: skip
    return text.format(won=gap)


def often(view: NewView) -> str:
    """Whether one kind orders oftener."""
    pair = view.found.orders if view.found else None
    if pair is None or view.orders is Evidence.EARLY or pair.new is None or pair.existing is None:
        return _("Whether they order more often cannot be told apart yet.")
    is_more = pair.existing.value > pair.new.value
    if view.orders is Evidence.KNOWN:
        return (
            _("Earlier customers order more often than new ones.") if is_more
            else _("New customers order more often than earlier ones.")
        )  # fmt: skip
    return (
        _("Earlier customers seem to order more often than new ones.") if is_more
        else _("New customers seem to order more often than earlier ones.")
    )  # fmt: skip


def rows(view: NewView) -> pd.DataFrame:
    """The numbers of both kinds with their ranges, as text."""
    found = view.found
    heads = ("", _("New customers"), _("Bought before"), _("Difference"))
    told = []
    if found is not None:
        told = [
            (_("Spent in an order"), *_pair(found.order_value, formats.won_short)),
            (_("Orders in {days}").format(days=formats.count(FOLLOWED, "days")),
             *_pair(found.orders, _two)),
            (_("Share of revenue"), *_parts(found.share), formats.UNKNOWN),
        ]  # fmt: skip
    return pd.DataFrame(told, columns=list(heads))


def _pair(pair: Pair | None, write: Callable[[float], str]) -> tuple[str, str, str]:
    if pair is None:
        return formats.UNKNOWN, formats.UNKNOWN, formats.UNKNOWN
    new, existing, gap = pair.new, pair.existing, pair.difference
    if new is None or existing is None or gap is None:
        return _ranged(new, write), _ranged(existing, write), formats.UNKNOWN
    between = formats.span(*(_signed(one, write) for one in gap))
    middle = _signed(existing.value - new.value, write)
    return _ranged(new, write), _ranged(existing, write), f"{middle} ({between})"


def _parts(part: Part | None) -> tuple[str, str]:
    if part is None:
        return formats.UNKNOWN, formats.UNKNOWN
    new, existing = (
        f"{_whole(one.value)} ({formats.span(_whole(one.low), _whole(one.high))})"
        for one in (part.others, part)
    )
    return new, existing


def _ranged(ratio: Estimate | None, write: Callable[[float], str]) -> str:
    if ratio is None:
        return formats.UNKNOWN
    low, high = ratio.interval()
    return f"{write(ratio.value)} ({formats.span(write(max(0.0, low)), write(high))})"


def _signed(value: float, write: Callable[[float], str]) -> str:
    return f"{'+' if value >= 0 else formats.MINUS}{write(abs(value))}"


def _two(value: float) -> str:
    return formats.number(value, 2)


def _whole(value: float) -> str:
    return formats.rate(min(1.0, value), 0)


def notes(view: NewView) -> list[str]:
    """How it was counted."""
    lines = [
        _("In brackets: where the true number lies, 19 of 20 times."),
        _("Orders are counted over the same {days} for everybody, from a purchase in {period} on.")
        .format(days=formats.count(FOLLOWED, "days"), period=formats.period(view.entered)),
    ]  # fmt: skip
    if view.found is not None and view.found.unpriced:
        lines.append(
            _("Left out of amounts: {count} of which an amount is not known.").format(
                count=formats.count(view.found.unpriced, "orders")
            )
        )
    if view.found is not None and min(view.found.new, view.found.existing) < LEAST:
        lines.append(
            _("Each kind needs {least} customers before it is compared.").format(
                least=formats.count(LEAST, "people")
            )
        )
    return lines


def origin(view: NewView) -> list[tuple[str, str]]:
    """Where the numbers are from."""
    return [
        (_("Meaning"),
         _("New is who first bought within the period; all others had bought before.")),
        (_("Formula"),
         _("Net revenue ÷ orders; orders ÷ customers; revenue of each kind ÷ all revenue")),
        (_("Period"), formats.period(view.period)),
        (_("Not counted"),
         _("Orders that name no buyer, and cancelled, returned or unpaid ones")),
    ]  # fmt: skip
