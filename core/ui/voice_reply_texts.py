"""The texts answers are made of, to change, add and leave out, and how customers reach the shop."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from core.analysis.voice_replies import GENERAL, WORDS, Text, Tone
from core.i18n import gettext as _
from core.services import voice_reply_texts
from core.services.opening import OpenShop
from core.services.voice_reply_texts import LONGEST, LONGEST_CONTACT, Listed, TextRefused
from core.ui import keeping, notices, session
from core.ui.text import plain
from core.wording import voice_replies as wording

_KEY: Final = "voice.texts"
_FAULT: Final = f"{_KEY}.fault"
_BACK: Final = f"{_KEY}.back"


def draw(shop: OpenShop) -> None:
    """The texts of one theme and tone at a time."""
    with st.expander(
        _("Texts for answers"), icon=":material/edit_note:", key=_KEY, on_change="rerun"
    ) as box:
        if not box.open:
            return
        _contact(shop)
        left, right = st.columns(2)
        theme: str = left.selectbox(
            _("About what?"), [*(one for one in WORDS if one != GENERAL), GENERAL],
            format_func=wording.theme, key=f"{_KEY}.theme",
        )  # fmt: skip
        tone = (
            right.selectbox(
                _("What is it to do?"), list(Tone), format_func=wording.tone, key=f"{_KEY}.tone"
            )
            or Tone.LOW
        )
        st.caption(plain(wording.places()))
        fault: TextRefused | None = st.session_state.pop(_FAULT, None)
        if fault is not None:
            notices.problem(wording.refused(fault))
        _back(shop)
        for one in voice_reply_texts.listed(shop, theme, tone):
            _one(shop, one)
        _new(shop, theme, tone)


def _contact(shop: OpenShop) -> None:
    kept = voice_reply_texts.contact(shop)
    with st.form("voice.contact", border=False):
        said = st.text_input(
            _("How do customers reach you?"), kept, max_chars=LONGEST_CONTACT,
            key=f"{_KEY}.contact.{kept}", placeholder=_("the chat of the shop, for example"),
            help=_("It stands in every answer. Everybody reads answers, so give no phone number."),
        )  # fmt: skip
        if st.form_submit_button(_("Save"), key=f"{_KEY}.contact.save"):
            _run(lambda: voice_reply_texts.reach(shop, said, session.now()))
            st.rerun()


def _one(shop: OpenShop, one: Listed) -> None:
    text = one.text
    key = f"{_KEY}.{text.theme}.{text.tone}.{text.number}"
    with st.container(border=True, key=f"text-{text.theme}-{text.tone}-{text.number}"):
        if one.is_out:
            st.markdown(f":gray[{plain(text.text)}]")
            st.button(
                _("Offer it again"), key=f"{key}.in", type="tertiary", icon=":material/undo:",
                on_click=_put_back, args=(shop, text, None),
            )  # fmt: skip
            return
        said = st.text_area(
            _("Text {number}").format(number=text.number), text.text, max_chars=LONGEST,
            key=f"{key}.text.{hash(text.text)}", height=110,
        )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            st.button(
                _("Save"), key=f"{key}.save", on_click=_save, args=(shop, text, said),
                disabled=said.strip() == text.text,
            )  # fmt: skip
            if one.is_hers and one.ours:
                st.button(
                    _("Take the text of the program again"), key=f"{key}.ours", type="tertiary",
                    on_click=_put_back, args=(shop, text, None), icon=":material/undo:",
                )  # fmt: skip
            st.button(
                _("Do not offer it"), key=f"{key}.out", type="tertiary",
                on_click=_out, args=(shop, text), icon=":material/visibility_off:",
            )  # fmt: skip


def _new(shop: OpenShop, theme: str, tone: Tone) -> None:
    with st.form(f"{_KEY}.new", border=False, clear_on_submit=True):
        said = st.text_area(
            _("A text of your own"), key=f"{_KEY}.new.text", max_chars=LONGEST, height=90
        )
        if st.form_submit_button(_("Add the text"), key=f"{_KEY}.add", icon=":material/add:"):
            text = Text(theme, tone, 0, said)
            _run(lambda: _keep(voice_reply_texts.put(shop, text, session.now()), None))
            st.rerun()


def _save(shop: OpenShop, text: Text, said: str) -> None:
    before = text.text if _is_hers(shop, text) else None
    new = text._replace(text=said)
    _run(lambda: _keep(voice_reply_texts.put(shop, new, session.now()), before))


def _out(shop: OpenShop, text: Text) -> None:
    _run(lambda: _keep(text, voice_reply_texts.leave_out(shop, text, session.now())))


def _put_back(shop: OpenShop, text: Text, before: str | None) -> None:
    st.session_state.pop(_BACK, None)
    _run(lambda: _keep(text, voice_reply_texts.put_back(shop, text, before, session.now())))


def _is_hers(shop: OpenShop, text: Text) -> bool:
    found = voice_reply_texts.listed(shop, text.theme, text.tone)
    return any(one.is_hers for one in found if one.text.number == text.number)


def _keep(text: Text, before: str | None) -> None:
    st.session_state[_BACK] = (text, before)


def _back(shop: OpenShop) -> None:
    """The way back from the last change of a text."""
    kept: tuple[Text, str | None] | None = st.session_state.get(_BACK)
    if kept is not None:
        st.button(
            _("Take the last change of a text back"), key=f"{_KEY}.undo", type="tertiary",
            icon=":material/undo:", on_click=_put_back, args=(shop, *kept),
        )  # fmt: skip


def _run(change: Callable[[], object]) -> None:
    """Change a text; why it was refused is said when the page is drawn next."""
    try:
        keeping.run(change)
    except TextRefused as refused:
        st.session_state[_FAULT] = refused
