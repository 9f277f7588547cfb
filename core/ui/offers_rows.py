"""One offer: how it stands in each channel, what was found elsewhere, what can be done."""

from functools import partial
from typing import Final, Literal

import streamlit as st

from core.i18n import gettext as _
from core.services import offers as services
from core.services import offers_channels, offers_places
from core.services.offers import Phase
from core.services.offers_board import Cell, Row, State
from core.services.offers_places import Place
from core.services.opening import OpenShop
from core.ui import copying, offers_doing, offers_form, session
from core.ui.text import plain
from core.wording import offers as wording

_KEY: Final = "offers.row"
_Colour = Literal["green", "red", "orange", "gray", "blue"]
_COLOURS: Final[dict[State, _Colour]] = {
    State.SAME: "green", State.APART: "red", State.STANDS: "red", State.UNSEEN: "orange",
    State.ABSENT: "gray", State.GONE: "gray",
}  # fmt: skip
_ICONS: Final = {
    State.SAME: "check_circle", State.APART: "compare_arrows", State.STANDS: "priority_high",
    State.UNSEEN: "help", State.ABSENT: "remove", State.GONE: "event_busy",
}  # fmt: skip
_PHASES: Final[dict[Phase, _Colour]] = {
    Phase.RUNNING: "blue", Phase.AHEAD: "orange", Phase.OVER: "gray",
}  # fmt: skip


def draw(shop: OpenShop, row: Row) -> None:
    """Draw it; one that is over and gone is folded up."""
    is_open = row.phase is not Phase.OVER or bool(row.having(State.STANDS))
    if is_open:
        with st.container(border=True, key=f"offer-{row.offer.number}", gap="small"):
            st.subheader(plain(row.offer.name), anchor=False)
            _inside(shop, row)
    else:
        with st.expander(
            plain(f"{wording.title(row.offer)} · {wording.phase(row.phase)}"),
            icon=":material/history:", key=f"{_KEY}.past.{row.offer.number}",
        ):  # fmt: skip
            _inside(shop, row)


def _inside(shop: OpenShop, row: Row) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(plain(wording.phase(row.phase)), color=_PHASES[row.phase])
        st.markdown(plain(wording.days(row.offer)), width="content")
        st.markdown(f"**{plain(wording.promise(row.offer))}**", width="content")
    st.caption(plain(wording.counted(row)))
    for one in row.carried:
        _cell(shop, row, one)
    _absent(shop, row)
    _elsewhere(row)
    _buttons(shop, row)


def _cell(shop: OpenShop, row: Row, one: Cell) -> None:
    """One channel: its sign and words, what differs, and what can be done at once."""
    place = one.place
    if place is None:
        return
    with st.container(key=f"offer-place-{place.number}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(one.channel)}**", width="content")
            st.badge(
                plain(wording.state(one, row.offer)), color=_COLOURS[one.state],
                icon=f":material/{_ICONS[one.state]}:",
            )  # fmt: skip
            _at_once(shop, row, one, place)
            with st.popover(
                _("Note what stands there"), icon=":material/edit:", type="tertiary",
                key=f"{_KEY}.open.{place.number}",
            ):  # fmt: skip
                offers_form.place(shop, row.offer, place)
                st.button(
                    _("Not carried here"), key=f"{_KEY}.absent.{place.number}", type="tertiary",
                    icon=":material/remove:", on_click=offers_doing.do,
                    args=(
                        lambda: offers_places.delete(shop, [place], session.now()),
                        _("{channel} does not carry it.").format(channel=one.channel),
                        partial(offers_places.undo, shop, place.number, place.version + 1),
                    ),
                )  # fmt: skip
        for line in wording.details(one, row.offer):
            st.caption(plain(line))


