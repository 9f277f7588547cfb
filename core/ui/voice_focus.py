"""Put the keyboard where the next thing is typed, which Streamlit itself cannot."""

from typing import Final

import streamlit as st

_FOCUS: Final = """
export default function ({ data }) {
  const seen = (window.dangolFocused ||= {});
  if (!data.turn || seen[data.where] === data.turn) return;
  seen[data.where] = data.turn;
  let tries = 20;
  const reach = () => {
    const field = document.querySelector(data.where);
    if (field && !field.disabled) field.focus();
    else if (tries--) setTimeout(reach, 50);
  };
  setTimeout(reach, 50);
}
"""


def focus(where: str, turn: int) -> None:
    """Put the keyboard into a field, once for each turn, and never when a page is opened.

    Args:
        where: the field, as style sheets name it.
        turn: 0 leaves the keyboard where it is; another number than before moves it.
    """
    component = st.components.v2.component(
        "dangol_focus", html="<span></span>", css="span{display:none}", js=_FOCUS
    )
    with st.container(key="watch-focus"):
        component(key="focus", data={"where": where, "turn": turn}, height=1)
