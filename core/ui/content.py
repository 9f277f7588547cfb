"""The tab 콘텐츠 달력: a rhythm, a month, and what the links brought."""

from datetime import date, timedelta
from typing import Final, Literal

import pandas as pd
import streamlit as st

from core.charts import month as charts
from core.charts.month import SIGNS, Entry
from core.i18n import formats
from core.i18n import gettext as _
from core.services import content, content_file, content_items
from core.services.content import Calendar
from core.services.content_file import Taken
from core.services.content_items import Content, State
from core.services.opening import OpenShop
from core.ui import cards, content_fields, downloads, keeping, notices, session
from core.ui.actions_forms import FIELD, seen
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import content as wording
from core.wording.message import Message

MONTHS_BACK: Final = 12
MONTHS_AHEAD: Final = 3

_TAKEN: Final = "content.taken"
_COLOURS: Final[dict[State, Literal["blue", "red", "green"]]] = {
    State.PLANNED: "blue",
    State.OVERDUE: "red",
    State.PUBLISHED: "green",
}


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    today = session.today()
    month = st.selectbox(
        _("Month"), _months(today), index=MONTHS_BACK,
        format_func=formats.month, key="content.month",
    )  # fmt: skip
    view = cached(content.calendar)(shop, month, today)
    wide, narrow = st.columns([2, 1])
    with wide, cards.card(wording.title(view), key="content-month"):
        _sheet(view, today)
        for one in view.items:
            _item(shop, view, one, today)
    with narrow:
        with cards.card(_("How well it is kept"), key="content-kept"):
            _kept(shop, view)
        with cards.card(_("Plan or write down content"), key="content-new"):
            _new(shop, view, month)
    _late(shop, view)
    gone = [
        (wording.item(one), lambda one=one: content_items.undo(shop, one.id or 0, one.version))
        for one in view.deleted
    ]
    keeping.thrown(gone, "content")
    _files(shop, today)


def _months(today: date) -> list[date]:
    found = [today.replace(day=1)]
    for _number in range(MONTHS_BACK):
        found.insert(0, (found[0] - timedelta(days=1)).replace(day=1))
    for _number in range(MONTHS_AHEAD):
        found.append((found[-1] + timedelta(days=31)).replace(day=1))
    return found


def _sheet(view: Calendar, today: date) -> None:
    entries = [Entry(one.day, one.state(today).value, one.title) for one in view.items]
    st.altair_chart(
        charts.sheet(entries, view.month, today, wording.weekdays(), session.look()),
        alt=wording.title(view),
    )
    signs = {State.PUBLISHED: "published", State.PLANNED: "planned", State.OVERDUE: "overdue"}
    told = [f"{SIGNS[name]} {wording.state(which)}" for which, name in signs.items()]
    st.caption(plain(" · ".join(told)))


def _item(shop: OpenShop, view: Calendar, one: Content, today: date) -> None:
    number, state = one.id or 0, one.state(today)
    with st.container(key=f"content-{number}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(plain(wording.state(state)), color=_COLOURS[state])
            st.markdown(plain(wording.item(one)), width="content")
            _publish(shop, one)
            with st.popover(
                _("Change"), icon=":material/edit:", type="tertiary", key=f"content.open.{number}"
            ):
                _change(shop, one)
                keeping.away(
                    lambda: content_items.delete(shop, number, session.now(), one.version),
                    f"content.delete.{number}",
                )
        came = wording.brought(view.brought.get(number), shared=number in view.shared)
        for line in (wording.numbers(one), came):
            if line:
                st.caption(plain(line))


def _publish(shop: OpenShop, one: Content, where: str = "content.out") -> None:
    if one.published_on is None:
        st.button(
            _("I have published it"), key=f"{where}.{one.id}", icon=":material/check:",
            on_click=keeping.do,
            args=(lambda: content_items.publish(shop, one.id or 0, session.now(), one.version),),
        )  # fmt: skip


def _late(shop: OpenShop, view: Calendar) -> None:
    """What is overdue and stands in another month."""
    late = [one for one in view.overdue if one not in view.items]
    if not late:
        return
    with cards.card(wording.overdue(late), key="content-late"):
        for one in late:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(plain(wording.item(one)), width="content")
                _publish(shop, one, "content.late")


def _kept(shop: OpenShop, view: Calendar) -> None:
    for line in wording.kept(view):
        st.markdown(plain(line))
    for one in view.rhythms:
        st.caption(plain(wording.rhythm(one)))
    with st.form("content.pace", border=False):
        channel = st.text_input(
            _("Channel"), key=f"{FIELD}content.pace.channel", max_chars=content_items.LONGEST,
            placeholder=_("blog, video, social media …"),
        )  # fmt: skip
        times = st.number_input(
            _("How often a week? 0 is a pause."), 0, content.MOST_A_WEEK, 2,
            key=f"{FIELD}content.pace.times",
        )  # fmt: skip
        if not st.form_submit_button(_("Keep the rhythm"), key="content.pace.keep"):
            return
    keeping.run(lambda: content.keep_pace(shop, channel, int(times), session.now()))
    st.rerun()


def _new(shop: OpenShop, view: Calendar, month: date) -> None:
    with st.form("content.form", border=False):
        day = session.today() if session.today() in view.month else month
        item = content_fields.draw(shop, None, day)
        if not st.form_submit_button(_("Put in the calendar"), key="content.add", type="primary"):
            return
    keeping.run(lambda: content_items.add(shop, item, session.now()))
    st.rerun()


def _change(shop: OpenShop, one: Content) -> None:
    version = seen(f"content.{one.id}", one.version)
    with st.form(f"content.edit.{one.id}", border=False):
        item = content_fields.draw(shop, one, one.planned_on, version)
        if not st.form_submit_button(_("Save"), key=f"content.save.{one.id}"):
            return
    keeping.run(lambda: content_items.edit(shop, item, session.now()))
    st.rerun()


def _files(shop: OpenShop, today: date) -> None:
    taken: Taken | None = st.session_state.pop(_TAKEN, None)
    if taken is not None:
        notices.success(Message(wording.taken(taken.new, taken.known)))
    with st.expander(_("As a file, out and in"), icon=":material/table:", key="content.files"):
        downloads.csv(
            _("Save all content as a file"), lambda: _table(shop, today), "content.csv",
            key="content.csv",
        )  # fmt: skip
        turn = st.session_state.setdefault("content.turn", 0)
        file = st.file_uploader(
            _("A file with the same columns"), type="csv", key=f"content.file.{turn}"
        )
        if file is not None and st.button(
            _("Take it in"), key="content.take", icon=":material/upload:"
        ):
            given = file.getvalue()

            def take() -> None:
                st.session_state[_TAKEN] = content_file.take(
                    shop, given, wording.headings(), session.now()
                )

            keeping.run(take)
            st.session_state["content.turn"] = turn + 1
            st.rerun()


def _table(shop: OpenShop, today: date) -> pd.DataFrame:
    """All content; what links brought stands beside what was published."""
    found = content.with_results(shop, today)
    return pd.DataFrame([wording.row(one, came) for one, came in found])
