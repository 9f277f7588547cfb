"""The tab 단계별 내용: for each persona what there is at each stage, and what is missing."""

from typing import Final

import pandas as pd
import streamlit as st

from core.analysis.journey import Stage
from core.i18n import gettext as _
from core.services import content_items
from core.services import target_content as service
from core.services.content_items import Content, State
from core.services.opening import OpenShop
from core.services.target_content import Plan
from core.ui import cards, content_fields, downloads, keeping, places, session, tabs
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import content as content_words
from core.wording import target_content as wording
from core.wording.journey import stage as stage_name

_KEY: Final = "target.content"
_OPEN: Final = "target.content.at"
_SHOWN: Final = 3
"""So many pieces stand in a cell; the others are counted."""

_STAGE: Final = 140
"""Pixels for the name of a stage, so that what follows it begins at one place."""

_ICONS: Final = {
    State.PLANNED: ":blue[:material/schedule:]",
    State.OVERDUE: ":red[:material/warning:]",
    State.PUBLISHED: ":green[:material/check_circle:]",
}


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    plan = cached(service.plan)(shop, session.today())
    st.subheader(plain(wording.headline(plan)), anchor=False)
    if not plan.personas:
        st.caption(_("With personas each of them has a row of its own here."))
    for persona in plan.rows:
        _row(plan, persona)
    if _OPEN in st.session_state:
        _ask(shop, *st.session_state[_OPEN])
    if wording.loose(plan):
        st.caption(plain(wording.loose(plan)))
    with st.container(horizontal=True, vertical_alignment="center", key=f"{_KEY}.more"):
        st.page_link(
            places.PAGES["actions"], label=_("Go to the calendar"),
            icon=":material/calendar_month:", query_params=tabs.address("content"),
        )  # fmt: skip
        if plan.cells:
            downloads.csv(
                _("Save what there is as a file"), lambda: _table(plan), "content_by_stage.csv",
                key=f"{_KEY}.csv",
            )  # fmt: skip


def _row(plan: Plan, persona: int | None) -> None:
    name = "everybody" if persona is None else str(persona)
    with cards.card(wording.whom(plan, persona), key=f"target-content-{name}"):
        for stage, place in zip(Stage, st.columns(len(Stage)), strict=True):
            # In a row as long as there is room for one: on a phone a stage takes a line.
            row = place.container(
                horizontal=True, vertical_alignment="center", gap="small",
                key=f"{_KEY}.{name}.{stage}",
            )  # fmt: skip
            with row:
                st.caption(plain(stage_name(stage)), width=_STAGE)
                _cell(plan.cells.get((persona, stage), ()))
                st.button(
                    _("Plan"), icon=":material/add:", type="tertiary",
                    key=f"{_KEY}.{name}.{stage}.open", on_click=_open, args=(persona, stage.value),
                )  # fmt: skip


def _cell(items: tuple[Content, ...]) -> None:
    today = session.today()
    if not items:
        st.markdown(f":gray[:material/remove: {_('Empty')}]", width="content")
    for one in items[:_SHOWN]:
        told = f"{one.title} ({content_words.state(one.state(today))})"
        st.markdown(f"{_ICONS[one.state(today)]} {plain(told)}")
    if len(items) > _SHOWN:
        st.caption(_("and {count} more").format(count=len(items) - _SHOWN))


def _open(persona: int | None, stage: str) -> None:
    st.session_state[_OPEN] = (persona, stage)


def _close() -> None:
    st.session_state.pop(_OPEN, None)


def _ask(shop: OpenShop, persona: int | None, stage: str) -> None:
    """One form for all cells: a form in each of them would be drawn a dozen times."""

    @st.dialog(_("Plan or write down content"), width="medium", on_dismiss=_close)
    def ask() -> None:
        with st.form(f"{_KEY}.form", border=False):
            item = content_fields.draw(
                shop, None, session.today(), cell=(persona, stage),
                place=f"{_KEY}.{persona}.{stage}",
            )  # fmt: skip
            if not st.form_submit_button(
                _("Put in the calendar"), key=f"{_KEY}.add", type="primary"
            ):
                return
        if keeping.run(lambda: content_items.add(shop, item, session.now())):
            _close()
            st.rerun()
        keeping.faults()

    ask()


def _table(plan: Plan) -> pd.DataFrame:
    return pd.DataFrame([wording.row(one, plan) for some in plan.cells.values() for one in some])
