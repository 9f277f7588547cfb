"""The weekly look back: the questions of a week and the seller's answers."""

from datetime import date, timedelta
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import look_back, look_back_voices
from core.services.look_back import LookBack, Question
from core.services.opening import OpenShop
from core.terms import Period
from core.ui import actions, cards, downloads, places, session, voice_themes_reading
from core.ui.actions_forms import FIELD, seen
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import look_back as wording

WEEKS: Final = 8
"""So many weeks can be looked back on."""


def draw(shop: OpenShop) -> None:
    """The questions, and what was answered before."""
    found = {one.monday: one for one in look_back.listed(shop)}
    this = look_back.week_of(session.today())
    weeks = [this - timedelta(days=7 * number) for number in range(WEEKS)]
    due = look_back.days_overdue(max(found, default=None), session.today())
    if due is not None:
        st.caption(plain(wording.overdue(due)))
    monday = st.selectbox(
        _("Week"),
        weeks,
        # In the first days of a week it is the one before that is looked back on.
        index=1 if session.today().weekday() < 3 else 0,  # noqa: PLR2004
        format_func=lambda day: formats.period(Period(day, day + timedelta(days=6))),
        key="look.week",
    )
    with cards.card(_("Looking back on the week"), key="look"):
        _said(shop, monday)
        _form(shop, found.get(monday) or LookBack(monday, {}))
    _earlier([one for one in found.values() if one.answers])


def _said(shop: OpenShop, monday: date) -> None:
    """What customers said in the week, above the questions it helps to answer."""
    voice_themes_reading.catch_up(shop)
    said = cached(look_back_voices.voices)(shop, monday)
    with st.container(key="look-said", gap="xsmall"):
        st.markdown(f"**{plain(_('Customers said in this week'))}**")
        st.markdown(plain(wording.voices(said)))
        for one in said.quotes:
            st.caption(f"“{plain(one.said)}”")
        places.link(places.Place("voice", "themes"))


def _form(shop: OpenShop, one: LookBack) -> None:
    version = seen(f"look.{one.monday}", one.version)
    with st.form(f"look.form.{one.monday}", border=False):
        answers = {
            question: st.text_area(
                wording.question(question),
                value=one.answers.get(question, ""),
                max_chars=look_back.LONGEST,
                key=f"{FIELD}look.{one.monday}.{question}",
                height=80,
            )
            for question in Question
        }
        if st.form_submit_button(_("Keep the answers"), type="primary", key="look.save"):
            if actions.run(
                lambda: look_back.save(shop, one.monday, answers, session.now(), version)
            ):
                st.toast(plain(wording.saved()), icon=":material/check:")
            st.rerun()
    if one.version > 1:
        st.button(
            _("Bring the answers before back"),
            key="look.undo",
            type="tertiary",
            icon=":material/undo:",
            on_click=actions.do,
            args=(lambda: look_back.undo(shop, one.monday, one.version),),
        )


def _earlier(found: list[LookBack]) -> None:
    if not found:
        return
    with st.expander(_("Answers of earlier weeks"), icon=":material/history:"):
        for one in found:
            st.markdown(f"**{plain(formats.period(Period(one.monday, one.sunday)))}**")
            for question, answer in one.answers.items():
                st.caption(plain(wording.question(question)))
                st.markdown(plain(answer))
        rows = [
            {"week": one.monday.isoformat(), "question": wording.question(key), "answer": text}
            for one in found
            for key, text in one.answers.items()
        ]
        downloads.csv(_("Save as a file"), pd.DataFrame(rows), "look_back.csv", key="look.csv")
