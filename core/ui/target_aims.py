"""The shares that are aimed at: a small form that helps them to one hundred."""

from dataclasses import replace
from typing import Final

import streamlit as st

from core.analysis import target
from core.analysis.target import VALUES
from core.i18n import gettext as _
from core.services import target_shares
from core.services.opening import OpenShop
from core.services.target_compare import Beside
from core.services.target_shares import Aim, AimRefused
from core.ui import notices, session, target_turn
from core.ui.actions_forms import seen
from core.ui.text import plain
from core.wording import target_compare as wording
from core.wording import target_names as names

_KEY: Final = "target.aim"
_FAULT: Final = f"{_KEY}.fault"


def draw(shop: OpenShop, one: Beside) -> None:
    """The fields of one dimension, what helps to fill them, and the way back."""
    aim = one.aim
    version = seen(f"{_KEY}.{aim.dimension}", aim.version)
    percents = _fields(one)
    st.markdown(f"**{plain(wording.total(sum(percents)))}**")
    _helps(one, percents)
    most = st.number_input(
        _("From which error on should something be done? (%)"), 1, 90, round(aim.most * 100),
        key=f"{target_turn.key(_KEY)}.{aim.dimension}.most",
        help=plain(_("Below it the page says nothing but what is there. 20% is usual.")),
    )  # fmt: skip
    wanted = replace(aim, percents=tuple(percents), most=most / 100, version=version)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("Keep these shares"), key=f"{_KEY}.keep", type="primary", icon=":material/check:",
            on_click=_keep, args=(shop, wanted),
        )  # fmt: skip
        if aim.undoable:
            st.button(
                _("Take the last change back"), key=f"{_KEY}.undo", icon=":material/undo:",
                type="tertiary", on_click=target_turn.do,
                args=(lambda: target_shares.undo(shop, aim.dimension, aim.version),),
            )  # fmt: skip
        if aim.percents is not None:
            st.button(
                _("Clear this aim"), key=f"{_KEY}.none", icon=":material/close:",
                type="tertiary", on_click=_keep, args=(shop, replace(wanted, percents=None)),
            )  # fmt: skip
    # Beside the button that was clicked: the head of the page is far above it.
    fault: AimRefused | None = st.session_state.pop(_FAULT, None)
    if fault is not None:
        notices.problem(wording.refused(fault))


def _fields(one: Beside) -> list[int]:
    """A number for each value; two beside each other."""
    kept = one.aim.percents or (0,) * len(VALUES[one.dimension])
    told = []
    with st.grid(2, min_column_width=150, key=f"{_KEY}.{one.dimension}.grid"):
        for code, percent in zip(VALUES[one.dimension], kept, strict=True):
            told.append(
                st.number_input(
                    f"{names.value(one.dimension, code)} (%)", 0, 100, percent,
                    key=_key(one.aim, code),
                )
            )  # fmt: skip
    return [int(number) for number in told]


def _helps(one: Beside, percents: list[int]) -> None:
    count, rest = len(percents), 100 - sum(percents[:-1])
    with st.container(horizontal=True, gap="small", key=f"{_KEY}.helps"):
        st.button(
            _("Share evenly"), key=f"{_KEY}.even", icon=":material/balance:", type="tertiary",
            on_click=_fill, args=(one.aim, target.equal_shares(count)),
        )  # fmt: skip
        st.button(
            _("The rest to the last"), key=f"{_KEY}.rest", icon=":material/vertical_align_bottom:",
            type="tertiary", disabled=rest < 0, on_click=_fill,
            args=(one.aim, (*percents[:-1], max(0, rest))),
        )  # fmt: skip
        shares = one.actual.counts.shares if one.actual else None
        if shares is not None:
            st.button(
                _("As it is now"), key=f"{_KEY}.now", icon=":material/content_copy:",
                type="tertiary", on_click=_fill, args=(one.aim, target.whole_percents(shares)),
            )  # fmt: skip


def _fill(aim: Aim, percents: tuple[int, ...]) -> None:
    """Fill the fields; nothing is kept before she says so."""
    for code, percent in zip(VALUES[aim.dimension], percents, strict=True):
        st.session_state[_key(aim, code)] = percent


def _keep(shop: OpenShop, wanted: Aim) -> None:
    """Keep them; what is wrong with them is said where they are typed."""
    st.session_state.pop(_FAULT, None)
    try:
        target_turn.run(lambda: target_shares.keep(shop, wanted, session.now()))
    except AimRefused as fault:
        st.session_state[_FAULT] = fault


def _key(aim: Aim, code: str) -> str:
    return f"{target_turn.key(_KEY)}.{aim.dimension}.{code}"
