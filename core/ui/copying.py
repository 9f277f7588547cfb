"""A button that copies a text, which Streamlit has only as a small sign on blocks of code."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _

_HTML: Final = '<button type="button"></button><span role="status" aria-live="polite"></span>'

_CSS: Final = """
:host { display: block; }
button {
  font: inherit; font-family: var(--st-font); font-size: .9rem; color: var(--st-text-color);
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: var(--st-button-radius, 8px); min-height: 2.5rem; padding: .25rem .75rem;
  cursor: pointer; white-space: nowrap; word-break: keep-all;
}
button:hover { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
"""

_JS: Final = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  const status = parentElement.querySelector("span");
  button.textContent = data.label;
  button.title = data.about;
  const aside = () => {
    const area = document.createElement("textarea");
    area.value = data.text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    button.focus();
    return done;
  };
  button.onclick = async () => {
    let done = false;
    try { await navigator.clipboard.writeText(data.text); done = true; }
    catch { done = aside(); }
    const said = done ? data.copied : data.failed;
    button.textContent = said;
    status.textContent = said;
    setTimeout(() => { button.textContent = data.label; status.textContent = ""; }, 1800);
  };
}
"""


def button(text: str, *, about: str, key: str) -> None:
    """The button.

    Args:
        text: what is copied.
        about: for whom it is, told where the pointer rests.
        key: unique on the page.
    """
    component = st.components.v2.component("dangol_copy", html=_HTML, css=_CSS, js=_JS)
    with st.container(key=f"copy-{key}", width="content"):
        component(
            key=key,
            data={"text": text, "label": _("Copy text"), "copied": _("Copied"),
                  "failed": _("Could not copy"), "about": about},
            height="content", width="content",
        )  # fmt: skip
