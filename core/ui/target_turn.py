"""Fields that show what is kept, also after what is kept was taken back.

A browser goes on showing what was typed into a field of the same key, whatever is kept by then. So
the keys of the fields hold a number that goes up with every change of this window; what could not
be kept leaves it as it is, and with it what was typed.
"""

from collections.abc import Callable
from typing import Final

import streamlit as st

from core.ui import keeping
from core.ui.actions_forms import FIELD
from core.ui.text import plain

_TURN: Final = "target.turn"
_DONE: Final = "target.done"


def key(name: str) -> str:
    """The beginning of the keys of the fields called so."""
    return f"{FIELD}{name}.{st.session_state.get(_TURN, 0)}"


def run(change: Callable[[], object], done_text: str = "") -> bool:
    """Change something that is kept; fields show what is kept then.

    Args:
        change: does it.
        done_text: what is said once it is done.
    """
    done = keeping.run(change)
    if done:
        st.session_state[_DONE] = done_text
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    return done


def told() -> None:
    """Say what was done, once; over the page, for forms are far below its head."""
    if said := st.session_state.pop(_DONE, ""):
        st.toast(plain(said), icon=":material/check:")


def do(change: Callable[[], object]) -> None:
    """The same for the click on a button."""
    run(change)
