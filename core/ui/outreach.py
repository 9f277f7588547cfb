"""The tab 먼저 다가가기: where people were approached, and what came of it within a week."""

from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import kept_notes, outreach
from core.services.link_results import Brought
from core.services.opening import OpenShop
from core.services.outreach import Outreach
from core.ui import cards, downloads, keeping, session
from core.ui.actions_forms import FIELD, seen
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import outreach as wording

_KEY: Final = "outreach"


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    found = cached(outreach.listed)(shop, session.today())
    wide, narrow = st.columns([2, 1])
    with narrow, cards.card(_("Write down whom you approached"), key="outreach-new"):
        _new(shop)
    with wide, cards.card(_("Approached first"), key="outreach"):
        if not found:
            st.markdown(_("Write down where you told people of the shop. You see what came of it."))
        for one, came in found:
            _entry(shop, one, came)
        if found:
            frame = pd.DataFrame([wording.row(one, came) for one, came in found])
            downloads.csv(_("Save as a file"), frame, "outreach.csv", key=f"{_KEY}.csv")
    gone = [
        (one.place, lambda one=one: outreach.undo(shop, one.id or 0, one.version))
        for one in outreach.deleted(shop)
    ]
    keeping.thrown(gone, _KEY)


def _entry(shop: OpenShop, one: Outreach, came: Brought | None) -> None:
    with st.container(key=f"{_KEY}-{one.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(plain(wording.entry(one)), width="content")
            with st.popover(
                _("Change"), icon=":material/edit:", type="tertiary", key=f"{_KEY}.open.{one.id}"
            ):
                _change(shop, one)
                keeping.away(
                    lambda: outreach.delete(shop, one.id or 0, session.now()),
                    f"{_KEY}.delete.{one.id}",
                )
        for line in (one.note, wording.brought(came)):
            if line:
                st.caption(plain(line))


def _new(shop: OpenShop) -> None:
    with st.form("outreach.form", border=False):
        one = _fields(None)
        if not st.form_submit_button(_("Write down"), key=f"{_KEY}.add", icon=":material/add:"):
            return
    keeping.run(lambda: outreach.add(shop, one, session.now()))
    st.rerun()


def _change(shop: OpenShop, one: Outreach) -> None:
    version = seen(f"{_KEY}.{one.id}", one.version)
    with st.form(f"outreach.edit.{one.id}", border=False):
        told = _fields(one, version)
        if not st.form_submit_button(_("Save"), key=f"{_KEY}.save.{one.id}"):
            return
    keeping.run(lambda: outreach.edit(shop, told, session.now()))
    st.rerun()


def _fields(one: Outreach | None, version: int = 1) -> Outreach:
    key, today = f"{FIELD}{_KEY}.{one.id if one else 'new'}", session.today()
    place = st.text_input(
        _("Where?"), one.place if one else "", key=f"{key}.place", max_chars=kept_notes.LONGEST,
        placeholder=_("a group, a forum, a market …"),
    )  # fmt: skip
    day = st.date_input(
        _("On which day?"), one.day if one else today, key=f"{key}.day", max_value=today,
        format="YYYY.MM.DD",
    )  # fmt: skip
    reached = st.number_input(
        _("How many people?"), 0, kept_notes.MOST_PEOPLE, one.reached if one else None,
        key=f"{key}.reached", placeholder=_("not known"),
    )  # fmt: skip
    code = st.text_input(
        _("Link code"), one.code if one else "", key=f"{key}.code", max_chars=kept_notes.LONGEST,
        help=_("A code of the link you made under Ways in. What came of it is counted by it."),
    )  # fmt: skip
    note = st.text_area(_("My note"), one.note if one else "", key=f"{key}.note", height=80)
    return Outreach(
        place, day if isinstance(day, date) else today,
        None if reached is None else int(reached), code, note, one.id if one else None, version,
    )  # fmt: skip
