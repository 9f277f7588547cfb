"""Some customers in words: as cards on the screen, and as the rows of a file."""

from collections.abc import Iterable
from datetime import date
from typing import Final

import pandas as pd

from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_list import Listed
from core.wording.customers_states import state

SHORT: Final = 12
"""So many signs of the key tell customers apart; as many stand in the address of their page."""

LETTER: Final = "G"
"""Stands before the number of a customer; no key has it (고객)."""


def count(number: int) -> str:
    """How many there are: 1,234명."""
    return formats.count(number, "people")


def number(key: str) -> str:
    """The number of a customer as a seller copies it; empty of a buyer who is no more.

    The letter keeps a spreadsheet from taking it for a number: 0e9610315518 would become 0.
    """
    return f"{LETTER}{key[:SHORT]}" if key else ""


def order(one: str | None) -> str:
    """The number of the last order as words beside a name; empty where no file says it."""
    return _("last order {number}").format(number=one) if one else ""


def order_cell(one: str | None) -> str:
    """The same as a cell: a spreadsheet would round sixteen figures, were there no sign before."""
    return f"#{one}" if one else ""


def file_name(name: str, day: date) -> str:
    """What the file of a list as of a day is called, without an ending: resting_20261122."""
    return f"{name.removesuffix('.csv')}_{formats.file_day(day)}"


def more(first: int, last: int, number: int) -> str:
    """Which part of a list is drawn that is longer."""
    return _("Shown are {span} of {count}. All of them are in the file.").format(
        span=formats.span(formats.number(first), formats.number(last)), count=count(number)
    )


def deleted(number: int) -> str:
    """How many a list leaves out since they were deleted; numbers beside it count them."""
    return _("{count} you deleted are left out here; sums still count them.").format(
        count=count(number)
    )


def last(one: Listed) -> str:
    """When he bought last."""
    return _("Last bought on {day}").format(day=formats.day(one.last))


def lately(one: Listed) -> str:
    """When he bought last, and the number of that order, by which a seller recognises it."""
    return " · ".join(filter(None, (last(one), order(one.order))))


def bought(one: Listed) -> str:
    """How often he bought, and what he spent."""
    return _("Bought {times} · {won}").format(
        times=formats.count(one.visits, "times"), won=formats.won(one.net)
    )


def rows(some: Iterable[Listed]) -> pd.DataFrame:
    """The rows of a file; numbers stay numbers."""
    heads = (
        _("Customer number"), _("Name"), _("State"), _("Last purchase"), _("Times bought"),
        _("Net revenue"), _("Last order number"),
    )  # fmt: skip
    told = [
        (number(one.key), one.name or "", state(one.state), one.last.isoformat(), one.visits,
         one.net, order_cell(one.order))
        for one in some
    ]  # fmt: skip
    return pd.DataFrame(told, columns=list(heads))
