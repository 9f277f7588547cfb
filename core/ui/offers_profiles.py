"""Whether the shop can be found and asked in each channel: a list to look through now and then."""

from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import offers_channels, settings
from core.services import offers_profiles as services
from core.services.offers_profiles import Item, Profile
from core.services.opening import OpenShop
from core.ui import cards, downloads, keeping, offers_doing, session, target_turn
from core.ui.actions_forms import seen
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import offers_profiles as wording

_KEY: Final = "offers.profile"
_LONGEST: Final = 4000
"""So many characters of a profile are read."""

_ASKED: Final = (Item.LINK, Item.INTRODUCTION, Item.CONTACT)


def draw(shop: OpenShop) -> None:
    """Draw the list."""
    some = cached(services.profiles)(shop)
    due = sum(one.is_due(session.today()) for one in some)
    title = wording.conclusion(some, due) if some else _("Can you be found and asked everywhere?")
    with cards.card(title, key="offers-profiles"):
        st.caption(plain(_("A link, an introduction and where to ask. Look every eight weeks.")))
        if counts := wording.counts(some):
            st.markdown(plain(" · ".join(counts)))
        line = cached(settings.read)(shop).seen_as
        for one in some:
            _profile(shop, one, line)
        _add(shop, some)
        keeping.thrown(
            [(one.channel, partial(services.bring_back, shop, one))
             for one in cached(services.thrown)(shop)], _KEY,
        )  # fmt: skip
        if some:
            downloads.csv(
                _("Save as a file"), partial(wording.sheet, some), f"{_('profiles')}.csv",
                key=f"{_KEY}.csv",
            )  # fmt: skip


def _profile(shop: OpenShop, one: Profile, line: str) -> None:
    is_due = one.is_due(session.today())
    key = offers_channels.folded(one.channel)
    with st.container(key=f"profile-{key}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            icon = ":orange[:material/schedule:] " if is_due else ""
            st.markdown(f"{icon}**{plain(one.channel)}**", width="content")
            st.caption(plain(wording.looked(one, is_due=is_due)), width="content")
            if one.looked is not None:
                st.markdown(plain(wording.there(one)), width="content")
            with st.popover(
                _("Look at it"), icon=":material/fact_check:", type="tertiary",
                key=f"{_KEY}.open.{key}",
            ):  # fmt: skip
                _form(shop, one, line, key)
        if one.looked is not None:
            told = [f"{wording.mark(said)} {wording.item(item)}"
                    for item, said in one.answers.items()]  # fmt: skip
            st.caption(plain(" · ".join(told)))


def _form(shop: OpenShop, one: Profile, line: str, key: str) -> None:
    begin = target_turn.key(f"{_KEY}.{key}")
    before = replace(
        one, id=seen(f"{begin}.id", one.id or 0) or None, version=seen(begin, one.version)
    )
    with st.form(begin, border=False):
        answers: dict[Item, bool | None] = {
            item: st.segmented_control(
                plain(wording.item(item)), [True, False], format_func=wording.answer,
                default=one.answers.get(item), key=f"{begin}.{item}",
            )
            for item in _ASKED
        }  # fmt: skip
        text = ""
        if line:
            st.caption(plain(line))
            text = st.text_area(
                _("Paste the introduction to check the line"), key=f"{begin}.text", height=90,
                max_chars=_LONGEST, help=plain(_("The text is looked through and not kept.")),
            )  # fmt: skip
        sent = st.form_submit_button(_("Keep what I saw"), key=f"{_KEY}.keep.{key}")
    if sent:
        said = services.says_line(line, text)
        answers[Item.LINE] = said
        _look(shop, before, answers, wording.said(said))
        st.rerun()
    if one.id is not None:
        st.button(
            _("Take the last look back"), key=f"{_KEY}.back.{key}", icon=":material/undo:",
            type="tertiary", on_click=offers_doing.do,
            args=(lambda: services.take_back(shop, one, session.now()), _("Taken back.")),
        )  # fmt: skip


def _look(shop: OpenShop, one: Profile, answers: dict[Item, bool | None], said: str) -> None:
    kept: list[Profile] = []
    noted = _("Noted for {channel}.").format(channel=one.channel)
    offers_doing.run(
        lambda: kept.append(services.look(shop, one.channel, answers, session.now(), one)),
        f"{noted} {said}".strip(),
        lambda: services.take_back(shop, kept[0], session.now()),
    )


def _add(shop: OpenShop, some: tuple[Profile, ...]) -> None:
    usual = [
        one for one in offers_channels.choices()
        if not any(offers_channels.same(one, it.channel) for it in some)
    ]  # fmt: skip
    with (
        st.form(f"{_KEY}.new", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        channel = st.selectbox(
            _("A channel of your shop"), usual, index=None, accept_new_options=True,
            placeholder=_("Choose or write"), key=f"{_KEY}.channel", width=260,
        )  # fmt: skip
        sent = st.form_submit_button(_("Add the channel"), key=f"{_KEY}.add", icon=":material/add:")
    if sent:
        kept: list[Profile] = []
        offers_doing.run(
            lambda: kept.append(services.add(shop, channel or "", session.now())),
            _("Added: {channel}").format(channel=channel or ""),
            lambda: services.take_back(shop, kept[0], session.now()),
        )
        st.rerun()
