"""Many posts at once: lines of a spreadsheet, or a file of them, looked through before."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import posts as services
from core.services import posts_paste
from core.services.opening import OpenShop
from core.services.posts import Post
from core.services.posts_paste import Pasted
from core.ui import posts_form, session, voice_said
from core.ui.text import plain
from core.wording import posts as wording

_KEY: Final = "posts.paste"
_FOUND: Final = f"{_KEY}.found"
_TURN: Final = f"{_KEY}.turn"

_WRONG_SHOWN: Final = 10

_ENCODINGS: Final = ("utf-8-sig", "cp949")


def draw(shop: OpenShop) -> None:
    """The fields, and what was understood of what is in them."""
    turn = st.session_state.get(_TURN, 0)
    with st.expander(_("Put in many at once"), icon=":material/content_paste:", key=_KEY):
        st.caption(plain(_("One line for each, with its cells in this order.")))
        st.code(wording.columns(), language=None, wrap_lines=True)
        with st.form(f"{_KEY}.form", border=False):
            text = st.text_area(_("Copied lines"), key=f"{_KEY}.text.{turn}", height=120)
            file = st.file_uploader(
                _("Or a file (CSV)"), type=["csv", "txt"], key=f"{_KEY}.file.{turn}"
            )
            if st.form_submit_button(_("Look through"), key=f"{_KEY}.read"):
                said = _text(file.getvalue()) if file is not None else text
                st.session_state[_FOUND] = posts_paste.read(shop, said, session.today())
        found: Pasted | None = st.session_state.get(_FOUND)
        if found is not None:
            _found(shop, found)


def _found(shop: OpenShop, found: Pasted) -> None:
    st.markdown(plain(wording.pasted(found)))
    for one in found.bad[:_WRONG_SHOWN]:
        st.caption(plain(f"{wording.bad_line(one)} ({one.line[: wording.LONGEST_LINE]})"))
    if found.posts:
        st.button(
            _("Put them in"), key=f"{_KEY}.take", type="primary", on_click=_take,
            args=(shop, found),
        )  # fmt: skip


def _take(shop: OpenShop, found: Pasted) -> None:
    # A second click that comes late must not put them in twice.
    if st.session_state.get(_FOUND) is not found:
        return
    made: list[Post] = []
    if posts_form.run(lambda: made.extend(services.add_all(shop, found.posts, session.now()))):
        st.session_state.pop(_FOUND, None)
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        voice_said.say(
            _("The posts are written down."),
            lambda: services.delete_all(shop, made, session.now()),
        )


def _text(content: bytes) -> str:
    """What a file says, in the encodings that spreadsheets write."""
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", errors="replace")
