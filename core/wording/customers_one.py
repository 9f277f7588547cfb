"""One customer in words: who it is, how the person stands, interests, and who was found."""

from datetime import timedelta
from typing import Final

from core.analysis.customer_states import State
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_find import By, Hit, Hits
from core.services.customers_interests import Interest
from core.services.customers_next import Suggestion
from core.services.customers_one import LEAST_GAPS, Bought, Customer, Discounted, Gone, Usual
from core.services.customers_personas import Match
from core.wording import customers_list, customers_states
from core.wording.malls import mall_name
from core.wording.message import Message
from core.wording.regions import region

CLOSE: Final = 0.05
"""Values of an order that differ by less are told as about the same."""


def name(one: str | None) -> str:
    """The masked name; where no file says it, that."""
    return one or _("Customer without a name")


def number(key: str) -> str:
    """The number that tells this customer from others of the same name."""
    return _("customer number {number}").format(number=customers_list.number(key))


def state(one: Bought | None) -> str:
    """The state word."""
    return customers_states.state(one.state) if one is not None else _("Bought nothing that counts")


def reason(one: Customer) -> str:
    """Why somebody is in that state."""
    bought, gap = one.bought, one.rules.gap
    if bought is None:
        return _("All orders were cancelled, sent back or never paid.")
    away, usual = formats.count(bought.away, "days"), formats.count(gap, "days")
    times = formats.count(bought.visits, "times")
    is_spender = bought.state == State.REGULAR and bought.visits < one.rules.regular_from
    told: dict[int, str] = {
        State.GONE: _("Not seen for {away}, more than twice {usual}."),
        State.RESTING: _("Not seen for {away}, longer than {usual}."),
        State.FIRST: _("Bought once, {away} ago."),
    }
    other = _("Bought {times}, last {away} ago.")
    if is_spender:
        other = _("Bought {times} and spent more than most, last {away} ago.")
    return told.get(bought.state, other).format(away=away, usual=usual, times=times)


def as_of(one: Customer) -> str:
    """Up to which day files tell."""
    return _("As of {day}, the last day of your order files.").format(day=formats.day(one.until))


def tiles(one: Bought) -> list[tuple[str, str, str]]:
    """The numbers: name, value, and what belongs to it."""
    often = formats.count(one.visits, "times")
    orders = formats.count(one.orders, "orders")
    return [
        (_("Bought"), often, orders if one.orders != one.visits else ""),
        (_("Spent in all"), formats.won(one.net), ""),
        (_("Last purchase"), _day(one), _ago(one.away)),
        (_("Next purchase"), *_next(one)),
    ]


def _day(one: Bought) -> str:
    """The last purchase, with its year where that is not the one of the newest files."""
    until = one.last + timedelta(days=one.away)
    return formats.day_short(one.last) if one.last.year == until.year else formats.day(one.last)


def _ago(days: int) -> str:
    return _("{days} before the last day of files").format(days=formats.count(days, "days"))


def _next(one: Bought) -> tuple[str, str]:
    """When the next purchase is to be expected, and why."""
    if one.usual is None:
        left = LEAST_GAPS + 1 - one.visits
        wanted = _("known after {times} more").format(times=formats.count(left, "times"))
        return formats.UNKNOWN, wanted
    until = one.last + timedelta(days=one.away)
    day = formats.day_short(one.usual.expected)
    if until > one.usual.last:
        return _("later than usual"), _("it was to be expected about {day}").format(day=day)
    waits = _("usually after {days}").format(days=formats.count(one.usual.median, "days"))
    if until >= one.usual.first:
        return _("about now"), waits
    return _("about {day}").format(day=day), waits


def rhythm(one: Usual) -> str:
    """How much the waits differ."""
    span = formats.span(formats.number(one.lower), formats.count(one.upper, "days"))
    return _("Half of {gaps} waits took {span}.").format(
        gaps=formats.count(one.gaps, "times"), span=span
    )


def facts(one: Customer) -> list[str]:
    """What else is known, each in a line."""
    rows = ((_since(one), _where(one)), (_off(one.discounted), _value(one)))
    return [" · ".join(part for part in row if part) for row in rows]


