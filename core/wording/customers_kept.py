"""Everything that is kept of one customer, as a file to hand over: tables and the same as JSON."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from typing import Final

import pandas as pd

from core.i18n import gettext as _
from core.terms import Mall, OrderState
from core.wording.customers_story import state
from core.wording.malls import mall_name


def archive(tables: Mapping[str, pd.DataFrame], csv: Callable[[pd.DataFrame], bytes]) -> bytes:
    """A zip with a table for each thing that is kept, and all of it as JSON.

    Args:
        tables: what ``core.services.customers_erasing.kept`` tells.
        csv: makes a file of a table.
    """
    told = {_name(name): _worded(frame) for name, frame in tables.items()}
    whole = {name: frame.to_dict("records") for name, frame in told.items()}
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as file:
        for name, frame in told.items():
            file.writestr(f"{name}.csv", csv(frame))
        words = json.dumps(whole, ensure_ascii=False, indent=1, default=str)
        file.writestr(f"{_('All that is kept')}.json", words)
    return into.getvalue()


def _worded(frame: pd.DataFrame) -> pd.DataFrame:
    told = frame.copy()
    if "mall" in told:
        told["mall"] = [mall_name(Mall(int(one))) for one in told["mall"]]
    if "state" in told:
        told["state"] = [state(OrderState(int(one))) for one in told["state"]]
    return told.rename(columns={name: made() for name, made in _HEADINGS.items()})


def _name(table: str) -> str:
    return {
        "customer": _("Customer"),
        "orders": _("Orders"),
        "reviews": _("Reviews"),
        "questions": _("Questions"),
        "remarks": _("Feedback"),
        "complaints": _("Complaints"),
        "consents": _("Consents"),
        "contacts": _("Contacts"),
        "interests": _("Interests"),
        "messages": _("Messages"),
        "benefits": _("Benefits"),
        "posts": _("Posts and recommendations"),
    }[table]


_HEADINGS: Final[Mapping[str, Callable[[], str]]] = {
    "name": lambda: _("Name"),
    "first_day": lambda: _("First order"),
    "last_day": lambda: _("Last order"),
    "day": lambda: _("Day"),
    "moment": lambda: _("Time"),
    "mall": lambda: _("Mall"),
    "order_no": lambda: _("Order number"),
    "line_no": lambda: _("Product order number"),
    "product": lambda: _("Product"),
    "quantity": lambda: _("Quantity"),
    "amount": lambda: _("Amount (won)"),
    "state": lambda: _("State"),
    "rating": lambda: _("Stars"),
    "score": lambda: _("Score"),
    "title": lambda: _("Title"),
    "text": lambda: _("Text"),
    "reply": lambda: _("Reply"),
    "note": lambda: _("Note"),
    "offered": lambda: _("What was offered"),
    "cost": lambda: _("Cost (won)"),
    "kind": lambda: _("Kind"),
    "source": lambda: _("Where it was said"),
    "withdrawn": lambda: _("Withdrawn on"),
    "given": lambda: _("Given (1) or left without (0)"),
    "place": lambda: _("Shown at"),
    "address": lambda: _("Address"),
    "points": lambda: _("Points (won)"),
    "letter": lambda: _("Version"),
    "outcome": lambda: _("What came of it"),
}
