"""The form in which the seller describes the shop."""

from dataclasses import replace
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import settings
from core.services.opening import OpenShop
from core.services.settings import LARGEST_MARGIN, SettingsConflict, SettingsRefused
from core.ui import notices
from core.wording import settings as words
from core.wording.message import Message

_SEEN: Final = "shop_form.seen"
_SAID: Final = "shop_form.said"
_NAME, _CATEGORY, _MARGIN, _LINE = (
    f"shop_form.{name}" for name in ("name", "category", "margin", "seen_as")
)


def show(shop: OpenShop) -> None:
    """The form with what is stored, and how the last saving went."""
    _fill(settings.read(shop))
    with st.form("shop_form", border=False):
        st.text_input(_("Name of the shop"), key=_NAME)
        st.text_input(
            _("What do you sell?"),
            placeholder=_("such as tableware"),
            key=_CATEGORY,
        )
        st.number_input(
            _("Margin (%)"),
            min_value=0,
            max_value=LARGEST_MARGIN,
            value=None,
            step=1,
            help=_("How much of the price remains. With 30%, 3,000 of 10,000 won remain."),
            placeholder=_("Leave it empty if you do not know it"),
            key=_MARGIN,
        )
        st.text_input(
            _("How do you want to be seen? (one line)"),
            placeholder=_("such as a small workshop that takes its time"),
            help=_("It stands beside the texts that you write to customers."),
            key=_LINE,
        )
        st.form_submit_button(_("Save"), type="primary", on_click=_keep, args=(shop,))
    _tell()


def _fill(stored: settings.ShopSettings) -> None:
    """Put what is stored into the form, unless it stands there already."""
    if st.session_state.get(_SEEN) == stored and _NAME in st.session_state:
        return
    st.session_state[_SEEN] = stored
    st.session_state[_NAME] = stored.name
    st.session_state[_CATEGORY] = stored.category
    st.session_state[_MARGIN] = stored.margin_percent
    st.session_state[_LINE] = stored.seen_as


def _keep(shop: OpenShop) -> None:
    """Save what was typed. Runs before the page is drawn anew."""
    seen = st.session_state[_SEEN]
    wanted = replace(
        seen,
        name=st.session_state[_NAME],
        category=st.session_state[_CATEGORY],
        margin_percent=st.session_state[_MARGIN],
        seen_as=st.session_state[_LINE],
    )
    try:
        settings.save(shop, wanted, seen=seen)
    except SettingsRefused as refused:
        wrong = " ".join(words.problem(problem) for problem in refused.problems)
        st.session_state[_SAID] = (notices.problem, Message(_("This was not saved."), wrong))
    except SettingsConflict as conflict:
        st.session_state[_SAID] = (notices.warning, words.conflict(conflict))
    else:
        st.session_state[_SAID] = (notices.success, Message(_("Saved.")))


def _tell() -> None:
    if _SAID in st.session_state:
        say, message = st.session_state.pop(_SAID)
        say(message)
