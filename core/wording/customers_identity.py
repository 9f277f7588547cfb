"""Who is one customer, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_identity import (
    Apart,
    Candidate,
    Ended,
    Evidence,
    Merge,
    MergeGone,
    NotTwo,
    Reason,
    UnknownBuyer,
)
from core.terms import seoul_day
from core.wording import customers_list
from core.wording.message import Message


def reason(one: Candidate) -> str:
    """Why somebody might be the same person."""
    orders = formats.count(one.orders, "orders")
    if one.reason is Reason.ORDER_LINE:
        return _("{lines} in your files name both · {orders}").format(
            lines=formats.count(one.lines, "order_lines"), orders=orders
        )
    same = _("same masked name and region · {orders}").format(orders=orders)
    if not one.products:
        return same
    return _("{same} · {count} both bought").format(
        same=same, count=formats.count(one.products, "products")
    )


def merge(one: Merge) -> str:
    """One entry of the log."""
    day = formats.day(seoul_day(one.at))
    who = _("customer number {number}").format(number=customers_list.number(one.from_key))
    if one.evidence is Evidence.HAND:
        told = _("{day}: you said that {who} is the same person.").format(day=day, who=who)
    else:
        told = _("{day}: order lines name {who} as the same person.").format(day=day, who=who)
    return f"{told} {_ended(one)}".strip()


def _ended(one: Merge) -> str:
    if one.undone_at is None:
        return ""
    day = formats.day(seoul_day(one.undone_at))
    if one.ended is Ended.FILES:
        return _("Apart since {day}, as the files that proved it are gone.").format(day=day)
    return _("Taken apart on {day}.").format(day=day)


def apart(one: Apart) -> str:
    """What came of taking two apart."""
    if one.is_apart:
        return _("They are two customers again, each with the own orders.")
    return _("They stay one customer, since another merge still holds them together.")


def refused(why: NotTwo | UnknownBuyer | MergeGone) -> Message:
    """Why nothing was done."""
    if isinstance(why, NotTwo):
        return Message(_("They are one customer already."), _("Nothing was changed."))
    if isinstance(why, MergeGone):
        return Message(_("They were taken apart already."), _("Nothing was changed."))
    return Message(
        _("One of them is no more."),
        _("A file was taken back or the customer was deleted."),
        _("Nothing was changed."),
    )
