"""In what customers are alike, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_similar import Similar


def why(one: Similar) -> str:
    """What somebody has in common with the others."""
    parts = []
    if one.products:
        parts.append(_products(one))
    if one.alike.habits:
        habits = ", ".join(_habit(name) for name in one.alike.habits)
        parts.append(_("Close in: {habits}").format(habits=habits))
    return " ".join(parts)


def _products(one: Similar) -> str:
    left = one.alike.common - 1
    first = one.products[0]
    if not left:
        return _("Bought “{product}” too.").format(product=first)
    return _("Bought “{product}” and {count} more too.").format(
        product=first, count=formats.number(left)
    )


def _habit(name: str) -> str:
    return {
        "away": _("time since the last purchase"),
        "visits": _("how often"),
        "net": _("how much"),
    }[name]
