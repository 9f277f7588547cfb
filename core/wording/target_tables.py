"""The tables of 목표와 실제, as they are shown and saved."""

import pandas as pd

from core.analysis.target import VALUES
from core.i18n import formats
from core.i18n import gettext as _
from core.services.target_compare import Beside
from core.wording import target_names


def values(one: Beside) -> pd.DataFrame:
    """Each value: in mind, there, and how far apart; what is unknown stays empty."""
    shares = one.actual.counts.shares if one.actual else None
    known = one.actual.counts.known if one.actual else ()
    rows = []
    for place, code in enumerate(VALUES[one.dimension]):
        meant, there = _known(one.aim.shares, place), _known(shares, place)
        gap = None if meant is None or there is None else there - meant
        rows.append(
            {
                target_names.dimension(one.dimension): target_names.value(one.dimension, code),
                _("Aim (%)"): _hundredfold(meant),
                _("Actual (%)"): _hundredfold(there),
                _("Difference (%p)"): _hundredfold(gap),
                _("Counted"): known[place] if known else None,
            }
        )
    return pd.DataFrame(rows)


def months(one: Beside) -> pd.DataFrame:
    """The error of each month; what is unknown stays empty."""
    return pd.DataFrame(
        [
            {
                _("Month"): formats.month(day),
                _("Counted"): month.cases,
                _("Error (%)"): _hundredfold(month.value),
                _("By chance up to (%)"): _hundredfold(month.chance),
            }
            for day, month in one.months
        ]
    )


def _hundredfold(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _known(shares: tuple[float, ...] | None, place: int) -> float | None:
    return None if shares is None else shares[place]
