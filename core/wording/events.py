"""Events of 개선 노트 in words: what they are about, and the numbers before, during and after."""

from collections.abc import Mapping
from typing import Final

from core.analysis.around import Side
from core.i18n import formats
from core.i18n import gettext as _
from core.metrics import Unit, metric
from core.services.events import Event
from core.services.events_around import FEW, Row, Table
from core.wording import actions_names as names

OTHERS: Final = 3
"""So many other events are named."""


def told(event: Event, products: Mapping[int, str]) -> str:
    """What an event was, of what, and when."""
    parts = [names.event(event), about(event.product_id, products), formats.period(event.period)]
    if event.product_id is None:
        del parts[1]
    return " · ".join(parts)


def about(product_id: int | None, products: Mapping[int, str]) -> str:
    """What an event is about: the whole shop, or one product."""
    if product_id is None:
        return _("The whole shop")
    return products.get(product_id) or _("A product")


def title(table: Table) -> str:
    """The head of the numbers around an event."""
    return _("Before, during and after “{what}”").format(what=names.event(table.event))


def row(one: Row) -> dict[str, str]:
    """A number around an event, a day."""
    found = one.told
    sides = (None, None, None) if found is None else (found.before, found.during, found.after)
    before, during, after = (side(one.metric, it) for it in sides)
    return {
        "what": names.number(one.metric), "before": before, "during": during, "after": after
    }  # fmt: skip


def side(name: str, found: Side | None) -> str:
    """A number of one side as it is written: a day, or as a rate."""
    if found is None or found.value is None:
        return formats.UNKNOWN
    unit = metric(name).unit
    if unit in {Unit.RATE, Unit.WON, Unit.PER_HUNDRED}:
        return names.value(name, found.value)
    return formats.number(found.value, 1)


def notes(table: Table) -> tuple[str, ...]:
    """What to bear in mind with the numbers around an event."""
    lines = [_("Each number is a mean a day. Before and after are counted on the same weekdays.")]
    known = [one.told for one in table.rows if one.told is not None]
    if not known:
        return (_("No file tells of these days yet."),)
    lines.append(
        _("Known are {before} before, {during} during and {after} after.").format(
            before=formats.count(max(one.before.days for one in known), "days"),
            during=formats.count(max(one.during.days for one in known), "days"),
            after=formats.count(max(one.after.days for one in known), "days"),
        )
    )
    if table.is_running:
        lines.append(_("It is not over yet."))
    if table.orders is not None and table.orders < FEW:
        count = formats.count(table.orders, "orders")
        lines.append(
            _("Only {orders} fell into it, so it may well be chance.").format(orders=count)
        )
    if table.others:
        named = ", ".join(names.event(one) for one in table.others[:OTHERS])
        lines.append(_("Something else happened in these weeks: {events}").format(events=named))
    return (*lines, _("These numbers alone do not tell whether it came of the event."))
