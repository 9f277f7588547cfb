"""What was counted of a sending: typed, or from the file of the sending service."""

from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import (
    copy_test_recipients,
    messages_outcome,
    messages_outcome_codes,
    messages_outcome_file,
)
from core.services.messages_called import Called
from core.services.messages_outcome import Numbers, ResultFile
from core.services.messages_result import Result, Told
from core.services.messages_sends import Send
from core.services.opening import OpenShop
from core.ui import cards, copy_files, keeping, session, target_turn
from core.ui.text import plain
from core.wording import messages_results as wording
from core.wording import messages_typed as said

_KEY: Final = "messages.typed"
_LARGEST: Final = 20
"""Megabytes of a file."""

_FIELDS: Final = ("sent", "failed", "opened", "reacted", "left")
_ARRIVED, _FAILED = "arrived", "failed"
"""What a number of a result file may mean."""

_BOUGHT: Final = ("bought", "revenue")
"""What order files tell where there is a list."""


def draw(shop: OpenShop, results: tuple[Result, ...], names: Called) -> None:
    """Note down what the sending service counted."""
    target_turn.told()
    if not results:
        return
    with cards.card(_("Note down what was counted"), key="messages-typed"):
        place = st.selectbox(
            _("Which message?"), range(len(results)), key=f"{_KEY}.which",
            format_func=lambda at: (
                f"{wording.title(results[at], names)} · "
                f"{formats.day_short(results[at].days.first)}"
            ),
        )  # fmt: skip
        one = results[place or 0]
        _form(shop, one)
        with st.expander(_("Read the file of the sending service"), icon=":material/upload_file:",
                         key=f"{_KEY}.file.{one.send.number}"):  # fmt: skip
            _file(shop, one.send)


def _form(shop: OpenShop, one: Result) -> None:
    begin = target_turn.key(f"{_KEY}.{one.send.number}")
    asked = (*_FIELDS, *_BOUGHT) if one.told is Told.NO_LIST else _FIELDS
    kept = messages_outcome.of(one.send)
    with st.form(f"{begin}.form", border=False):
        with st.container(horizontal=True, gap="small"):
            typed = {
                name: st.number_input(
                    said.field(name), 0, None, getattr(kept, name), step=1,
                    placeholder=_("not known"), key=f"{begin}.{name}", width=150,
                )
                for name in asked
            }  # fmt: skip
        st.caption(_("Leave a field empty if nobody counted it. Empty is not nothing."))
        pressed = st.form_submit_button(_("Keep these numbers"), key=f"{begin}.keep",
                                        icon=":material/save:", type="primary")  # fmt: skip
    if pressed:
        whole = {name: None if value is None else int(value) for name, value in typed.items()}
        if messages_outcome.fits(Numbers(**whole)):
            _keep(shop, one.send, Numbers(**whole))
        else:
            st.error(plain(said.impossible()), icon=":material/error:")


def _keep(shop: OpenShop, send: Send, numbers: Numbers) -> None:
    target_turn.run(
        lambda: messages_outcome.keep(shop, send, numbers, session.now()), _("Numbers kept.")
    )
    st.rerun()


def _file(shop: OpenShop, send: Send) -> None:
    st.caption(_("Numbers are read on this computer only, and the file is not kept."))
    key = f"{_KEY}.drop.{send.number}"
    contacts = st.file_uploader(
        _("The list you sent it by (where the result names nobody)"), type=["csv", "xlsx", "xls"],
        key=f"{key}.contacts", max_upload_size=_LARGEST,
    )  # fmt: skip
    people = copy_files.read(
        contacts, lambda source, how: copy_test_recipients.read(shop, source, how),
        f"{key}.contacts",
    )  # fmt: skip
    dropped = st.file_uploader(
        _("Result file"), type=["csv", "xlsx", "xls"], key=f"{key}.result",
        max_upload_size=_LARGEST,
    )  # fmt: skip
    turn = st.session_state.get(f"{key}.told", 0)
    found = copy_files.read(
        dropped,
        lambda source, how: messages_outcome_file.read(shop, send, source, how, people),
        f"{key}.result", (None if contacts is None else contacts.file_id, turn),
    )  # fmt: skip
    if found is None or (found.codes and not _asked(shop, found, key)):
        return
    st.markdown(plain(said.read(found)))
    for line in (*said.strangers(found), *said.doubtful(found, send.sent)):
        st.caption(plain(line))
    if found.strangers and found.numbers.sent is None:
        return
    st.button(
        _("Take these numbers"), key=f"{key}.take", type="primary", icon=":material/check:",
        on_click=target_turn.do,
        args=(lambda: messages_outcome.take(shop, send, found, session.now()),),
    )  # fmt: skip


def _asked(shop: OpenShop, found: ResultFile, key: str) -> bool:
    """Ask once what the numbers of such files mean; whether it goes on without an answer."""
    st.markdown(_("This file says with numbers what became of each message. What do they mean?"))
    told: dict[str, bool] = {}
    for name, count in found.codes.items():
        chosen = st.segmented_control(
            said.code(name, count), [_ARRIVED, _FAILED], format_func=said.meaning,
            key=f"{key}.code.{found.headings}.{name}",
        )  # fmt: skip
        if chosen is not None:
            told[name] = chosen == _ARRIVED
    st.button(
        _("Remember this for such files"), key=f"{key}.remember", icon=":material/save:",
        disabled=len(told) < len(found.codes), on_click=_remember,
        args=(shop, found.headings, told, key),
    )  # fmt: skip
    return st.checkbox(_("Go on without knowing what failed"), key=f"{key}.unknown")


def _remember(shop: OpenShop, headings: str, told: dict[str, bool], key: str) -> None:
    def change() -> None:
        messages_outcome_codes.remember(shop, headings, told, session.now())
        st.session_state[f"{key}.told"] = st.session_state.get(f"{key}.told", 0) + 1

    keeping.run(change)
