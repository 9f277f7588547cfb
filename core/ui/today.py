"""The parts of the page 오늘."""

from collections.abc import Mapping
from typing import Final, Literal

import pandas as pd
import streamlit as st

from core.charts import revenue, trend
from core.charts.revenue import Step
from core.i18n import formats
from core.i18n import gettext as _
from core.services.today import Compare, Freshness, Overview, Point, Since
from core.terms import DataSet, Evidence, Period
from core.ui import actions, cards, downloads, events, session, tables
from core.ui.text import plain
from core.verdicts import Claim, Verdict
from core.wording import exports, metrics
from core.wording import today as wording
from core.wording import verdicts as said

UPLOAD: Final = "pages/start/upload.py"

_TONES: Final = {Claim.NET_ROSE: "good", Claim.PRODUCT_ROSE: "good", Claim.STEADY: "good"}
_AGES: Final[dict[Freshness, Literal["green", "orange", "red"]]] = {
    Freshness.FRESH: "green",
    Freshness.AGING: "orange",
    Freshness.STALE: "red",
}
_CALM: Final = frozenset({Claim.TOO_FEW, Claim.TOO_EARLY})


def lacking(there: Mapping[DataSet, object]) -> str:
    """What it takes to see something here, beside the data that are ``there`` already."""
    if not there:
        return _("One order file is enough.")
    return wording.orders_lacking([exports.data_set(kind) for kind in there])


def conclusion(view: Overview) -> None:
    """The conclusion card, with the way to the page that helps."""
    verdict = view.verdicts[0]
    words = said.words(verdict)
    buttons = cards.verdict(
        cards.Conclusion(
            words.headline,
            words.reason,
            verdict.level,
            words.badge,
            _tone(verdict),
            [(number.name, number.now, number.before) for number in words.numbers],
            words.todo,
            words.why,
        ),
        key="first",
    )
    with buttons:
        actions.keep_button(session.shop(), verdict, key="first.keep")
        cards.origin(wording.figures_origin(verdict, view), key="first.origin")
        if words.page == "upload":
            st.page_link(UPLOAD, label=_("Add data"), icon=":material/upload_file:")


def next_ones(verdicts: tuple[Verdict, ...]) -> None:
    """What comes after the first conclusion, shorter."""
    with cards.card(_("Look at these next"), key="next", stretch=True):
        for place, verdict in enumerate(verdicts):
            words = said.words(verdict)
            with st.container(gap="xsmall", key=f"next-{place}"):
                cards.badge(verdict.level, words.badge)
                st.markdown(f"**{plain(words.headline)}** {plain(words.reason)}")
                st.caption(plain(words.todo))
                with st.popover(
                    _("Why?"), icon=":material/help:", type="tertiary", key=f"next.why.{place}"
                ):
                    for line in words.why:
                        st.markdown(f"- {plain(line)}")


def numbers(view: Overview) -> None:
    """The four numbers, each with where it comes from."""
    tiles = []
    for kpi in view.kpis:
        words, origin = wording.kpi(kpi), view.origin(kpi.metric)
        told = wording.origin(kpi.metric, origin) if origin else ()
        tiles.append(
            cards.Tile(
                words.name, words.value, words.change, words.tone, 0, words.help, kpi.spark, told
            )
        )
    cards.kpi_row(tiles)


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
        cards.origin(wording.split_origin(view), key="split.origin")


def news(since: Since | None) -> None:
    """What the newest file changed."""
    with cards.card(_("Changed since last time"), key="since", stretch=True):
        if since is None:
            st.caption(_("No file has been added yet."))
            return
        for line in wording.since(since):
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
    if gap and view.verdicts[0].claim is not Claim.GAP:
        st.caption(plain(gap))


def _tone(verdict: Verdict) -> str:
    if verdict.claim in _CALM or verdict.level is not Evidence.KNOWN:
        return "calm"
    return _TONES.get(verdict.claim, "bad")
