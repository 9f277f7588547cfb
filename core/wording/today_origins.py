"""Where the numbers of 오늘 come from, in words."""

from typing import Final

from core.i18n import formats
from core.i18n import gettext as _
from core.services.today import LeftOut, Origin, Overview
from core.verdicts import Verdict
from core.wording import metrics, today

FILES_NAMED: Final = 3


def origin(name: str, found: Origin) -> list[tuple[str, str]]:
    """Where a number comes from: pairs of a heading and its text."""
    named = metrics.words(name)
    of_orders = [(_("Meaning"), named.definition), (_("Formula"), named.formula)]
    if found.counts_products and name == "orders":
        of_orders = []
    told = [
        *of_orders,
        *([(_("Payments"), metrics.per_product())] if found.counts_products else []),
        (_("Period"), formats.period(found.period)),
        (_("Files"), files(found.files)),
    ]
    if found.rows is None:
        return told
    return [
        *told,
        (_("Rows used"), formats.count(found.rows, "lines")),
        (_("Rows left out"), _left_out(found)),
    ]


def figures_origin(verdict: Verdict, view: Overview) -> list[tuple[str, str]]:
    """Where the numbers of a conclusion come from."""
    told = []
    for figure in verdict.evidence:
        named = metrics.words(figure.metric)
        told.append((named.name, f"{named.definition} ({named.formula})"))
    # All of them are made of the same orders; the reasons under the card tell of which days.
    found = view.origin("net_sales")
    return told + (origin("net_sales", found)[3:] if found else [])


def split_origin(view: Overview) -> list[tuple[str, str]]:
    """How the parts of a revenue change are computed, and from what."""
    if view.split is None:
        return []
    factors = " × ".join(metrics.words(part.part.value).name for part in view.split.parts)
    told = [
        (_("Meaning"), _("How much of the change came from each part. They add up to the won.")),
        (_("Formula"), _("{factors}, the change shared out by logarithms").format(factors=factors)),
    ]
    found = view.origin("pay_rate" if today.has_visits(view) else "net_sales")
    return told + (origin("net_sales", found)[2:] if found else [])


def files(names: tuple[str, ...], most: int = FILES_NAMED) -> str:
    """Some names of files, and how many more there are."""
    shown = ", ".join(names[:most])
    more = len(names) - most
    if more > 0:
        return _("{files} and {more} more").format(files=shown, more=formats.count(more, "files"))
    return shown or "–"


def _left_out(found: Origin) -> str:
    reasons = {
        LeftOut.CANCELLED: _("cancelled"),
        LeftOut.RETURNED: _("returned"),
        LeftOut.UNPAID: _("not paid"),
        LeftOut.NO_DATE: _("no date"),
        LeftOut.NO_AMOUNT: _("amount unknown"),
        LeftOut.NO_BUYER: _("buyer unknown"),
    }
    told = [f"{reasons[why]} {formats.count(count, 'lines')}" for why, count in found.left_out]
    return " · ".join(told) or _("none")
