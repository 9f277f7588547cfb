"""The tab 답할 것: what waits for an answer, the longest overdue first, and what can be done."""

from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import (
    voice_answers,
    voice_feedback,
    voice_inquiries,
    voice_limits,
    voice_listing,
    voice_reviews,
)
from core.services import voice_complaints as complaints
from core.services.opening import OpenShop
from core.services.voice_answers import Item, Waiting
from core.services.voice_complaints import Complaint
from core.services.voice_feedback import Remark
from core.services.voice_orders import About
from core.services.voice_texts import Mood
from core.store.voice_reviews import Review
from core.ui import cards, session, tabs, voice_complaints, voice_log, voice_replies, voice_said
from core.ui.actions_forms import FIELD
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import voice_complaints as wording
from core.wording import voice_log as said
from core.wording import voice_reviews as reviewed

SHOWN: Final = 15
"""So many are shown at once; the others follow as these are done."""

_KEY: Final = "voice.answer"
_UPLOAD: Final = "pages/start/upload.py"
_HERE: Final = "pages/customers/voice.py"


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    found = cached(voice_answers.waiting)(shop, session.now())
    with cards.card(_("Who waits for an answer"), key="voice-waiting"):
        with st.container(horizontal=True, vertical_alignment="center"):
            late = found.late(session.now())
            told = _("Nobody waits for an answer now.")
            if found.items:
                told = wording.headline(len(found.items), late)
            st.markdown(f"**{plain(told)}**", width="stretch")
            _limits(shop)
        _items(shop, found)
        _elsewhere(shop)
    voice_complaints.draw(shop)


def _elsewhere(shop: OpenShop) -> None:
    """What waits too but is listed on other tabs: questions to the mall, and old low reviews."""
    count, oldest = cached(voice_inquiries.waiting)(shop, session.today())
    if oldest is not None:
        told = wording.questions(count, oldest.asked_at)
        _line(told, _("See the questions"), "satisfaction")
    if old := reviewed.older(cached(voice_reviews.older)(shop, session.now())):
        _line(old, _("See all reviews"), "reviews")


def _line(told: str, label: str, tab: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(told), width="content")
        st.page_link(
            _HERE, label=label, icon=":material/arrow_forward:", query_params=tabs.address(tab)
        )  # fmt: skip


def _items(shop: OpenShop, found: Waiting) -> None:
    for one in found.items[:SHOWN]:
        _item(shop, one)
    if len(found.items) > SHOWN:
        st.caption(plain(wording.more(len(found.items) - SHOWN)))
    if not found.items and not voice_listing.has_any(shop):
        st.caption(_("Write down what customers say above, or add the review file of your shop."))
        st.page_link(_UPLOAD, label=_("Add data"), icon=":material/upload_file:")


def _item(shop: OpenShop, one: Item) -> None:
    now = session.now()
    late = one.is_late(now)
    with st.container(border=True, key=f"voice-waits-{one.key.replace('.', '-')}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge(plain(wording.kind(one)), color="blue")
            st.badge(
                plain(wording.clock(one, now)), color="red" if late else "gray",
                icon=":material/alarm:" if late else ":material/schedule:",
            )  # fmt: skip
            if one.complaint is not None:
                voice_complaints.badge(one.complaint.status)
            if one.mood is Mood.GUESS:
                st.badge(plain(said.mood(one.mood)), color="orange", icon=":material/help:")
        st.markdown(plain(wording.said(one)))
        if about := wording.item_about(one):
            st.caption(plain(about))
        _actions(shop, one)


def _actions(shop: OpenShop, one: Item) -> None:
    if one.complaint is not None:
        voice_complaints.buttons(shop, one.complaint, "waits")
    elif one.remark is not None:
        _of_remark(shop, one.remark, one.mood)
    elif one.review is not None:
        _of_review(shop, one.review)


def _of_remark(shop: OpenShop, one: Remark, mood: Mood) -> None:
    number, key = one.id or 0, f"{_KEY}.remark.{one.id}"
    back = partial(voice_feedback.undo, shop, number, one.version + 1)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            _("I answered"), key=f"{key}.answered", icon=":material/check:", type="tertiary",
            on_click=voice_said.do, args=(
                lambda: voice_feedback.answered(shop, number, session.now(), one.version),
                _("Answered. Well done."), back,
            ),
        )  # fmt: skip
        st.button(
            _("Make it a complaint"), key=f"{key}.complain", icon=":material/report:",
            type="tertiary", on_click=voice_log.complain, args=(shop, one),
        )  # fmt: skip
        st.button(
            _("It is not bad"), key=f"{key}.good", icon=":material/thumb_up:", type="tertiary",
            on_click=voice_said.do, args=(
                lambda: voice_feedback.call(
                    shop, number, session.now(), one.version, negative=False
                ),
                _("It does not wait any more."), back,
            ),
        )  # fmt: skip
        if mood is Mood.GUESS:
            st.button(
                _("It is bad"), key=f"{key}.bad", icon=":material/thumb_down:", type="tertiary",
                on_click=voice_said.do, args=(
                    lambda: voice_feedback.call(
                        shop, number, session.now(), one.version, negative=True
                    ),
                    _("It counts as bad from now on."), back,
                ),
            )  # fmt: skip


def _of_review(shop: OpenShop, one: Review) -> None:
    key = f"{_KEY}.review.{voice_replies.name(one)}"

    def more() -> None:
        st.button(
            _("Make it a complaint"), key=f"{key}.complain", icon=":material/report:",
            type="tertiary", on_click=_complain, args=(shop, one),
        )  # fmt: skip

    voice_replies.buttons(shop, one, "answer", more)


def _complain(shop: OpenShop, one: Review) -> None:
    made: list[Complaint] = []
    about = About(one.mall, one.order_no, one.product_id, one.buyer_key)
    text = one.text.strip() or wording.stars_alone(one.stars)
    complaint = Complaint(
        text, about, one.theme, review_no=one.review_no, opened_at=one.written_at
    )  # fmt: skip
    voice_said.do(
        lambda: made.append(complaints.add(shop, complaint, session.now())),
        _("It is a complaint now, and its clock goes on from the review."),
        lambda: complaints.delete(shop, made[0].id or 0, session.now()),
    )


def _limits(shop: OpenShop) -> None:
    """The numbers by which is judged, in one place."""
    place = st.popover(
        _("Limits"), icon=":material/tune:", type="tertiary", key=f"{_KEY}.limits",
        on_change="rerun",
    )  # fmt: skip
    if not place.open:
        return
    with place, st.form(f"{FIELD}{_KEY}.limits", border=False):
        kept = voice_limits.limits(shop)
        told = {
            name: int(
                st.number_input(
                    wording.limit(name), *voice_limits.BOUNDS[name], getattr(kept, name),
                    key=f"{FIELD}{_KEY}.{name}",
                )
            )
            for name in voice_limits.BOUNDS
        }  # fmt: skip
        if not st.form_submit_button(_("Save"), key=f"{_KEY}.limits.save"):
            return
    if voice_said.run(lambda: voice_limits.change_all(shop, told, session.now())):
        back = {name: getattr(kept, name) for name in told}
        voice_said.say(
            _("Changed. What has a day already keeps it."),
            lambda: voice_limits.change_all(shop, back, session.now()),
        )
    st.rerun()
