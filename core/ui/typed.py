"""Numbers that no export holds: type them or paste them, change them, take them along."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, TypeVar

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from core.i18n import formats
from core.i18n import gettext as _
from core.services import typed
from core.services.opening import OpenShop
from core.services.typed_rows import Cell, Fault, Problem, Stamp, TypedConflict
from core.services.typed_store import Kept
from core.store import StoreProblem
from core.terms import AdPlatform
from core.ui import cards, downloads, notices, session, tabs
from core.ui.text import plain
from core.ui.typed_sheets import COSTS, DAYS, Reading, Sheet
from core.wording import typed as words
from core.wording.message import Message

Row = TypeVar("Row")

_SHEET: Final = "sheet"

COSTS_ADDRESS: Final = {**tabs.address("type"), _SHEET: COSTS.id}
"""What a link to the page adds to its address so that costs can be typed at once."""

TALLEST: Final = 420
"""Pixels of the list; what is older is scrolled to."""

SCROLLED_FROM: Final = 12
"""So many rows are shown at once."""

Way = int | tuple[Sequence[Any], Sequence[Any]] | None
"""How something is taken back: an entry by its number, a list by how it is and was."""

_NUMBERS: Final = frozenset({Cell.WISHES, Cell.CARTS, Cell.SUBSCRIBERS, Cell.COST})


def draw(shop: OpenShop) -> None:
    """Both tables, one beside the other, so that none loses what was typed; ``shop`` is her own."""
    names = {"days": _("Counts of a day"), COSTS.id: _("Advertising costs")}
    wanted = names.get(st.query_params.get(_SHEET, ""))
    days, costs = st.tabs(list(names.values()), default=wanted, key="typed.tab")
    with days:
        _sheet(shop, DAYS, _("Counts that no file has. Leave empty what you do not know."))
    with costs:
        _sheet(
            shop,
            COSTS,
            _(
                "Cost of ads by place and period, one line for each. Bloggers need a name. "
                "The cost is spread evenly over the days."
            ),
        )


def grid_key(sheet: Sheet[Any]) -> str:
    """The key of the table to fill in; a new one after each entry."""
    return f"typed.{sheet.id}.grid.{_version(sheet)}"


def list_key(sheet: Sheet[Any]) -> str:
    """The key of the table of what was typed."""
    return f"typed.{sheet.id}.list.{_version(sheet)}"


def _sheet(shop: OpenShop, sheet: Sheet[Row], help_: str) -> None:
    _told(shop, sheet)
    with cards.card(_("Write down"), key=f"typed-{sheet.id}"):
        st.caption(plain(help_))
        _grid(shop, sheet)
        _pasted(shop, sheet)
    _list(shop, sheet)


def _grid(shop: OpenShop, sheet: Sheet[Row]) -> None:
    today = session.today()
    with st.form(f"typed.{sheet.id}.form", border=False):
        frame = st.data_editor(
            sheet.frame(sheet.blank(today)),
            column_config=_columns(sheet),
            num_rows="dynamic",
            hide_index=True,
            key=grid_key(sheet),
            placeholder="",
            alt=_("Table to fill in"),
        )
        asked = st.form_submit_button(_("Keep"), type="primary", key=f"typed.{sheet.id}.keep")
    if asked:
        _new(shop, sheet, sheet.read(frame.to_numpy().tolist(), today))
    _asked(shop, sheet)


def _pasted(shop: OpenShop, sheet: Sheet[Row]) -> None:
    with st.expander(_("Paste from a spreadsheet"), icon=":material/content_paste:"):
        key = f"typed.{sheet.id}.paste.{_version(sheet)}"
        with st.form(f"typed.{sheet.id}.pasting", border=False):
            order = " · ".join(words.cell(cell) for cell in sheet.columns)
            text = st.text_area(_("Copied lines"), key=key, help=plain(order), height=140)
            st.caption(plain(_("In this order: {columns}").format(columns=order)))
            asked = st.form_submit_button(_("Read and keep"), key=f"typed.{sheet.id}.paste.keep")
        if asked:
            _new(shop, sheet, sheet.paste(text or "", session.today()))


def _new(shop: OpenShop, sheet: Sheet[Row], found: Reading[Row]) -> None:
    """Keep rows that were typed, unless something is wrong or odd about them."""
    st.session_state.pop(_key(sheet, "odd"), None)
    if not found.faults and not found.rows:
        found.faults.append(Fault(1, sheet.columns[0], Problem.NO_NUMBER))
    if found.faults:
        _wrong(found.faults)
    elif questions := sheet.odd(found.rows, sheet.stored(shop)):
        places = [words.line_place(found.places[one.row - 1]) for one in questions]
        asked = [words.question(one, at) for one, at in zip(questions, places, strict=True)]
        st.session_state[_key(sheet, "odd")] = (asked, found.rows)
        st.rerun()
    else:
        _do(sheet, partial(sheet.keep, shop, found.rows, _stamp(sheet)))


def _asked(shop: OpenShop, sheet: Sheet[Row]) -> None:
    """The question about odd rows, until it is answered."""
    if (pending := st.session_state.get(_key(sheet, "odd"))) is None:
        return
    asked, rows = pending
    notices.warning(words.asked(asked))
    with st.container(horizontal=True):
        sure = st.button(_("Keep them anyway"), key=f"typed.{sheet.id}.anyway")
        if st.button(_("Change them"), key=f"typed.{sheet.id}.rather"):
            st.session_state.pop(_key(sheet, "odd"))
            st.rerun()
    if sure:
        _do(sheet, partial(sheet.keep, shop, rows, _stamp(sheet)))


def _list(shop: OpenShop, sheet: Sheet[Row]) -> None:
    """What was typed, to be changed, deleted and taken along."""
    rows = _seen(shop, sheet)
    with cards.card(_("What you have written down"), key=f"typed-list-{sheet.id}"):
        if not rows:
            st.caption(_("Nothing yet."))
            return
        with st.form(f"typed.{sheet.id}.changing", border=False):
            frame = st.data_editor(
                sheet.frame([sheet.text(row) for row in rows]),
                column_config=_columns(sheet),
                num_rows="delete",
                hide_index=True,
                key=list_key(sheet),
                height="content" if len(rows) < SCROLLED_FROM else TALLEST,
                placeholder="",
                alt=_("What you have written down"),
            )
            asked = st.form_submit_button(_("Keep the changes"), key=f"typed.{sheet.id}.change")
        if asked:
            _change(shop, sheet, rows, frame)
        downloads.csv(
            _("Save as a file"),
            partial(_table, sheet, rows),
            f"{_('written_down')}_{formats.file_day(session.today())}.csv",
            key=f"typed.{sheet.id}.csv",
        )


def _change(shop: OpenShop, sheet: Sheet[Row], seen: Sequence[Row], frame: pd.DataFrame) -> None:
    found = sheet.read(frame.to_numpy().tolist(), session.today())
    if found.faults:
        _wrong(found.faults)
        return
    work = partial(sheet.change, shop, seen, found.rows, _stamp(sheet))
    _do(sheet, work, back=(found.rows, seen))


def _seen(shop: OpenShop, sheet: Sheet[Row]) -> list[Row]:
    """The rows as the seller sees them; those of the store unless she is changing them."""
    key = _key(sheet, "seen")
    edits = st.session_state.get(list_key(sheet)) or {}
    if key not in st.session_state or not any(edits.values()):
        stored = sheet.stored(shop)
        if st.session_state.get(key) != stored:
            st.session_state[key] = stored
    rows: list[Row] = st.session_state[key]
    return rows


def _table(sheet: Sheet[Row], rows: Sequence[Row]) -> pd.DataFrame:
    """The rows with the names of their columns, numbers without separators."""
    frame = sheet.frame([sheet.text(row) for row in rows])
    for cell in sheet.columns:
        if cell in _NUMBERS:
            frame[cell.value] = frame[cell.value].str.replace(",", "")
        elif cell in {Cell.DAY, Cell.FIRST, Cell.LAST}:
            frame[cell.value] = frame[cell.value].str.replace(".", "-")
    return frame.rename(columns={cell.value: words.cell(cell) for cell in sheet.columns})


def _columns(sheet: Sheet[Any]) -> dict[str, ColumnConfig]:
    return {cell.value: _column(cell) for cell in sheet.columns}


def _column(cell: Cell) -> ColumnConfig:
    if cell is Cell.PLATFORM:
        options = [words.platform(one) for one in AdPlatform]
        return st.column_config.SelectboxColumn(words.cell(cell), options=options, pinned=True)
    return st.column_config.TextColumn(
        words.cell(cell),
        alignment="right" if cell in _NUMBERS else "left",
        pinned=cell is Cell.DAY,
    )


def _do(
    sheet: Sheet[Row],
    work: Callable[[], Kept],
    back: tuple[Sequence[Row], Sequence[Row]] | None = None,
) -> None:
    """Do it and draw the page anew with what became of it, or say why it did not work.

    Args:
        sheet: the table.
        work: what is done.
        back: the list as it will be, and as it was: to change it back.
    """
    try:
        kept = work()
    except TypedConflict:
        _say(sheet, words.conflict(), None)
    except StoreProblem as problem:
        notices.refusal(problem)
    else:
        if session.is_sample():
            session.stop_sample()
        way: Way = None if kept.is_nothing else back or kept.upload_id
        _say(sheet, words.kept(kept), way)


def _say(sheet: Sheet[Any], message: Message, way: Way) -> None:
    """Begin with empty tables, and say something above them."""
    st.session_state[_key(sheet, "said")] = (message, way)
    st.session_state.pop(_key(sheet, "odd"), None)
    st.session_state.pop(_key(sheet, "seen"), None)
    st.session_state[_key(sheet, "version")] = _version(sheet) + 1
    st.rerun()


def _told(shop: OpenShop, sheet: Sheet[Any]) -> None:
    """How the last entry went, and the way back."""
    if (said := st.session_state.get(_key(sheet, "said"))) is None:
        return
    message, way = said
    notices.success(message)
    if way is None:
        st.session_state.pop(_key(sheet, "said"))
    elif st.button(_("Take back"), icon=":material/undo:", key=f"typed.{sheet.id}.undo"):
        _back(shop, sheet, way)


def _back(shop: OpenShop, sheet: Sheet[Any], way: Way) -> None:
    """Take an entry back, or make the list as it was."""
    try:
        if isinstance(way, int):
            typed.take_back(shop, way, at=session.now())
        elif way is not None:
            sheet.change(shop, *way, _stamp(sheet))
    except LookupError:
        _say(sheet, words.gone_already(), None)
    except TypedConflict:
        _say(sheet, words.conflict(), None)
    except StoreProblem as problem:
        notices.refusal(problem)
    else:
        _say(sheet, words.taken_back(), None)


def _wrong(faults: Sequence[Fault]) -> None:
    told = [words.fault(fault, words.line_place(fault.row)) for fault in faults]
    notices.problem(words.refused(told))


def _stamp(sheet: Sheet[Any]) -> Stamp:
    return Stamp(session.now(), session.today(), sheet.entry())


def _version(sheet: Sheet[Any]) -> int:
    version: int = st.session_state.get(_key(sheet, "version"), 0)
    return version


def _key(sheet: Sheet[Any], name: str) -> str:
    return f"typed.{sheet.id}.{name}"
