"""Tabs of which only the open one is drawn, and whose place stands in the address."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

ADDRESS: Final = "tab"
"""What the open tab is called in the address of every page: ``?tab=budget``."""

_DRAWN: Final = "tabs.drawn"


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab.

    Attributes:
        name: what stands in the address, the same in every language.
        label: what the reader sees.
        draw: draws what is in it.
        stays: whether it is drawn on once it was open, because what is typed in a form would be
            lost with it.
    """

    name: str
    label: str
    draw: Callable[[], object]
    stays: bool = False


def draw(tabs: Sequence[Tab], *, key: str) -> None:
    """The tabs; at first the one of the address, else the first one.

    Streamlit's own binding would write the label into the address, which is another one in
    another language. What stands there always holds, so links, reloads and the way back of the
    browser open the same tab.

    Args:
        tabs: from left to right.
        key: unique among all pages.
    """
    wanted = st.query_params.get(ADDRESS)
    current = next((one for one in tabs if one.name == wanted), tabs[0])
    if st.session_state.get(key) != current.label:
        if wanted == current.name:
            # A link within the page tells the program, and leaves the browser's address as it was.
            st.query_params[ADDRESS] = current.name
        st.session_state[key] = current.label
    names = {one.label: one.name for one in tabs}
    places = st.tabs(list(names), key=key, on_change=_remember, args=(key, names))
    drawn = _drawn(key)
    drawn.add(current.name)
    for one, place in zip(tabs, places, strict=True):
        if one is current or (one.stays and one.name in drawn):
            with place:
                one.draw()


def address(name: str | None) -> dict[str, str]:
    """What a link to a page adds to its address so that it opens with a tab, the first if None."""
    return {ADDRESS: name} if name else {}


def _remember(key: str, names: Mapping[str, str]) -> None:
    name = names[st.session_state[key]]
    if name == next(iter(names.values())):
        st.query_params.pop(ADDRESS, None)
    else:
        st.query_params[ADDRESS] = name


def _drawn(key: str) -> set[str]:
    """The names of the tabs that were open since the reader came to this page."""
    kept: tuple[str, set[str]] = st.session_state.get(_DRAWN, ("", set()))
    if kept[0] != key:
        kept = (key, set())
        st.session_state[_DRAWN] = kept
    return kept[1]
