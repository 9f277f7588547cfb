"""What the seller says of one product, kept at once: unusual days, and the price elsewhere."""

from collections.abc import Callable
from datetime import date
from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import products_said
from core.services.products import Product
from core.services.products_said import Happened, ProductNote
from core.store import StoreProblem
from core.ui import notices, session, written
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import products_said as words

_UNDO: Final = "products.said.undo"
_FAULT: Final = "products.said.fault"
_CHANGED: Final = "products.said.changed"
_CHOICES: Final = ("", *Happened)
"""What may have happened; the first leaves it to the notes and the orders."""


def changed() -> bool:
    """Whether something was said since this was last asked; it may change every verdict."""
    return bool(st.session_state.pop(_CHANGED, False))


def draw(one: Product, since: date) -> None:
    """What is in the way of a verdict, and the fields to say otherwise of the days ``since``."""
    fault = st.session_state.pop(_FAULT, None)
    if isinstance(fault, StoreProblem):
        notices.refusal(fault)
    if one.obstacle is not None:
        st.caption(plain(words.obstacle(one.obstacle)))
    note = cached(products_said.kept)(session.shop(), one.id)
    key = f"products.happened.{one.id}"
    st.session_state[key] = words.still(note, since) or ""
    st.selectbox(
        _("What happened in these days?"),
        _CHOICES,
        format_func=words.happened,
        key=key,
        on_change=_happened,
        args=(one.id, key),
    )
    _compared(one, note)
    kept: tuple[int, ProductNote] | None = st.session_state.get(_UNDO)
    if kept is not None and kept[0] == one.id:
        st.button(
            _("Take that back"),
            key="products.said.back",
            type="tertiary",
            icon=":material/undo:",
            on_click=_back,
            args=kept,
        )


def _compared(one: Product, note: ProductNote) -> None:
    key = f"products.compared.{one.id}"
    typed = st.session_state.get(key)
    if not typed or _number(typed) is not None:
        st.session_state[key] = formats.number(note.compared) if note.compared else ""
    st.text_input(
        _("What does the same cost elsewhere?"),
        key=key,
        type="phone",
        icon=":material/payments:",
        autocomplete="off",
        placeholder=_("e.g. 59,000"),
        on_change=_compare,
        args=(one.id, key),
    )
    if typed and _number(typed) is None:
        st.caption(plain(words.no_price()))
    elif note.compared_on is not None:
        st.caption(plain(words.compared_on(note.compared_on)))


def _number(typed: str) -> int | None:
    try:
        found = written.number(typed)
    except ValueError:
        return None
    return found if found and found > 0 else None


def _happened(product: int, key: str) -> None:
    what: Happened | None = st.session_state[key] or None
    _say(product, lambda: products_said.happened(session.shop(), product, what, session.now()))


def _compare(product: int, key: str) -> None:
    typed = str(st.session_state[key] or "").strip()
    won = _number(typed)
    if won is not None or not typed:
        _say(product, lambda: products_said.compare(session.shop(), product, won, session.now()))


def _say(product: int, change: Callable[[], ProductNote]) -> None:
    st.session_state[_CHANGED] = True
    try:
        st.session_state[_UNDO] = (product, change())
    except StoreProblem as problem:
        st.session_state[_FAULT] = problem


def _back(product: int, note: ProductNote) -> None:
    st.session_state[_CHANGED] = True
    st.session_state.pop(_UNDO, None)
    st.session_state.pop(f"products.compared.{product}", None)
    try:
        products_said.put_back(session.shop(), product, note, session.now())
    except StoreProblem as problem:
        st.session_state[_FAULT] = problem
