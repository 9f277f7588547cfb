"""What may be tried at each stage, and how far it is."""

from collections.abc import Mapping
from typing import Final, Literal

import streamlit as st

from core.analysis.journey import Stage
from core.i18n import gettext as _
from core.services import journey_tactics as services
from core.services.actions import Proposal
from core.services.journey_tactics import Doing
from core.services.journey_view import Journey
from core.services.opening import OpenShop
from core.ui import actions, cards
from core.ui.cached import cached
from core.ui.text import plain
from core.verdicts.actions import of_stage
from core.verdicts.journey import TACTICS
from core.wording import actions_names
from core.wording import journey as wording
from core.wording import journey_page as page
from core.wording import journey_verdict as said
from core.wording.journey import Names

_COLOURS: Final[Mapping[Doing, Literal["gray", "blue", "green"]]] = {
    Doing.NOT: "gray", Doing.DOING: "blue", Doing.SEEN: "green",
}  # fmt: skip


def draw(shop: OpenShop, view: Journey, chosen: Names) -> None:
    """Things to try, stage by stage: those of the weakest stage first."""
    weakest = (
        view.conclusion.worst.step.stage if view.conclusion and view.conclusion.worst else None
    )
    with cards.card(_("To try at each stage"), key="tactics"):
        stage = st.segmented_control(
            _("Stage"),
            list(Stage),
            format_func=lambda one: wording.stage(one, chosen),
            default=weakest or Stage.REACH,
            required=True,
            key="journey.tactics",
            label_visibility="collapsed",
        )
        found = cached(services.states)(shop)
        if weakest is stage and view.conclusion is not None:
            _weakest(shop, view, chosen, found)
        else:
            for code in TACTICS[stage]:
                one = services.of_tactic(stage, code, said.tactic(code))
                _row(shop, one, services.state(found, one.claim))
        with st.expander(_("What also helps at this stage"), key=f"tactics.{stage.value}"):
            for known in of_stage(services.STAGES[stage]):
                one = services.of_known(known, actions_names.tactic(known.id))
                _row(shop, one, services.state(found, one.claim, known.id))


def _weakest(shop: OpenShop, view: Journey, chosen: Names, found: dict[str, Doing]) -> None:
    """What helps most where most is lost; kept with what was found out."""
    concluded = view.conclusion
    if concluded is None:
        return
    for code in concluded.tactics:
        one = said.proposal(view, concluded, code, chosen)
        if one is not None:
            _row(shop, one, services.state(found, one.claim))
        else:
            st.markdown(plain(said.tactic(code)))


def _row(shop: OpenShop, one: Proposal, state: Doing) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(page.doing(state), color=_COLOURS[state])
        st.markdown(plain(one.said.what), width="content")
        actions.keep_button(shop, one, f"tactics.keep.{one.claim}")
