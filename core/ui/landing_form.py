"""The form of one landing page: its name, since when it can be seen, and its link."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import landing, link_book
from core.services.landing import AddressRefused, Landing
from core.services.opening import OpenShop
from core.ui import session, target_turn, voice_said
from core.ui.actions_forms import seen
from core.ui.cached import cached
from core.wording import landing as wording

_KEY: Final = "landing.form"


def new(shop: OpenShop) -> None:
    """Register a page; fields are empty again once it is kept."""
    with st.form(f"{_KEY}.new", border=False):
        wanted = _fields(shop, Landing("", session.today()))
        if not st.form_submit_button(
            _("Register"), key=f"{_KEY}.add", icon=":material/add:", type="primary"
        ):
            return
    made: list[Landing] = []
    if _run(lambda: made.append(landing.add(shop, wanted, session.now()))):
        voice_said.say(
            _("The page is registered."), lambda: landing.delete(shop, made[0], session.now())
        )
    st.rerun()


def change(shop: OpenShop, one: Landing) -> None:
    """Change a page."""
    version = seen(f"{_KEY}.{one.id}", one.version)
    with st.form(f"{_KEY}.{one.id}.form", border=False):
        wanted = replace(_fields(shop, one), version=version)
        if not st.form_submit_button(_("Save"), key=f"{_KEY}.save.{one.id}"):
            return
    if _run(lambda: landing.change(shop, wanted, session.now())):
        number, after = one.id or 0, version + 1
        voice_said.say(
            _("Changed."), lambda: target_turn.run(lambda: landing.undo(shop, number, after))
        )
    st.rerun()


def _run(change: Callable[[], object]) -> bool:
    try:
        return target_turn.run(change)
    except AddressRefused:
        voice_said.wrong(wording.address_refused())
        return False


def _fields(shop: OpenShop, one: Landing) -> Landing:
    key = target_turn.key(f"{_KEY}.{one.id or 'new'}")
    name = st.text_input(
        _("Name of the page"), one.name, key=f"{key}.name", max_chars=landing.LONGEST,
        placeholder=_("sign-up for the opening …"),
    )  # fmt: skip
    address = st.text_input(
        _("Address of the landing page"), one.address, key=f"{key}.address",
        max_chars=landing.LONGEST_ADDRESS,
        help=_("Where a file tells pages, visitors are counted by it."),
    )  # fmt: skip
    first = st.date_input(
        _("Since when can it be seen?"), one.first, key=f"{key}.first",
        max_value=session.today(), format="YYYY.MM.DD",
    )  # fmt: skip
    names = {it.id: wording.link(it) for it in cached(link_book.listed)(shop)}
    if one.link_id is not None and one.link_id not in names:
        names[one.link_id] = _("a link you threw away")
    options: list[int | None] = [None, *names]
    link = st.selectbox(
        _("Your link to it"), options, options.index(one.link_id), key=f"{key}.link",
        format_func=lambda it: _("No link") if it is None else names[it],
        help=_("Links with a detail of their own are counted. You make them under Ways in."),
    )  # fmt: skip
    note = st.text_area(
        _("My note"), one.note, key=f"{key}.note", height=80, max_chars=landing.LONGEST_NOTE
    )
    return replace(
        one, name=name, address=address, first=first if isinstance(first, date) else one.first,
        link_id=link, note=note,
    )  # fmt: skip
