"""Subscribers by channel: the weeks as a picture and a table, and writing numbers down."""

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from core.charts import care as lines
from core.charts import subscribers as charts
from core.i18n import formats
from core.i18n import gettext as _
from core.services import subscribers, subscribers_paste
from core.services.opening import OpenShop
from core.services.receipts import Refused
from core.services.subscribers import WRITTEN, Channel, Count, Line, Taken
from core.services.subscribers_paste import Pasted
from core.services.subscribers_weeks import Standing
from core.ui import cards, downloads, keeping, notices, session, tables, target_turn, voice_said
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import importing
from core.wording import subscribers as wording

_KEY: Final = "subscribers.channels"
_READ: Final = "subscribers.pasted"
_MOST_LINES: Final = 12
"""So many lines that were written down are listed."""


def draw(shop: OpenShop, some: tuple[Standing, ...]) -> None:
    """The channels, and the fields."""
    with cards.card(
        _("How many, by channel"), key="subscribers-weeks",
        note=_("Weeks begin on Mondays of Seoul. Only weeks that are over are told."),
    ):  # fmt: skip
        if some:
            _channel(some)
        else:
            st.markdown(_("No file and no line tells how many there are."))
            st.caption(_("Write down once a week what the page of a channel says."))
        with st.expander(
            _("Write numbers down"), icon=":material/edit:", expanded=not some, key=f"{_KEY}.write"
        ):
            _typed(shop)
        with st.expander(
            _("Paste several days"), icon=":material/content_paste:", key=f"{_KEY}.many"
        ):
            _pasted(shop)
        _lines(shop)


def _channel(some: tuple[Standing, ...]) -> None:
    named = {one.channel: one for one in some}
    chosen = st.segmented_control(
        _("Channel"), list(named), default=next(iter(named)), required=True,
        format_func=wording.channel, key=f"{_KEY}.which",
    )  # fmt: skip
    one = named.get(Channel(chosen), some[0])
    st.markdown(f"**{plain(wording.latest(one))}**")
    for wrong in one.contradictions[:3]:
        st.warning(plain(wording.contradiction(wrong)), icon=":material/warning:")
    if not one.weeks:
        st.caption(plain(_("Once a week is over, it stands here.")))
        return
    _pictures(one)
    if one.gaps:
        st.caption(plain(wording.gaps(one.gaps)))
    tables.show(
        wording.weeks(one.weeks),
        {
            "week": tables.text(_("Week")), "total": tables.figure(_("How many")),
            "joined": tables.figure(_("Who came")), "left": tables.figure(_("Who went")),
            "net": tables.figure(_("Against the week before")), "days": tables.text(_("Note")),
        },
        key=f"{_KEY}.table", optional=("joined", "left", "days"),
        alt=_("Who wants to hear from you, week by week"),
    )  # fmt: skip
    if any(it.joined is not None for it in one.weeks):
        st.caption(_("Where two of the three numbers are there, the third follows from them."))
    downloads.csv(
        _("Save the weeks as CSV"), lambda: wording.file(one),
        f"subscribers_{one.channel.value}_{formats.file_day(session.today())}.csv",
        key=f"{_KEY}.csv",
    )  # fmt: skip


def _pictures(one: Standing) -> None:
    totals = [
        lines.Point(week.first, week.total, None, None, wording.point(week)) for week in one.weeks
    ]
    if sum(point.value is not None for point in totals) > 1:
        st.altair_chart(
            lines.weekly(totals, session.look(), is_share=False), alt=wording.latest(one),
            key=f"{_KEY}.total",
        )  # fmt: skip
    bars = [charts.Bar(it.first, it.joined, it.left, wording.bar(it)) for it in one.weeks]
    if any(bar.joined is not None or bar.left is not None for bar in bars):
        st.altair_chart(
            charts.weeks(bars, (_("Who came"), _("Who went")), session.look()),
            alt=_("Who came and who went, week by week"), key=f"{_KEY}.moves",
        )  # fmt: skip


