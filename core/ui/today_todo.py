"""오늘 할 일: at most five things, each ticked off for the day and with the way to its page."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import todo as service
from core.services.opening import OpenShop
from core.services.todo import Todo
from core.store import StoreProblem
from core.ui import cards, notices, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import today_lists as wording

PAGES: Final = {
    "actions": "pages/improve/actions.py",
    "channels": "pages/diagnose/channels.py",
    "journey": "pages/diagnose/journey.py",
    "products": "pages/diagnose/products.py",
    "tests": "pages/improve/tests.py",
    "upload": "pages/start/upload.py",
}
"""The file of a page, by the last part of its address."""

_FAULT: Final = "todo.fault"


def draw(shop: OpenShop) -> None:
    """The list of the day."""
    today = session.today()
    listed = service.marked(shop, today, cached(service.listed)(shop, today))
    with cards.card(_("To do today"), key="todo", stretch=True):
        fault = st.session_state.pop(_FAULT, None)
        if isinstance(fault, StoreProblem):
            notices.refusal(fault)
        if not listed:
            st.caption(_("Nothing is waiting for you today."))
            return
        done = sum(one.is_done for one in listed)
        if done:
            st.caption(plain(wording.progress(done, len(listed))))
        for one in listed:
            _row(shop, one)


def _row(shop: OpenShop, one: Todo) -> None:
    words, key = wording.todo(one), f"todo.{session.today():%Y%m%d}.{one.item}"
    # What is stored holds; the box only shows it.
    st.session_state[key] = one.is_done
    with st.container(key=f"todo-{one.item}", gap=None):
        label = plain(words.what)
        st.checkbox(
            f"~~{label}~~" if one.is_done else label,
            key=key,
            on_change=_toggle,
            args=(shop, one.item, key),
        )
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(plain(words.why), width="content")
            page = PAGES.get(one.page)
            if page is not None:
                st.page_link(page, label=_("Go there"), icon=":material/arrow_forward:")


def _toggle(shop: OpenShop, item: str, key: str) -> None:
    """Keep what was ticked, or take it back."""
    today = session.today()
    try:
        if st.session_state[key]:
            service.tick(shop, today, item, session.now())
        else:
            service.untick(shop, today, item)
    except StoreProblem as problem:
        st.session_state[_FAULT] = problem
