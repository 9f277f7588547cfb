"""The list of a copy test: put in, divided by chance, its parts to take along."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import copy_test_lists as lists
from core.services.copy_test_lists import RecipientList
from core.services.copy_tests import CopyTest
from core.services.opening import OpenShop
from core.services.receipts import Refused, Source
from core.terms.copy_tests import HOLD_OUT, TestStatus
from core.ui import copy_tests_doing as doing
from core.ui.text import plain
from core.wording import copy_page as wording
from core.wording import copy_page_faults as faults

LARGEST: Final = 20
"""Megabytes of a list."""


def divided(shop: OpenShop, test: CopyTest) -> int | None:
    """How many of a list were given any version; None if none was divided."""
    sizes = lists.sizes(shop, test.id)
    return sum(sizes.values()) - sizes.get(HOLD_OUT, 0) if sizes else None


def draw(shop: OpenShop, test: CopyTest) -> None:
    """Put a list in, divide it, take the parts along."""
    sizes = lists.sizes(shop, test.id)
    if sizes:
        st.markdown(f":material/groups: {plain(wording.sizes(sizes))}")
    is_draft = test.status is TestStatus.DRAFT
    label = _("List to divide") if is_draft or not sizes else _("The same list, for its parts")
    found = st.file_uploader(
        label, type=["csv", "xlsx", "xls"], key=f"tests.list.{test.id}",
        max_upload_size=LARGEST,
    )  # fmt: skip
    with st.expander(_("Paste numbers instead"), icon=":material/content_paste:"):
        block = st.text_area(
            _("One phone number or mail address a line"), key=f"tests.list.block.{test.id}",
            height=140,
        )  # fmt: skip
    st.caption(plain(_("The list itself is not kept. Only who got which text is, as a code.")))
    source = None if found is None else Source(found.name, found.getvalue())
    people = _read(shop, source, (block or "").strip())
    if people is None:
        return
    for line in faults.read_list(people):
        st.markdown(f"- {plain(line)}")
    label = _("Divide by chance") if not sizes else _("Divide once more")
    if is_draft or not sizes:
        _divide_button(shop, test, people, label)
    if sizes:
        _parts(shop, test, people)


def _read(shop: OpenShop, source: Source | None, block: str) -> RecipientList | None:
    try:
        if source is not None:
            return lists.read(shop, source)
        return lists.pasted(shop, block) if block else None
    except (lists.ListRefused, Refused) as fault:
        doing.explain(fault)
        return None


def _divide_button(shop: OpenShop, test: CopyTest, people: RecipientList, label: str) -> None:
    st.button(
        label, key=f"tests.divide.{test.id}", type="primary", icon=":material/call_split:",
        on_click=_divide, args=(shop, test, people),
    )  # fmt: skip


def _divide(shop: OpenShop, test: CopyTest, people: RecipientList) -> None:
    def change() -> None:
        done = lists.split(shop, test.id, people, test.version)
        doing.say(wording.divided(done))

    doing.run(change)


def _parts(shop: OpenShop, test: CopyTest, people: RecipientList) -> None:
    files = lists.files(shop, test.id, people)
    if not files:
        st.caption(plain(_("Nobody in this list was divided before.")))
        return
    with st.container(horizontal=True):
        for one in files:
            st.download_button(
                plain(wording.part(one.letter, one.rows)), data=one.content,
                file_name=wording.part_file(test.draft, one.letter), mime="text/csv",
                key=f"tests.part.{test.id}.{one.letter or 'none'}", on_click="ignore",
                icon=":material/download:",
            )  # fmt: skip
