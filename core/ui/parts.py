"""Parts of one tab, of which only the chosen one is drawn: ``?tab=regulars&part=tiers``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from core.i18n import gettext as _

ADDRESS: Final = "part"
"""What the open part is called in the address; the first one goes without."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part.

    Attributes:
        name: in the address.
        label: in words.
        draw: draws it.
    """

    name: str
    label: str
    draw: Callable[[], object]


def draw(parts: Sequence[Part], *, key: str) -> None:
    """Offer the parts and draw the chosen one; the first where the address names none of them."""
    known = {one.name: one for one in parts}
    wanted = st.query_params.get(ADDRESS, "")
    chosen = st.segmented_control(
        _("What do you want to see?"), list(known), format_func=lambda name: known[name].label,
        default=wanted if wanted in known else parts[0].name, required=True, key=key,
        on_change=_remember, args=(key, parts[0].name), label_visibility="collapsed",
    )  # fmt: skip
    known[chosen].draw()


def _remember(key: str, first: str) -> None:
    chosen = st.session_state[key]
    if chosen == first:
        st.query_params.pop(ADDRESS, None)
    else:
        st.query_params[ADDRESS] = chosen
