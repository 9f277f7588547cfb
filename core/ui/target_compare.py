"""The tab 목표와 실제: the shares that are aimed at beside those of the buyers."""

from typing import Final

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from core.analysis.target import VALUES, Dimension
from core.charts import target as charts
from core.charts.target import Month, Pair
from core.i18n import gettext as _
from core.services import target_compare as service
from core.services import target_personas
from core.services.actions import Said
from core.services.opening import OpenShop
from core.services.target_actual import Span
from core.services.target_compare import Beside
from core.ui import cards, downloads, session, tables, target_aims, target_empty, target_told
from core.ui import target_personas as personas
from core.ui.actions import keep_button
from core.ui.cached import cached
from core.ui.places import PAGES
from core.ui.text import plain
from core.verdicts.target import TargetSay
from core.wording import target_compare as wording
from core.wording import target_names as names
from core.wording import target_tables as written
from core.wording import verdicts

_KEY: Final = "target.compare"


def draw(shop: OpenShop) -> None:
    """The shares that are aimed at, and how far the buyers are from them."""
    dimension, span = _chosen()
    one = target_told.told(shop, span, dimension)[dimension]
    main = cached(target_personas.main)(shop)
    if main is None or not main.sentence:
        personas.sentence(shop, main, "compare")
    # Below each other, as on a phone, the answer comes first once there is something to answer.
    if one.aim.shares is None:
        narrow, wide = st.columns([2, 3])
    else:
        wide, narrow = st.columns([3, 2])
    with narrow, cards.card(_("Whom you aim at"), key="target-aim", stretch=True):
        target_aims.draw(shop, one)
    with wide, cards.card(wording.chart_title(one), key="target-compare", stretch=True):
        if short := wording.short_of(one, span):
            st.caption(f":orange[:material/info: {plain(short)}]")
        _beside(shop, one, is_first=_is_concluded(shop, one))
    _months(one)


def _chosen() -> tuple[Dimension, Span]:
    with st.container(horizontal=True, vertical_alignment="bottom", key="target-choice"):
        dimension = st.selectbox(
            _("Compared by"), list(VALUES), format_func=names.dimension, key=f"{_KEY}.dimension",
            persist_state="session", width=220,
        )  # fmt: skip
        span = st.segmented_control(
            _("Over which days?"), list(Span), format_func=names.span, default=Span.YEAR,
            required=True, key=f"{_KEY}.span", persist_state="session",
        )  # fmt: skip
    return Dimension(dimension or Dimension.AGE), Span(span or Span.YEAR)


def _beside(shop: OpenShop, one: Beside, *, is_first: bool) -> None:
    """What can be said, and the picture; what the conclusion says already is not said again."""
    found = one.found
    if found.say is not TargetSay.NO_AIM:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            cards.badge(found.level, verdicts.evidence(found.level))
            st.markdown(f"**{plain(wording.headline(one))}**", width="content")
    lines = (wording.by_chance(one), wording.spread(one), wording.waits(one))
    if told := " ".join(filter(None, lines)):
        st.markdown(plain(told))
    if found.advice is not None and not is_first:
        st.markdown(f":material/task_alt: **{plain(wording.todo(one))}**")
        st.caption(plain(wording.reason(one)))
        keep_button(shop, service.proposal(one.dimension, said(one)), f"{_KEY}.improve")
    if one.aim.shares is None and one.actual is None:
        target_empty.draw(shop)
    else:
        _picture(one)
    if one.actual is None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain(wording.lacks(one)), width="content")
            if not one.is_beyond:
                st.page_link(
                    PAGES["upload"], label=_("Add data"), icon=":material/upload_file:"
                )  # fmt: skip
    with st.container(gap=None, key=f"{_KEY}.rests"):
        for line in wording.rests_on(one):
            st.caption(plain(line))


def _is_concluded(shop: OpenShop, one: Beside) -> bool:
    """Whether it is the one that the conclusion of the page tells of."""
    concluded = service.first(target_told.told(shop))
    return concluded is not None and concluded.dimension is one.dimension


def said(one: Beside) -> Said:
    """What is written into the improvement notes."""
    why = " ".join(
        filter(None, (wording.headline(one), wording.by_chance(one), wording.reason(one)))
    )
    return Said(wording.todo(one), why)


def _picture(one: Beside) -> None:
    meant, there = one.aim.shares, one.actual.counts.shares if one.actual else None
    pairs = [
        Pair(
            names.value(one.dimension, code),
            None if meant is None else meant[place],
            None if there is None else there[place],
            wording.gap(
                None if meant is None else meant[place], None if there is None else there[place]
            ),
        )
        for place, code in enumerate(VALUES[one.dimension])
    ]
    words = charts.Words(_("Your aim"), _("Actual buyers"), verdicts.evidence(wording.NOBODY_KNOWS))
    title = wording.chart_title(one)
    st.altair_chart(charts.pairs(pairs, words, session.look()), alt=title, key=f"{_KEY}.chart")
    with st.container(horizontal=True, gap="small"):
        with st.popover(_("As a table"), icon=":material/table:", type="tertiary"):
            frame = written.values(one)
            tables.show(frame, _columns(frame), key=f"{_KEY}.table", alt=title)
            downloads.csv(
                _("Save as a file"), frame, f"target_{one.dimension}.csv", key=f"{_KEY}.csv"
            )
        cards.origin(wording.origin(one), key=f"{_KEY}.origin")


def _months(one: Beside) -> None:
    """The error month by month, where two months at least tell it."""
    told = [month for _day, month in one.months if month.value is not None]
    if len(told) < 2:  # noqa: PLR2004  (a line has two ends)
        return
    title = _("The error month by month")
    with cards.card(title, key="target-months"):
        shown = [
            Month(day, month.value, month.chance, wording.month(month)) for day, month in one.months
        ]
        chart = charts.months(shown, one.aim.most, session.look())
        st.altair_chart(chart, alt=title, key=f"{_KEY}.months")
        st.caption(plain(wording.months_note(one)))
        with st.popover(_("As a table"), icon=":material/table:", type="tertiary",
                        key=f"{_KEY}.months.open"):  # fmt: skip
            frame = written.months(one)
            tables.show(frame, _columns(frame), key=f"{_KEY}.months.table", alt=title)
            downloads.csv(_("Save as a file"), frame, "target_months.csv", key=f"{_KEY}.months.csv")


def _columns(frame: pd.DataFrame) -> dict[str, ColumnConfig]:
    """What a row is about as text, whole numbers as such, shares with one decimal."""
    first, *others = map(str, frame.columns)
    whole = {name for name in others if pd.api.types.is_integer_dtype(frame[name])}
    return {first: tables.text(first)} | {
        name: tables.count(name) if name in whole else tables.decimal(name) for name in others
    }
