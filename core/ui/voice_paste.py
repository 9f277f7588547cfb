"""The box into which many remarks are pasted: looked through first, put in with one press."""

from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import voice_batches, voice_paste
from core.services.opening import OpenShop
from core.services.voice_paste import MOST_LINES, Pasted
from core.terms.voice import VoiceSource
from core.ui import notices, session, tables, voice_said
from core.ui.text import plain
from core.ui.voice_quick import source_field
from core.wording import voice_log as wording

_KEY: Final = "voice.paste"
_TURN: Final = f"{_KEY}.turn"
_READ: Final = f"{_KEY}.read"
_LEFT: Final = f"{_KEY}.left"
SHOWN: Final = 200
"""So many lines are shown before they are put in."""


def draw(shop: OpenShop) -> None:
    """The box, folded."""
    turn = st.session_state.setdefault(_TURN, 0)
    is_open = bool(st.session_state.get(_READ)) or bool(st.session_state.get(_LEFT))
    with st.expander(
        _("Paste many lines, one remark each"), icon=":material/content_paste:", expanded=is_open,
        key=f"{_KEY}.{turn}",
    ):  # fmt: skip
        with st.form(f"{_KEY}.form.{turn}", border=False):
            text = st.text_area(
                _("One line, one remark"), st.session_state.get(_LEFT, ""), height=160,
                key=f"{_KEY}.text.{turn}", placeholder=_example(),
            )  # fmt: skip
            source = source_field(f"{_KEY}.source.{turn}", VoiceSource.TALK)
            if st.form_submit_button(_("Look through"), key=f"{_KEY}.look.{turn}"):
                st.session_state[_READ] = (text, source)
        if _READ in st.session_state:
            _preview(shop, *st.session_state[_READ])


def _example() -> str:
    return "\n".join(
        (
            _("Chat: the handle is loose 2 points"),
            _("11.22 Phone: prettily packed ★★★★★"),
            _("my friend bought one too, recommend 9 points"),
        )
    )


def _preview(shop: OpenShop, text: str, source: VoiceSource) -> None:
    found = voice_paste.read(shop, text, source, session.today())
    if found.too_many:
        notices.warning(wording.too_many(MOST_LINES))
        return
    if not found.remarks and not found.bad:
        st.caption(_("There is nothing in the field yet."))
        return
    if found.remarks:
        st.markdown(f"**{plain(wording.pasted(found))}**")
        _table(found)
    if told := wording.unknown_orders(found.unknown):
        st.caption(plain(told))
    if found.bad:
        st.warning(
            "  \n".join(plain(wording.bad_line(one)) for one in found.bad[:SHOWN]),
            title=plain(_("These lines stay in the field to be mended.")), icon=":material/info:",
        )  # fmt: skip
    if found.remarks:
        st.button(
            _("Put in"), key=f"{_KEY}.take", type="primary", icon=":material/check:",
            on_click=_take, args=(shop, found),
        )  # fmt: skip


def _table(found: Pasted) -> None:
    rows = zip(found.remarks[:SHOWN], found.products, strict=False)
    shown = {
        "text": tables.text(_("What was said")),
        "score": tables.text(_("Score")),
        "source": tables.text(_("Where it was said")),
        "day": tables.text(_("Day")),
        "product": tables.text(_("Product")),
    }
    frame = pd.DataFrame([wording.preview(one, product) for one, product in rows])
    tables.show(
        frame, shown, key=f"{_KEY}.table", alt=wording.pasted(found), optional=("score", "product")
    )


def _take(shop: OpenShop, found: Pasted) -> None:
    kept: list[int] = []
    if not voice_said.run(lambda: kept.append(voice_paste.take(shop, found, session.now()))):
        return
    (batch,) = kept
    st.session_state.pop(_READ, None)
    st.session_state[_LEFT] = found.rest
    st.session_state[_TURN] += 1
    voice_said.say(
        wording.batch_kept(len(found.remarks)),
        lambda: voice_batches.undo_batch(shop, batch, session.now()),
    )
