"""Results of earlier tests and of other media: read, looked over, kept, taken back."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import copy_library, copy_test_past
from core.services.copy_library import Import
from core.services.copy_test_past import Asked, CountsRefused, Pasts
from core.services.opening import OpenShop
from core.services.receipts import Refused
from core.terms.copy_tests import Design, Response
from core.ui import copy_files, notices, session
from core.ui import copy_tests_doing as doing
from core.ui.text import plain
from core.wording import copy_library_import as wording
from core.wording import copy_page_faults as faults
from core.wording import copy_page_tags as names

LARGEST: Final = 10
"""Megabytes of a file of results."""

DESIGNS: Final = (
    Design.AD_PLATFORM, Design.LIST_SPLIT, Design.TWO_LINKS, Design.BEFORE_AFTER,
)  # fmt: skip
RESPONSES: Final = (Response.CLICKS, Response.ORDERS, Response.REPLIES)

LONGEST_SOURCE: Final = 60
RECEIPTS: Final = 20
"""So many imports are listed."""

_READ: Final = "library.read"
_TURN: Final = "library.turn"


def draw(shop: OpenShop, *, unfolded: bool = False) -> None:
    """Bring results along; below what was brought along before."""
    with st.expander(
        _("Bring results along from elsewhere"), icon=":material/input:", expanded=unfolded
    ):
        asked, source = _asked()
        st.caption(plain(wording.columns(asked.response, asked.design)))
        st.caption(plain(wording.first_was_used()))
        turn = st.session_state.setdefault(_TURN, 0)
        _file(asked, source, turn)
        _pasted(asked, source, turn)
        _preview(shop)
    _receipts(shop)


def _asked() -> tuple[Asked, str]:
    """What was counted, how it was shown, and where it is from."""
    response = st.segmented_control(
        _("What was counted?"), RESPONSES, default=RESPONSES[0], required=True,
        format_func=names.response, key="library.asked",
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        with st.container(width=260):
            design = st.selectbox(
                _("How were the texts shown?"), DESIGNS, format_func=names.design,
                key="library.design",
            )  # fmt: skip
        with st.container(width=260):
            source = st.text_input(
                _("Where are they from? (optional)"), max_chars=LONGEST_SOURCE,
                placeholder=_("Such as a flyer or an old shop"), key="library.source",
            )  # fmt: skip
    return Asked(design or DESIGNS[0], response or RESPONSES[0]), (source or "").strip()


def _file(asked: Asked, source: str, turn: int) -> None:
    found = st.file_uploader(
        _("File with results"), type=["csv", "xlsx", "xls", "tsv", "txt"],
        key=f"library.file.{turn}", max_upload_size=LARGEST,
    )  # fmt: skip
    today = session.today()
    with st.spinner(wording.reading_file()):
        told = copy_files.read(
            found,
            lambda file, how: copy_test_past.past_from(file, asked, today, how, from_where=source),
            "library.file", (asked, source, today),
        )  # fmt: skip
    if told is None:
        if st.session_state.get(_READ, ("",))[0].startswith("file"):
            st.session_state.pop(_READ)
        return
    copy_files.about(told.warnings, ())
    name = f"file {found and found.file_id} {told.sheet} {asked} {source}"
    if st.session_state.get(_READ, ("",))[0] != name:
        st.session_state[_READ] = (name, wording.coded(told))


def _pasted(asked: Asked, source: str, turn: int) -> None:
    with st.form("library.paste", border=False):
        block = st.text_area(
            _("Or copied lines"), key=f"library.block.{turn}", height=120,
            placeholder=_("Text, shown, reacted: a line for each text"),
        )  # fmt: skip
        asked_for = st.form_submit_button(_("Read"), key="library.read.lines")
    if not asked_for or not (block or "").strip():
        return
    st.session_state.pop(_READ, None)
    try:
        told = copy_test_past.past_pasted(block, asked, session.today(), source or _("Pasted"))
    except (CountsRefused, Refused) as fault:
        doing.explain(fault)
    else:
        st.session_state[_READ] = ("pasted", wording.coded(told))


def _preview(shop: OpenShop) -> None:
    """What was read, before it is kept."""
    told: tuple[str, Pasts] | None = st.session_state.get(_READ)
    if told is None:
        return
    found = told[1]
    with st.container(border=True, key="library-preview", gap="small"):
        st.markdown(f":material/task_alt: **{plain(wording.read(found))}**")
        if left := wording.left(found):
            st.caption(plain(left))
        if found.faults:
            notices.warning(faults.counts(found.faults))
        pressed = st.button(
            _("Put into the library"), key="library.keep", type="primary", icon=":material/check:"
        )
        if pressed:
            with st.spinner(wording.keeping(found)):
                _keep(shop, found)
            st.rerun()


def _keep(shop: OpenShop, found: Pasts) -> None:
    def change() -> None:
        done = copy_library.keep(shop, found.tests, session.now())
        doing.say(wording.taken(done))
        st.session_state.pop(_READ, None)
        st.session_state[_TURN] += 1

    doing.run(change)


def _receipts(shop: OpenShop) -> None:
    """What was brought along, each with the way out and back."""
    some = copy_library.imports(shop)[:RECEIPTS]
    if not some:
        return
    with st.expander(_("Brought along so far"), icon=":material/receipt_long:"):
        for place, one in enumerate(some):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(wording.receipt(one)), width="content")
                _way_out(shop, one, place)


def _way_out(shop: OpenShop, one: Import, place: int) -> None:
    if one.deleted:
        st.button(
            _("Bring it back"), key=f"library.back.{place}", icon=":material/undo:",
            type="tertiary", on_click=doing.do,
            args=(lambda: copy_library.bring_back(shop, one.at),),
        )  # fmt: skip
    else:
        st.button(
            _("Take it back"), key=f"library.undo.{place}", icon=":material/undo:",
            type="tertiary", on_click=doing.do,
            args=(lambda: copy_library.take_back(shop, one.at, session.now()),),
        )  # fmt: skip
