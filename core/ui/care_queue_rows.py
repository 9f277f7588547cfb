"""The list of today: one row a task, with its text, what was done, and why it is skipped."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from core.analysis.care_queue import Kind
from core.i18n import gettext as _
from core.services import care_rules, care_words
from core.services.care_queue_done import Reason
from core.services.care_queue_people import Task, Told
from core.services.care_rules import CareRule, Exclusion, Scope
from core.services.opening import OpenShop
from core.ui import care_queue_state as state
from core.ui import copying, customers_link, session
from core.ui.text import plain
from core.wording import care_queue as wording
from core.wording import care_words as said

ICONS: Final = {
    Kind.CONFIRM: "receipt_long",
    Kind.DISPATCH: "local_shipping",
    Kind.HOW_IS_IT: "waving_hand",
    Kind.REVIEW: "rate_review",
    Kind.TIP: "tips_and_updates",
}


def draw(
    shop: OpenShop, tasks: Sequence[Task], rules: dict[Kind, CareRule], told: Told, today: date
) -> None:
    """Some tasks, each with everything that is needed to do it."""
    days = {task.order.seen_on if task.is_unseen(today) and task.order else None for task in tasks}
    day = days.pop() if len(days) == 1 else None
    if day is not None:
        st.caption(f":material/warning: {plain(wording.unseen_by_all(day))}")
    for task in tasks:
        with st.container(border=True, key=f"care-row-{name(task)}", gap="small"):
            _head(task, today, is_warned=day is not None)
            _body(shop, task, rules[task.kind], told, today)


def name(task: Task) -> str:
    """Names a task among all there are."""
    return f"{task.kind}.{int(task.mall)}.{task.order_no}"


def _head(task: Task, today: date, *, is_warned: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(plain(wording.kind(task.kind)), icon=f":material/{ICONS[task.kind]}:")
        who = wording.who(task.order.name if task.order else "")
        st.markdown(f"**{plain(who)}** {plain(wording.bought(task))}", width="content")
        last = wording.left(task.left)
        st.badge(plain(last), color="orange" if task.left == 0 else "gray")
    st.caption(plain(f"{wording.since(task, today)} · {wording.place(task)}"))
    if task.is_unseen(today) and not is_warned:
        st.caption(f":material/warning: {plain(wording.unseen(task))}")


def _body(shop: OpenShop, task: Task, rule: CareRule, told: Told, today: date) -> None:
    choices = care_words.choices(task.kind, rule.text)
    key = f"care.text.{name(task)}"
    text = choices[st.session_state.get(key, 0) % len(choices)]
    values = state.values(task, told, today, _typed(task))
    ready = care_words.fill(text, values)
    with st.container(key=f"care-text-{name(task)}", border=False):
        st.markdown("  \n".join(plain(line) for line in ready.splitlines()) or "–")
    _parcel(task, text)
    missing = said.lacking(values, [code for code in care_words.names()
                                    if care_words.asks_for(text, code)])  # fmt: skip
    if missing:
        st.caption(f":material/edit: {plain(missing)}")
    words = care_words.sales_words(text)
    if words:
        st.warning(plain(said.advertising(words)), icon=":material/campaign:")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        copying.button(ready, about=wording.who(task.order.name if task.order else ""),
                       key=f"care.copy.{name(task)}")  # fmt: skip
        st.button(
            _("Done"), key=f"care.done.{name(task)}", icon=":material/check:", type="primary",
            on_click=state.mark, args=(shop, task.kind, [task], None, [text]),
        )  # fmt: skip
        _skip(shop, task)
        _blanks(task, text)
        if len(choices) > 1:
            st.button(_("Other words"), key=f"care.other.{name(task)}", type="tertiary",
                      icon=":material/autorenew:", on_click=_next, args=(key,))  # fmt: skip
        customers_link.way(task.order.buyer_key if task.order else None)


def _next(key: str) -> None:
    st.session_state[key] = st.session_state.get(key, 0) + 1


def _typed(task: Task) -> dict[str, str]:
    """What the seller typed for this customer; it is kept nowhere."""
    found = {code: st.session_state.get(_field(task, code), "") for code in state.FILLED}
    return {code: value.strip() for code, value in found.items() if value}


def _field(task: Task, code: str) -> str:
    return f"care.fill.{code}.{name(task)}"


def _parcel(task: Task, text: str) -> None:
    """The fields without which the text on a parcel is of little use."""
    labels = {"carrier": _("Carrier"), "invoice": _("Parcel number")}
    asked = [code for code in labels if care_words.asks_for(text, code)]
    if asked:
        with st.container(horizontal=True, gap="small"):
            for code in asked:
                # Two of this width stand side by side on a phone.
                st.text_input(
                    labels[code], key=_field(task, code), max_chars=60, width=148,
                    label_visibility="collapsed", placeholder=labels[code],
                )  # fmt: skip


def _blanks(task: Task, text: str) -> None:
    if not care_words.asks_for(text, "name"):
        return
    with st.popover(_("Fill in"), icon=":material/edit:", type="tertiary",
                    key=f"care.blanks.{name(task)}"):  # fmt: skip
        st.caption(_("Only masked names are stored here. What you type is not kept."))
        st.text_input(_("Name of the customer"), key=_field(task, "name"), max_chars=60)


def _skip(shop: OpenShop, task: Task) -> None:
    with st.popover(_("Skip"), icon=":material/skip_next:", key=f"care.skip.{name(task)}"):
        why = st.radio(
            _("Why?"), [one.value for one in Reason], key=f"care.why.{name(task)}",
            format_func=lambda code: wording.skipped(Reason(code)),
        )  # fmt: skip
        st.button(
            _("Skip this one"), key=f"care.skipped.{name(task)}", type="primary",
            on_click=state.mark, args=(shop, task.kind, [task], Reason(why or Reason.OTHER)),
        )  # fmt: skip
        order = task.order
        if order is not None and order.buyer_key is not None:
            one = Exclusion(Scope.BUYER, order.buyer_key, order.name)
            st.button(
                _("Never this customer"), key=f"care.never.{name(task)}", type="tertiary",
                icon=":material/person_off:", on_click=leave_out, args=(shop, one),
            )  # fmt: skip


def leave_out(shop: OpenShop, one: Exclusion) -> None:
    """Leave something out from now on; it can be taken back at once."""

    def change() -> None:
        care_rules.exclude(shop, one, session.now())

    if state.run(change):
        what = _("Left out from now on: {name}").format(name=one.name or one.value)
        state.offer(what, lambda: care_rules.include(shop, one))
