"""What the page 리뷰와 불만 says first, from the last weeks, and who waits for an answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

import numpy as np
import pandas as pd

from core.analysis import voice_rates as rates
from core.analysis.voice_rates import LEAST_ORDERS, Change
from core.services import voice_answers, voice_themes
from core.services.opening import OpenShop
from core.services.voice_rates import Weeks
from core.services.voice_themes import Bar, Look, View
from core.terms import Period
from core.verdicts.voice import VoiceCase, VoiceConclusion, conclude

LAST_WEEKS: Final = 4
LEAST_WEEKS: Final = 8
"""Whole weeks from which on the last four are held against those before."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What is said, and what it rests on.

    Attributes:
        found: what is said.
        view: the last 91 days.
        bar: the theme that it is about, over these days.
        weeks: how many weeks the change was looked for in, the last four among them.
        period: the days of these weeks.
        looked_at: how many themes were looked at for a change.
        waiting: how many wait for an answer,
        overdue: and how many of them are late.
    """

    found: VoiceConclusion
    view: View
    bar: Bar | None
    weeks: int
    period: Period | None
    looked_at: int
    waiting: int
    overdue: int


def conclusion(shop: OpenShop, today: date, now: datetime) -> Conclusion:
    """The one thing to say.

    Raises:
        core.store.StoreProblem: the store cannot be read or written.
    """
    view = voice_themes.view(shop, Look(), today)
    themes, weeks = voice_themes.trend(shop, Look(), today, is_steady=True)
    changes = changed(themes, weeks)
    queue = voice_answers.waiting(shop, now)
    found = conclude(
        VoiceCase(
            changes,
            [(bar.theme, bar.problems) for bar in view.bars],
            len(queue.items),
            queue.overdue,
            view.texts,
            view.orders is not None,
        )
    )
    bar = next((one for one in view.bars if one.theme == found.theme), None)
    period = None
    if weeks is not None:
        period = Period(weeks.first, weeks.mondays[-1] + timedelta(days=6))
    return Conclusion(
        found, view, bar, len(weeks.orders) if weeks else 0, period,
        sum(one.p is not None for one in changes), len(queue.items), queue.overdue,
    )  # fmt: skip


def changed(themes: tuple[str, ...], weeks: Weeks | None) -> list[Change]:
    """Each theme, the last four whole weeks against those before; none where they are too few."""
    if weeks is None or len(weeks.orders) < LEAST_WEEKS:
        return []
    last, before = weeks.orders[-LAST_WEEKS:], weeks.orders[:-LAST_WEEKS]
    if min(int(last.sum()), int(before.sum())) < LEAST_ORDERS:
        return []
    table = pd.DataFrame(weeks.counts.astype(np.int64), columns=list(themes))
    return rates.changes(table, weeks.orders.tolist(), LAST_WEEKS)
