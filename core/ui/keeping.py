"""What the tabs of 개선 노트 share: do something with the notes, say what was wrong, bring back."""

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services.content_file import FileRefused
from core.services.content_items import ContentRefused
from core.services.events import EventRefused
from core.services.kept_notes import NoteRefused
from core.ui import actions, notices
from core.ui.text import plain
from core.wording import actions as wording
from core.wording import content as said

_FAULT: Final = "keeping.fault"

Fault = EventRefused | ContentRefused | FileRefused | NoteRefused


def run(change: Callable[[], object]) -> bool:
    """Do something with the notes; what was wrong is said when the page is drawn next."""
    st.session_state.pop(_FAULT, None)
    try:
        return actions.run(change)
    except (EventRefused, ContentRefused, FileRefused, NoteRefused) as fault:
        st.session_state[_FAULT] = fault
        return False


def do(change: Callable[[], object]) -> None:
    """The same for the click on a button."""
    run(change)


def faults() -> None:
    """Say what was wrong with the last change, once."""
    fault: Fault | None = st.session_state.pop(_FAULT, None)
    if isinstance(fault, EventRefused):
        notices.problem(wording.event_refused(fault.problem))
    elif isinstance(fault, ContentRefused):
        notices.problem(said.refused(fault.problem))
    elif isinstance(fault, FileRefused):
        notices.problem(said.file_refused(fault.problem, fault.line))
    elif isinstance(fault, NoteRefused):
        notices.problem(said.note_refused(fault.problem))


def away(change: Callable[[], object], key: str) -> None:
    """The button that throws something away."""
    st.button(
        _("Throw away"), key=key, icon=":material/delete:", type="tertiary",
        on_click=do, args=(change,),
    )  # fmt: skip


def thrown(gone: Sequence[tuple[str, Callable[[], object]]], key: str) -> None:
    """What was thrown away, each with the way back."""
    if not gone:
        return
    with st.expander(_("Thrown away"), icon=":material/delete:", key=f"{key}.thrown"):
        for place, (name, back) in enumerate(gone):
            st.button(
                plain(_("Bring back “{what}”").format(what=name)),
                key=f"{key}.back.{place}", type="tertiary", icon=":material/undo:",
                on_click=do, args=(back,),
            )  # fmt: skip
