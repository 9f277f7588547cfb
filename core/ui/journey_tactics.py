"""What may be tried at each stage, and how far it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal

import streamlit as st

from core.analysis.journey import Stage
from core.i18n import gettext as _
from core.services import journey_tactics as services
from core.services.actions import Proposal
from core.services.journey_checks import Checks
from core.services.journey_tactics import Doing
from core.services.journey_view import Journey
from core.services.opening import OpenShop
from core.ui import actions, cards, journey_checks, places
from core.ui.cached import cached
from core.ui.text import plain
from core.verdicts.actions import of_stage
from core.verdicts.journey import TACTICS, Conclusion, Tactic
from core.wording import actions_names
from core.wording import journey as wording
from core.wording import journey_page as page
from core.wording import journey_verdict as said
from core.wording.journey import Names

_COLOURS: Final[Mapping[Doing, Literal["gray", "blue", "green"]]] = {
    Doing.NOT: "gray", Doing.DOING: "blue", Doing.SEEN: "green",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where things to try are listed, and the shop's numbers that stand beside them."""

    name: str
    told: Checks | None = None


def more(shop: OpenShop, view: Journey, chosen: Names) -> Callable[[], object] | None:
    """Draws what else helps where most is lost, after what the conclusion says; None if nothing."""
    found = view.conclusion
    if found is None or not found.tactics[1:]:
        return None
    return partial(_more, shop, view, found, chosen)


def _more(shop: OpenShop, view: Journey, found: Conclusion, chosen: Names) -> None:
    with cards.card(_("This helps as well"), key="journey-more", stretch=True):
        states = cached(services.states)(shop)
        for code in found.tactics[1:]:
            _of_weakest(shop, said.proposal(view, found, code, chosen), code, states, _Spot("more"))


@st.fragment
def draw(shop: OpenShop, view: Journey, chosen: Names, *, whole: bool) -> None:
    """Things to try, stage by stage: those of the weakest stage first.

    Args:
        shop: whose.
        view: the way.
        chosen: the names of the stages.
        whole: whether the way is that of the whole shop and not of a mall or a part.
    """
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
            persist_state="page",
            label_visibility="collapsed",
        )
        found = cached(services.states)(shop)
        spot = _Spot("tactics", journey_checks.read(shop, view, stage))
        if weakest is stage and view.conclusion is not None:
            for code in _all_of(view.conclusion, stage):
                one = said.proposal(view, view.conclusion, code, chosen)
                _of_weakest(shop, one, code, found, spot)
        else:
            for code in TACTICS[stage]:
                usual = services.of_tactic(stage, code, said.tactic(code))
                _row(shop, usual, services.state(found, usual.claim), spot, code)
        journey_checks.below(spot.told, whole=whole)
        with st.expander(_("What also helps at this stage"), key=f"tactics.{stage.value}"):
            for known in of_stage(services.STAGES[stage]):
                other = services.of_known(known, actions_names.tactic(known.id))
                state = services.state(found, other.claim, known.id)
                _row(shop, other, state, spot, known.id)


def _all_of(found: Conclusion, stage: Stage) -> tuple[Tactic, ...]:
    """What the conclusion says, and whatever else may be checked there."""
    return (*found.tactics, *(one for one in TACTICS[stage] if one not in found.tactics))


def _of_weakest(
    shop: OpenShop, one: Proposal | None, code: Tactic, found: dict[str, Doing], where: _Spot
) -> None:
    """What helps where most is lost; kept with what was found out."""
    if one is not None:
        _row(shop, one, services.state(found, one.claim), where, code)
    else:
        st.markdown(plain(said.tactic(code)))


def _row(shop: OpenShop, one: Proposal, state: Doing, where: _Spot, code: str) -> None:
    with st.container(gap="xsmall", key=f"{where.name}-{one.claim}"):
        st.markdown(plain(one.said.what))
        journey_checks.beside(code, where.told)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(page.doing(state), color=_COLOURS[state])
            actions.keep_button(shop, one, f"{where.name}.keep.{one.claim}")
            places.link(places.TACTICS.get(code))
