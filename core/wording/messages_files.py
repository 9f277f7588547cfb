"""What came of messages, and the record, as files: numbers as numbers, what is not known empty."""

from collections.abc import Sequence

import pandas as pd

from core.i18n import gettext as _
from core.services.messages_called import Called
from core.services.messages_record import Cell
from core.services.messages_result import Result
from core.wording import messages_names
from core.wording import messages_record as wording
from core.wording import messages_results as said


def results(some: Sequence[Result], names: Called) -> pd.DataFrame:
    """All that was sent, each a row."""
    return pd.DataFrame([
        {
            _("What was sent"): said.title(one, names),
            _("Persona"): said.persona(one.send.persona, names),
            _("Scenario"): said.scenario(one.send.scenario, names),
            _("Sent on"): one.days.first.isoformat(),
            _("Sent by"): messages_names.channel(one.send.channel),
            _("Messages sent"): one.sent,
            _("Did not arrive"): one.failed,
            _("Opened"): one.opened,
            _("Clicked or answered"): one.reacted,
            _("Asked to stop"): one.left,
            _("Customers who bought"): None if one.buyers is None else one.buyers.successes,
            _("Purchases"): one.bought,
            _("Sold (won)"): one.won,
            _("Cost (won)"): one.cost,
            _("Brought more (won)"): _whole(None if one.lift is None else one.lift.won),
            _("At least (won)"): _bound(one, 0),
            _("At most (won)"): _bound(one, 1),
            _("Known?"): said.told(one),
        }
        for one in some
    ])  # fmt: skip


def record(cells: Sequence[Cell], names: Called) -> pd.DataFrame:
    """The record as a file: numbers as numbers, what is not known empty."""
    return pd.DataFrame([
        {
            _("Persona"): said.persona(one.persona, names),
            _("Scenario"): said.scenario(one.scenario, names),
            _("Message"): wording.message(one, names),
            _("Version"): one.letter,
            _("Messages sent"): one.sent,
            _("Reacted"): None if one.reacted is None else one.reacted.successes,
            _("Customers who bought"): None if one.bought is None else one.bought.successes,
            _("At least (%)"): _percent(one, 0),
            _("At most (%)"): _percent(one, 1),
            _("Purchases"): one.purchases,
            _("Sold (won)"): one.won,
            _("Cost (won)"): one.cost,
            _("Too few?"): _("fewer than 30") if one.is_thin else "",
        }
        for one in cells
    ])  # fmt: skip


def _percent(one: Cell, side: int) -> float | None:
    return None if one.bounds is None else round(one.bounds[side] * 100, 1)


def _bound(one: Result, side: int) -> int | None:
    bounds = None if one.lift is None else one.lift.won_bounds
    return None if bounds is None else _whole(bounds[side])


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)
