"""The shop's own numbers beside what is to be checked before the payment."""

import streamlit as st

from core.analysis.journey import Stage
from core.services import journey_checks as services
from core.services.journey_checks import Checks
from core.services.journey_view import Journey
from core.services.opening import OpenShop
from core.ui import cards
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import journey_checks as wording


def read(shop: OpenShop, view: Journey, stage: Stage) -> Checks | None:
    """The numbers, at the stage they belong to."""
    if stage is not Stage.BUY or view.period is None:
        return None
    return cached(services.checks)(shop, view.period, view.before)


def beside(code: str, found: Checks | None) -> None:
    """What is known beside something to try."""
    for line in wording.lines(code, found) if found is not None else ():
        st.caption(plain(line))


def below(found: Checks | None, *, whole: bool) -> None:
    """Where the numbers are from, and that they are of the whole shop."""
    if found is None:
        return
    if not whole:
        st.caption(plain(wording.of_whole()))
    cards.origin(wording.origin(found), key="journey.checks.origin")
