"""The pieces a page is put together from. All text is taken literally, never as Markdown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.i18n import gettext as _
from core.terms import Evidence
from core.ui.text import plain

Tone = Literal["good", "bad", "calm"]

NARROWEST_TILE: Final = 150
"""Pixels: four tiles in a row on a desk, two on a phone."""

_COLOURS: Final[dict[str, Literal["green", "red", "gray"]]] = {
    "good": "green",
    "bad": "red",
    "calm": "gray",
}
_ICONS: Final = {
    "good": ":material/trending_up:",
    "bad": ":material/priority_high:",
    "calm": ":material/lightbulb:",
}
_BADGES: Final[dict[Evidence, tuple[str, Literal["blue", "orange", "gray"]]]] = {
    Evidence.KNOWN: (":material/check_circle:", "blue"),
    Evidence.HINT: (":material/info:", "orange"),
    Evidence.EARLY: (":material/hourglass_top:", "gray"),
    Evidence.NO_DATA: (":material/help:", "gray"),
}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The words of a conclusion card."""

    headline: str
    reason: str
    level: Evidence
    badge: str
    tone: str = "calm"
    """good, bad or calm: the colour of the bar and its icon."""
    numbers: Sequence[tuple[str, str, str | None]] = ()
    """Name, value now, value before if there is one; at most two are shown."""
    todo: str = ""
    why: Sequence[str] = ()
    """What was looked at, how unusual it is, when it would be wrong."""
    is_new: bool = False
    """Whether it was not said on the days before."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One number with its change in words and its last weeks."""

    name: str
    value: str
    change: str
    tone: str = "calm"
    """good, bad or calm."""
    direction: int = 0
    """Up, down or neither; drawn as an arrow."""
    help: str = ""
    spark: Sequence[float | None] = ()
    origin: Sequence[tuple[str, str]] = ()
    """Lines of "where is this number from": a name and its text."""
    note: str = ""
    """Of which days it is, where that has to be said."""


def page(title: str, question: str) -> None:
    """The head of a page: its name and the one question it answers."""
    st.title(plain(title), anchor=False)
    st.caption(plain(question))


def card(title: str, *, key: str, note: str | None = None, stretch: bool = False) -> DeltaGenerator:
    """A framed part of a page with a heading; what belongs in it goes into the result."""
    box = st.container(border=True, key=f"card-{key}", height="stretch" if stretch else "content")
    box.header(plain(title), anchor=False, help=plain(note) if note else None)
    return box


def beside(*parts: tuple[int, Callable[[], object] | None]) -> None:
    """Parts of a page side by side, each with its share of the width; what is None has none."""
    known = [(width, draw) for width, draw in parts if draw is not None]
    if not known:
        return
    for place, (_width, draw) in zip(st.columns([one[0] for one in known]), known, strict=True):
        with place:
            draw()


def verdict(conclusion: Conclusion, *, key: str = "verdict") -> DeltaGenerator:
    """The conclusion card; buttons go into the row it returns."""
    tone = conclusion.tone if conclusion.tone in _ICONS else "calm"
    with st.container(border=True, key=f"conclusion-{tone}-{key}", gap="small"):
        _badge(conclusion)
        st.header(plain(conclusion.headline), anchor=False, icon=_ICONS[tone])
        if conclusion.reason:
            st.markdown(plain(conclusion.reason))
        if conclusion.numbers:
            _numbers(conclusion.numbers, key)
        if conclusion.todo:
            st.markdown(f":material/task_alt: **{plain(conclusion.todo)}**")
        buttons = st.container(horizontal=True, vertical_alignment="center", key=f"{key}.buttons")
        if conclusion.why:
            _why(conclusion.why, buttons, key)
    return buttons


def badge(level: Evidence, word: str) -> None:
    """One of the four words that say how sure a conclusion is."""
    icon, colour = _BADGES[level]
    st.badge(plain(word), icon=icon, color=colour)


def news() -> None:
    """The mark of a conclusion that was not said on the days before."""
    st.badge(plain(_("New since you last looked")), icon=":material/fiber_new:", color="violet")


def kpi_row(tiles: Sequence[Tile], *, key: str = "kpi", columns: int | None = None) -> None:
    """Numbers side by side: all in one row on a desk, or so many; two in a row on a phone."""
    with st.grid(
        columns or max(1, len(tiles)), min_column_width=NARROWEST_TILE, key=f"tiles-{key}"
    ):
        for place, tile in enumerate(tiles):
            with st.container(
                border=True, height="stretch", key=f"tile-{key}-{place}", gap="small"
            ):
                _tile(tile)
                if tile.note:
                    st.caption(plain(tile.note))
                if tile.origin:
                    origin(tile.origin, key=f"{key}.origin.{place}")


def origin(lines: Sequence[tuple[str, str]], *, key: str) -> None:
    """What a number means and where it is from: definition, formula, files, period, rows."""
    with st.popover(_("Where from?"), type="tertiary", key=key, wrap=True):
        for name, text in lines:
            st.caption(plain(name))
            st.markdown(plain(text))


def empty(what: str, needs: str, *, key: str = "empty", icon: str = "inbox") -> DeltaGenerator:
    """An empty part of a page: what will be seen here, and what it takes.

    Returns:
        The row in which the way out is offered.
    """
    with st.container(border=True, key=f"blank-{key}", horizontal_alignment="center"):
        st.space("small")
        st.markdown(f":blue[:material/{icon}:]", width="content")
        st.header(plain(what), anchor=False, text_alignment="center")
        st.markdown(plain(needs), text_alignment="center")
        way_out = st.container(horizontal=True, horizontal_alignment="center", key=f"{key}.actions")
        st.space("small")
    return way_out


def _badge(conclusion: Conclusion) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(_("Conclusion"), width="content")
        badge(conclusion.level, conclusion.badge)
        if conclusion.is_new:
            news()


def _numbers(numbers: Sequence[tuple[str, str, str | None]], key: str) -> None:
    with st.container(horizontal=True, key=f"figures-{key}", gap="large"):
        for name, now, before in numbers[:2]:
            with st.container(width="content", gap=None):
                st.caption(plain(name))
                told = f"**{plain(now)}**"
                earlier = _("before: {value}").format(value=before) if before else ""
                st.markdown(f"{told} :gray[{plain(earlier)}]" if earlier else told)


def _why(why: Sequence[str], row: DeltaGenerator, key: str) -> None:
    with row, st.popover(_("Why?"), icon=":material/help:", key=f"{key}.why"):
        for line in why:
            st.markdown(f"- {plain(line)}")


def _tile(tile: Tile) -> None:
    arrow: Literal["up", "down", "off"] = "off"
    if tile.direction:
        arrow = "up" if tile.direction > 0 else "down"
    known = [value for value in tile.spark if value is not None]
    st.metric(
        plain(tile.name),
        tile.value,
        tile.change or None,
        delta_color=_COLOURS.get(tile.tone, "gray"),
        delta_arrow=arrow,
        help=plain(tile.help) if tile.help else None,
        chart_data=known if len(known) > 1 else None,
        chart_type="line",
    )
