"""What messages cost, in words."""

from collections.abc import Mapping

import pandas as pd

from core.i18n import formats
from core.i18n import gettext as _
from core.services.messages_prices import Price
from core.terms.messages import MessageChannel
from core.wording import messages_names as names
from core.wording.messages_prepare import each


def prices(some: Mapping[MessageChannel, Price | None]) -> pd.DataFrame:
    """What each way of sending costs today."""
    return pd.DataFrame(
        {
            "channel": [names.channel(one) for one in some],
            "price": [formats.UNKNOWN if one is None else each(one.won)
                         for one in some.values()],
            "since": [_since(one) for one in some.values()],
        }
    )  # fmt: skip


def told(one: Price) -> str:
    """A price with its day."""
    return f"{names.channel(one.channel)} · {each(one.won)} · {_since(one)}"


def kept(one: Price) -> str:
    """That a price was kept."""
    return _("Kept: {price}").format(price=told(one))


def _since(one: Price | None) -> str:
    if one is None:
        return _("not known: write it")
    if one.from_day is None:
        return _("usual, until you say otherwise")
    return _("from {day} on").format(day=formats.day(one.from_day))
