"""Orders that left late or have not left, reasons and products, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.care_claims import Claims, Reason
from core.services.care_late import Late, LateOrder, ProductPromise
from core.stats.proportions import Tally
from core.wording import malls
from core.wording.care_rates import part


def waiting_title(found: Late) -> str:
    """What is to be sent now: the heading of the list."""
    if not found.waiting_count:
        return _("Nothing is due to leave today")
    if not found.is_fresh:
        return _("Not sent up to {day}: {count}").format(
            day=formats.day_short(found.asof), count=formats.count(found.waiting_count, "orders")
        )
    overdue = sum(one.days > 0 for one in found.waiting if one.days is not None)
    if overdue:
        return _("Past their last day and not sent: {count}").format(
            count=formats.count(overdue, "orders")
        )
    return _("To be sent today: {count}").format(count=formats.count(found.waiting_count, "orders"))


def waiting(found: Late) -> str:
    """What the list is."""
    if not found.waiting_count:
        return _("No order of the last file waits past its last day of dispatch.")
    if not found.is_fresh:
        return _("Have you sent them already? Then add a new file.")
    return _("What you have sent since the file of {day} may still stand here.").format(
        day=formats.day_short(found.asof)
    )


def how_late(one: LateOrder) -> str:
    """How late one order is; empty where its file is too old to tell."""
    if one.days is None:
        return ""
    if one.days == 0:
        return _("today at the latest")
    return _("{days} late").format(days=formats.count(one.days, "days"))


def entry(one: LateOrder) -> str:
    """One order in a line."""
    return " · ".join(part for part in (one.product, one.buyer, one.order) if part)


def when(one: LateOrder) -> str:
    """When it was paid and when it should have left."""
    return _("paid {paid}, last day {due}").format(
        paid=formats.day_short(one.paid), due=formats.day_short(one.due)
    )


def order_row(one: LateOrder) -> dict[str, object]:
    """One order as a row of a file."""
    return {
        _("Mall"): malls.mall_name(one.mall),
        _("Order number"): one.order,
        _("Buyer"): one.buyer,
        _("Product"): one.product,
        _("Paid on"): one.paid.isoformat(),
        _("Last day to send"): one.due.isoformat(),
        _("Sent on"): "" if one.sent is None else one.sent.isoformat(),
        _("Days late"): "" if one.days is None else one.days,
    }


def more(shown: int, count: int) -> str:
    """How many stand in the file only."""
    return _("{count} more are in the file.").format(count=formats.count(count - shown, "orders"))


def late_title(found: Late) -> str:
    """The heading of what left late."""
    return _("Left late on {days}: {count}").format(
        days=formats.period(found.sent), count=formats.count(found.late_count, "orders")
    )


def kind(code: str) -> str:
    """What a reason blames."""
    return {
        "wrong": _("Wrong delivery"),
        "defect": _("Broken or faulty"),
        "told": _("Not as the page says"),
        "": _("Change of mind and other"),
    }[code]


def came_back(claims: Claims) -> str:
    """How much came back, in a sentence."""
    return _("Of {lines} sent, {returned} were returned and {exchanged} exchanged.").format(
        lines=formats.count(claims.lines, "order_lines"),
        returned=formats.count(claims.returned, "order_lines"),
        exchanged=formats.count(claims.exchanged, "order_lines"),
    )


def notes(claims: Claims) -> list[str]:
    """What the reasons do not tell."""
    told = []
    if claims.unsaid:
        told.append(
            _("Without a reason: {count}.").format(
                count=formats.count(claims.unsaid, "order_lines")
            )
        )
    if not claims.has_exchanges:
        told.append(_("Add the file 교환관리, and the reasons of exchanges are counted too."))
    if claims.waiting:
        told.append(
            _("Sent less than 14 days before the file, so left out: {count}.").format(
                count=formats.count(claims.waiting, "order_lines")
            )
        )
    return told


def reason_row(one: Reason, claims: Claims) -> dict[str, object]:
    """One reason as a row."""
    return {
        _("Reason"): one.text,
        _("What it blames"): kind(one.kind),
        _("Returned"): one.returned,
        _("Exchanged"): one.exchanged,
        _("Per 100 sent"): formats.number(100 * one.lines / claims.lines, 1),
    }


def product_row(one: ProductPromise) -> dict[str, object]:
    """One product as a row; what is not known stays a dash."""
    claims = one.claims
    faults = None if claims is None else claims.defect + claims.wrong
    return {
        _("Product"): one.name,
        _("Orders"): one.late.trials,
        _("Sent late"): part(one.late),
        _("Lines sent"): formats.UNKNOWN if claims is None else formats.number(claims.lines),
        _("Broken or wrong"): formats.UNKNOWN
        if claims is None or faults is None
        else part(Tally(faults, claims.lines), "order_lines"),
        _("Returned"): formats.UNKNOWN if claims is None else formats.number(claims.returned),
        _("Exchanged"): formats.UNKNOWN if claims is None else formats.number(claims.exchanged),
    }


def products_note(found: Late) -> str:
    """Which days the products are told of."""
    return _("Late orders: paid on {days}. An order with two products counts for both.").format(
        days=formats.period(found.period)
    )
