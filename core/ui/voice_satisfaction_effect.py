"""이게 다 도움이 됐을까: what looking after customers goes along with, and what nobody can tell."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import voice_effect
from core.services.opening import OpenShop
from core.services.voice_effect import Answered, Beside, Effects
from core.ui import cards, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import verdicts
from core.wording import voice_effect as words

_KEY: Final = "voice.effect"


def draw(shop: OpenShop) -> None:
    """The card; it is counted when asked for, as it looks at the orders of a year."""
    with cards.card(_("Did all this help?"), key="voice-effect"):
        st.caption(plain(words.about()))
        if not st.toggle(_("Compare them"), key=f"{_KEY}.on", persist_state="session"):
            return
        with st.spinner(_("One moment"), show_time=False):
            found = cached(voice_effect.effects)(shop, session.today())
        if found is None:
            st.markdown(plain(_("Put in an order file, and you see who bought again.")))
            return
        for part in (_complaints, _cared, _satisfaction):
            with st.container(gap="xsmall"):
                part(found)
        with st.expander(plain(_("How this is compared")), key=f"{_KEY}.how"):
            for line in words.fairness():
                st.markdown(f"- {plain(line)}")
        st.caption(plain(words.until(found)))


def _complaints(found: Effects) -> None:
    _heading(_("Complaints answered within a day"), found.soon)
    if not any(one.tally.trials or one.waiting for one in found.answers.values()):
        st.markdown(plain(_("There is no complaint of a known buyer yet.")))
        return
    for how in Answered:
        st.markdown(plain(words.side(words.answered(how), found.answers[how])))
    st.caption(plain(words.beside(found.soon)))
    _heading(_("Complaints solved within a week"), found.solved)
    _sides(found.solved, _("Solved"), _("Not solved in time"))


def _cared(found: Effects) -> None:
    if found.cared is None:
        _heading(_("Looked after within two weeks of the arrival"), None)
        st.markdown(plain(_("Nobody was contacted after an order yet.")))
        return
    _heading(_("Looked after within two weeks of the arrival"), found.cared)
    _sides(found.cared, _("Looked after"), _("Not looked after"))


def _satisfaction(found: Effects) -> None:
    if found.satisfaction is None:
        return
    _heading(_("Satisfaction before and after the first contact"), None)
    st.markdown(plain(words.before_after(found.satisfaction)))
    st.caption(plain(words.change(found.satisfaction)))


def _sides(found: Beside, done: str, without: str) -> None:
    st.markdown(plain(words.side(done, found.done)))
    st.markdown(plain(words.side(without, found.without)))
    st.caption(plain(words.beside(found)))


def _heading(title: str, found: Beside | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(title)}**", width="content")
        if found is not None:
            cards.badge(found.evidence, verdicts.evidence(found.evidence))
