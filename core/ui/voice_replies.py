"""The answer to one review: a draft to change and copy, the mark 답했어요, and the way back."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Final

import streamlit as st

from core.analysis.voice_replies import Place, Tone
from core.i18n import gettext as _
from core.services import voice_answered, voice_replies
from core.services.opening import OpenShop
from core.services.voice_answered import Answer, Done
from core.services.voice_replies import Books, Draft
from core.store.voice_reviews import Review
from core.terms import SEOUL
from core.ui import copying, customers_link, notices, session, voice_said
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import voice_replies as wording
from core.wording import voice_reviews as said_of
from core.wording.message import Message

_KEY: Final = "voice.reply"
_OPEN: Final = f"{_KEY}.open"
_NOON: Final = time(12)


def name(one: Review) -> str:
    """A review's name in the keys of a page."""
    return f"{one.mall.value}-{one.review_no}"


def buttons(
    shop: OpenShop, one: Review, place: str, more: Callable[[], object] | None = None
) -> None:
    """What can be done about a review; below it its answer where that is being written.

    Args:
        shop: whose.
        one: which.
        place: the list it stands in.
        more: draws what else can be done, in the same row.
    """
    key = f"{_KEY}.{place}.{name(one)}"
    is_open = st.session_state.get(_OPEN) == (place, name(one))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if not one.is_answered:
            st.button(
                _("Close the answer") if is_open else _("Write an answer"), key=f"{key}.write",
                icon=":material/reply:", on_click=_turn, args=(place, name(one)),
                type="secondary",
            )  # fmt: skip
        elif one.marked_at is not None:
            st.button(
                _("Not answered after all"), key=f"{key}.not", icon=":material/undo:",
                type="tertiary", on_click=_not_answered, args=(shop, one),
            )  # fmt: skip
        _flags(shop, one, key)
        with st.popover(_("Its order"), type="tertiary", key=f"{key}.origin"):
            st.markdown(plain(said_of.origin(one)))
        customers_link.way(one.buyer_key)
        if more is not None:
            more()
    if is_open and not one.is_answered:
        with st.container(border=True, key=f"reply-{place}-{name(one)}"):
            _editor(shop, one)


def _flags(shop: OpenShop, one: Review, key: str) -> None:
    """The seller's own word on whether a review is a bad one."""
    is_low = one.is_low(cached(voice_replies.books)(shop, session.now()).low)
    label = _("It is not a bad one") if is_low else _("It is a bad one")
    wanted = None if one.is_negative is not None else not is_low
    st.button(
        label, key=f"{key}.flag", type="tertiary", on_click=_flag, args=(shop, one, wanted),
        icon=":material/thumb_up:" if is_low else ":material/thumb_down:",
    )  # fmt: skip


