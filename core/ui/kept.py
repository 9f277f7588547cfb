"""What was just put into the notes, said at the foot of the page with the way back."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import actions
from core.services.actions import Action, NoteChanged, NoteGone
from core.store import StoreProblem
from core.ui import notices, session
from core.ui.text import plain
from core.wording import actions as wording

PAGE: Final = "pages/improve/actions.py"

_KEPT: Final = "kept.action"
_FAULT: Final = "kept.fault"


def say(action: Action) -> None:
    """Say when the page is drawn next that this was kept."""
    st.session_state[_KEPT] = action


def draw() -> None:
    """What was kept just now, once; or why it could not be taken back."""
    fault = st.session_state.pop(_FAULT, None)
    action: Action | None = st.session_state.pop(_KEPT, None)
    if fault is None and action is None:
        return
    # The button was somewhere down the page; only the foot of the window is surely in sight.
    with st.bottom:
        if isinstance(fault, StoreProblem):
            notices.refusal(fault)
        elif fault is not None:
            notices.warning(wording.changed_elsewhere())
        if action is not None:
            _said(action)


def _said(action: Action) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="kept-said"):
        told = plain(wording.kept(action).text)
        st.markdown(f":material/bookmark_added: {told}", width="content")
        st.button(
            _("Undo"), key="kept.undo", icon=":material/undo:", on_click=_back, args=(action,)
        )
        st.page_link(PAGE, label=_("Improvement notes"), icon=":material/edit_note:")


def _back(action: Action) -> None:
    try:
        actions.delete(session.shop(), action.id, session.now(), action.version)
    except (NoteChanged, NoteGone, StoreProblem) as fault:
        st.session_state[_FAULT] = fault
