"""What stands around every page: the name, how old the data are, and the ribbon of the sample."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from core.i18n import formats
from core.i18n import gettext as _
from core.services import covering, sample_tests
from core.services.opening import OpenShop
from core.ui import errors, kept, session, theme
from core.ui.cached import cached
from core.ui.text import plain

SECTIONS: Final = ("start", "diagnose", "improve", "customers", "manage")
"""The sections of the sidebar, and the folders of ``pages``."""

AGING_AFTER: Final = 7
OLD_AFTER: Final = 21
"""Days without new data after which the frame says so in amber, and in red."""


def configure() -> None:
    """Set the title of the window, the width and the name in the corner."""
    st.set_page_config(
        page_title=_("Dangol"),
        page_icon=str(theme.STATIC / "mark.svg"),
        layout="wide",
        menu_items={"About": _("Dangol: what your orders say, in plain words.")},
    )
    st.logo(str(theme.STATIC / f"logo-{session.language()}.svg"), size="large",
            icon_image=str(theme.STATIC / "mark.svg"))  # fmt: skip


def section_name(section: str) -> str:
    """What a section of the sidebar is called."""
    return {
        "start": _("Start"),
        "diagnose": _("Diagnose"),
        "improve": _("Test and improve"),
        "customers": _("Customers"),
        "manage": _("Manage"),
    }[section]


def entry(
    path: str,
    title: str,
    icon: str,
    *,
    default: bool = False,
    visibility: Literal["visible", "hidden"] = "visible",
) -> StreamlitPage:
    """A page of the sidebar; its address is the name of its file."""
    return st.Page(
        path, title=title, icon=f":material/{icon}:", default=default, visibility=visibility
    )


def navigate(pages: Mapping[str, Sequence[StreamlitPage]]) -> StreamlitPage:
    """The sidebar with those sections that have pages."""
    listed = {section_name(name): list(pages[name]) for name in SECTIONS if pages.get(name)}
    return st.navigation(listed, position="sidebar", expanded=True)


def surround(*, tells_age: bool = True) -> None:
    """The ribbon of the made-up shop above the page, and the age of the data in the sidebar.

    Args:
        tells_age: whether the sidebar tells how old the data are; 오늘 itself does.
    """
    if not session.is_sample() and session.own_trouble() is not None:
        return  # the page says what is wrong, and may have a remedy
    shop = session.shop()
    if shop.is_sample:
        _ribbon(shop)
    if not tells_age:
        return
    with st.sidebar:
        _age(cached(covering.last_day)(shop), session.today())


def draw(page: StreamlitPage) -> None:
    """Draw the page with what stands around it; a fault in it becomes a friendly one."""
    st.set_page_config(page_title=f"{page.title} · {_('Dangol')}")
    # First, because a page may end before its last line.
    theme.watch(session.language())
    try:
        surround(tells_age=page.url_path != "")
        kept.draw()
        page.run()
    except Exception as fault:  # noqa: BLE001  (the last resort: nobody else would catch it)
        errors.on_script_error(fault)


def _ribbon(shop: OpenShop) -> None:
    with st.container(key="ribbon", horizontal=True, vertical_alignment="center"):
        st.markdown(
            f":material/storefront: **{_('This is a made-up shop.')}** "
            f"{_('None of it is yours; switch it off whenever you like.')}"
        )
        own = cached(sample_tests.own)(shop)
        if not own:
            _off(_("Switch the sample off"))
            return
        with st.popover(_("Switch the sample off"), key="ribbon.ask"):
            st.markdown(plain(loss(own)))
            _off(_("Switch it off all the same"))


def loss(own: int) -> str:
    """What goes with the made-up shop."""
    told = _("{count} copy tests that you made in it will be gone. This cannot be undone.")
    return told.format(count=formats.number(own))


def _off(label: str) -> None:
    st.button(label, key="ribbon.off", on_click=session.stop_sample, width="content")


def _age(last: date | None, today: date) -> None:
    if last is None:
        st.caption(f":material/inbox: {_('No data yet')}")
        return
    days = (today - last).days
    st.caption(f":material/event: {_('Data up to {day}').format(day=formats.day(last))}")
    if days > OLD_AFTER:
        st.badge(_("Old data"), icon=":material/history:", color="red")
    elif days > AGING_AFTER:
        ago = _("Data of {days} ago").format(days=formats.count(days, "days"))
        st.badge(ago, icon=":material/history:", color="orange")
    else:
        st.badge(_("Up to date"), icon=":material/check:", color="green")
