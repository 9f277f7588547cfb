"""What was done today, with the way back, and why somebody is not in the list."""

from datetime import date
from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import care_queue_done as done
from core.services import care_queue_why as service
from core.services.opening import OpenShop
from core.ui import care_queue_state as state
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import care_queue as wording
from core.wording.malls import mall_name

MOST: Final = 30
"""So many entries of today are listed."""


def draw(shop: OpenShop, today: date) -> None:
    """Both."""
    _done(shop, today)
    _look_up(shop, today)


def _done(shop: OpenShop, today: date) -> None:
    found = cached(done.of_today)(shop, today)
    if not found:
        return
    count = formats.count(sum(len(one.orders) for one in found), "tasks")
    told = _("Done or skipped today: {count}").format(count=count)
    with st.expander(plain(told), icon=":material/task_alt:", key="care.today"):
        for one in found[:MOST]:
            # By what it takes back: a second click that comes late must not take back another.
            own = f"{one.at:%H%M%S}.{one.kind}.{one.reason or ''}"
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(plain(f"{formats.clock(one.at)} {wording.marked(one)}"),
                            width="content")  # fmt: skip
                st.button(
                    _("Undo"), key=f"care.today.undo.{own}", type="tertiary",
                    icon=":material/undo:", on_click=state.undo, args=(shop, one),
                )  # fmt: skip


def _look_up(shop: OpenShop, today: date) -> None:
    with st.expander(
        _("Why is somebody not in the list?"), icon=":material/help:", key="care.lookup"
    ):
        number = st.text_input(_("Order number"), key="care.lookup.number", max_chars=60)
        if not number.strip():
            return
        answers = cached(service.why)(shop, number, today)
        if not answers:
            st.markdown(plain(_("No order has this number.")))
        for one in answers:
            who = wording.who(one.order.name if one.order else "")
            st.markdown(f"**{plain(f'{mall_name(one.mall)} {one.order_no} · {who}')}**")
            for line in one.lines:
                st.markdown(f"- {plain(wording.why(line))}")
