"""오늘 할 일: at most five things, each ticked off for the day and with the way to its page."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import care_queue
from core.services import todo as service
from core.services.opening import OpenShop
from core.services.todo import Todo, TodoKind
from core.store import StoreProblem
from core.ui import cards, notices, places, session, tabs
from core.ui.cached import cached
from core.ui.care_queue import tasks
from core.ui.text import plain
from core.wording import today_lists as wording

_TABS: Final = {
    TodoKind.CONTENT: "content",
    TodoKind.OFFERS: "match",
    TodoKind.LOOK_BACK: "review",
    TodoKind.TOUCHPOINTS: "points",
    TodoKind.UNSENT: "promises",
    TodoKind.QUESTIONS: "satisfaction",
}
"""The tab of the page where it is done, unless it is the first one."""

_FAULT: Final = "todo.fault"


def draw(shop: OpenShop) -> None:
    """The list of the day."""
    today = session.today()
    # The page 구매 후 관리 asks for the same tasks; whichever is opened first finds them out.
    due = care_queue.summary(cached(tasks)(shop, today))
    listed = service.marked(shop, today, cached(service.listed)(shop, today, session.now(), due))
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
        # The words take what room there is, so that the ways stand under each other.
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.caption(plain(words.why))
            page = places.PAGES.get(one.page)
            if page is not None:
                st.page_link(
                    page, label=_("Go there"), icon=":material/arrow_forward:",
                    query_params=_address(one),
                )  # fmt: skip


def _address(one: Todo) -> dict[str, str]:
    """Where on its page a thing is done: the copy test it is about, or a tab."""
    return tabs.address(_TABS.get(one.kind)) if one.test is None else {"test": str(one.test)}


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
