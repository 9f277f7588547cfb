"""What channels cost and bring back, in words."""

import re

from core.i18n import formats
from core.i18n import gettext as _
from core.services.channels import View
from core.verdicts.channels import Call, CostFrom, Judged, Outlay, SalesFrom, Why
from core.wording import typed
from core.wording.channels import origin


def name(outlay: Outlay) -> str:
    """What money was spent for: the channel if there is one, else the platform."""
    if len(outlay.names) == 1:
        return outlay.names[0]
    return typed.platform(outlay.platform) if outlay.platform else ", ".join(outlay.names)


def call(found: Call) -> str:
    """One of the four words for the money of a channel."""
    return {
        Call.MORE: _("Spend more"),
        Call.KEEP: _("Keep as it is"),
        Call.LESS: _("Spend less"),
        Call.UNKNOWN: _("Not known yet"),
    }[found]


def why(one: Judged) -> str:
    """What the word for a channel rests on."""
    return {
        Why.ABOVE: _("Its whole range pays."),
        Why.FAR_ABOVE: _("Its whole range pays with room to spare."),
        Why.BELOW: _("Its whole range lies below what it has to bring back."),
        Why.BELOW_COST: _("It sold for less than it cost, whatever the margin."),
        Why.BELOW_OWN: _("Its whole range lies below the return you asked for."),
        Why.CROSSES: _("Its range has both profit and loss in it."),
        Why.FEW_ORDERS: _("Too few orders to tell."),
        Why.NO_MARGIN: _("With the margin it can be told."),
        Why.NO_SALES: _("No file tells what it sold on the same days."),
    }[one.why]


def roas(share: float | None) -> str:
    """Won that came back, in whole per cent of those spent."""
    if share is None:
        return formats.UNKNOWN
    return f"{formats.number(share * 100)}%"


def roas_bounds(outlay: Outlay) -> str:
    """Between which returns the return lies."""
    if outlay.spend is None:
        return formats.UNKNOWN
    low, high = outlay.spend.roas_bounds
    return formats.span(formats.number(low * 100), roas(high))


def per_order(outlay: Outlay) -> str:
    """Won spent for an order, with its range."""
    if outlay.spend is None:
        return formats.UNKNOWN
    low, high = outlay.spend.per_order_bounds
    if outlay.spend.per_order is None:
        return _("none yet, {low} or more").format(low=formats.won_short(low))
    if high is None:
        return formats.won_short(outlay.spend.per_order)
    span = won_span(low, high)
    return _("{each} ({span})").format(each=formats.won_short(outlay.spend.per_order), span=span)


def won_span(low: float, high: float) -> str:
    """Won from to, for a glance; what both end with is said once."""
    ends = formats.won_short(low), formats.won_short(high)
    if ends[0] == ends[1]:
        return ends[0]
    tails = [re.fullmatch(r"[\d,.]+(.*)", end) for end in ends]
    if tails[0] and tails[1] and tails[0][1] == tails[1][1]:
        # of 만 원 only the won
        unit = tails[0][1][tails[0][1].find(" ") :] if " " in tails[0][1] else tails[0][1]
        return formats.span(ends[0].removesuffix(unit), ends[1])
    return formats.span(*ends)


def cost_note(outlay: Outlay) -> str:
    """Where a cost is from, of how many days, and what is known of its tax."""
    source = {
        CostFrom.REPORT: _("ad report"),
        CostFrom.TYPED: _("typed by hand"),
        CostFrom.CHANNEL: _("channel file"),
    }[outlay.cost_from]
    tax = _("tax included") if outlay.with_vat else _("tax unknown")
    days = formats.count(outlay.days, "days")
    return _("{source} · {days} · {tax}").format(source=source, days=days, tax=tax)


def sales_note(outlay: Outlay) -> str:
    """Who counted what a channel sold."""
    if outlay.sales_from is None:
        return formats.UNKNOWN
    return {
        SalesFrom.CHANNEL: _("shop, last click"),
        SalesFrom.PLATFORM: _("the ad platform itself"),
    }[outlay.sales_from]


def line(one: Judged) -> str:
    """The word for a channel, its return with its range, and what the word rests on."""
    spend = one.outlay.spend
    if spend is None:
        return _("{call}. {why}").format(call=call(one.call), why=why(one))
    return _("{call}. Return {roas} (range {span}). {why}").format(
        call=call(one.call), roas=roas(spend.roas), span=roas_bounds(one.outlay), why=why(one)
    )


def axis(view: View) -> str:
    """What the axis of returns is called, and what its marked line is."""
    if view.even is None:
        return _("Return on each won spent")
    return _("Return on each won spent · dashed: break-even {roas}").format(roas=roas(view.even))


def break_even(view: View) -> str:
    """What has to come back for the money to be worth it."""
    if view.even is None:
        return _("With your margin you see from which return on an ad pays.")
    return _("With a margin of {margin}% an ad pays from {roas} on.").format(
        margin=view.margin_percent, roas=roas(view.even)
    )


def title(view: View) -> str:
    """What the chart of returns shows."""
    sure = sorted(view.judged, key=lambda one: -one.weight)
    less = [one for one in sure if one.call is Call.LESS]
    more = [one for one in sure if one.call is Call.MORE]
    if less:
        return _("{name} does not bring back what it costs").format(name=name(less[0].outlay))
    if more:
        return _("{name} brings back much more than it costs").format(name=name(more[0].outlay))
    return _("No channel surely pays or surely does not")


def money_origin(view: View) -> list[tuple[str, str]]:
    """Where returns come from."""
    return origin(
        None,
        view.period,
        _("Sales for each won spent. Things put into a cart are never counted as sales."),
        _("Sales ÷ cost × 100; break-even = 100 ÷ margin; the range takes orders as chance"),
    )
