"""Gifts and letters, in words: what can be found out, what it costs, and whose parcel it is."""

from collections.abc import Iterable

from core.i18n import formats
from core.i18n import gettext as _
from core.services import care_letters
from core.services.care_gift_effects import Answer
from core.services.care_gift_outlook import Outlook, Size
from core.services.care_gifts import Draw, Lot, Thing, Waiting


def thing(what: Thing) -> str:
    """What is drawn for."""
    return {Thing.LETTER: _("Thank-you letter"), Thing.GIFT: _("Small gift")}[what]


def usual(ahead: Outlook) -> str:
    """How many come again anyway."""
    if ahead.usual is None:
        return _("There are too few customers yet to know how many come again. We take 20 of 100.")
    return _("Usually {share} who buy first come again within 90 days.").format(
        share=formats.of_hundred(ahead.usual.rate)
    )


def size(one: Size) -> str:
    """What it takes to see one difference."""
    lift = formats.number(one.lift * 100)
    people = formats.count(one.people, "people")
    if one.days is None:
        return _("{lift} more of 100: {people}").format(lift=lift, people=people)
    return _("{lift} more of 100: {people}, about {days}").format(
        lift=lift, people=people, days=formats.count(one.days, "days")
    )


def goal(people: int) -> str:
    """After how many customers the answer is given."""
    return _("The answer is given after {people}.").format(people=formats.count(people, "people"))


def money(found: Answer, ahead: Outlook) -> str:
    """What was spent, and when it is back; empty where nothing was."""
    if not found.spent:
        return ""
    said = {
        Thing.LETTER: _("Spent on letters so far: {won} ({count})."),
        Thing.GIFT: _("Spent on gifts so far: {won} ({count})."),
    }[found.what]
    spent = said.format(won=formats.won(found.spent), count=formats.number(found.sent))
    return f"{spent} {even(ahead, found.spent)}"


def even(ahead: Outlook, cost: int) -> str:
    """How many have to come again for a cost to be back."""
    needed = ahead.needed(cost)
    if needed is None:
        return _("With your margin in the settings you see when that is back.")
    return _("One more order from each of {people} brings it back.").format(
        people=formats.count(needed, "people")
    )


def order(one: Waiting) -> str:
    """An order in one line."""
    parts = [one.order_no, one.buyer or _("Buyer unknown"), products(one)]
    return " · ".join(part for part in parts if part)


def products(one: Waiting) -> str:
    """What was ordered."""
    if one.product is None:
        return ""
    if one.lines < 2:  # noqa: PLR2004
        return one.product
    return _("{product} and {count} more").format(product=one.product, count=one.lines - 1)


def parcel(lot: Lot) -> str:
    """An order that is to be packed with something."""
    told = order(lot.order)
    return f"{told} · {_('has left already')}" if lot.has_left else told


def draw(one: Draw) -> str:
    """One draw in one line."""
    way = _("half by lot") if one.is_random else _("chosen")
    return _("{day} · {way} · {given} of {orders} · {sent} sent").format(
        day=formats.day_short(one.day), way=way, given=formats.number(one.given),
        orders=formats.count(one.orders, "orders"), sent=formats.number(one.sent),
    )  # fmt: skip


def row(draw_day: str, what: Thing, lot: Lot, shop: str) -> dict[str, object]:
    """A line of the packing list as a file."""
    told: dict[str, object] = {
        _("Order number"): lot.order.order_no,
        _("Buyer"): lot.order.buyer or "",
        _("Product"): products(lot.order),
        _("Drawn on"): draw_day,
        _("What goes in"): thing(what) if lot.is_given else "",
        _("Sent on"): "" if lot.sent_on is None else lot.sent_on.isoformat(),
    }
    if what is Thing.LETTER:
        draft = care_letters.draft(lot.order.order_no, lot.order.product or "", shop)
        told[_("Draft of the letter")] = draft if lot.is_given else ""
    return told


def drawn(one: Draw) -> str:
    """What a draw just gave."""
    return _("{given} of {orders} get one.").format(
        given=formats.number(one.given), orders=formats.count(one.orders, "orders")
    )


def rows(parts: Iterable[tuple[Draw, Lot]], shop: str) -> list[dict[str, object]]:
    """The packing list as rows of a file."""
    return [row(one.day.isoformat(), one.what, lot, shop) for one, lot in parts]