def _at_once(shop: OpenShop, row: Row, one: Cell, place: Place) -> None:
    """The buttons that say in one click what was seen in a channel."""
    offer, today = row.offer, session.today()
    wanted: list[tuple[str, str, str, Place]] = []
    if row.phase is not Phase.OVER:
        if one.state is not State.SAME:
            wanted.append(("planned", _("As planned"), "check",
                           offers_places.as_planned(offer, place)))  # fmt: skip
    else:
        if one.state is not State.GONE:
            wanted.append(("down", _("Taken down"), "event_busy",
                           offers_places.taken_down(offer, place, today)))  # fmt: skip
        if one.state is not State.STANDS:
            wanted.append(("there", _("Still there"), "priority_high",
                           offers_places.still_there(offer, place)))  # fmt: skip
    for name, label, icon, changed in wanted:
        st.button(
            label, key=f"{_KEY}.{name}.{place.number}", icon=f":material/{icon}:",
            on_click=offers_doing.do,
            args=(
                partial(_keep, shop, changed),
                _("Noted for {channel}.").format(channel=one.channel),
                partial(offers_places.undo, shop, place.number, place.version + 1),
            ),
        )  # fmt: skip


def _keep(shop: OpenShop, place: Place) -> None:
    offers_places.keep(shop, place, session.now())


def _absent(shop: OpenShop, row: Row) -> None:
    """The channels that do not carry it, and the way to put it there."""
    absent = [one.channel for one in row.having(State.ABSENT)]
    number = row.offer.number
    if row.phase is Phase.OVER:
        return
    if absent:
        st.caption(plain(wording.absent(row)))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if absent:
            st.button(
                _("Put it into all channels"), key=f"{_KEY}.all.{number}",
                icon=":material/library_add:", on_click=_everywhere, args=(shop, row, absent),
            )  # fmt: skip
        with st.popover(
            _("Put it into one channel"), icon=":material/add:", type="tertiary",
            key=f"{_KEY}.one.{number}",
        ):  # fmt: skip
            _one_more(shop, row, absent)


def _one_more(shop: OpenShop, row: Row, absent: list[str]) -> None:
    there = [one.channel for one in row.carried]
    usual = [
        one for one in offers_channels.choices()
        if not any(offers_channels.same(one, it) for it in (*absent, *there))
    ]  # fmt: skip
    with st.form(f"{_KEY}.form.{row.offer.number}", border=False, clear_on_submit=True):
        channel = st.selectbox(
            _("Channel"), [*absent, *usual], index=None, accept_new_options=True,
            placeholder=_("Choose or write"), key=f"{_KEY}.channel.{row.offer.number}",
        )  # fmt: skip
        sent = st.form_submit_button(_("Put it there"), key=f"{_KEY}.put.{row.offer.number}")
    if sent:
        _everywhere(shop, row, [channel or ""])
        st.rerun()


def _everywhere(shop: OpenShop, row: Row, channels: list[str]) -> None:
    added: list[Place] = []
    offers_doing.run(
        lambda: added.extend(offers_places.everywhere(shop, row.offer, channels, session.now())),
        _("Put there. Look at each channel and note what it says."),
        lambda: offers_places.delete(shop, added, session.now()),
    )


def _elsewhere(row: Row) -> None:
    """What messages, the calendar and events say of it."""
    if not row.found:
        return
    with st.expander(
        _("Found in your notes ({count})").format(count=len(row.found)),
        icon=":material/search:", key=f"{_KEY}.found.{row.offer.number}",
    ):  # fmt: skip
        st.caption(plain(_("You wrote this elsewhere. It does not prove what customers see.")))
        for one in row.found:
            st.markdown(plain(wording.found(one)))
            if said := wording.traits(one):
                st.caption(f":orange[:material/compare_arrows:] {plain(said)}")


def _buttons(shop: OpenShop, row: Row) -> None:
    offer = row.offer
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if row.phase is not Phase.OVER:
            copying.button(
                wording.copied(offer), about=offer.name, key=f"{_KEY}.copy.{offer.number}"
            )
        with st.popover(
            _("Change the offer"), icon=":material/edit:", type="tertiary",
            key=f"{_KEY}.change.{offer.number}",
        ):  # fmt: skip
            offers_form.change(shop, offer)
        st.button(
            _("Throw away"), key=f"{_KEY}.away.{offer.number}", icon=":material/delete:",
            type="tertiary", on_click=offers_doing.do,
            args=(
                lambda: services.delete(shop, offer, session.now()),
                _("Thrown away: {name}").format(name=offer.name),
                partial(services.undo, shop, offer.number, offer.version + 1),
            ),
        )  # fmt: skip
