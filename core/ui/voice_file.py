"""Remarks and answers as a file, in and out: looked into, taken, and taken back whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.i18n import formats, speaking
from core.i18n import gettext as _
from core.services import voice_file
from core.services.opening import OpenShop
from core.services.receipts import Refused, Source
from core.services.voice_file import Opened, Taken
from core.store import StoreProblem
from core.terms import FileReason
from core.terms.voice import AskedScale
from core.ui import cards, downloads, notices, receipts, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.ui.uploading import TRIES
from core.wording import importing
from core.wording import voice_file as words

_KEY: Final = "voice.file"
_LOOK: Final = f"{_KEY}.look"
_TAKEN: Final = f"{_KEY}.taken"
_SAID: Final = f"{_KEY}.said"
_ROUND: Final = f"{_KEY}.round"
_ASKING: Final = frozenset({FileReason.ENCRYPTED, FileReason.WRONG_PASSWORD})
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(slots=True)
class _Look:
    """A dropped file: what it tells, or why it was refused. Its password is not kept."""

    about: object
    source: Source
    opened: Opened | None = None
    refused: Refused | None = None
    tries_left: int = TRIES


def draw(shop: OpenShop) -> None:
    """The card: a table to fill in, the drop field, the files that were taken."""
    with cards.card(_("Answers and remarks as a file"), key="voice-file"):
        st.caption(
            plain(
                _("Exports of survey forms are read as they are. A file that comes twice is "
                  "put in once.")
            )
        )  # fmt: skip
        _out(shop)
        _said()
        number = st.session_state.get(_ROUND, 0)
        found = st.file_uploader(
            _("Drop a CSV or Excel file here"), key=f"{_KEY}.drop.{number}",
            type=["csv", "tsv", "txt", "xlsx", "xlsm", "xls"],
        )  # fmt: skip
        _look(shop, found)
        _files(shop)


def _out(shop: OpenShop) -> None:
    day = formats.file_day(session.today())
    with st.container(horizontal=True, gap="small"):
        _save(_("Table to fill in (Excel)"), words.template, f"{_('remarks_to_fill_in')}.xlsx")
        _save(_("Table to fill in (CSV)"), words.template, f"{_('remarks_to_fill_in')}.csv")
        _save(_("All remarks (Excel)"), lambda: _all(shop), f"{_('remarks')}_{day}.xlsx")
        _save(_("All remarks (CSV)"), lambda: _all(shop), f"{_('remarks')}_{day}.csv")
    st.caption(
        plain(_("All remarks can be put in again as they are. Merged and thrown away ones "
                "are not among them."))
    )  # fmt: skip


def _all(shop: OpenShop) -> pd.DataFrame:
    return voice_file.protected(words.export(voice_file.exported(shop)))


def _save(label: str, frame: Callable[[], pd.DataFrame], name: str) -> None:
    language = session.language()

    def made() -> bytes:
        # Runs in a thread that does not know the reader.
        with speaking(language):
            told = frame()
            if name.endswith(".csv"):
                return downloads.csv_bytes(told)
            return voice_file.workbook(told, words.sheet_name())

    st.download_button(
        plain(label), data=made, file_name=name, on_click="ignore", icon=":material/download:",
        mime="text/csv" if name.endswith(".csv") else _XLSX, key=f"{_KEY}.save.{name}",
    )  # fmt: skip


def _look(shop: OpenShop, found: UploadedFile | None) -> None:
    """What the dropped file tells, and the button that takes it."""
    if found is None:
        st.session_state.pop(_LOOK, None)
        return
    look: _Look | None = st.session_state.get(_LOOK)
    if look is None or look.about != found.file_id:
        look = _Look(found.file_id, Source(found.name, found.getvalue()))
        st.session_state[_LOOK] = look
        _read(shop, look)
    elif look.opened is not None:
        scale, sheet = (st.session_state.get(f"{_KEY}.{one}") for one in ("scale", "sheet"))
        other = sheet not in {None, look.opened.sheet}
        guessed = look.opened.found.guessed
        if other or (guessed is not None and scale not in {None, guessed}):
            _read(shop, look, sheet, None if other else scale)
    if look.refused is not None:
        _refused(shop, look, look.refused)
    elif look.opened is not None:
        _preview(shop, look.opened)


def _read(
    shop: OpenShop, look: _Look, sheet: str | None = None, scale: AskedScale | None = None
) -> None:
    look.refused = None
    try:
        with st.spinner(_("One moment"), show_time=False):
            look.opened = voice_file.look(shop, look.source, session.now(), sheet, scale)
    except Refused as refused:
        look.refused = refused


def _refused(shop: OpenShop, look: _Look, refused: Refused) -> None:
    if refused.reason not in _ASKING:
        notices.problem(words.refused(refused))
    elif look.tries_left == 0:
        notices.problem(importing.locked_out())
    else:
        _password(shop, look, refused)


def _password(shop: OpenShop, look: _Look, refused: Refused) -> None:
    said = importing.refused(refused)
    with st.form(key=f"{_KEY}.password", border=False):
        st.markdown(f"**{plain(said.title)}** {plain(said.body)} {plain(said.remedy)}")
        if look.tries_left < TRIES:
            left = formats.count(look.tries_left, "times")
            st.caption(_("{count} left to try").format(count=left))
        typed = st.text_input(_("Password"), type="password", key=f"{_KEY}.typed.{look.tries_left}")
        if st.form_submit_button(_("Open"), type="primary", key=f"{_KEY}.open") and typed:
            _unlock(shop, look, typed)
            st.rerun()


def _unlock(shop: OpenShop, look: _Look, typed: str) -> None:
    try:
        look.source = voice_file.unlocked(look.source, typed)
    except Refused as refused:
        look.refused = refused
        look.tries_left -= refused.reason is FileReason.WRONG_PASSWORD
    else:
        _read(shop, look)


def _preview(shop: OpenShop, opened: Opened) -> None:
    st.markdown(f"**{plain(words.headline(opened))}**")
    if opened.others:
        st.selectbox(
            _("Which sheet is meant?"), [opened.sheet, *opened.others], key=f"{_KEY}.sheet",
            format_func=plain,
        )  # fmt: skip
    if opened.found.guessed is not None:
        scales = list(AskedScale)
        st.selectbox(
            _("What do the numbers answer?"), scales, index=scales.index(opened.found.guessed),
            format_func=words.scale_choice, key=f"{_KEY}.scale",
        )  # fmt: skip
    receipts.account(words.tally(opened), key=f"{_KEY}.tally")
    for line in words.remarks(opened):
        st.caption(plain(line))
    frame = words.sample(opened)
    if len(frame):
        columns = {name: tables.text(name) for name in frame.columns}
        tables.show(frame, columns, key=f"{_KEY}.sample", alt=_("The first rows of the file"))
    receipts.issues((*opened.refused, *opened.skipped), opened.name, key=f"{_KEY}.issues")
    if opened.new and st.button(
        _("Put in as it is"), type="primary", key=f"{_KEY}.take", icon=":material/upload:"
    ):
        _take(shop, opened)


def _take(shop: OpenShop, opened: Opened) -> None:
    try:
        with st.spinner(_("One moment"), show_time=False):
            taken = voice_file.take(shop, opened, session.now())
    except StoreProblem as problem:
        notices.refusal(problem)
        return
    st.session_state[_TAKEN] = taken
    _forget()
    st.rerun()


def _forget() -> None:
    """Empty the drop field, and free what it held."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    for name in (_LOOK, f"{_KEY}.scale", f"{_KEY}.sheet"):
        st.session_state.pop(name, None)


