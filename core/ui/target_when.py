"""The tab 사는 때: on which weekday and at which hour customers buy."""

from typing import Final

import streamlit as st

from core.analysis.buying_times import binned
from core.charts import target_when as charts
from core.i18n import formats
from core.i18n import gettext as _
from core.services import target_when as service
from core.services.opening import OpenShop
from core.services.target_when import COARSE, THIN, Reach, When
from core.ui import cards, downloads, session, tables
from core.ui.cached import cached_by_files
from core.ui.text import plain
from core.wording import content, verdicts
from core.wording import target_when as wording

_KEY: Final = "target.when"
_ORDERS, _WON = "orders", "won"
_UPLOAD: Final = "pages/start/upload.py"


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    reach = _reach()
    view = cached_by_files(service.when)(shop, reach)
    if view is None or not view.times.weekly_days.sum():
        way_out = cards.empty(
            _("See on which weekday and at which hour customers buy."),
            _("One order file with a whole week from Monday to Sunday is enough."),
            key="target-when", icon="schedule",
        )  # fmt: skip
        way_out.page_link(_UPLOAD, label=_("Add an order file"), icon=":material/upload_file:")
        return
    _conclusion(view)
    if not view.times.total:
        st.caption(plain(wording.unknown(view)))
        return
    with cards.card(_("Orders by weekday and hour"), key="target-when"):
        _picture(view)


def _reach() -> Reach:
    chosen = st.segmented_control(
        _("How far back"), list(Reach), default=Reach.HALF, format_func=wording.reach,
        key=f"{_KEY}.reach", persist_state="session",
    )  # fmt: skip
    return Reach.HALF if chosen is None else chosen


def _conclusion(view: When) -> None:
    level = wording.level(view)
    row = cards.verdict(
        cards.Conclusion(
            wording.headline(view), wording.reason(view), level, verdicts.evidence(level),
            todo=wording.advice(view),
        ),
        key="target-when",
    )  # fmt: skip
    with row:
        cards.origin(wording.origin(view), key=f"{_KEY}.origin")


def _picture(view: When) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"{_KEY}.choice"):
        what = st.segmented_control(
            _("What is shown"), [_ORDERS, _WON], default=_ORDERS, format_func=_measure,
            key=f"{_KEY}.measure", label_visibility="collapsed", persist_state="session",
        )  # fmt: skip
        step = st.segmented_control(
            _("Hours together"), [COARSE, 1], default=1 if view.is_fine else COARSE,
            format_func=_step, key=f"{_KEY}.step", label_visibility="collapsed",
        )  # fmt: skip
    is_won, step = what == _WON, step or COARSE
    orders = binned(view.times.orders, step)
    values = binned(view.times.net, step) if is_won else orders
    write = formats.won_short if is_won else formats.number
    drawing = charts.week(
        values,
        [[write(int(cell)) for cell in row] for row in values],
        orders < THIN,
        (content.weekdays(), [str(place * step) for place in range(values.shape[1])]),
        session.look(),
    )
    st.altair_chart(drawing, alt=wording.headline(view))
    st.caption(_("A column begins at its hour. The stronger the colour, the more was bought."))
    for note in (wording.thin(view, step), wording.unknown(view)):
        if note:
            st.caption(plain(note))
    frame = wording.rows(view, step, won=is_won)
    with st.popover(_("Hours as a table"), icon=":material/table:", type="tertiary",
                    key=f"{_KEY}.table"):  # fmt: skip
        named = {head: (tables.count if at else tables.text)(head)
                 for at, head in enumerate(frame.columns)}  # fmt: skip
        tables.show(frame, named, key=f"{_KEY}.rows", alt=wording.headline(view))
        downloads.csv(_("Save the hours as a file"), frame, "weekday_hour.csv", key=f"{_KEY}.csv")


def _measure(which: str) -> str:
    return {_ORDERS: _("Orders"), _WON: _("Won")}[which]


def _step(hours: int) -> str:
    return _("Hour by hour") if hours == 1 else _("Three hours together")
