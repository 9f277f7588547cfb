"""Which days, compared with which, of which mall: the same choice on every page."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final, TypeVar

import streamlit as st

from core.i18n import gettext as _
from core.services.journey_only import By, Only, Part
from core.services.today import Compare, PeriodChoice
from core.terms import Mall
from core.wording import journey_page
from core.wording import today as wording
from core.wording.malls import mall_name

Choice = TypeVar("Choice", bound=StrEnum)


_PARTS: Final = (By.CHANNEL, By.PRODUCT, By.DEVICE)


class Beside(StrEnum):
    """What a period is compared with, or that it is looked at by itself."""

    BEFORE = "before"
    LAST_YEAR = "year"
    NONE = "none"

    @property
    def compare(self) -> Compare | None:
        """The choice as services know it; None where nothing is compared."""
        return None if self is Beside.NONE else Compare(self.value)


def draw_with_none(malls: Sequence[Mall] = ()) -> tuple[PeriodChoice, Compare | None, Mall | None]:
    """The same choice where a period may also be looked at by itself."""
    # As wide as what is in it, so that more can stand beside it where there is room.
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        period = _chosen(
            "period", _("Period"), PeriodChoice, wording.period_name, PeriodChoice.FOUR_WEEKS
        )
        beside = _chosen(
            "compare", _("Compared with"), Beside, _beside, Beside.BEFORE, key="choice.beside"
        )
        mall = _mall(malls) if len(malls) > 1 else None
    return period, beside.compare, mall


def _beside(choice: Beside) -> str:
    compare = choice.compare
    return _("No comparison") if compare is None else wording.compare_name(compare)


def only(parts: Sequence[Part]) -> Only | None:
    """One channel, product or device, or everything; in the address."""
    if not parts:
        return _wanted()
    there = [one.only for one in parts]
    names = {one.only: journey_page.part(one) for one in parts}
    wanted = _wanted()
    if wanted is not None and wanted not in names:
        # An address may name what is not among those that are offered.
        there.append(wanted)
    options: list[Only | None] = [None, *there]
    chosen: Only | None = st.selectbox(
        _("Only a part"),
        options,
        index=options.index(wanted),
        format_func=lambda it: _("Everything") if it is None else names.get(it, it.key),
        key="choice.only",
        on_change=_remember_only,
        persist_state="session",
        label_visibility="collapsed",
        width=220,
    )
    return chosen


def _wanted() -> Only | None:
    found = [(by, st.query_params.get(by.value)) for by in _PARTS]
    return next((Only(by, key) for by, key in found if key), None)


def _remember_only() -> None:
    chosen: Only | None = st.session_state["choice.only"]
    for by in _PARTS:
        st.query_params.pop(by.value, None)
    if chosen is not None:
        st.query_params[chosen.by.value] = chosen.key


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


def _chosen(  # noqa: PLR0913  (what is asked, and where it is kept)
    name: str,
    label: str,
    options: type[Choice],
    words: Callable[[Choice], str],
    usual: Choice,
    *,
    key: str | None = None,
) -> Choice:
    """One of some options. Streamlit's own binding would write the words into the address."""
    wanted = st.query_params.get(name)
    chosen = st.segmented_control(
        label,
        list(options),
        format_func=words,
        default=next((option for option in options if option.value == wanted), usual),
        required=True,
        key=key or f"choice.{name}",
        on_change=_remember,
        args=(name, usual, key or f"choice.{name}"),
        persist_state="session",
        label_visibility="collapsed",
    )
    return options(chosen)


def _remember(name: str, usual: StrEnum, key: str) -> None:
    chosen = st.session_state[key]
    if chosen == usual:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = str(chosen)
