"""The parts of the page 오늘."""

from collections.abc import Callable, Sequence
from typing import Final, Literal

import pandas as pd
import streamlit as st

from core.charts import journey, revenue, trend
from core.charts.journey import Bar
from core.charts.revenue import Step
from core.i18n import formats
from core.i18n import gettext as _
from core.services.today import (
    Compare,
    Freshness,
    Overview,
    Point,
    Since,
    Stage,
    StageCount,
)
from core.terms import Period
from core.ui import cards, downloads, events, places, session, tables, today_verdicts
from core.ui.text import plain
from core.verdicts import Claim
from core.wording import metrics
from core.wording import today as wording
from core.wording import today_lists as lists
from core.wording import today_origins as origins
from core.wording import verdicts as said

UPLOAD: Final = "pages/start/upload.py"
JOURNEY: Final = "pages/diagnose/journey.py"

_AGES: Final[dict[Freshness, Literal["green", "orange", "red"]]] = {
    Freshness.FRESH: "green",
    Freshness.AGING: "orange",
    Freshness.STALE: "red",
}


def below(view: Overview) -> None:
    """What stands under the numbers: why, the way, the course of revenue, and what is new."""
    others = view.verdicts[1:]
    if view.split is not None and others:
        _beside((lambda: parts(view), lambda: today_verdicts.next_ones(others)), (5, 3))
    elif others:
        today_verdicts.next_ones(others)
    else:
        parts(view)
    drawn = [lambda: course(view.trend)] if view.trend else []
    if view.stages:
        drawn.append(lambda: way(view))
    _beside(drawn, (5, 3)[: len(drawn)])
    news(view.since)


def _beside(drawn: Sequence[Callable[[], None]], widths: Sequence[int]) -> None:
    """Parts of the page side by side; below each other where it is narrow."""
    for column, draw in zip(st.columns(widths) if drawn else (), drawn, strict=True):
        with column:
            draw()


def numbers(view: Overview) -> None:
    """The four numbers, each with where it comes from."""
    tiles = []
    for kpi in view.kpis:
        words, origin = wording.kpi(kpi), view.origin(kpi.metric)
        told = origins.origin(kpi.metric, origin) if origin else ()
        tiles.append(
            cards.Tile(
                words.name, words.value, words.change, words.tone, 0, words.help, kpi.spark, told,
                words.note,
            )
        )  # fmt: skip
    if view.freshness is Freshness.STALE:
        st.caption(_("These numbers are made of old data."))
    cards.kpi_row(tiles)
    lacking = wording.visits_lacking(view)
    if lacking:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(plain(lacking), width="content")
            st.page_link(UPLOAD, label=_("Add data"), icon=":material/upload_file:")


def course(points: tuple[Point, ...]) -> None:
    """Net revenue day by day beside the period before, as a chart and as a table."""
    frame = pd.DataFrame(
        {
            "day": [point.day for point in points],
            "net": pd.array([point.net for point in points], dtype="Int64"),
            "previous_net": pd.array([point.before for point in points], dtype="Int64"),
        }
    )
    name = metrics.words("net_sales").name
    words = trend.Words(_("This period"), _("Compared with"), _("Day"), name)
    weekly = len(points) > trend.DAILY_UP_TO
    title = _("Net revenue week by week") if weekly else _("Net revenue day by day")
    with cards.card(title, key="trend", stretch=True):
        period = Period(points[0].day, points[-1].day)
        happened = events.marks(session.shop(), period)
        st.altair_chart(trend.revenue(frame, words, session.look(), happened), alt=title)
        events.legend(happened, period)
        with st.popover(_("As a table"), icon=":material/table:", type="tertiary"):
            tables.show(
                frame,
                {
                    "day": tables.day(_("Day")),
                    "net": tables.money(_("This period")),
                    "previous_net": tables.money(_("Compared with")),
                },
                key="trend.table",
                alt=title,
            )
            downloads.csv(_("Save as a file"), frame, "net_revenue.csv", key="trend.csv")


def parts(view: Overview) -> None:
    """Where the change of net revenue came from."""
    split = view.split
    if split is None:
        return
    judged = any(number.is_judged for number in view.kpis if number.metric == "net_sales")
    title = wording.split_title(split, judged=judged)
    with cards.card(title, key="split", stretch=True):
        st.altair_chart(
            revenue.waterfall(
                Step(_("Before"), split.before, formats.won_short(split.before)),
                [
                    Step(said.part_name(part.part), part.won, formats.won_change(part.won))
                    for part in split.parts
                ],
                Step(_("Now"), split.now, formats.won_short(split.now)),
                session.look(),
            ),
            alt=title,
        )
        st.caption(plain(" · ".join(wording.part(part) for part in split.parts)))
        for note in wording.split_notes(view):
            st.caption(plain(note))
        cards.origin(origins.split_origin(view), key="split.origin")


def way(view: Overview) -> None:
    """The five stages in short, with the way to the page that tells them."""
    if not view.stages:
        return
    tiny = view.stage is Stage.TINY
    title = lists.way_title(view)
    with cards.card(title, key="way", stretch=True):
        words = [lists.stage(one, tiny=tiny) for one in view.stages]
        bars = [Bar(*one) for one in zip(words, sizes(view.stages), strict=True)]
        alt = " · ".join([title, *(bar.text for bar in bars)])
        st.altair_chart(journey.panel(bars, session.look()), alt=alt)
        for line in (*lists.changes(view), lists.stages_lacking(view)):
            if line:
                st.caption(plain(line))
        st.caption(_("A bar tells which part of the stage before goes on."))
        with st.container(horizontal=True):
            st.page_link(JOURNEY, label=_("See the customer journey"), icon=":material/route:")
            st.page_link(
                places.PAGES["customers"], label=places.name("customers"),
                icon=":material/groups:",
            )  # fmt: skip


def sizes(stages: Sequence[StageCount]) -> list[float | None]:
    """How long bars are: all of the first stage that is known, then the shares of the one before.

    None where a count or what it is a share of is unknown.
    """
    first = next((one for one in stages if one.count is not None), None)
    found: list[float | None] = []
    for one in stages:
        share = one.called.move.value if one.called and one.called.move.now[1] else None
        if one.count is None or share is None:
            found.append(1.0 if one is first else None)
        else:
            found.append(min(share, 1.0))
    return found


def news(since: Since | None) -> None:
    """What the newest file changed."""
    with cards.card(_("Changed since last time"), key="since", stretch=True):
        if since is None:
            st.caption(_("No file has been added yet."))
            return
        for line in lists.since(since):
            st.markdown(plain(line))


def strip(view: Overview, compare: Compare) -> None:
    """Which days are shown, how old they are, and which ones are missing."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(wording.compared(view, compare)), width="content")
        st.badge(
            plain(f"{wording.as_of(view)} · {wording.freshness(view)}"),
            icon=":material/event:",
            color=_AGES[view.freshness],
        )
    gap = wording.gap_note(view)
    said_so = view.verdicts and view.verdicts[0].claim is Claim.GAP
    if gap and not said_so:
        st.caption(plain(gap))