def _since(one: Customer) -> str:
    if one.bought is None:
        return ""
    return _("First purchase on {day}").format(day=formats.day(one.bought.first))


def _where(one: Customer) -> str:
    malls = ", ".join(mall_name(mall) for mall in one.malls)
    place = region(one.region) if one.region is not None else _("region not known")
    return " · ".join(part for part in (place, malls) if part)


def _off(one: Discounted) -> str:
    if not one.known:
        return _("Files do not tell of discounts.")
    return _("With a discount: {some} of {known}").format(
        some=formats.number(one.some), known=formats.count(one.known, "orders")
    )


def _value(one: Customer) -> str:
    if one.bought is None:
        return ""
    if one.bought.value is None:
        return _("What an order brings is not known.")
    return _beside(one.bought.value, one.bought.shop_value)


def _beside(own: float, usual: float | None) -> str:
    """What an order brings, beside one of the shop."""
    told = _("{won} an order").format(won=formats.won_short(own))
    if not usual:
        return told
    shops = formats.won_short(usual)
    if abs(own / usual - 1) < CLOSE:
        return _("{told}, about as the shop ({shops})").format(told=told, shops=shops)
    more = _("{told}, more than the shop ({shops})")
    return (more if own > usual else _("{told}, less than the shop ({shops})")).format(
        told=told, shops=shops
    )


def gone(why: Gone) -> Message:
    """Why an address shows nobody."""
    if why is Gone.ERASED:
        return Message(
            _("This customer was deleted."),
            _("Orders stay in the sums, without anybody's name."),
        )
    return Message(
        _("No customer has this number."),
        _("The file may have been taken back, or the link is of another shop."),
        _("Look for the customer by name or order number."),
    )


def hit(one: Hit) -> str:
    """What else is said of somebody who was found."""
    customer = one.customer
    parts = [number(customer.key)]
    if customer.visits:
        parts = [
            customers_list.last(customer), customers_list.bought(customer)
        ]  # fmt: skip
    if one.by is By.NUMBER and one.what:
        parts.append(_("order {number}").format(number=one.what))
    if one.by is By.PRODUCT:
        parts.append(_("bought “{product}”").format(product=one.what))
    return " · ".join(parts)


def found(said: str, some: Hits) -> str:
    """How many were found."""
    if some.more:
        return _("More than {count} fit. Add a product, or look for an order number.").format(
            count=formats.count(len(some.hits), "people")
        )
    return _("{count} found for “{said}”").format(
        count=formats.count(len(some.hits), "people"), said=said
    )


def nobody(said: str) -> Message:
    """What to try where nobody was found."""
    return Message(
        _("Nobody was found for “{said}”.").format(said=said),
        _("Try the last 4 digits of an order number, a name, or a word of the product."),
        _("Names are kept as 김*수, so first and last letter are enough."),
    )


def interest(one: Interest) -> str:
    """From what an interest is known."""
    if not one.products:
        return _("You said so.")
    shown = ", ".join(one.products[:3])
    rest = len(one.products) - 3
    if rest > 0:
        shown = _("{products} and {count} more").format(products=shown, count=rest)
    days = formats.count(one.days, "times")
    return _("Bought {times}: {products}").format(times=days, products=shown)


def match(one: Match) -> str:
    """Why a persona fits."""
    if one.products:
        return _("Bought “{product}”, which stands for this persona.").format(
            product=one.products[0]
        )
    return _("Both are interested in: {words}").format(words=", ".join(one.words))


def suggestion(one: Suggestion) -> str:
    """Why a product is likely to be bought next."""
    return _("Of {base} who bought “{because}”, {some} bought this too.").format(
        base=formats.count(one.base_buyers, "people"), because=one.because,
        some=formats.count(one.buyers, "people"),
    )  # fmt: skip


def figures(one: Suggestion) -> str:
    """The numbers of a suggestion: support, confidence, lift."""
    return _("{support} of all customers · {confidence} of those · {lift} times as often").format(
        support=formats.rate(one.support), confidence=formats.rate(one.confidence, 0),
        lift=formats.number(one.lift, 1),
    )  # fmt: skip
