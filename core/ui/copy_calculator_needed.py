"""The question the other way round: how many people and days does a difference take?"""

import streamlit as st

from core.i18n import gettext as _
from core.ui import cards
from core.ui.copy_kept import Fields, share
from core.ui.text import plain
from core.verdicts import copy_tests_plan as plans
from core.verdicts.copy_tests_plan import LONGEST_USEFUL, Asked
from core.wording import copy_calculator as wording
from core.wording import copy_tests_plan as sentences


def draw(asked: Asked) -> None:
    """What is hoped for, and what that takes.

    Args:
        asked: the plan above it, of which the visitors a day, the usual rate and the texts are
            taken.
    """
    fields = Fields("need")
    with cards.card(_("How many days for this difference?"), key="need"):
        st.caption(
            plain(_("Say what you hope for, and you see how many people and days it takes."))
        )
        with st.container(width=260):
            hoped: float | None = st.number_input(
                _("How many of 100 do you hope for?"), min_value=0.0, max_value=99.9, value=None,
                step=0.5, format="%0.1f", placeholder="–",
                key=fields.ready("rate", None, share),
            )  # fmt: skip
        fields.take("rate", hoped)
        fields.close()
        if hoped:
            _answer(asked, hoped / 100)


def _answer(asked: Asked, rate: float) -> None:
    if abs(rate - asked.base) < plans.TINY:
        st.caption(plain(wording.as_usual()))
        return
    found = plans.needed(asked, rate)
    st.markdown(f":material/event: **{plain(sentences.needed(found, asked.base, rate))}**")
    if found.days > LONGEST_USEFUL:
        st.caption(plain(wording.too_long(LONGEST_USEFUL)))
