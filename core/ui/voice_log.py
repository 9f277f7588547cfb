"""The tab 모두 보기: all that was written down, to be found, changed, merged and thrown away."""

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import voice_batches, voice_feedback
from core.services.opening import OpenShop
from core.services.voice_feedback import Remark
from core.services.voice_listing import Choice, Entry, Listing, everything
from core.services.voice_texts import Mood
from core.ui import (
    cards,
    customers_link,
    downloads,
    keeping,
    session,
    tabs,
    voice_filters,
    voice_quick,
    voice_said,
)
from core.ui.cached import cached
from core.ui.text import plain
from core.ui.voice_remark import change, merge
from core.wording import voice_log as wording

_KEY: Final = "voice.log"

WRITTEN_ON: Final = frozenset({"answer", "log"})
"""The tabs above which the quick log is open on a wide screen."""


def quick(shop: OpenShop) -> None:
    """The quick log, above all tabs."""
    tab = st.query_params.get(tabs.ADDRESS, "answer")
    voice_quick.draw(shop, folded=tab not in WRITTEN_ON or session.is_phone())


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    asked, found = voice_filters.draw(shop)
    if not found.total:
        cards.empty(
            _("Here stands everything customers say"),
            _("Write the first remark down above, or paste many lines at once."),
            key="voice-log", icon="forum",
        )  # fmt: skip
    else:
        _list(shop, asked, found)
    _together(shop)
    gone = [
        (wording.short(one), partial(voice_feedback.undo, shop, one.id or 0, one.version))
        for one in cached(voice_feedback.thrown)(shop)
    ]
    keeping.thrown(gone, _KEY)


def _list(shop: OpenShop, asked: Choice, found: Listing) -> None:
    with cards.card(_("What was said"), key="voice-list"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(plain(wording.found(found)), width="stretch")
            downloads.csv(
                _("Save as a file"), partial(_frame, shop, asked), "voice.csv", key=f"{_KEY}.csv"
            )
        if not found.entries:
            st.markdown(_("Nothing like that was written down."))
        for one in found.entries:
            _entry(shop, one)
        voice_filters.pages(found)


def _frame(shop: OpenShop, asked: Choice) -> pd.DataFrame:
    return pd.DataFrame([wording.row(one) for one in everything(shop, asked, session.today())])


def _entry(shop: OpenShop, one: Entry) -> None:
    said = one.remark
    with st.container(border=True, key=f"voice-entry-{said.id}", gap="xsmall"):
        heading(one)
        if said.text:
            st.markdown(plain(said.text))
        about = wording.about(one.product, one.buyer, said.about.order_no)
        for line in (about, wording.themes(one), said.note):
            if line:
                st.caption(plain(line))
        if one.same:
            _same(shop, one)
        _buttons(shop, one)


def heading(one: Entry) -> None:
    """When and where, with the score and what is made of it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(wording.headline(one)), width="content")
        if told := wording.scored(one.remark):
            st.badge(plain(told), color="gray")
        if told := wording.mood(one.mood):
            is_guess = one.mood is Mood.GUESS
            st.badge(
                plain(told), color="orange" if is_guess else "red",
                icon=":material/help:" if is_guess else ":material/priority_high:",
            )  # fmt: skip
        if one.remark.answered_at is not None:
            st.badge(_("Answered by you"), color="green", icon=":material/check:")
        if one.complaint is not None:
            st.badge(_("Complaint"), color="violet", icon=":material/report:")


def _same(shop: OpenShop, one: Entry) -> None:
    with st.popover(
        plain(wording.same(len(one.same))), type="tertiary", icon=":material/content_copy:",
        key=f"{_KEY}.same.{one.remark.id}",
    ):  # fmt: skip
        for other in one.same:
            st.markdown(plain(wording.short(other)))
            st.button(
                _("Count it by itself"), key=f"{_KEY}.unmerge.{other.id}", type="tertiary",
                icon=":material/call_split:", on_click=_unmerge, args=(shop, other),
            )  # fmt: skip


def _buttons(shop: OpenShop, one: Entry) -> None:
    said, key = one.remark, f"{_KEY}.{one.remark.id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for label, icon, draw_form in (
            (_("Change"), "edit", change), (_("Says the same as …"), "content_copy", merge)
        ):  # fmt: skip
            # What is folded is drawn only once it is opened: there are many of them.
            place = st.popover(
                label, icon=f":material/{icon}:", type="tertiary", key=f"{key}.{icon}",
                on_change="rerun",
            )  # fmt: skip
            if place.open:
                with place:
                    draw_form(shop, said)
        if one.complaint is None:
            st.button(
                _("Make it a complaint"), key=f"{key}.complain", type="tertiary",
                icon=":material/report:", on_click=complain, args=(shop, said),
            )  # fmt: skip
        st.button(
            _("Throw away"), key=f"{key}.delete", type="tertiary", icon=":material/delete:",
            on_click=_delete, args=(shop, said),
        )  # fmt: skip
        customers_link.way(said.about.buyer_key)


def complain(shop: OpenShop, one: Remark) -> None:
    """Make a complaint of a remark."""
    voice_said.do(
        lambda: voice_feedback.complain(shop, one.id or 0, session.now()),
        _("It is a complaint now. You find it under “To answer”."),
        lambda: voice_feedback.no_complaint(shop, one.id or 0, session.now()),
    )


def _delete(shop: OpenShop, one: Remark) -> None:
    voice_said.do(
        lambda: voice_feedback.delete(shop, one.id or 0, session.now(), one.version),
        _("Thrown away."),
        lambda: voice_feedback.undo(shop, one.id or 0, one.version + 1),
    )


def _unmerge(shop: OpenShop, one: Remark) -> None:
    voice_said.do(
        lambda: voice_feedback.unmerge(shop, one.id or 0, session.now(), one.version),
        _("It is counted by itself again."),
        lambda: voice_feedback.undo(shop, one.id or 0, one.version + 1),
    )


def _together(shop: OpenShop) -> None:
    """What was pasted or came in a file lately, each taken back as one."""
    found = cached(voice_batches.batches)(shop)
    if not found:
        return
    with st.expander(_("Put in together"), icon=":material/content_paste:", key=f"{_KEY}.batches"):
        for one in found:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(wording.batch(one, session.now())), width="stretch")
                back = partial(voice_batches.bring_back, shop, one.number)
                away = partial(voice_batches.undo_batch, shop, one.number, session.now())
                st.button(
                    _("Take all of them back") if one.there else _("Bring all of them back"),
                    key=f"{_KEY}.batch.{one.number}", icon=":material/undo:", type="tertiary",
                    on_click=voice_said.do, args=(away if one.there else back,),
                )  # fmt: skip
