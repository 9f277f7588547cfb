"""Which remarks are shown in 모두 보기; the choice stands in the address."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import streamlit as st

from core.i18n import gettext as _
from core.services.opening import OpenShop
from core.services.voice_listing import Choice, Listing, Since, listed
from core.terms.voice import VoiceSource
from core.ui import product_names, session
from core.ui.cached import cached
from core.wording import voice_log as wording
from core.wording.voice_file import source_name
from core.wording.voice_themes import theme as theme_name

_KEY: Final = "voice.filter"
_NAMES: Final = ("days", "from", "theme", "about", "bad", "find", "page")
"""What is asked for, as it is called in the address of the page."""

T = TypeVar("T")


def choice() -> Choice:
    """What the address asks for; what it cannot mean is left out."""
    said = {name: st.query_params.get(name, "") for name in _NAMES}
    days, source, about, page = said["days"], said["from"], said["about"], said["page"]
    return Choice(
        Since(days) if days in set(Since) else Since.ALWAYS,
        VoiceSource(source) if source in set(VoiceSource) else None,
        said["theme"] or None,
        said["bad"] == "1",
        int(about) if about.isdecimal() and len(about) < 10 else None,  # noqa: PLR2004
        said["find"],
        int(page) if page.isdecimal() and len(page) < 6 else 1,  # noqa: PLR2004
    )


def draw(shop: OpenShop) -> tuple[Choice, Listing]:
    """The fields, and the remarks they ask for."""
    asked = choice()
    found = cached(listed)(shop, asked, session.today())
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            _("Find words"), asked.words, key=f"{_KEY}.find", on_change=_typed,
            placeholder=_("words or an order number"), width=220, max_chars=80,
        )  # fmt: skip
        _select("days", _("Days"), list(Since), asked.since, wording.since, Since.ALWAYS)
        _select("from", _("Where it was said"), found.sources, asked.source, source_name)
        _select("theme", _("Theme"), found.themes, asked.theme, theme_name)
        named = product_names.apart(shop, found.products)
        _select(
            "about", _("Product"), list(named), asked.product, lambda it: named.get(it, str(it))
        )
        st.toggle(_("Bad ones only"), value=asked.negative, key=f"{_KEY}.bad", on_change=_switched)
    return asked, found


def pages(found: Listing) -> None:
    """The pages, where there are several."""
    if found.pages < 2:  # noqa: PLR2004  (one page needs no numbers)
        return
    st.pagination(
        found.pages, default=found.page, key=f"{_KEY}.page.{found.pages}", on_change=_turned,
        args=(found.pages,),
    )  # fmt: skip


def _select(  # noqa: PLR0913, PLR0917  (what is asked, and what it may be)
    name: str,
    label: str,
    options: Sequence[T],
    chosen: T | None,
    words: Callable[[T], str],
    usual: T | None = None,
) -> None:
    offered: list[T | None] = [*([] if usual is not None else [None]), *options]
    if chosen not in offered:
        offered.append(chosen)
    st.selectbox(
        label, offered, index=offered.index(chosen), key=f"{_KEY}.{name}", width=170,
        format_func=lambda it: _("All") if it is None else words(it),
        on_change=_remember, args=(name, usual),
    )  # fmt: skip


def _remember(name: str, usual: object) -> None:
    chosen = st.session_state[f"{_KEY}.{name}"]
    _put(name, "" if chosen is None or chosen == usual else str(chosen))


def _typed() -> None:
    _put("find", str(st.session_state[f"{_KEY}.find"]).strip())


def _switched() -> None:
    _put("bad", "1" if st.session_state[f"{_KEY}.bad"] else "")


def _turned(of: int) -> None:
    page = int(st.session_state[f"{_KEY}.page.{of}"])
    _put("page", "" if page == 1 else str(page), keeps_page=True)


def _put(name: str, value: str, *, keeps_page: bool = False) -> None:
    if value:
        st.query_params[name] = value
    else:
        st.query_params.pop(name, None)
    if not keeps_page:
        st.query_params.pop("page", None)
