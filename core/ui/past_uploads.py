"""The second tab of the upload page: what was taken, which days it covers, and the way back."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from core.charts import coverage as charts
from core.i18n import formats
from core.i18n import gettext as _
from core.services import covering, importing
from core.services.opening import OpenShop
from core.services.receipts import Coverage, UndoPlan
from core.store import StoreProblem
from core.store.uploads import UploadEntry
from core.terms import DataSet
from core.ui import cards, notices, receipts, reconciling, session
from core.ui.text import plain
from core.wording import exports
from core.wording import importing as words

A_YEAR: Final = 366
TALLEST: Final = 260
"""Pixels of the calendar; the older months of more than a year are scrolled to."""

MONTHS: Final = 12
"""So many months stand side by side."""
GAPS_SHOWN: Final = 5
"""So many gaps are told; the calendar has them all."""
ALWAYS: Final = (
    DataSet.ORDERS, DataSet.TRAFFIC, DataSet.SALES, DataSet.PRODUCTS, DataSet.REVIEWS,
    DataSet.SETTLEMENTS, DataSet.ADS,
)  # fmt: skip
"""What is shown even where there are no data, so that nobody has to guess what could be."""

AT_ONCE: Final = 10
"""So many files are listed before the rest is asked for."""

_MORE: Final = "past_uploads.more"
_UNDO: Final = "past_uploads.undo"
_DONE: Final = "past_uploads.done"


def draw(shop: OpenShop) -> None:
    """The calendar and the list, newest first."""
    if said := st.session_state.pop(_DONE, None):
        st.toast(plain(said), icon=":material/undo:")
    entries = importing.history(shop)
    if not entries:
        cards.empty(
            _("Here you will see which files you put in."),
            _("One order file is enough."),
            icon="history",
        )
        return
    _coverage(shop)
    reconciling.draw(shop)
    shown = st.session_state.setdefault(_MORE, AT_ONCE)
    for entry in entries[:shown]:
        _entry(shop, entry)
    if len(entries) > shown and st.button(_("Show more"), key="past-more"):
        st.session_state[_MORE] = shown + AT_ONCE
        st.rerun()
    if (number := st.session_state.get(_UNDO)) is not None:
        _ask(shop, number)


def _coverage(shop: OpenShop) -> None:
    """Which months of which data there are, and the days of one of them."""
    found = covering.coverages(shop)
    if not found:
        return
    kinds = [*(kind for kind in ALWAYS if kind in found or not _told_closer(kind, found)),
             *(kind for kind in found if kind not in ALWAYS)]  # fmt: skip
    names = {kind: exports.data_set(kind) for kind in kinds}
    lacking = [names[kind] for kind in kinds if kind not in found]
    title = _("The days your files cover")
    with cards.card(title, key="coverage"):
        _months({names[kind]: found.get(kind) for kind in kinds}, title)
        if lacking:
            st.caption(
                plain(_("Not there yet: {names}").format(names=", ".join(lacking))),
            )
        there = [kind for kind in kinds if kind in found]
        kind = st.selectbox(
            _("Show the days of"), there, format_func=names.__getitem__, key="coverage.kind"
        )
        _days(found[kind])


def _told_closer(kind: DataSet, found: Mapping[DataSet, Coverage]) -> bool:
    """Whether other data tell the same and more, so that nobody misses it: sales by product."""
    return kind is DataSet.SALES and DataSet.PRODUCTS in found


def _months(found: dict[str, Coverage | None], title: str) -> None:
    frame = charts.months(
        {
            name: None if one is None else charts.Covered(one.period, one.gaps)
            for name, one in found.items()
        }
    )
    first = sorted(frame["month"].unique())[-MONTHS:][0]
    chart = charts.overview(
        frame[frame["month"] >= first],
        order=list(found),
        words={"all": _("All days"), "some": _("Some days"), "none": _("No data")},
        look=session.look(),
    )
    st.altair_chart(chart, width="stretch", key="coverage-months", alt=title)
    st.caption(plain(_("Dark: every day of the month. Pale: some days. Dashed: no data.")))


def _days(covered: Coverage) -> None:
    said = words.gaps(covered)
    chart = charts.calendar(
        charts.days(covered.period, covered.gaps),
        there=_("Data"),
        missing=_("No data"),
        look=session.look(),
    )
    alt = said[0] if said else formats.period(covered.period)
    with st.container(height=TALLEST if covered.period.days > A_YEAR else "content"):
        st.altair_chart(chart, width="stretch", key="coverage-chart", alt=alt)
    # The newest come first: older ones matter less, and can be seen above.
    for gap in said[::-1][:GAPS_SHOWN]:
        st.caption(plain(gap))


def _entry(shop: OpenShop, entry: UploadEntry) -> None:
    with st.container(border=True, key=f"past-{entry.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(entry.name)}**", width="stretch")
            if entry.undone_at is not None:
                st.badge(_("Taken back"), icon=":material/undo:", color="gray")
            elif st.button(_("Take back"), key=f"undo-{entry.id}", icon=":material/undo:"):
                st.session_state[_UNDO] = entry.id
                st.rerun()
        when = formats.ago(entry.created_at, session.now())
        parts = [when, exports.name(entry.format_id)]
        if entry.period is not None:
            parts.append(formats.period(entry.period))
        st.caption(plain(" · ".join(parts)))
        numbers = (
            (_("New"), entry.new),
            (_("Changed"), entry.changed),
            (_("Same"), entry.same),
            (_("Left out"), entry.skipped + entry.refused),
        )
        st.markdown(
            " · ".join(f"{plain(name)} {formats.count(number, 'rows')}" for name, number in numbers)
        )
        if entry.skipped + entry.refused:
            receipts.issues(
                importing.issues(shop, entry.id), entry.name, key=f"past-issues-{entry.id}"
            )


def _ask(shop: OpenShop, number: int) -> None:
    try:
        plan = importing.undo_plan(shop, number)
    except LookupError:
        _answered()
        st.session_state[_DONE] = _("That file was taken back already.")
        st.rerun()

    @st.dialog(_("Take back"), on_dismiss=_answered)
    def confirm(plan: UndoPlan) -> None:
        said = words.undo_plan(plan)
        st.markdown(f"**{plain(said.title)}**")
        st.markdown(plain(f"{said.body} {said.remedy}"))
        with st.container(horizontal=True):
            if st.button(_("Take back"), type="primary", key="undo-yes"):
                _undo(shop, plan)
            if st.button(_("Leave it"), key="undo-no"):
                _answered()
                st.rerun()

    confirm(plan)


def _answered() -> None:
    st.session_state.pop(_UNDO, None)


def _undo(shop: OpenShop, plan: UndoPlan) -> None:
    _answered()
    try:
        with st.spinner(_("One moment")):
            importing.undo(shop, plan, now=session.now())
    except StoreProblem as problem:
        notices.refusal(problem)
        return
    except ValueError:
        st.session_state[_DONE] = _("Another window was faster. Look at the list and try again.")
        st.rerun()
    st.session_state[_DONE] = words.undone(plan)
    st.rerun()
