"""When what is due, and for whom nothing is, in words."""

from core.analysis.care_queue import APART, TRANSPORT, Kind
from core.i18n import formats
from core.i18n import gettext as _
from core.services.care_rules import CareRule, Exclusion, Scope
from core.wording.care_queue import kind


def when(rule: CareRule) -> str:
    """When something is due, and until when it can be done."""
    if not rule.is_on:
        return _("switched off")
    begun = {
        Kind.CONFIRM: _("after payment"),
        Kind.DISPATCH: _("after dispatch"),
    }.get(rule.kind, _("after arrival"))
    days = formats.count(rule.days, "days")
    last = formats.count(rule.days + rule.lapses, "days")
    if not rule.lapses:
        told = _("{days} {begun}, on that day only") if rule.days else _("{begun}, that day only")
    elif rule.days:
        told = _("{begun}, from {days} after it to {last} after it")
    else:
        told = _("{begun}, from that day to {last} after it")
    return told.format(begun=begun, days=days, last=last)


def title(rule: CareRule) -> str:
    """A rule on one line."""
    return f"{kind(rule.kind)} · {when(rule)}"


def about(what: Kind) -> str:
    """What a rule is for."""
    return {
        Kind.CONFIRM: _("Tell that the order came in. It is about the order, not a contact."),
        Kind.DISPATCH: _("Tell that it is on its way. It is about the order, not a contact."),
        Kind.HOW_IS_IT: _("Ask how it is once it was used for some days."),
        Kind.REVIEW: _("Ask for an honest review. Nothing may be promised for it."),
        Kind.TIP: _("Tell how to use it well. Only products with a tip below have one."),
    }[what]


def apart() -> str:
    """How far apart two contacts are, whatever the rules say."""
    return _("One person hears from you once in {days} at most; notices do not count.").format(
        days=formats.count(APART, "days")
    )


def spared() -> str:
    """For whom nothing is due, whatever the rules say."""
    return _("After a return and with an open complaint nobody is written to.")


def estimated() -> str:
    """How arrivals are reckoned where nobody tells them."""
    return _("Where no file tells the arrival, {days} after dispatch is taken and marked.").format(
        days=formats.count(TRANSPORT, "days")
    )


def since(rule: CareRule) -> str:
    """Since when a rule is on, where it was ever off."""
    if rule.since is None or not rule.is_on:
        return ""
    return _("On since {day}.").format(day=formats.day(rule.since))


def changed(rule: CareRule) -> str:
    """What was just changed."""
    return _("{what}: changed.").format(what=kind(rule.kind))


def excluded(one: Exclusion) -> str:
    """What is left out."""
    what = {
        Scope.ORDER: _("Order"),
        Scope.BUYER: _("Customer"),
        Scope.PRODUCT: _("Product"),
    }.get(one.scope, "")
    return f"{what} · {one.name or _('no longer in the files')}"
