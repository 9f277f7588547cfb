"""The times at which benefits were given: who got it, and what came of it."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import benefits_draws as services
from core.services import benefits_people
from core.services.benefits import LONGEST_NOTE, MOST_COST, Benefit
from core.services.benefits_draws import Draw
from core.services.benefits_effect import Outcome, Told
from core.services.opening import OpenShop
from core.ui import benefits_form, cards, customer_book, downloads, keeping, session, voice_said
from core.ui.actions_forms import FIELD, seen
from core.ui.text import plain
from core.wording import benefits as wording
from core.wording import benefits_effect as effects
from core.wording import customers_list as lists
from core.wording import verdicts

_KEY: Final = "benefits.time"

SHOWN: Final = 6
"""So many times stand on a page."""


def draw(shop: OpenShop, some: Sequence[Benefit], told: Sequence[Outcome]) -> None:
    """Draw them, the newest first."""
    names = wording.names(some)
    place = _page(len(told))
    for one in told[(place - 1) * SHOWN : place * SHOWN]:
        _one(shop, one, names)


def _page(count: int) -> int:
    pages = -(-count // SHOWN)
    if pages < 2:  # noqa: PLR2004
        return 1
    if (st.session_state.get(f"{_KEY}.page") or 1) > pages:
        del st.session_state[f"{_KEY}.page"]
    return int(st.pagination(pages, key=f"{_KEY}.page", max_visible_pages=5) or 1)


def _one(shop: OpenShop, one: Outcome, names: dict[int, str]) -> None:
    drawn = one.draw
    with st.container(border=True, key=f"benefit-time-{drawn.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(wording.title(drawn, names))}**", width="content")
            if one.told is Told.READY:
                _badge(one)
        st.caption(plain(wording.people(drawn)))
        for line in effects.lines(one):
            st.markdown(plain(line))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            downloads.csv(
                _("Who gets one"), partial(_sheet, shop, drawn.id),
                f"{lists.file_name(_('benefit'), drawn.day)}.csv", key=f"{_KEY}.csv.{drawn.id}",
            )  # fmt: skip
            with st.popover(
                _("Change"), icon=":material/edit:", type="tertiary", key=f"{_KEY}.open.{drawn.id}"
            ):
                _change(shop, drawn)


def _badge(one: Outcome) -> None:
    if one.lift is None:
        st.badge(plain(_("Only for reference")), icon=":material/info:", color="gray")
    else:
        cards.badge(one.evidence, verdicts.evidence(one.evidence))


def _sheet(shop: OpenShop, number: int) -> pd.DataFrame:
    people = services.people(shop, number)
    book = customer_book.kept(shop)
    found = {} if book is None else benefits_people.listed(shop, book, list(people))
    return wording.sheet(people, found)


def _change(shop: OpenShop, one: Draw) -> None:
    version = seen(f"{_KEY}.{one.id}", one.version)
    key = f"{FIELD}{_KEY}.{one.id}"
    with st.form(f"{_KEY}.{one.id}.form", border=False):
        cost = st.number_input(
            _("Cost of one in won"), 0, MOST_COST, one.cost, step=100, key=f"{key}.cost",
            placeholder=_("not known"),
        )  # fmt: skip
        note = st.text_input(_("Note"), one.note, key=f"{key}.note", max_chars=LONGEST_NOTE)
        sent = st.form_submit_button(_("Save"), key=f"{_KEY}.save.{one.id}")
    if sent:
        told = None if cost is None else int(cost)
        if benefits_form.run(lambda: _reprice(shop, one, version, told, note)):
            voice_said.say(_("Changed."), partial(services.undo, shop, one.id, version + 1))
        st.rerun()
    if one.undoable:
        st.button(
            _("Undo the last change"), key=f"{_KEY}.undo.{one.id}", icon=":material/undo:",
            type="tertiary", on_click=keeping.do,
            args=(partial(services.undo, shop, one.id, one.version),),
        )  # fmt: skip
    keeping.away(lambda: services.delete(shop, one, session.now()), f"{_KEY}.delete.{one.id}")


def _reprice(shop: OpenShop, one: Draw, version: int, cost: int | None, note: str) -> None:
    services.reprice(shop, one, cost, note, session.now(), version)
