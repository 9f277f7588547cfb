"""What the seller wants the stages to reach: a small form, and the way back."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from core.analysis.journey import Step
from core.i18n import gettext as _
from core.services import journey_targets as services
from core.services.journey_targets import TargetRefused
from core.services.opening import OpenShop
from core.store import StoreProblem
from core.ui import cards, notices, session
from core.ui.cached import cached
from core.ui.text import plain
from core.verdicts.journey_targets import AIMED
from core.wording import journey as wording
from core.wording import journey_page as page

_BEFORE: Final = "targets.before"
_FAULT: Final = "targets.fault"


def draw(shop: OpenShop) -> None:
    """The targets in a small form; nobody has to have any."""
    kept = cached(services.kept)(shop)
    with cards.card(page.targets_title(kept), key="targets", stretch=True):
        _said(shop)
        st.caption(plain(_("Leave a field empty where you have no target.")))
        with st.form("targets.form", border=False):
            fields = {step: _field(step, kept.get(step)) for step in AIMED}
            sent = st.form_submit_button(_("Keep"), key="targets.keep", icon=":material/check:")
        if sent:
            wanted = {step: None if it is None else it / 100 for step, it in fields.items()}
            _keep(shop, wanted, undo=True)
            st.rerun()


def _field(step: Step, share: float | None) -> float | None:
    return st.number_input(
        page.target_label(wording.step(step)),
        value=None if share is None else round(share * 100, 2),
        min_value=0.1, max_value=99.9, step=0.1, format="%.1f", key=f"targets.{step.value}",
    )  # fmt: skip


def _keep(shop: OpenShop, wanted: Mapping[Step, float | None], *, undo: bool) -> None:
    st.session_state.pop(_BEFORE, None)
    try:
        before = services.keep(shop, wanted, session.now())
    except (TargetRefused, StoreProblem) as fault:
        st.session_state[_FAULT] = fault
        return
    if undo and before != dict(wanted):
        st.session_state[_BEFORE] = before


def _back(shop: OpenShop, before: Mapping[Step, float | None]) -> None:
    for step in AIMED:
        st.session_state.pop(f"targets.{step.value}", None)
    _keep(shop, before, undo=False)


def _said(shop: OpenShop) -> None:
    fault = st.session_state.pop(_FAULT, None)
    if isinstance(fault, StoreProblem):
        notices.refusal(fault)
    elif isinstance(fault, TargetRefused):
        notices.warning(page.target_refused())
    before = st.session_state.get(_BEFORE)
    if before is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(_("Your targets were kept.")), width="content")
            st.button(
                _("Take it back"), key="targets.back", icon=":material/undo:", type="tertiary",
                on_click=_back, args=(shop, before),
            )  # fmt: skip
