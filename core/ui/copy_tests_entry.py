"""Counts of a running copy test: typed into a table, pasted, from a file, or from orders."""

from collections.abc import Sequence
from typing import Final

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from core.i18n import gettext as _
from core.services import copy_test_counts as counting
from core.services.copy_test_board import Entry
from core.services.copy_test_counts import CountFault, CountReason, CountsRefused
from core.services.copy_tests import CopyTest
from core.services.opening import OpenShop
from core.services.receipts import Issue, Refused
from core.terms.copy_tests import Count, Design, Response
from core.ui import copy_files, session
from core.ui import copy_tests_doing as doing
from core.ui.copy_tests_grid import Grid, grid, read
from core.ui.text import plain
from core.wording import copy_page as wording
from core.wording import copy_page_people as lists
from core.wording import copy_won

LARGEST: Final = 10
"""Megabytes of a file of counts."""


def draw(shop: OpenShop, entry: Entry) -> None:
    """The table, and the other ways in."""
    test = entry.test
    # What this window saw when it was drawn last: who is behind is told, and overwrites nothing.
    seen_key = f"tests.counts.seen.{test.id}"
    seen = st.session_state.get(seen_key, test.version)
    st.session_state[seen_key] = test.version
    daily = _daily(entry)
    if money := copy_won.before(test.draft):
        st.caption(plain(money))
    _table(shop, entry, seen, daily=daily)
    with st.expander(_("Paste from a spreadsheet"), icon=":material/content_paste:"):
        _pasted(shop, test, seen)
    with st.expander(_("From a file"), icon=":material/upload_file:"):
        _file(shop, test, seen)
    by_orders = test.draft.response in {Response.ORDERS, Response.REVENUE}
    if test.draft.design is not Design.LIST_SPLIT or not by_orders:
        return
    if not entry.recipients:
        st.caption(plain(lists.no_list()))
    else:
        st.button(
            _("Count buyers in the order files"), key=f"tests.orders.{test.id}",
            icon=":material/receipt_long:", on_click=_from_orders, args=(shop, test),
        )  # fmt: skip


def _daily(entry: Entry) -> bool:
    """Whether days are counted, or the test as a whole; what is there decides."""
    test = entry.test
    if entry.counts:
        return any(one.day is not None for one in entry.counts)
    usual = test.draft.design is not Design.LIST_SPLIT
    if test.draft.design.by_day:
        return True
    chosen: bool = st.segmented_control(
        _("How do you enter them?"), [True, False], default=usual, required=True,
        format_func=wording.way_of_counting, key=f"tests.daily.{test.id}",
        label_visibility="collapsed",
    )  # fmt: skip
    return chosen


def _table(shop: OpenShop, entry: Entry, seen: int, *, daily: bool) -> None:
    test, key = entry.test, f"tests.grid.{entry.test.id}"
    round_ = st.session_state.setdefault(f"{key}.round", 0)
    table = grid(test, entry.counts, session.today(), entry.recipients or {}, daily=daily)
    if table.frame.empty:
        st.caption(plain(wording.not_begun(test)))
        return
    with st.form(f"{key}.form.{daily}", border=False):
        frame = st.data_editor(
            table.frame, column_config=_columns(table), hide_index=True, num_rows="fixed",
            key=f"{key}.{daily}.{round_}", placeholder="", alt=_("Table to fill in"),
            height="content",
        )  # fmt: skip
        asked = st.form_submit_button(_("Save the counts"), type="primary", key=f"{key}.keep")
    if not asked:
        return
    try:
        rows = read(table, frame, entry.counts)
    except CountsRefused as fault:
        doing.explain(fault)
        return
    if _enter(shop, test, rows, seen, replace_all=True):
        st.session_state[f"{key}.round"] = round_ + 1
        st.rerun()
    doing.told()


def _columns(table: Grid) -> dict[str, ColumnConfig]:
    return {
        name: st.column_config.TextColumn(
            head,
            disabled=name in table.fixed,
            pinned=name in table.fixed,
            alignment="left" if name in table.fixed else "right",
        )
        for name, head in table.headings.items()
    }


def _pasted(shop: OpenShop, test: CopyTest, seen: int) -> None:
    key = f"tests.paste.{test.id}"
    with st.form(f"{key}.form", border=False):
        round_ = st.session_state.setdefault(f"{key}.round", 0)
        block = st.text_area(_("Copied lines"), key=f"{key}.{round_}", height=140)
        st.caption(plain(wording.columns_of(test)))
        asked = st.form_submit_button(_("Read and keep"), key=f"{key}.keep")
    if not asked:
        return
    if not (block or "").strip():
        doing.explain(CountsRefused([CountFault(CountReason.NO_ROWS)]))
        return
    try:
        found = counting.pasted(test, block or "", session.today())
    except (CountsRefused, Refused) as fault:
        doing.explain(fault)
        return
    if _enter(shop, test, found.rows, seen, skipped=found.skipped):
        st.session_state[f"{key}.round"] = round_ + 1
        st.rerun()
    doing.told()


def _file(shop: OpenShop, test: CopyTest, seen: int) -> None:
    key = f"tests.file.{test.id}"
    round_ = st.session_state.setdefault(f"{key}.round", 0)
    st.caption(plain(wording.columns_of(test)))
    found = st.file_uploader(
        _("File with counts"), type=["csv", "xlsx", "xls"], key=f"{key}.{round_}",
        max_upload_size=LARGEST,
    )  # fmt: skip
    today = session.today()
    told = copy_files.read(
        found, lambda source, how: counting.from_file(test, source, today, how),
        key, (test.id, test.draft, today),
    )  # fmt: skip
    if told is None:
        return
    copy_files.about(told.warnings, told.skipped)
    st.markdown(plain(wording.found_in_file(told.rows)))
    # A call-back, so that no other click can come between the click and what it keeps.
    st.button(
        _("Put these counts in"), key=f"{key}.keep", type="primary", on_click=_put,
        args=(shop, test, told.rows, seen),
    )  # fmt: skip


def _put(shop: OpenShop, test: CopyTest, rows: Sequence[Count], seen: int) -> None:
    if _enter(shop, test, rows, seen):
        st.session_state[f"tests.file.{test.id}.round"] += 1


def _enter(  # noqa: PLR0913  (what is kept and how)
    shop: OpenShop,
    test: CopyTest,
    rows: Sequence[Count],
    seen: int,
    *,
    replace_all: bool = False,
    skipped: Sequence[Issue] = (),
) -> bool:
    def change() -> None:
        made = counting.enter(shop, test.id, rows, session.now(), seen, replace_all=replace_all)
        # A click that comes before the page is drawn anew is no other window's.
        st.session_state[f"tests.counts.seen.{test.id}"] = made.version
        doing.own(made)
        doing.say(wording.kept(skipped))

    return doing.run(change)


def _from_orders(shop: OpenShop, test: CopyTest) -> None:
    def change() -> None:
        rows = counting.from_orders(shop, test.id, session.today())
        if not rows:
            doing.warn(lists.nobody_known())
            return
        made = counting.enter(shop, test.id, rows, session.now(), test.version, replace_all=True)
        doing.own(made)
        doing.say(wording.counted())

    doing.run(change)