def _typed(shop: OpenShop) -> None:
    begin = target_turn.key(f"{_KEY}.typed")
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        channel = st.selectbox(
            _("Channel"), list(WRITTEN), format_func=wording.channel, key=f"{begin}.channel",
            width=220,
        )  # fmt: skip
        day = st.date_input(
            _("At the end of this day"), session.today(), max_value=session.today(),
            key=f"{begin}.day", format="YYYY.MM.DD", width=180,
        )  # fmt: skip
        total, joined, left = (
            st.number_input(label, 0, None, None, step=1, key=f"{begin}.{name}", width=150)
            for name, label in (
                ("total", _("How many in all")), ("joined", _("Came since the line before")),
                ("left", _("Went since the line before")),
            )
        )  # fmt: skip
        st.button(
            _("Write the numbers down"), key=f"{_KEY}.keep", icon=":material/save:", type="primary",
            disabled=total is None and joined is None and left is None,
            on_click=_keep, args=(shop, channel, [Count(day, total, joined, left)]),
        )  # fmt: skip
    st.caption(_("What the channel does not tell stays empty: unknown is not 0."))


def _keep(shop: OpenShop, channel: Channel, some: list[Count]) -> None:
    kept: list[Taken] = []
    if target_turn.run(
        lambda: kept.append(subscribers.keep(shop, channel, some, session.now()))
    ):  # fmt: skip
        (done,) = kept
        st.session_state.pop(_READ, None)
        voice_said.say(wording.taken(done), _way_back(shop, done) if done.lines else None)


def _way_back(shop: OpenShop, done: Taken) -> Callable[[], object]:
    return lambda: subscribers.take_back(shop, done, session.now())


def _pasted(shop: OpenShop) -> None:
    begin = target_turn.key(f"{_KEY}.pasted")
    channel = st.selectbox(
        _("Channel"), list(WRITTEN), format_func=wording.channel, key=f"{begin}.channel", width=220
    )
    with st.form(f"{begin}.form", border=False):
        block = st.text_area(
            _("A line a day: day, how many in all, came, went"), key=f"{begin}.block", height=120,
            placeholder="2026-11-23, 130, 6, 1",
        )  # fmt: skip
        is_read = st.form_submit_button(_("Read"), key=f"{_KEY}.read")
    if is_read and block.strip():
        st.session_state.pop(_READ, None)
        try:
            st.session_state[_READ] = subscribers_paste.read(block, session.today())
        except Refused as fault:
            notices.problem(importing.refused(fault))
    found: Pasted | None = st.session_state.get(_READ)
    if found is None:
        return
    with st.container(border=True, key="subscribers-pasted", gap="small"):
        st.markdown(f":material/task_alt: **{plain(wording.pasted(found))}**")
        if found.faults:
            notices.warning(wording.faults(found.faults))
        for one in found.counts[:_MOST_LINES]:
            st.caption(plain(wording.count(one)))
        st.button(
            _("Write these lines down"), key=f"{_KEY}.take", type="primary",
            icon=":material/check:", disabled=not found.counts,
            on_click=_keep, args=(shop, channel, found.counts),
        )  # fmt: skip


def _lines(shop: OpenShop) -> None:
    """What was written down, each with the way to throw it away, and what was thrown away."""
    some = cached(subscribers.listed)(shop)
    if some:
        with st.expander(
            _("Numbers you wrote down"), icon=":material/history:", key=f"{_KEY}.lines"
        ):  # fmt: skip
            for one in some[:_MOST_LINES]:
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    st.markdown(plain(wording.line(one)), width="content")
                    st.button(
                        _("Throw away"), key=f"{_KEY}.away.{one.id}", icon=":material/delete:",
                        type="tertiary", on_click=_delete, args=(shop, one),
                    )  # fmt: skip
    gone = cached(subscribers.listed)(shop, deleted=True)[:_MOST_LINES]
    keeping.thrown(
        [(wording.line(it), partial(subscribers.undo, shop, it.id or 0, it.version))
         for it in gone], _KEY,
    )  # fmt: skip


def _delete(shop: OpenShop, one: Line) -> None:
    voice_said.do(
        lambda: subscribers.delete(shop, one, session.now()),
        _("Thrown away."),
        lambda: subscribers.undo(shop, one.id or 0, one.version + 1),
    )
