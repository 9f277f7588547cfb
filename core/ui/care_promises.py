"""The tab 기본 약속: how soon orders leave and arrive, how whole, and what must leave now."""

from datetime import timedelta
from typing import Final

import pandas as pd
import streamlit as st

from core.charts import care as charts
from core.i18n import gettext as _
from core.services import care_late, care_promises
from core.services.care_promises import MOST_DAYS, Aim, Lacking, Promise, View
from core.services.opening import OpenShop
from core.terms import Period
from core.ui import cards, care_promises_lists, downloads, events, keeping, session, tables
from core.ui.actions import UPLOAD
from core.ui.actions_forms import FIELD
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import care_promises as words
from core.wording import care_promises_details
from core.wording.verdicts import evidence

_KEY: Final = "care.promises"
_UNDO: Final = f"{_KEY}.undo"
_FILES: Final = frozenset({Lacking.SENT, Lacking.DUE, Lacking.ARRIVED, Lacking.CLAIMS,
                           Lacking.REASONS})  # fmt: skip


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    today = session.today()
    view = cached(care_promises.view)(shop, today)
    if view.asof is None:
        _empty()
        return
    late = cached(care_late.read)(shop, today)
    care_promises_lists.waiting(late)
    note = words.asof(view, today)
    if note:
        st.caption(plain(note))
    _undone(shop)
    for pair in (view.promises[:2], view.promises[2:]):
        for place, promise in zip(st.columns(2), pair, strict=True):
            with place:
                _promise(shop, promise)
    for line in words.left_out(view):
        st.caption(plain(line))
    _weeks(view)
    care_promises_lists.reasons(view.claims)
    care_promises_lists.products(late)
    care_promises_lists.late(late)


def _empty() -> None:
    with cards.empty(
        _("You see here how soon your orders leave and arrive, and how whole."),
        _("One order file is enough."),
        key="care-promises",
        icon="local_shipping",
    ):
        st.page_link(UPLOAD, label=_("Add my file"), icon=":material/upload_file:")


def _promise(shop: OpenShop, promise: Promise) -> None:
    aim = promise.aim
    with cards.card(words.name(aim), key=f"promise-{aim}", note=words.meaning(aim), stretch=True):
        if promise.lacking is not None:
            _lacking(promise)
        else:
            _known(promise)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(plain(words.target(promise)), width="content")
            _target(shop, promise)
            if promise.lacking is None:
                cards.origin(words.origin(promise), key=f"{_KEY}.origin.{aim}")


def _known(promise: Promise) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.metric(
            words.name(promise.aim), words.value(promise), label_visibility="collapsed",
            width="content",
        )  # fmt: skip
        if promise.standing is not None:
            level, said = words.standing(promise, promise.standing)
            cards.badge(level, evidence(level))
            st.markdown(f"**{plain(said)}**", width="content")
    for line in care_promises_details.details(promise):
        st.caption(plain(line))


def _lacking(promise: Promise) -> None:
    st.subheader(plain(words.value(promise)), anchor=False)
    st.markdown(plain(words.lacking(promise)))
    if promise.lacking in _FILES:
        st.page_link(UPLOAD, label=_("Add my file"), icon=":material/upload_file:")


def _target(shop: OpenShop, promise: Promise) -> None:
    aim = promise.aim
    label = _("Change") if promise.target is not None else _("Set a target")
    with st.popover(label, icon=":material/flag:", type="tertiary", key=f"{_KEY}.open.{aim}"):
        st.caption(plain(words.rule(aim)))
        with st.form(f"{_KEY}.form.{aim}", border=False):
            number = _field(promise)
            if st.form_submit_button(_("Save"), key=f"{_KEY}.save.{aim}"):
                _set(shop, aim, _part(aim, number))
        if promise.target is not None:
            st.button(
                _("Without a target"), key=f"{_KEY}.none.{aim}", type="tertiary",
                icon=":material/delete:", on_click=_put, args=(shop, aim, None),
            )  # fmt: skip


def _field(promise: Promise) -> float | None:
    key = f"{FIELD}{_KEY}.{promise.aim}"
    known = promise.target
    if promise.aim.is_days:
        return st.number_input(
            words.wishes(promise), 0, MOST_DAYS, None if known is None else int(known), key=key
        )
    return st.number_input(
        words.wishes(promise), 0.0, 99.0, None if known is None else round(known * 100, 1),
        step=0.5, format="%.1f", key=key,
    )  # fmt: skip


def _part(aim: Aim, number: float | None) -> float | None:
    return number if number is None or aim.is_days else round(number / 100, 4)


def _set(shop: OpenShop, aim: Aim, value: float | None) -> None:
    _put(shop, aim, value)
    st.rerun()


def _put(shop: OpenShop, aim: Aim, value: float | None) -> None:
    before: list[float | None] = []
    if keeping.run(
        lambda: before.append(care_promises.set_target(shop, aim, value, session.now()))
    ):
        st.session_state[_UNDO] = (aim, before[0], value)


def _undone(shop: OpenShop) -> None:
    """The way back after a target was changed."""
    kept: tuple[Aim, float | None, float | None] | None = st.session_state.get(_UNDO)
    if kept is None or kept[1] == kept[2]:
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"{_KEY}.changed"):
        changed = _("The target of “{what}” was changed.").format(what=words.name(kept[0]))
        st.markdown(plain(changed), width="content")
        st.button(
            _("Undo"), key=f"{_KEY}.back", type="tertiary", icon=":material/undo:",
            on_click=_back, args=(shop, kept[0], kept[1]),
        )  # fmt: skip


def _back(shop: OpenShop, aim: Aim, value: float | None) -> None:
    if keeping.run(lambda: care_promises.set_target(shop, aim, value, session.now())):
        st.session_state.pop(_UNDO, None)


def _weeks(view: View) -> None:
    known = [one for one in view.promises if one.lacking is None and one.weeks]
    if not known:
        return
    with cards.card(_("Week by week"), key="promise-weeks"):
        _chosen(view, known)


def _chosen(view: View, known: list[Promise]) -> None:
    aims = [one.aim for one in known]
    chosen = (
        st.segmented_control(
            _("Which one?"), aims, default=aims[0], format_func=words.name,
            key=f"{_KEY}.chosen", label_visibility="collapsed", persist_state="session",
        )
        or aims[0]
    )  # fmt: skip
    promise = view.promise(chosen)
    title = words.trend(promise)
    st.subheader(plain(title), anchor=False)
    days = Period(promise.weeks[0].first, promise.weeks[-1].first + timedelta(days=6))
    happened = events.marks(session.shop(), days)
    aim = promise.target
    drawing = charts.weekly(
        words.points(promise), session.look(),
        is_share=not promise.aim.is_days, aim=aim, happened=happened,
    )  # fmt: skip
    st.altair_chart(drawing, alt=title)
    if aim is not None:
        st.caption(_("The dashed line is your target."))
    events.legend(happened, days)
    frame = pd.DataFrame(words.week_rows(promise))
    with st.popover(_("Weeks as a table"), icon=":material/table:", type="tertiary",
                    key=f"{_KEY}.table"):  # fmt: skip
        tables.show(
            frame,
            {head: (tables.figure if at else tables.text)(head)
             for at, head in enumerate(frame.columns)},
            key=f"{_KEY}.rows", alt=title,
        )  # fmt: skip
        downloads.csv(_("Save the weeks as a file"), frame, "promise_weeks.csv", key=f"{_KEY}.csv")
