"""Consents that the seller has elsewhere: read, looked over, written down, taken back."""

from functools import partial
from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import subscribers_import, subscribers_renewals
from core.services.customers_consent import Kind, Source
from core.services.kept_notes import LONGEST
from core.services.opening import OpenShop
from core.services.reading import How
from core.services.receipts import Refused
from core.services.receipts import Source as File
from core.services.subscribers_import import Brought, ConsentsRefused
from core.services.subscribers_renewals import Batch, Written
from core.ui import cards, downloads, notices, session, voice_said
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import customers_consent as said
from core.wording import importing
from core.wording import subscribers_consents as wording
from core.wording.message import Message

_KEY: Final = "subscribers.import"
_READ: Final = "subscribers.import.read"
_WRONG: Final = "subscribers.import.wrong"
_TURN: Final = "subscribers.import.turn"
LARGEST: Final = 10
"""Megabytes of a file of consents."""


def draw(shop: OpenShop, *, unfolded: bool) -> None:
    """Bring consents along; below what was written down together before."""
    with cards.card(_("Bring consents along"), key="subscribers-import"):
        st.caption(plain(_("Columns: order or customer number, day of consent, said where.")))
        with st.expander(
            _("From a file or copied lines"), icon=":material/input:", expanded=unfolded,
            key=f"{_KEY}.open",
        ):  # fmt: skip
            _fields(shop)
        _preview(shop)
        _batches(shop)


def _fields(shop: OpenShop) -> None:
    turn = st.session_state.setdefault(_TURN, 0)
    with st.form(f"{_KEY}.form.{turn}", border=False):
        kind = st.radio(
            _("What did they agree to?"), list(Kind), format_func=said.kind,
            key=f"{_KEY}.kind.{turn}", horizontal=True,
        )  # fmt: skip
        usual = st.selectbox(
            _("Said where, if a line does not say it?"), [it.value for it in Source], index=None,
            key=f"{_KEY}.source.{turn}", format_func=said.source, accept_new_options=True,
            placeholder=_("choose, or type your own words"),
        )  # fmt: skip
        file = st.file_uploader(
            _("File with consents"), type=["csv", "xlsx", "xls", "tsv", "txt"],
            key=f"{_KEY}.file.{turn}", max_upload_size=LARGEST,
        )  # fmt: skip
        password = st.text_input(
            _("Password of the file, if it has one"), type="password",
            key=f"{_KEY}.password.{turn}",
        )  # fmt: skip
        block = st.text_area(
            _("Or copied lines of consents"), key=f"{_KEY}.block.{turn}", height=110,
            placeholder="2026112012345671, 2026-11-20, 전화로",
        )  # fmt: skip
        if not st.form_submit_button(_("Look it over"), key=f"{_KEY}.look"):
            return
    kind, source = kind or Kind.MARKETING, (usual or "")[:LONGEST]
    st.session_state.pop(_READ, None)
    try:
        with st.spinner(_("Reading the consents…")):
            if file is not None:
                how = How(password=password or None)
                found = subscribers_import.read(
                    shop, File(file.name, file.getvalue()), kind, session.today(), usual=source,
                    how=how,
                )  # fmt: skip
            else:
                found = subscribers_import.pasted(
                    shop, block or "", kind, session.today(), usual=source
                )
    except (Refused, ConsentsRefused) as fault:
        notices.problem(_refused(fault))
    else:
        st.session_state[_READ] = found


def _refused(fault: Refused | ConsentsRefused) -> Message:
    if isinstance(fault, Refused):
        return importing.refused(fault)
    return wording.refused(fault.why)


def _preview(shop: OpenShop) -> None:
    """What was read, before any of it is kept."""
    found: Brought | None = st.session_state.get(_READ)
    if found is None:
        return
    with st.container(border=True, key="subscribers-preview", gap="small"):
        st.markdown(f":material/task_alt: **{plain(wording.brought(found))}**")
        for line in wording.aside(found):
            st.caption(plain(line))
        if found.faults:
            notices.warning(wording.faults(found.faults))
            downloads.csv(
                _("Save the lines left out"), lambda: wording.faults_file(found.faults),
                f"left_out_{formats.file_day(session.today())}.csv", key=f"{_KEY}.faults",
            )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Write the consents down"), key=f"{_KEY}.take", type="primary",
                icon=":material/check:", disabled=not found.consents,
                on_click=_take, args=(shop, found),
            )  # fmt: skip
            st.button(_("Leave it"), key=f"{_KEY}.leave", on_click=_leave)


def _leave() -> None:
    st.session_state.pop(_READ, None)


def _take(shop: OpenShop, found: Brought) -> None:
    kept: list[Written] = []
    if voice_said.run(
        lambda: kept.append(subscribers_renewals.take(shop, found.consents, session.now()))
    ):  # fmt: skip
        (done,) = kept
        _leave()
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        back = partial(_take_back, shop, done) if done.rows else None
        voice_said.say(wording.took(done), back)


def _take_back(shop: OpenShop, done: Written) -> None:
    subscribers_renewals.take_back(shop, done, session.now())


def _batches(shop: OpenShop) -> None:
    some = cached(subscribers_renewals.batches)(shop)
    if not some:
        return
    with st.expander(
        _("Written down together so far"), icon=":material/receipt_long:", key=f"{_KEY}.so-far"
    ):
        for place, one in enumerate(some):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(plain(wording.batch(one)), width="content")
                _way_out(shop, one, place)


def _way_out(shop: OpenShop, one: Batch, place: int) -> None:
    if one.is_gone:
        st.button(
            _("Bring it back"), key=f"{_KEY}.back.{place}", icon=":material/undo:",
            type="tertiary", on_click=voice_said.do,
            args=(lambda: subscribers_renewals.bring_back_batch(shop, one.at), _("Brought back.")),
        )  # fmt: skip
    else:
        st.button(
            _("Take it back"), key=f"{_KEY}.undo.{place}", icon=":material/undo:",
            type="tertiary", on_click=_undo, args=(shop, one),
        )  # fmt: skip


def _undo(shop: OpenShop, one: Batch) -> None:
    stayed: list[int] = []
    if voice_said.run(
        lambda: stayed.append(
            subscribers_renewals.take_back_batch(shop, one.at, session.now())
        )
    ):  # fmt: skip
        voice_said.say(
            wording.stayed(stayed[0]),
            lambda: subscribers_renewals.bring_back_batch(shop, one.at),
        )
