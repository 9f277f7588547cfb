"""The parts of the page 오늘."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final, Literal, TypeVar

import pandas as pd
import streamlit as st

from core.charts import revenue, trend
from core.charts.revenue import Step
from core.i18n import formats
from core.i18n import gettext as _
from core.services.today import Compare, Freshness, Overview, PeriodChoice, Point, Since
from core.terms import Evidence, Mall
from core.ui import cards, downloads, session, tables
from core.ui.text import plain
from core.verdicts import Claim, Verdict
from core.wording import metrics
from core.wording import today as wording
from core.wording import verdicts as said
from core.wording.malls import mall_name

Choice = TypeVar("Choice", bound=StrEnum)

UPLOAD: Final = "pages/start/upload.py"

_TONES: Final = {Claim.NET_ROSE: "good", Claim.PRODUCT_ROSE: "good", Claim.STEADY: "good"}
_AGES: Final[dict[Freshness, Literal["green", "orange", "red"]]] = {
    Freshness.FRESH: "green",
    Freshness.AGING: "orange",
    Freshness.STALE: "red",
}
_CALM: Final = frozenset({Claim.TOO_FEW, Claim.TOO_EARLY})


def choices(malls: Sequence[Mall]) -> tuple[PeriodChoice, Compare, Mall | None]:
    """Which days the reader wants to see, compared with which, of which mall; in the address."""
    with st.container(horizontal=True, vertical_alignment="center"):
        period = _chosen(
            "period", _("Period"), PeriodChoice, wording.period_name, PeriodChoice.FOUR_WEEKS
        )
        compare = _chosen(
            "compare", _("Compared with"), Compare, wording.compare_name, Compare.BEFORE
        )
        mall = _mall(malls) if len(malls) > 1 else None
    return period, compare, mall


def _mall(malls: Sequence[Mall]) -> Mall | None:
    """One of the malls, or all of them together."""
    wanted = st.query_params.get("mall")
    options: list[Mall | None] = [None, *malls]
    chosen: Mall | None = st.selectbox(
        _("Mall"),
        options,
        index=next((at for at, it in enumerate(options) if it and str(it.value) == wanted), 0),
        format_func=lambda it: _("All malls") if it is None else mall_name(it),
        key="today.mall",
        on_change=_remember_mall,
        persist_state="session",
        label_visibility="collapsed",
        width=180,
    )
    return chosen


def _remember_mall() -> None:
    chosen = st.session_state["today.mall"]
    if chosen is None:
        st.query_params.pop("mall", None)
    else:
        st.query_params["mall"] = str(chosen.value)


def _chosen(
    name: str, label: str, options: type[Choice], words: Callable[[Choice], str], usual: Choice
) -> Choice:
    """One of some options. Streamlit's own binding would write the words into the address."""
    wanted = st.query_params.get(name)
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=words,
        default=next((option for option in options if option.value == wanted), usual),
        required=True,
        key=f"today.{name}",
        on_change=_remember,
        args=(name, usual),
        persist_state="session",
        label_visibility="collapsed",
    )
    return options(chosen)


def _remember(name: str, usual: StrEnum) -> None:
    chosen = st.session_state[f"today.{name}"]
    if chosen == usual:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(chosen)


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
        st.altair_chart(trend.revenue(frame, words, session.look()), alt=title)
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
