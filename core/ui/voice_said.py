"""What was just done with remarks and complaints, said at the foot with the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services.voice_steps import StepRefused
from core.ui import actions, keeping, notices
from core.ui.text import plain
from core.wording import voice_complaints as wording
from core.wording.message import Message

_DONE: Final = "voice.done"
_FAULT: Final = "voice.fault"

Change = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Done:
    """What was done.

    Attributes:
        text: in words.
        back: takes it back.
        more: what else there is to say.
    """

    text: str
    back: Change | None = None
    more: str = ""


def say(text: str, back: Change | None = None, more: str = "") -> None:
    """Say when the page is drawn next what was done."""
    st.session_state[_DONE] = Done(text, back, more)


def wrong(said: Message) -> None:
    """Say when the page is drawn next what was wrong."""
    st.session_state[_FAULT] = said


def run(change: Change) -> bool:
    """Do something; what was wrong is said when the page is drawn next."""
    st.session_state.pop(_FAULT, None)
    st.session_state.pop(_DONE, None)
    try:
        return keeping.run(change)
    except StepRefused as refused:
        wrong(wording.refused(refused.problem))
        return False


def do(change: Change, text: str = "", back: Change | None = None) -> None:
    """The same for the click on a button, with what is said of it and the way back."""
    if run(change) and text:
        say(text, back)


def draw() -> None:
    """What was wrong, here; and what was done, at the foot of the window."""
    actions.faults()
    keeping.faults()
    fault: Message | None = st.session_state.pop(_FAULT, None)
    if fault is not None:
        notices.problem(fault)
    done: Done | None = st.session_state.pop(_DONE, None)
    if done is None:
        return
    # What was pressed may be anywhere; only the foot of the window is surely in sight.
    with (
        st.bottom,
        st.container(horizontal=True, vertical_alignment="center", key="voice-done"),
    ):
        told = " ".join(part for part in (done.text, done.more) if part)
        st.markdown(f":material/check_circle: {plain(told)}", width="content")
        if done.back is not None:
            st.button(
                _("Undo"), key="voice.done.undo", icon=":material/undo:",
                on_click=do, args=(done.back,),
            )  # fmt: skip
