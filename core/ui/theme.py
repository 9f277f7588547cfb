"""Style that the theme has no setting for, and telling the program of a switched theme."""

from pathlib import Path
from typing import Final

import streamlit as st

STATIC: Final = Path(__file__).parents[2] / "static"

_WATCH: Final = """
export default function ({ data, parentElement, setTriggerValue }) {
  document.documentElement.lang = data.language;
  const host = parentElement.host || parentElement;
  const ground = () => {
    const colour = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
    const hex = /^#([0-9a-f]{6})/i.exec(colour);
    if (!hex) return null;
    const value = parseInt(hex[1], 16);
    const light = 0.3 * (value >> 16) + 0.59 * ((value >> 8) & 255) + 0.11 * (value & 255);
    return light < 128 ? "dark" : "light";
  };
  let told = data.theme;
  let shown = null;
  const reveal = () => {
    const tab = document.querySelector('[role="tab"][aria-selected="true"]');
    const name = tab && location.pathname + tab.textContent;
    if (!tab || name === shown) return;
    shown = name;
    // Only an address that names a tab leads down to it: the answer is at the top of a page.
    if (new URLSearchParams(location.search).has("tab")) {
      const { top, bottom } = tab.getBoundingClientRect();
      const seen = top >= 0 && bottom <= innerHeight;
      tab.scrollIntoView({ block: seen ? "nearest" : "center", inline: "center" });
    }
  };
  const timer = setInterval(() => {
    reveal();
    const now = ground();
    if (now && now !== told) { told = now; setTriggerValue("switched", now); }
  }, 500);
  return () => clearInterval(timer);
}
"""


def is_dark() -> bool:
    """Whether the reader looks at a dark page."""
    return st.context.theme.type == "dark"


def dress() -> None:
    """Lay our few rules of style over the page."""
    st.html(STATIC / "app.css")
    if is_dark():
        st.html(STATIC / "dark.css")


def watch(language: str) -> None:
    """Draw the page again when the reader switches between light and dark.

    Streamlit itself does not, and charts would keep the colours of the other theme. Nor does it
    bring a tab into sight that an address opens and that is too far down or right.
    """
    component = st.components.v2.component(
        "dangol_watch", html="<span></span>", css="span{display:none}", js=_WATCH
    )
    with st.container(key="watch"):
        component(
            key="watch.theme",
            data={"theme": st.context.theme.type, "language": language},
            on_switched_change=lambda: None,
            height=1,
        )
