"""The points of contact on the page 고객 여정: when each was looked at, and which ones are due."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st

from core.analysis.journey import Stage
from core.i18n import formats
from core.i18n import gettext as _
from core.services import touchpoints as services
from core.services.opening import OpenShop
from core.services.touchpoints import Map, Point, PointRefused
from core.store import StoreProblem
from core.ui import cards, downloads, notices, places, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import journey as stages
from core.wording import touchpoints as wording
from core.wording.journey import Names

_UNDO: Final = "touchpoints.undo"
_FAULT: Final = "touchpoints.fault"


@dataclass(frozen=True, slots=True)
class _Undo:
    """What was done, and how it is taken back."""

    text: str
    back: Callable[[], object]


def draw(shop: OpenShop, chosen: Names) -> None:
    """The map of the points of contact."""
    found = cached(services.listed)(shop, session.today())
    with cards.card(wording.title(found), key="touchpoints"):
        st.caption(plain(wording.note(found)))
        _said()
        for stage in Stage:
            _stage(shop, found, stage, chosen)
        _add(shop, chosen)
        frame = _frame(found, chosen)
        downloads.csv(_("Save as a file"), frame, "touchpoints.csv", key="touchpoints.csv")


def _said() -> None:
    """What was wrong with the last change, or how it is taken back."""
    fault = st.session_state.pop(_FAULT, None)
    if isinstance(fault, StoreProblem):
        notices.refusal(fault)
    elif isinstance(fault, PointRefused):
        notices.problem(wording.refused(fault.problem))
    undo: _Undo | None = st.session_state.get(_UNDO)
    if undo is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(undo.text), width="content")
            st.button(
                _("Take it back"), key="touchpoints.back", icon=":material/undo:", type="tertiary",
                on_click=_do, args=(undo.back, None),
            )  # fmt: skip


def _stage(shop: OpenShop, found: Map, stage: Stage, chosen: Names) -> None:
    points = found.of(stage)
    title = wording.stage_title(stages.stage(stage, chosen), points, found)
    with st.expander(plain(title), key=f"touchpoints.{stage.value}"):
        st.caption(plain(wording.question(stage)))
        for point in points:
            _point(shop, found, point)


def _point(shop: OpenShop, found: Map, point: Point) -> None:
    today, now = session.today(), session.now()

    def back() -> None:
        services.take_back(shop, point, session.now(), today)

    with st.container(
        horizontal=True, vertical_alignment="center", key=f"point-{point.item}", gap="small"
    ):
        icon = ":orange[:material/schedule:]" if point.is_due(found.today) else ""
        st.markdown(f"{icon} **{plain(wording.name(point))}**", width="content")
        st.caption(plain(wording.state(point, found)), width="content")
        if point.checked != today:
            st.button(
                _("Looked at today"), key=f"point.check.{point.item}", icon=":material/check:",
                on_click=_do, args=(lambda: services.check(shop, point, now, today),
                                    _Undo(wording.checked(point), back)),
            )  # fmt: skip
        if not point.is_left_out:
            places.link(places.POINTS.get(point.item))
            _leave_out(shop, point, back)


def _leave_out(shop: OpenShop, point: Point, back: Callable[[], object]) -> None:
    """The button that takes a point from the list."""
    today, number = session.today(), point.number

    def gone() -> None:
        if number is None:
            services.leave_out(shop, point, session.now(), today)
        else:
            services.throw_away(shop, number, session.now())

    def again() -> None:
        if number is None:
            back()
        else:
            services.restore(shop, number)

    st.button(
        _("Not in my shop") if number is None else _("Throw away"),
        key=f"point.out.{point.item}", type="tertiary", icon=":material/visibility_off:",
        on_click=_do, args=(gone, _Undo(wording.left_out(point), again)),
    )  # fmt: skip


def _add(shop: OpenShop, chosen: Names) -> None:
    with (
        st.form("touchpoints.form", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        stage = st.selectbox(
            _("Stage"), list(Stage), format_func=lambda one: stages.stage(one, chosen), width=160
        )
        name = st.text_input(_("A point of your own"), max_chars=services.LONGEST, width=260)
        sent = st.form_submit_button(
            _("Add this point"), key="touchpoints.add", icon=":material/add:"
        )
    if sent and stage is not None:
        _do(lambda: services.add(shop, stage, name, session.now()), None)
        st.rerun()


def _do(change: Callable[[], object], undo: _Undo | None) -> None:
    st.session_state.pop(_UNDO, None)
    try:
        change()
    except (PointRefused, StoreProblem) as fault:
        st.session_state[_FAULT] = fault
        return
    if undo is not None:
        st.session_state[_UNDO] = undo


def _frame(found: Map, chosen: Names) -> pd.DataFrame:
    rows = [
        (
            stages.stage(point.stage, chosen),
            wording.name(point),
            formats.day(point.checked) if point.checked else "",
            wording.state(point, found),
        )
        for point in found.points
    ]
    columns = [_("Stage"), _("Point of contact"), _("Looked at"), _("State")]
    return pd.DataFrame(rows, columns=columns)
