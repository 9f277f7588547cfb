"""The tab 랜딩 of 개선 노트: pages with a form, and how many of their visitors sign up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import landing, landing_rates
from core.services.landing import Change, Count
from core.services.landing_rates import Standing
from core.services.opening import OpenShop
from core.ui import (
    cards,
    downloads,
    keeping,
    landing_form,
    session,
    tables,
    target_turn,
    voice_said,
)
from core.ui.actions_forms import seen
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import landing as wording

_KEY: Final = "landing"


def draw(shop: OpenShop) -> None:
    """Draw the tab."""
    voice_said.draw()
    some = cached(landing_rates.standings)(shop, session.today())
    if some:
        _page(shop, _chosen(some))
        downloads.csv(
            _("Save all weeks as CSV"), lambda: wording.file(some),
            f"landing_{formats.file_day(session.today())}.csv", key=f"{_KEY}.csv",
        )  # fmt: skip
    else:
        cards.empty(
            _("Here you see how many visitors of a page sign up."),
            _("Register a page on which people leave a number or an address."),
            key=_KEY, icon="contact_page",
        )  # fmt: skip
    with st.expander(
        _("Register a page"), icon=":material/add:", expanded=not some, key=f"{_KEY}.register"
    ):
        landing_form.new(shop)
    _thrown(shop)


def _chosen(some: list[Standing]) -> Standing:
    named = {one.landing.id: one for one in some}
    if len(some) == 1:
        return some[0]
    number = st.selectbox(
        _("Landing page"), list(named), format_func=lambda it: named[it].landing.name,
        key=f"{_KEY}.which", width=320,
    )  # fmt: skip
    return named.get(number, some[0])


def _page(shop: OpenShop, one: Standing) -> None:
    page = one.landing
    with cards.card(page.name, key="landing-page", note=wording.since(page)):
        st.markdown(f"**{plain(wording.headline(one))}**")
        cards.kpi_row(
            [cards.Tile(name, value, "", note=note) for name, value, note in wording.tiles(one)],
            key=_KEY,
        )
        for note in wording.notes(one):
            st.caption(plain(note))
        _compared(one)
        if one.weeks:
            _weeks(one)
        else:
            st.caption(plain(_("Once a week is over, it stands here.")))
    with cards.card(_("Write a week down"), key="landing-week"):
        _typed(shop, one)
    with cards.card(_("What was changed of the form"), key="landing-changes"):
        _changes(shop, one)
    with st.expander(_("Change the page"), icon=":material/edit:", key=f"{_KEY}.edit.{page.id}"):
        landing_form.change(shop, page)
        _away(
            lambda: landing.delete(shop, page, session.now()),
            lambda: landing.undo(shop, page.id or 0, page.version + 1),
            f"{_KEY}.away.{page.id}",
        )


def _compared(one: Standing) -> None:
    said = wording.compared(one.compared)
    if said is None:
        return
    with st.container(border=True, key="landing-compared", gap="small"):
        st.markdown(f"**{plain(said.title)}**")
        for line in filter(None, (said.body, said.remedy)):
            st.caption(plain(line))


def _weeks(one: Standing) -> None:
    tables.show(
        wording.weeks(one),
        {
            "week": tables.text(_("Week")), "rate": tables.figure(_("Sign-up rate")),
            "visits": tables.figure(_("Visitors of the page")),
            "contacts": tables.figure(_("Contacts left")),
            "source": tables.text(_("Visitors from")),
        },
        key=f"{_KEY}.table", optional=("source",),
        alt=_("Visitors and contacts of the page, week by week"),
    )  # fmt: skip


def _typed(shop: OpenShop, one: Standing) -> None:
    begin = target_turn.key(f"{_KEY}.week.{one.landing.id}")
    last = session.today() - timedelta(days=session.today().weekday() + 7)
    options = [week.monday for week in one.weeks] or [last]
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        monday = st.selectbox(
            _("Week from"), options, format_func=formats.day_short, key=f"{begin}.monday",
            width=180,
        )  # fmt: skip
        there = one.counts.get(monday, Count(one.landing.id or 0, monday))
        field = f"{begin}.{monday}"
        visits = st.number_input(
            _("Visitors of the page"), 0, landing.MOST_PEOPLE, there.visits, step=1,
            key=f"{field}.visits", width=150,
        )  # fmt: skip
        contacts = st.number_input(
            _("Contacts left"), 0, landing.MOST_PEOPLE, there.contacts, step=1,
            key=f"{field}.contacts", width=150,
        )  # fmt: skip
        version = seen(f"{_KEY}.{there.landing_id}.{monday}", there.version)
        st.button(
            _("Write the numbers down"), key=f"{_KEY}.keep", icon=":material/save:",
            type="primary", disabled=visits is None and contacts is None and not version,
            on_click=_keep, args=(shop, replace(there, version=version), field),
        )  # fmt: skip
    st.caption(_("Leave visitors empty where a file tells them. Unknown stays empty, it is not 0."))


def _keep(shop: OpenShop, there: Count, field: str) -> None:
    # What stands in the fields now: who is quick clicks before the page was drawn with it.
    visits, contacts = (st.session_state.get(f"{field}.{name}") for name in ("visits", "contacts"))
    one, done = replace(there, visits=visits, contacts=contacts), list[Count]()
    if target_turn.run(lambda: done.append(landing.keep(shop, one, session.now()))):
        (kept,) = done
        voice_said.say(
            wording.kept(kept), _turning(lambda: landing.take_back(shop, kept, session.now()))
        )


def _turning(back: Callable[[], object]) -> Callable[[], object]:
    """The way back, after which fields show what is kept then."""
    return lambda: target_turn.run(back)


def _changes(shop: OpenShop, one: Standing) -> None:
    for it in one.changes:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(plain(wording.change(it)), width="content")
            _away(
                partial(_gone, shop, it),
                partial(landing.undo_change, shop, it.id or 0, it.version + 1),
                f"{_KEY}.change.{it.id}",
            )
    if not one.changes:
        st.caption(_("Note what you change, and before and after are compared here."))
    begin = target_turn.key(f"{_KEY}.changed.{one.landing.id}")
    with st.form(f"{_KEY}.changes", border=False):
        text = st.text_input(
            _("What was changed"), key=f"{begin}.text", max_chars=landing.LONGEST,
            placeholder=_("asks for the number only …"),
        )  # fmt: skip
        day = st.date_input(
            _("On which day?"), session.today(), key=f"{begin}.day", max_value=session.today(),
            format="YYYY.MM.DD",
        )  # fmt: skip
        if not st.form_submit_button(_("Write down"), key=f"{_KEY}.note", icon=":material/add:"):
            return
    on = day if isinstance(day, date) else session.today()
    wanted = Change(one.landing.id or 0, on, text)
    target_turn.run(lambda: landing.add_change(shop, wanted, session.now()))
    st.rerun()


def _gone(shop: OpenShop, one: Change) -> None:
    landing.delete_change(shop, one, session.now())


def _away(change: Callable[[], object], back: Callable[[], object], key: str) -> None:
    st.button(
        _("Throw away"), key=key, icon=":material/delete:", type="tertiary",
        on_click=voice_said.do, args=(change, _("Thrown away."), back),
    )  # fmt: skip


def _thrown(shop: OpenShop) -> None:
    pages = landing.listed(shop, deleted=True)
    gone = [(one.name, partial(landing.undo, shop, one.id or 0, one.version)) for one in pages]
    known = {one.id for one in landing.listed(shop)}
    gone += [
        (wording.change(one), partial(landing.undo_change, shop, one.id or 0, one.version))
        for one in landing.changes(shop, deleted=True) if one.landing_id in known
    ]  # fmt: skip
    keeping.thrown(gone, _KEY)
