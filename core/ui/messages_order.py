"""Putting the stages in another order, by buttons that the keyboard reaches too."""

from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import messages_stages as services
from core.services.opening import OpenShop
from core.terms.messages import ScenarioStage
from core.ui import keeping, session
from core.ui.text import plain
from core.wording import messages_scenarios as wording

_KEY: Final = "messages.order"
_BEFORE: Final = "messages.order.before"
"""Where this window keeps the order before its last change, and the one after it."""

Order = tuple[ScenarioStage, ...]


def draw(shop: OpenShop, stages: Order) -> None:
    """The stages one below the other, each with the way forward and back."""
    with st.expander(_("Order of the stages"), icon=":material/swap_vert:", key=f"{_KEY}.box"):
        st.caption(
            plain(_("The order holds here, when following one customer and on the journey."))
        )
        for place, stage in enumerate(stages):
            _stage(shop, stages, place, stage)
        with st.container(horizontal=True, gap="small"):
            if stages != services.USUAL:
                _button(
                    shop, _("As at first"), "restart_alt", f"{_KEY}.reset", stages, services.USUAL
                )
            before, after = st.session_state.get(_BEFORE, (None, None))
            if before is not None and after == stages:
                _button(shop, _("Undo the last change"), "undo", f"{_KEY}.undo", stages, before)


def _stage(shop: OpenShop, stages: Order, place: int, stage: ScenarioStage) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"order-{stage.value}"
    ):
        name = wording.stage(stage)
        st.markdown(f"**{place + 1}** {plain(name)}", width=190)
        # At an end the button stays, so that whoever moves a stage by keyboard keeps the place.
        for by, icon, label, is_end in (
            (-1, "arrow_upward", _("Move up"), place == 0),
            (1, "arrow_downward", _("Move down"), place == len(stages) - 1),
        ):
            wanted = services.moved(stages, stage, by)
            st.button(
                label, key=f"{_KEY}.{by}.{stage.value}", icon=f":material/{icon}:",
                disabled=is_end, type="tertiary", on_click=_put, args=(shop, wanted, stages),
            )  # fmt: skip


def _button(  # noqa: PLR0913, PLR0917  (how it looks, and from which order to which)
    shop: OpenShop, label: str, icon: str, key: str, seen: Order, wanted: Order
) -> None:
    st.button(
        label, key=key, icon=f":material/{icon}:", type="tertiary",
        on_click=_put, args=(shop, wanted, seen),
    )  # fmt: skip


def _put(shop: OpenShop, wanted: Order, seen: Order) -> None:
    if keeping.run(partial(services.put, shop, wanted, session.now(), seen=seen)):
        st.session_state[_BEFORE] = (seen, wanted)
