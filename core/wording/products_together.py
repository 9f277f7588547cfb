"""What sells together or after something else, in words."""

import pandas as pd

from core.analysis.together import LEAST_TOGETHER, MORE, Next, Pair
from core.i18n import formats
from core.i18n import gettext as _
from core.services.products_together import WITHIN, Afterwards, Together
from core.terms import Evidence
from core.wording.products import Words, short
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


def pair_bundle(pair: Pair, found: Together) -> str:
    """What offering both may bring, in won an order; empty where that is not known."""
    told = found.bundle(pair)
    if told is None:
        return ""
    said = _("An order with “{base}” is {now} larger for “{other}” ({range}).").format(
        base=short(found.names[pair.base]),
        other=short(found.names[pair.other]),
        now=formats.won_short(told.now),
        range=formats.won_span(told.low, told.high),
    )
    if 1 - pair.confidence < MORE:
        return said
    more = _(
        "If 10 of 100 more took it along, each of these would grow by {more}, "
        "the average order of the shop by {all}."
    ).format(more=formats.won_short(told.more), all=formats.won_short(told.all_orders))
    return f"{said} {more}"


def bundle_doubt() -> str:
    """What the won of a pair do not say."""
    return _("Who took both chose so themselves: how many more do when offered, only a try tells.")


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
        _("Won more an order"),
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
                formats.won(None if (won := found.bundle(pair)) is None else won.now),
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
        (
            _("Won more an order, computed"),
            _("Share with both among orders with the first × what an order pays for the second"),
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
