"""The tab of messages where they are written: the way, one stage of it, and who gets what."""

from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import messages_scenarios as services
from core.services import messages_templates as templates
from core.services.messages_scenarios import Step
from core.services.opening import OpenShop
from core.terms.messages import ScenarioStage
from core.ui import (
    cards,
    keeping,
    messages_follow,
    messages_order,
    messages_stage,
    messages_suggested,
    session,
    target_turn,
)
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import messages_scenarios as wording

_NARROWEST: Final = 118
"""Pixels: a stage, two of which stand side by side on a phone."""

_STAGE: Final = "messages.stage"
_ASKED: Final = "messages.stage.asked"
STAGE: Final = "stage"
"""What names a stage in the address."""

_ICONS: Final = {
    ScenarioStage.FIRST_VISIT: "door_open",
    ScenarioStage.VIEWED: "visibility",
    ScenarioStage.CART: "shopping_cart",
    ScenarioStage.BOUGHT: "receipt_long",
    ScenarioStage.AFTER: "package_2",
    ScenarioStage.REGULAR: "loyalty",
    ScenarioStage.AWAY: "hotel",
}


def draw(shop: OpenShop) -> None:
    """Draw the tab."""
    target_turn.told()
    way = cached(services.way)(shop)
    if not any(step.scenarios for step in way):
        _begin(shop)
    _strip(way)
    messages_order.draw(shop, tuple(step.stage for step in way))
    chosen = _chosen(way)
    messages_stage.draw(shop, next(step for step in way if step.stage is chosen))
    messages_suggested.draw(shop)
    messages_follow.draw(shop, way)
    messages_suggested.tired(shop)
    messages_suggested.loose(shop)
    gone = cached(services.listed)(shop, deleted=True)
    keeping.thrown(
        [(it.name, partial(services.undo, shop, it.id or 0, it.version)) for it in gone],
        "messages.scenarios",
    )


def _chosen(way: tuple[Step, ...]) -> ScenarioStage:
    """The stage that is looked at: as chosen, as the address says, or the first that speaks."""
    told = st.query_params.get(STAGE)
    if told in set(ScenarioStage) and st.session_state.get(_ASKED) != told:
        st.session_state[_ASKED] = told
        st.session_state[_STAGE] = told
    return ScenarioStage(st.session_state.get(_STAGE, _usual(way)))


def _begin(shop: OpenShop) -> None:
    row = cards.empty(
        _("Here you see what each customer hears from you, from the first visit on."),
        _("Twelve messages are ready to begin with. All of them can be changed."),
        key="messages-scenarios",
        icon="forward_to_inbox",
    )
    with row:
        st.button(
            _("Take all twelve"), key="messages.all", type="primary", icon=":material/library_add:",
            on_click=target_turn.do, args=(partial(_adopt_all, shop),),
        )  # fmt: skip


def _adopt_all(shop: OpenShop) -> None:
    for one in templates.listed():
        templates.adopt(shop, one, wording.template(one.code), session.now())


def _usual(way: tuple[Step, ...]) -> ScenarioStage:
    """The first stage with something in it, else that of the purchase."""
    return next((step.stage for step in way if step.scenarios), ScenarioStage.BOUGHT)


def _strip(way: tuple[Step, ...]) -> None:
    with cards.card(_("From a first visit to a regular"), key="messages-way"):
        st.markdown(plain(wording.empty_stages([step for step in way if step.is_empty])))
        with st.grid(len(way), min_column_width=_NARROWEST, key="messages-strip"):
            for step in way:
                _stop(step)


def _stop(step: Step) -> None:
    with st.container(
        border=True, height="stretch", gap="small", key=f"messages-stop-{step.stage.value}"
    ):
        st.markdown(f":material/{_ICONS[step.stage]}: **{plain(wording.stage(step.stage))}**")
        st.badge(
            plain(wording.filled(step)),
            icon=":material/radio_button_unchecked:" if step.is_empty else ":material/check:",
            color="orange" if step.is_empty else "green",
        )
        st.button(
            _("Open"), key=f"messages.stage.{step.stage.value}", width="stretch",
            on_click=_open, args=(step.stage,),
        )  # fmt: skip


def _open(stage: ScenarioStage) -> None:
    st.session_state[_STAGE] = stage.value
    st.query_params.pop(STAGE, None)
    st.session_state.pop(_ASKED, None)
