"""What is likely to be bought next, of one customer and of a group alike."""

from collections.abc import Callable, Sequence

import streamlit as st

from core.i18n import gettext as _
from core.services import customers_next
from core.services.customers_next import Suggestion
from core.ui import cards
from core.ui.text import plain
from core.wording import customers_groups, verdicts
from core.wording import customers_one as wording


def draw(suggested: Sequence[Suggestion], note: Callable[[Suggestion], str] | None = None) -> None:
    """The products with the numbers they are thought for, or what it takes to name one.

    Args:
        suggested: the likeliest first.
        note: what else is said of each.
    """
    if not suggested:
        lacking = _("Nothing yet: at least {count} people have to have bought both.")
        st.markdown(plain(lacking.format(count=customers_next.LEAST_TOGETHER)))
    elif not customers_next.is_any_sure(suggested):
        st.markdown(plain(customers_groups.nothing_sure()))
    for one in suggested:
        with st.container(gap="xsmall"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"**{plain(one.name)}**", width="content")
                cards.badge(one.level, verdicts.evidence(one.level))
            st.markdown(plain(wording.suggestion(one)))
            if note is not None:
                st.caption(plain(note(one)))
            st.caption(plain(wording.figures(one)))
