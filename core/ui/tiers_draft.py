"""Tiers that are being changed: the rows of the editor, and what was typed into them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import streamlit as st

from core.services import tiers as services
from core.services.tiers import Tier

_KEY: Final = "tiers.edit"
_DRAFT: Final = "tiers.draft"

_FIELDS: Final = ("name", "least_won", "least_orders", "days", "perk")


@dataclass
class Draft:
    """Tiers that are being changed: what they were taken from, and one row for each.

    The keys of fields hold the number of the turn and of the row, so that a field never shows what
    was typed into another one.
    """

    seen: dict[int, int]
    rows: list[tuple[int, Tier]]
    turn: int
    is_new: bool = False
    """Whether rows were suggested, put in or thrown away since."""


def opened(kept: Sequence[Tier]) -> Draft:
    """What is being changed; what is kept, unless something was typed or put in."""
    there: Draft | None = st.session_state.get(_DRAFT)
    seen = services.versions(kept)
    if there is None or (there.seen != seen and not is_touched(there)):
        there = Draft(seen, list(enumerate(kept)), (there.turn + 1) if there else 0)
        st.session_state[_DRAFT] = there
    return there


def is_touched(draft: Draft) -> bool:
    """Whether anything is other than it is kept."""
    return draft.is_new or any(typed(draft, number, one) != one for number, one in draft.rows)


def typed(draft: Draft, number: int, one: Tier) -> Tier:
    """A tier as its fields have it, where they were drawn."""
    key = field(draft, number)
    said: dict[str, Any] = {
        name: st.session_state[f"{key}.{name}"] for name in _FIELDS
        if f"{key}.{name}" in st.session_state
    }  # fmt: skip
    for name, value in said.items():
        said[name] = value.strip() if isinstance(value, str) else value
    return replace(one, **said)


def everything(draft: Draft) -> list[Tier]:
    """All tiers as their fields have them, the lowest first."""
    return [typed(draft, number, one) for number, one in draft.rows]


def field(draft: Draft, number: int) -> str:
    """How the keys of the fields of one row begin."""
    return f"{_KEY}.{draft.turn}.{number}"


def put(draft: Draft, rows: Sequence[Tier]) -> None:
    """Put other rows in place of those that are there."""
    draft.rows, draft.is_new = list(enumerate(rows)), True
    draft.turn += 1


def forget() -> None:
    """Show again what is kept."""
    there: Draft | None = st.session_state.get(_DRAFT)
    if there is not None:
        there.rows, there.is_new, there.seen = [], False, {-1: -1}
        there.turn += 1
