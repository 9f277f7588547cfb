"""Who asked to stop after which sending, and who is tired of advertisements, in words."""

from collections.abc import Sequence

import pandas as pd

from core.analysis.message_follow import MOST_ADS, WINDOW
from core.i18n import formats
from core.i18n import gettext as _
from core.services.messages_called import Called
from core.services.subscribers_rates import Rate
from core.services.subscribers_tired import Heard
from core.stats.proportions import Tally
from core.wording import messages_names
from core.wording.customers_list import number
from core.wording.messages_results import title


def whole(found: Tally | None) -> str:
    """All sendings together."""
    if found is None:
        return _("No sending tells yet how many asked to stop.")
    return _("Of {of} that arrived {left} asked to stop ({share}).").format(
        of=formats.count(found.trials, "messages"),
        left=formats.count(found.successes, "people"),
        share=formats.percent(found.successes, found.trials),
    )  # fmt: skip


def high(one: Rate, names: Called) -> str:
    """That more asked to stop after one sending than after the others."""
    return _("After “{what}” ({day}) more asked to stop than after the others: {share}.").format(
        what=title(one.result, names), day=formats.day_short(one.result.days.first),
        share=share(one),
    )  # fmt: skip


def none_high() -> str:
    """That no sending stands out."""
    return _("After no sending more asked to stop than chance brings.")


def unknown(some: Sequence[Rate]) -> str:
    """How many sendings do not tell it; empty if all do."""
    count = sum(one.tally is None for one in some)
    if not count:
        return ""
    return _("{count} do not tell how many arrived or asked to stop.").format(
        count=formats.count(count, "messages")
    )


def share(one: Rate) -> str:
    """The share that asked to stop."""
    if one.tally is None:
        return formats.UNKNOWN
    return formats.percent(one.tally.successes, one.tally.trials)


def bounds(one: Rate) -> str:
    """Between which shares it lies."""
    if one.bounds is None:
        return formats.UNKNOWN
    low, upper = one.bounds
    return _("{low} to {high} of 100").format(
        low=formats.number(low * 100, 1), high=formats.number(upper * 100, 1)
    )


def rates(some: Sequence[Rate], names: Called) -> pd.DataFrame:
    """The sendings as a table."""
    return pd.DataFrame([
        {
            "title": title(one.result, names), "day": formats.day_short(one.result.days.first),
            "channel": messages_names.channel(one.result.send.channel),
            "left": formats.number(one.result.left),
            "of": formats.UNKNOWN if one.tally is None else formats.number(one.tally.trials),
            "share": share(one), "bounds": bounds(one),
            "mark": _("more than usual") if one.is_high else "",
        }
        for one in some
    ])  # fmt: skip


def rates_file(some: Sequence[Rate], names: Called) -> pd.DataFrame:
    """The same as a file: numbers as numbers, what is not known empty."""
    return pd.DataFrame([
        {
            _("What was sent"): title(one.result, names),
            _("Sent on"): one.result.days.first.isoformat(),
            _("Sent by"): messages_names.channel(one.result.send.channel),
            _("Arrived"): None if one.tally is None else one.tally.trials,
            _("Asked to stop"): one.result.left,
            _("Asked to stop (%)"): _percent(None if one.tally is None else one.tally.rate),
            _("At least (%)"): _percent(one.bounds and one.bounds[0]),
            _("At most (%)"): _percent(one.bounds and one.bounds[1]),
            _("More than usual?"): _("yes") if one.is_high else "",
        }
        for one in some
    ])  # fmt: skip


def tired(some: Sequence[Heard]) -> str:
    """How many are tired."""
    count = sum(one.is_tired for one in some)
    if not count:
        return _("Nobody had more than {most} advertisements in a row without buying.").format(
            most=MOST_ADS
        )
    return _("Let {count} rest: more than {most} advertisements in a row, and no purchase.").format(
        count=formats.count(count, "people"), most=MOST_ADS
    )


def balance(some: Sequence[Heard]) -> str:
    """What everybody got within the days, held against each other."""
    helping, selling = sum(one.help for one in some), sum(one.ads for one in some)
    return _("In {days}: {help} that help, {ads} that sell ({share} help).").format(
        days=formats.count(WINDOW, "days"), help=formats.count(helping, "messages"),
        ads=formats.count(selling, "messages"),
        share=formats.percent(helping, helping + selling),
    )  # fmt: skip


def heard(one: Heard) -> str:
    """What one customer was sent."""
    told = _("{row} in a row · in {days}: {help} that help, {ads} that sell").format(
        row=formats.count(one.row, "messages"), days=formats.count(WINDOW, "days"),
        help=formats.number(one.help), ads=formats.number(one.ads),
    )  # fmt: skip
    if one.bought is None:
        return told
    return f"{told} · " + _("last bought {day}").format(day=formats.day(one.bought))


def heard_file(some: Sequence[Heard]) -> pd.DataFrame:
    """Everybody who was sent something, as a file."""
    return pd.DataFrame([
        {
            _("Number of the customer"): number(one.key), _("Name (masked)"): one.name or "",
            _("Advertisements in a row"): one.row, _("Tired?"): _("yes") if one.is_tired else "",
            _("Helping in 30 days"): one.help, _("Selling in 30 days"): one.ads,
            _("Helping (%)"): _percent(one.help / (one.help + one.ads))
            if one.help + one.ads else None,
            _("Last advertisement"): "" if one.last is None else one.last.isoformat(),
            _("Last purchase"): "" if one.bought is None else one.bought.isoformat(),
        }
        for one in some
    ])  # fmt: skip


def _percent(share_of: float | None) -> float | None:
    return None if share_of is None else round(share_of * 100, 2)
