"""What the tabs of 구매 후 관리 share: do something, say what came of it, take it back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from core.analysis.care_queue import Kind
from core.i18n import formats, speaking
from core.i18n import gettext as _
from core.services import care_queue_done as done
from core.services import care_queue_people as people
from core.services import care_words
from core.services.care_queue_done import Batch, Marked, Reason
from core.services.care_queue_people import Task, Told
from core.services.care_words import CareRefused, Values
from core.services.opening import OpenShop
from core.store import StoreProblem
from core.store.care_queue import Key
from core.store.notes import NoteChanged, NoteGone
from core.ui import notices, session, voice_focus
from core.ui.text import plain
from core.wording import actions as changed
from core.wording import care_queue as wording
from core.wording import care_words as refusing

FILLED: Final = ("name", "carrier", "invoice")
"""What the seller fills in herself: no store keeps it."""

_FAULT: Final = "care.fault"
_MARKED: Final = "care.marked"
_UNDONE: Final = "care.undone"
_BACK: Final = "care.back"
_TURN: Final = "care.turn"
_NEXT: Final = '[class*="st-key-care-done-"] button'


def run(change: Callable[[], object]) -> bool:
    """Do something; what was wrong is said when the page is drawn next. Whether it was done."""
    st.session_state.pop(_FAULT, None)
    try:
        change()
    except (CareRefused, NoteChanged, NoteGone, StoreProblem) as fault:
        st.session_state[_FAULT] = fault
        return False
    return True


def faults() -> None:
    """Say what was wrong with the last change, once."""
    fault = st.session_state.pop(_FAULT, None)
    if isinstance(fault, CareRefused):
        notices.problem(refusing.refused(fault))
    elif isinstance(fault, StoreProblem):
        notices.refusal(fault)
    elif fault is not None:
        notices.warning(changed.changed_elsewhere())


def mark(
    shop: OpenShop,
    kind: Kind,
    tasks: Sequence[Task],
    reason: Reason | None = None,
    texts: Sequence[str] = (),
) -> None:
    """Note that tasks were done, or skipped for a reason; it can be taken back at once."""
    keys = [task.key for task in tasks]
    words = dict(zip(keys, texts, strict=True)) if texts else None

    def change() -> None:
        st.session_state.pop(_BACK, None)
        marked = done.mark(shop, kind, keys, session.now(), reason, words)
        if marked.batch.orders or not _is_own(kind, keys):
            st.session_state[_MARKED] = marked

    if run(change):
        moved()


def moved() -> None:
    """Something in a list was done: the keyboard goes on to the next."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _is_own(kind: Kind, keys: Sequence[Key]) -> bool:
    """Whether these were marked here just before: of a second click nobody wants to hear."""
    last: Marked | None = st.session_state.get(_MARKED)
    return last is not None and last.batch.kind is kind and set(keys) <= set(last.batch.orders)


def focus() -> None:
    """Put the keyboard on the next task after one was done."""
    voice_focus.focus(_NEXT, st.session_state.get(_TURN, 0))


def said(shop: OpenShop) -> None:
    """What was done or changed last, with the way back, until something else is."""
    if any(st.session_state.get(key) for key in (_MARKED, _UNDONE, _BACK)):
        # The button was somewhere down the page; only the foot of the window is surely in sight.
        with st.bottom:
            _marked(shop)
            _offered()


def _marked(shop: OpenShop) -> None:
    last: Marked | None = st.session_state.get(_MARKED)
    undone: Batch | None = st.session_state.pop(_UNDONE, None)
    if undone is not None:
        back = _("{what} is in the list again.").format(what=wording.kind(undone.kind))
        st.markdown(f":material/undo: {plain(back)}")
    if last is None or not (last.batch.orders or last.others):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="care-marked"):
        parts = [wording.marked(last.batch)] if last.batch.orders else []
        parts += [wording.others(last.others)] if last.others else []
        st.markdown(f":material/check_circle: {plain(' '.join(parts))}", width="content")
        if last.batch.orders:
            st.button(_("Undo"), key="care.undo", icon=":material/undo:", type="tertiary",
                      on_click=undo, args=(shop, last.batch))  # fmt: skip


def undo(shop: OpenShop, batch: Batch) -> None:
    """Take back what was noted at one moment."""

    def change() -> None:
        if not done.undo(shop, batch):
            raise NoteGone(batch.kind)

    if run(change):
        st.session_state[_UNDONE] = batch
    st.session_state.pop(_MARKED, None)


def offer(said_of: str, back: Callable[[], object]) -> None:
    """Say when the page is drawn next what was changed, with the way back."""
    st.session_state[_BACK] = (said_of, back)
    st.session_state.pop(_MARKED, None)


def _offered() -> None:
    found: tuple[str, Callable[[], object]] | None = st.session_state.get(_BACK)
    if found is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="care-offered"):
        st.markdown(f":material/check_circle: {plain(found[0])}", width="content")
        st.button(_("Undo"), key="care.offered", icon=":material/undo:", type="tertiary",
                  on_click=_take, args=(found[1],))  # fmt: skip


def _take(back: Callable[[], object]) -> None:
    st.session_state.pop(_BACK, None)
    run(back)


def values(task: Task, told: Told, today: date, typed: dict[str, str] | None = None) -> Values:
    """What a text is filled with: what the store knows, and what the seller typed."""
    ship_by = task.order.ship_by if task.order else None
    # The customers read Korean, in whichever language the seller reads this page.
    with speaking("ko"):
        day = formats.day_short(ship_by) if ship_by else ""
        known = people.values(task, told, today, day, wording.bought(task, 200))
    return replace(known, **(typed or {}))


def filled(task: Task, text: str, told: Told, today: date) -> str:
    """A text as it goes to one customer, without what only the seller knows."""
    return care_words.fill(text, values(task, told, today))
