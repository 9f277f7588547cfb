"""What the tab of offers does, why something could not be done, and the way back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services.offers import OfferRefused
from core.ui import notices, target_turn
from core.ui.text import plain
from core.wording import offers as wording

_FAULT: Final = "offers.fault"
_DONE: Final = "offers.done"


@dataclass(frozen=True, slots=True)
class _Done:
    text: str
    back: Callable[[], object] | None


def run(change: Callable[[], object], done: str, back: Callable[[], object] | None = None) -> bool:
    """Do something; what was wrong, or how it is taken back, is said when the tab is drawn next.

    Args:
        change: does it.
        done: what is said once it is done.
        back: takes it back.
    """
    st.session_state.pop(_FAULT, None)
    st.session_state.pop(_DONE, None)
    try:
        is_done = target_turn.run(change)
    except OfferRefused as fault:
        st.session_state[_FAULT] = fault
        return False
    if is_done:
        st.session_state[_DONE] = _Done(done, back)
    return is_done


def do(change: Callable[[], object], done: str, back: Callable[[], object] | None = None) -> None:
    """The same for the click on a button."""
    run(change, done, back)


def told() -> None:
    """Say what was wrong with the last change, or what was done and how it is taken back."""
    fault: OfferRefused | None = st.session_state.pop(_FAULT, None)
    if fault is not None:
        notices.problem(wording.refused(fault.problem))
    done: _Done | None = st.session_state.get(_DONE)
    if done is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="offers-done"):
        st.markdown(f":green[:material/check:] {plain(done.text)}", width="content")
        if done.back is not None:
            st.button(
                _("Take it back"), key="offers.back", icon=":material/undo:", type="tertiary",
                on_click=do, args=(done.back, _("Taken back.")),
            )  # fmt: skip
