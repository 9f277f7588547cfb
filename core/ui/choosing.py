"""Which days, compared with which, of which mall: the same choice on every page."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar

import streamlit as st

from core.i18n import gettext as _
from core.services.today import Compare, PeriodChoice
from core.terms import Mall
from core.wording import today as wording
from core.wording.malls import mall_name

Choice = TypeVar("Choice", bound=StrEnum)


def draw(malls: Sequence[Mall] = ()) -> tuple[PeriodChoice, Compare, Mall | None]:
    """Which days the reader wants to see, compared with which, of which mall; in the address."""
    with st.container(horizontal=True, vertical_alignment="center"):
        period = _chosen(
            "period", _("Period"), PeriodChoice, wording.period_name, PeriodChoice.FOUR_WEEKS
        )
        compare = _chosen(
            "compare", _("Compared with"), Compare, wording.compare_name, Compare.BEFORE
        )
        mall = _mall(malls) if len(malls) > 1 else None
    return period, compare, mall


def _mall(malls: Sequence[Mall]) -> Mall | None:
    """One of the malls, or all of them together."""
    wanted = st.query_params.get("mall")
    options: list[Mall | None] = [None, *malls]
    chosen: Mall | None = st.selectbox(
        _("Mall"),
        options,
        index=next((at for at, it in enumerate(options) if it and str(it.value) == wanted), 0),
        format_func=lambda it: _("All malls") if it is None else mall_name(it),
        key="choice.mall",
        on_change=_remember_mall,
        persist_state="session",
        label_visibility="collapsed",
        width=180,
    )
    return chosen


def _remember_mall() -> None:
    chosen = st.session_state["choice.mall"]
    if chosen is None:
        st.query_params.pop("mall", None)
    else:
        st.query_params["mall"] = str(chosen.value)


def _chosen(
    name: str, label: str, options: type[Choice], words: Callable[[Choice], str], usual: Choice
) -> Choice:
    """One of some options. Streamlit's own binding would write the words into the address."""
    wanted = st.query_params.get(name)
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=words,
        default=next((option for option in options if option.value == wanted), usual),
        required=True,
        key=f"choice.{name}",
        on_change=_remember,
        args=(name, usual),
        persist_state="session",
        label_visibility="collapsed",
    )
    return options(chosen)


def _remember(name: str, usual: StrEnum) -> None:
    chosen = st.session_state[f"choice.{name}"]
    if chosen == usual:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(chosen)