def _said() -> None:
    """The receipt of the file that was taken last, and what was taken back."""
    if said := st.session_state.pop(_SAID, ""):
        st.toast(plain(said), icon=":material/undo:")
    taken: Taken | None = st.session_state.get(_TAKEN)
    if taken is None:
        return
    with st.container(key=f"{_KEY}.receipt"):
        notices.success(words.receipt(taken))
        receipts.issues(taken.refused, taken.name, key=f"{_KEY}.receipt.issues")


def _files(shop: OpenShop) -> None:
    """The files that were taken, each with its way back."""
    found = cached(voice_file.files)(shop)
    if not found:
        return
    st.markdown(f"**{plain(_('Files that were put in'))}**")
    for one in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(plain(words.listed(one)), width="content")
            if one.there:
                st.button(
                    _("Take the file out again"), key=f"{_KEY}.undo.{one.batch}", type="tertiary",
                    icon=":material/undo:", on_click=_back, args=(shop, one.batch),
                )  # fmt: skip
            if one.gone:
                st.button(
                    _("Bring it back"), key=f"{_KEY}.redo.{one.batch}", type="tertiary",
                    icon=":material/redo:", on_click=_again, args=(shop, one.batch),
                )  # fmt: skip


def _back(shop: OpenShop, batch: int) -> None:
    st.session_state.pop(_TAKEN, None)
    _run(lambda: words.taken_back(voice_file.take_back(shop, batch, session.now())))


def _again(shop: OpenShop, batch: int) -> None:
    _run(lambda: words.brought_back(voice_file.bring_back(shop, batch)))


def _run(change: Callable[[], str]) -> None:
    try:
        st.session_state[_SAID] = change()
    except StoreProblem as problem:
        notices.refusal(problem)
