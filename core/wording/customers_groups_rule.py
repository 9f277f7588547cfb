"""The rule of a group in words: what each condition is called, and all of it in one sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from core.analysis.rfm import Segment
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_consent import Standing
from core.terms import Mall, Region
from core.terms.customer_groups import AnyOf, Between, Block, Condition, On, Rule, RuleFault, Value
from core.wording.customers_rfm import segment
from core.wording.customers_states import state
from core.wording.malls import mall_name
from core.wording.message import Message
from core.wording.regions import region

_SHOWN: Final = 3
"""So many values are named in a sentence."""

_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Names:
    """What products and personas are called: by the key of the one, the number of the other."""

    products: Mapping[str, str] = field(default_factory=dict)
    personas: Mapping[int, str] = field(default_factory=dict)


def on(one: On) -> str:
    """What a condition is about."""
    return {
        On.STATE: _("State"),
        On.AWAY: _("Days since the last purchase"),
        On.SINCE_FIRST: _("Days since the first purchase"),
        On.VISITS: _("How often bought"),
        On.WON: _("How much spent"),
        On.TOP: _("Big spenders"),
        On.FIRST_MONTH: _("Month of the first purchase"),
        On.PRODUCT: _("Product bought"),
        On.MALL: _("Mall"),
        On.REGION: _("Region"),
        On.DISCOUNT: _("Bought at a discount"),
        On.SEGMENT: _("Lately, often, much"),
        On.CONSENT: _("Advertising consent"),
        On.PERSONA: _("Persona"),
        On.INTEREST: _("Interest"),
    }[one]


def hint(one: On) -> str:
    """What has to be known of a condition; empty where it goes without saying."""
    return {
        On.VISITS: _("Days with a purchase; two orders on one day are one."),
        On.TOP: _("Of all customers, by all they have spent. Of equals all or none."),
        On.REGION: _("Where the last parcel went; whose region no file tells is in no group."),
        On.DISCOUNT: _("Of the orders of which files tell it. Of others nothing is assumed."),
        On.CONSENT: _("What is written down on the page of each customer."),
        On.PERSONA: _("As said on the page of the customer, or by the products that prove it."),
        On.INTEREST: _("From the names of products bought, and what you added."),
    }.get(one, "")  # fmt: skip


def value(one: On, given: Value, names: Names) -> str:
    """What one value is called; what is not there any more says so."""
    try:
        return _value(one, given, names)
    except (KeyError, ValueError):
        return _("not there any more")


def _value(one: On, given: Value, names: Names) -> str:
    if one is On.PRODUCT:
        return names.products[str(given)]
    if one is On.CONSENT:
        return _consent(Standing(str(given)))
    if isinstance(given, str):
        return given
    ways: dict[On, Callable[[int], str]] = {
        On.STATE: state,
        On.MALL: lambda it: mall_name(Mall(it)),
        On.REGION: lambda it: region(Region(it)),
        On.SEGMENT: lambda it: segment(Segment(it)),
        On.PERSONA: lambda it: names.personas[it],
    }
    return ways[one](given)


def _consent(one: Standing) -> str:
    return {
        Standing.GIVEN: _("has agreed"),
        Standing.TO_RENEW: _("has to be asked again"),
        Standing.WITHDRAWN: _("does not want any"),
        Standing.UNKNOWN: _("nothing is known"),
    }[one]


def within(days: int | None) -> str:
    """Of which days a condition is asked."""
    if days is None:
        return _("ever")
    return _("in the last {days}").format(days=formats.count(days, "days"))


def month(number: int) -> str:
    """A month as rules count it."""
    return formats.month(date(number // _MONTHS, number % _MONTHS + 1, 1))


def sentence(one: Rule, names: Names) -> str:
    """The whole rule as one plain sentence."""
    parts = [_block(block, names) for block in one.blocks]
    joint = _("{first}; and also {second}") if one.is_all else _("{first}; or else {second}")
    told = parts[0]
    for part in parts[1:]:
        told = joint.format(first=told, second=part)
    return _("Customers {what}.").format(what=told)


def _block(block: Block, names: Names) -> str:
    joint = ", " if block.is_all else f" {_('or')} "
    return joint.join(_clause(one, names) for one in block.conditions)


def _clause(one: Condition, names: Names) -> str:
    if isinstance(one, Between):
        return _between(one)
    return _any_of(one, names)


def _between(one: Between) -> str:
    if one.on is On.TOP:
        return _top(one)
    if one.on is On.DISCOUNT and one.most == 0:
        return _("who bought without any discount")
    words = {
        On.AWAY: _("who last bought {span} ago"),
        On.SINCE_FIRST: _("who first bought {span} ago"),
        On.VISITS: _("who bought {span}"),
        On.WON: _("who spent {span}"),
        On.FIRST_MONTH: _("whose first purchase was in {span}"),
        On.DISCOUNT: _("who had a discount on {span} of their orders"),
    }[one.on]
    told = words.format(span=span(one))
    return _lately(told, one.within)


def _lately(clause: str, days: int | None) -> str:
    if days is None:
        return clause
    return _("{clause} {lately}").format(clause=clause, lately=within(days))


def _top(one: Between) -> str:
    most = formats.number(one.most)
    if one.least is None:
        return _("among the top {most}% by spending").format(most=most)
    if one.most is None:
        return _("not among the top {least}% by spending").format(least=formats.number(one.least))
    return _("between the top {least}% and the top {most}% by spending").format(
        least=formats.number(one.least), most=most
    )


def span(one: Between) -> str:
    """Between which bounds."""
    least, most = (None if it is None else _amount(one.on, it) for it in (one.least, one.most))
    is_month = one.on is On.FIRST_MONTH
    if least is None:
        words = _("{month} or earlier") if is_month else _("{most} or less")
        return words.format(month=most, most=most)
    if most is None:
        words = _("{month} or later") if is_month else _("{least} or more")
        return words.format(month=least, least=least)
    return least if least == most else formats.span(least, most)


def _amount(one: On, number: int) -> str:
    if one is On.WON:
        return formats.won(number)
    if one is On.FIRST_MONTH:
        return month(number)
    if one is On.DISCOUNT:
        return f"{number}%"
    return formats.count(number, "times" if one is On.VISITS else "days")


def _any_of(one: AnyOf, names: Names) -> str:
    told = _some([value(one.on, it, names) for it in one.any_of])
    words = (_not_clauses() if one.is_not else _clauses())[one.on].format(what=told)
    return _lately(words, one.within)


def _clauses() -> Mapping[On, str]:
    return {
        On.STATE: _("whose state is “{what}”"),
        On.PRODUCT: _("who bought “{what}”"),
        On.MALL: _("who bought at “{what}”"),
        On.REGION: _("whose parcel went to “{what}”"),
        On.SEGMENT: _("who by how lately, often and much they buy are “{what}”"),
        On.CONSENT: _("whose advertising consent is “{what}”"),
        On.PERSONA: _("whose persona is “{what}”"),
        On.INTEREST: _("interested in “{what}”"),
    }


def _not_clauses() -> Mapping[On, str]:
    return {
        On.STATE: _("whose state is not “{what}”"),
        On.PRODUCT: _("who did not buy “{what}”"),
        On.MALL: _("who did not buy at “{what}”"),
        On.REGION: _("whose parcel went elsewhere than “{what}”"),
        On.SEGMENT: _("who by how lately, often and much they buy are not “{what}”"),
        On.CONSENT: _("whose advertising consent is not “{what}”"),
        On.PERSONA: _("whose persona is not “{what}”"),
        On.INTEREST: _("not interested in “{what}”"),
    }


def _some(words: list[str]) -> str:
    told = ", ".join(words[:_SHOWN])
    left = len(words) - _SHOWN
    return told if left <= 0 else _("{some} and {count} more").format(some=told, count=left)


def refused(fault: RuleFault) -> Message:
    """Why a rule that is kept, or stands in an address, is not used."""
    why = {
        RuleFault.UNREADABLE: _("The conditions of this group cannot be read."),
        RuleFault.UNKNOWN: _("This group asks for something that is not known here."),
        RuleFault.NOTHING: _("This group asks for nothing."),
        RuleFault.BOUNDS: _("A number in the conditions of this group is impossible."),
        RuleFault.TOO_MUCH: _("This group has too many conditions."),
    }[fault]
    return Message(why, _("Nothing was lost or guessed."), _("Choose the conditions again."))


def upside_down(one: On, least: int | None, most: int | None) -> Message:
    """That a lower bound lies above the upper one."""
    lower, upper = (formats.UNKNOWN if it is None else _amount(one, it) for it in (least, most))
    words = (
        _("{what}: the beginning ({least}) is later than the end ({most}).")
        if one is On.FIRST_MONTH
        else _("{what}: the least ({least}) is more than the most ({most}).")
    )
    # The unit that stands behind a name in brackets is said with the numbers.
    what = on(one).partition("(")[0].rstrip()
    return Message(words.format(what=what, least=lower, most=upper),
                   remedy=_("Change one of the two."))  # fmt: skip
