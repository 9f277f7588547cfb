"""People approached first, in words."""

from core.i18n import formats
from core.i18n import gettext as _
from core.services.link_results import Brought
from core.services.outreach import WINDOW, Outreach
from core.wording import content


def entry(one: Outreach) -> str:
    """Where and when, and how many."""
    parts = [formats.day_short(one.day), one.place]
    if one.reached is not None:
        parts.append(formats.count(one.reached, "people"))
    return " · ".join(parts)


def brought(found: Brought | None) -> str:
    """What came through the link within a week."""
    if found is None:
        return _("With a link code you see what came of it.")
    return content.brought(found, window=WINDOW)


def row(one: Outreach, found: Brought | None) -> dict[str, object]:
    """The same as a row of a file."""
    return {
        _("Place"): one.place,
        _("Day"): one.day.isoformat(),
        _("People reached"): "" if one.reached is None else one.reached,
        _("Link code"): one.code,
        _("Visits in 7 days"): "" if found is None or found.visits is None else found.visits,
        _("Orders in 7 days"): "" if found is None or found.orders is None else found.orders,
        _("My note"): one.note,
    }