def _editor(shop: OpenShop, one: Review) -> None:
    books = cached(voice_replies.books)(shop, session.now())
    key = f"{_KEY}.{name(one)}"
    turned: int | None = st.session_state.get(f"{key}.turned")
    draft = voice_replies.draft(books, one, place=turned)
    st.caption(plain(wording.about(draft)))
    offer = None
    if draft.tone is not Tone.HIGH:
        offer = st.selectbox(
            _("What do you offer instead?"), draft.offers, key=f"{key}.offer",
            accept_new_options=True, help=_("Choose, or write your own. It stands in the answer."),
        )  # fmt: skip
        draft = voice_replies.draft(books, one, offer=offer or "", place=turned)
    # Another text or offer makes another draft; what was typed into this one stays with it.
    text = st.text_area(
        _("Your answer"), draft.text, key=f"{key}.text.{draft.place}.{offer}", height=150,
        max_chars=1000,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        copying.button(text, about=said_of.line(one), key=f"{key}.copy")
        if draft.places > 1:
            st.button(
                _("Another text"), key=f"{key}.another", icon=":material/autorenew:",
                on_click=_another, args=(f"{key}.turned", draft.place + 1),
            )  # fmt: skip
    for told in _warnings(books, one, text, draft):
        notices.warning(told)
    missing = wording.missing(draft)
    if missing:
        st.caption(plain(missing))
    st.caption(_("Copy it, paste it as the reply in the seller centre, then say that you did."))
    _finish(shop, one, draft, text, key)


def _warnings(books: Books, one: Review, text: str, draft: Draft) -> list[Message]:
    """What there is to say of an answer as it stands."""
    return wording.warnings(voice_replies.check(books, one, text, draft.values))


def _finish(shop: OpenShop, one: Review, draft: Draft, text: str, key: str) -> None:
    is_complaint = False
    if draft.tone is Tone.LOW:
        is_complaint = st.checkbox(
            _("Follow it up as a complaint until it is solved"), key=f"{key}.complaint"
        )
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        earlier = st.date_input(
            _("Answered on"), value=session.today(), max_value=session.today(),
            key=f"{key}.day", format="YYYY.MM.DD", width=180,
        )  # fmt: skip
        answer = Answer(
            text, draft.values, draft.theme, draft.values.get(Place.OFFER.value, ""), is_complaint,
            _moment(one, earlier),
        )  # fmt: skip
        st.button(
            _("I answered it"), key=f"{key}.done", type="primary", icon=":material/check:",
            on_click=_answered, args=(shop, one, answer),
        )  # fmt: skip


def _moment(one: Review, day: object) -> datetime | None:
    """When it was answered: now, or at noon of an earlier day and not before the review."""
    if not isinstance(day, date) or day >= session.today():
        return None
    noon = datetime.combine(day, _NOON, SEOUL)
    is_same = one.written_at is not None and one.written_at.astimezone(SEOUL).date() == day
    return max(noon, one.written_at) if is_same and one.written_at else noon


def several(shop: OpenShop, reviews: Sequence[Review], key: str) -> None:
    """The way to note several answers at once."""
    with st.popover(_("All at once"), icon=":material/done_all:", type="tertiary", key=key):
        st.caption(_("For reviews you answered elsewhere. No text is kept; it can be taken back."))
        st.button(
            _("I answered all of these"), key=f"{key}.all", icon=":material/check:",
            on_click=_answered_all, args=(shop, reviews),
        )  # fmt: skip


def _answered_all(shop: OpenShop, reviews: Sequence[Review]) -> None:
    done: list[Done] = []
    if voice_said.run(
        lambda: done.extend(voice_answered.answered_all(shop, reviews, session.now()))
    ):
        voice_said.say(
            wording.done_all(len(done)), lambda: voice_answered.undo_all(shop, done, session.now())
        )


def _turn(place: str, review: str) -> None:
    is_open = st.session_state.get(_OPEN) == (place, review)
    st.session_state[_OPEN] = None if is_open else (place, review)


def _another(key: str, place: int) -> None:
    st.session_state[key] = place


def _answered(shop: OpenShop, one: Review, answer: Answer) -> None:
    _note(
        shop,
        lambda: voice_answered.answered(shop, one, answer, session.now()),
        wording.done(answer.is_complaint),
    )


def _not_answered(shop: OpenShop, one: Review) -> None:
    _note(shop, lambda: voice_answered.not_answered(shop, one, session.now()), wording.taken_away())


def _flag(shop: OpenShop, one: Review, wanted: bool | None) -> None:  # noqa: FBT001  (a callback)
    _note(
        shop,
        lambda: voice_answered.flag(shop, one, session.now(), is_negative=wanted),
        wording.flagged(is_negative=wanted),
    )


def _note(shop: OpenShop, change: Callable[[], Done], told: str) -> None:
    """Note something of a review, and offer the way back."""
    done: list[Done] = []
    if voice_said.run(lambda: done.append(change())):
        voice_said.say(told, lambda: voice_answered.undo(shop, done[0], session.now()))
        st.session_state[_OPEN] = None
