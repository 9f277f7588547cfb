"""What was chosen for a message and not kept yet, for who comes back from another page.

Streamlit forgets the fields of a page that is left. Whoever looks up a price in the settings
between two choices would find all of them undone, with not a word said.
"""

from dataclasses import replace
from typing import Final

import streamlit as st

from core.services.messages_sends import Send

_LAST: Final = "messages.unkept.last"
_BEGUN: Final = "messages.unkept.begun"


def begun(send: Send, begin: str) -> tuple[Send, list[str]]:
    """What the fields of a message begin with, and the letters of the texts that are chosen.

    That is what was last chosen, or else what is kept. As long as the fields are there it stays
    the same, for a field with another beginning would be another field.

    Args:
        send: the message as it is kept.
        begin: the beginning of the keys of its fields.
    """
    last, first = f"{_LAST}.{send.number}", f"{_BEGUN}.{send.number}"
    if f"{begin}.contacted" not in st.session_state:
        st.session_state[first] = st.session_state.get(last, send)
    was: Send = st.session_state.get(first, send)
    if was.version != send.version:
        was = send
    chosen = {one.letter for one in was.versions}
    return _like(send, was), [one.letter for one in send.versions if one.letter in chosen]


def remember(wanted: Send) -> None:
    """Keep in mind what the fields say now."""
    st.session_state[f"{_LAST}.{wanted.number}"] = wanted


def _like(send: Send, was: Send) -> Send:
    """The message with what was chosen, and with its texts as they are kept by now."""
    return replace(
        send, persona=was.persona, group=was.group, kind=was.kind, offer=was.offer,
        until=was.until, planned_at=was.planned_at, left_out=was.left_out, hold_out=was.hold_out,
    )  # fmt: skip
