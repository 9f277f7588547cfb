"""Products and the wait until they are bought again, in words."""

from collections.abc import Mapping, Sequence

import pandas as pd

from core.analysis.customers_intervals import LEAST_PAIRS
from core.i18n import formats
from core.i18n import gettext as _
from core.services.customers_again_products import Row


def title(rows: Sequence[Row]) -> str:
    """For how many products the wait is known."""
    known = sum(one.median is not None for one in rows)
    if not known:
        return _("How soon each product is bought again")
    return _("For {count} you see when they are bought again.").format(
        count=formats.count(known, "products")
    )


def note(rows: Sequence[Row], shown: int) -> str:
    """From when on there is a wait, and how many products the file has."""
    text = _(
        "From {least} repeat purchases of the same product on; with fewer the data are too few."
    )
    told = text.format(least=LEAST_PAIRS)
    if len(rows) > shown:
        more = _("The file has all {count}.").format(count=formats.count(len(rows), "products"))
        return f"{told} {more}"
    return told


def table(rows: Sequence[Row], names: Mapping[int, str]) -> pd.DataFrame:
    """The rows as they are shown."""
    told = [
        (names.get(one.product, one.name), _days(one.median) if one.median else _("too few data"),
         _between(one), one.pairs, one.buyers)
        for one in rows
    ]  # fmt: skip
    return pd.DataFrame(told, columns=["product", "median", "between", "pairs", "buyers"])


def file(rows: Sequence[Row], names: Mapping[int, str]) -> pd.DataFrame:
    """The rows of a file; numbers stay numbers."""
    heads = (
        _("Product"), _("Customers"), _("Repeat purchases"), _("A quarter within (days)"),
        _("Half within (days)"), _("Three quarters within (days)"),
    )  # fmt: skip
    told = [
        (names.get(one.product, one.name), one.buyers, one.pairs, one.lower, one.median, one.upper)
        for one in rows
    ]
    return pd.DataFrame(told, columns=list(heads))


def _days(number: float) -> str:
    return _("{days} days").format(days=formats.number(number))


def _between(one: Row) -> str:
    if one.lower is None or one.upper is None:
        return formats.UNKNOWN
    return _("{days} days").format(
        days=formats.span(formats.number(one.lower), formats.number(one.upper))
    )
