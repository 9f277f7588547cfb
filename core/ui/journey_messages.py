"""On the way of customers: the moments at which nobody is told anything."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from core.analysis.journey import Stage
from core.services import messages_scenarios
from core.services.opening import OpenShop
from core.terms.messages import ScenarioStage
from core.ui import messages_scenarios as tab
from core.ui import places
from core.ui.cached import cached
from core.ui.tabs import address
from core.ui.text import plain
from core.wording import messages_scenarios as wording

MOMENTS: Final[Mapping[ScenarioStage, Stage]] = {
    ScenarioStage.FIRST_VISIT: Stage.REACH,
    ScenarioStage.VIEWED: Stage.LOOK,
    ScenarioStage.CART: Stage.BUY,
    ScenarioStage.BOUGHT: Stage.BUY,
    ScenarioStage.AFTER: Stage.AFTER,
    ScenarioStage.REGULAR: Stage.LOYAL,
    ScenarioStage.AWAY: Stage.LOYAL,
}
"""At which stage of the way each moment of a message lies; a basket waits for the purchase."""


def blanks(shop: OpenShop, stage: Stage) -> None:
    """The moments of a stage without a message that is on, each with the way there (S3-09)."""
    for step in cached(messages_scenarios.way)(shop):
        if step.is_empty and MOMENTS[step.stage] is stage:
            st.page_link(
                places.PAGES["messages"], label=plain(wording.blank(step.stage)),
                icon=":material/chat_add_on:",
                query_params={**address("scenarios"), tab.STAGE: step.stage.value},
            )  # fmt: skip
