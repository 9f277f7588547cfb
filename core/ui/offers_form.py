"""The forms of offers: one that is new, one that changes, and how one stands in a channel."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import offers as services
from core.services import offers_places, settings
from core.services.offers import LARGEST_PERCENT, LONGEST_NAME, LONGEST_TEXT, Offer
from core.services.offers_board import Board
from core.services.offers_places import Place
from core.services.opening import OpenShop
from core.ui import offers_doing, session, target_turn
from core.ui.actions_forms import seen
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import offers as wording

_KEY: Final = "offers.form"
_USUAL_DAYS: Final = 7


def new(shop: OpenShop, found: Board) -> None:
    """Write an offer down, and into which of the channels it goes."""
    today = session.today()
    blank = Offer("", today, today + timedelta(days=_USUAL_DAYS - 1))
    with st.form(target_turn.key(f"{_KEY}.new"), border=False):
        wanted = _fields(blank, target_turn.key(f"{_KEY}.new.field"))
        channels = st.pills(
            _("Channels that carry it"), found.channels, selection_mode="multi",
            default=found.channels, key=target_turn.key(f"{_KEY}.new.channels"),
            format_func=plain,
        ) if found.channels else []  # fmt: skip
        sent = st.form_submit_button(
            _("Keep the offer"), key=f"{_KEY}.new.keep", type="primary", icon=":material/save:"
        )
    if sent:
        _add(shop, wanted, list(channels))
        st.rerun()


def change(shop: OpenShop, offer: Offer) -> None:
    """Change an offer; how it stands in channels is held against what it says then."""
    name = f"{_KEY}.{offer.number}"
    version = seen(target_turn.key(name), offer.version)
    with st.form(target_turn.key(name), border=False):
        wanted = _fields(offer, target_turn.key(f"{name}.field"))
        sent = st.form_submit_button(_("Keep the change"), key=f"{name}.keep")
    if sent:
        offers_doing.run(
            lambda: services.change(shop, replace(wanted, version=version), session.now()),
            _("Changed: {name}").format(name=wanted.name),
            partial(services.undo, shop, offer.number, version + 1),
        )
        st.rerun()
    if offer.undoable:
        st.button(
            _("Take the last change back"), key=f"{name}.undo", icon=":material/undo:",
            type="tertiary", on_click=offers_doing.do,
            args=(partial(services.undo, shop, offer.number, offer.version), _("Taken back.")),
        )  # fmt: skip


def place(shop: OpenShop, offer: Offer, one: Place) -> None:
    """Note what a channel says: its days, its discount, its words."""
    name = f"{_KEY}.place.{one.number}"
    version = seen(target_turn.key(name), one.version)
    if line := cached(settings.read)(shop).seen_as:
        st.caption(f":material/record_voice_over: {plain(line)}")
    st.caption(plain(_("Write what you see there. Planned: {promise}, {days}").format(
        promise=wording.promise(offer), days=wording.days(offer))))  # fmt: skip
    with st.form(target_turn.key(name), border=False):
        wanted = _seen(offer, one, target_turn.key(f"{name}.field"))
        sent = st.form_submit_button(_("Keep what stands there"), key=f"{name}.keep")
    if sent:
        offers_doing.run(
            lambda: offers_places.keep(shop, replace(wanted, version=version), session.now()),
            _("Noted for {channel}.").format(channel=one.channel),
            partial(offers_places.undo, shop, one.number, version + 1),
        )
        st.rerun()
    if one.undoable:
        st.button(
            _("Take the last change back"), key=f"{name}.undo", icon=":material/undo:",
            type="tertiary", on_click=offers_doing.do,
            args=(partial(offers_places.undo, shop, one.number, one.version), _("Taken back.")),
        )  # fmt: skip


def _fields(offer: Offer, begin: str) -> Offer:
    name = st.text_input(
        _("Name of the offer"), offer.name, key=f"{begin}.name", max_chars=LONGEST_NAME
    )
    first, last = _days(offer.first, offer.last, begin)
    what = st.text_input(
        _("What you promise, word for word"), offer.what, key=f"{begin}.what",
        max_chars=LONGEST_TEXT,
        help=plain(_("These words have to stand in every channel. Blanks do not count.")),
    )  # fmt: skip
    percent = st.number_input(
        _("Discount in percent (empty for none)"), 0, LARGEST_PERCENT, offer.percent, step=1,
        key=f"{begin}.percent",
    )  # fmt: skip
    return replace(
        offer, name=name, first=first or offer.first, last=last or offer.last, what=what,
        percent=None if percent is None else int(percent),
    )  # fmt: skip


def _seen(offer: Offer, one: Place, begin: str) -> Place:
    """What is planned stands there already, but the words: they are to be read where they are."""
    is_new = not one.is_dated
    first, last = _days(
        offer.first if is_new else one.first, offer.last if is_new else one.last, begin
    )
    st.caption(plain(_("Leave the last day empty if the channel tells none.")))
    told = offer.percent if is_new and one.percent is None else one.percent
    percent = st.number_input(
        _("Discount there (empty for none)"), 0, LARGEST_PERCENT, told, step=1,
        key=f"{begin}.percent",
    )  # fmt: skip
    words = st.text_area(
        _("Words there"), one.words, key=f"{begin}.words", max_chars=LONGEST_TEXT, height=90,
        placeholder=_("Paste what the channel says"),
    )  # fmt: skip
    return replace(
        one, first=first, last=last, percent=None if percent is None else int(percent),
        words=words,
    )  # fmt: skip


def _days(first: date | None, last: date | None, begin: str) -> tuple[date | None, date | None]:
    with st.container(horizontal=True, gap="small"):
        begins = st.date_input(
            _("Begins on"), first, key=f"{begin}.first", format="YYYY.MM.DD", width=160
        )
        ends = st.date_input(
            _("Ends on"), last, key=f"{begin}.last", format="YYYY.MM.DD", width=160
        )
    return begins, ends


def _add(shop: OpenShop, wanted: Offer, channels: list[str]) -> None:
    kept: list[Offer] = []

    def both() -> None:
        kept.append(services.add(shop, wanted, session.now()))
        if channels:
            offers_places.everywhere(shop, kept[0], channels, session.now())

    offers_doing.run(
        both, _("Written down: {name}").format(name=wanted.name),
        lambda: services.delete(shop, kept[0], session.now()),
    )  # fmt: skip
