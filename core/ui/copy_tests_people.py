"""The list of a copy test: put in, divided by chance, its parts to take along."""

from typing import Final

import streamlit as st

from core.analysis.message_law import is_night
from core.i18n import gettext as _
from core.services import copy_test_consents as consents
from core.services import copy_test_lists as lists
from core.services import customers_consent
from core.services.copy_test_lists import RecipientList
from core.services.copy_tests import CopyTest
from core.services.opening import OpenShop
from core.services.receipts import Refused
from core.terms.copy_tests import HOLD_OUT, TestStatus
from core.ui import copy_files, copy_tests_groups, session
from core.ui import copy_tests_doing as doing
from core.ui.text import plain
from core.wording import copy_page_faults as faults
from core.wording import copy_page_people as wording
from core.wording import messages_prepare

LARGEST: Final = 20
"""Megabytes of a list."""


_DIVIDED: Final = "tests.divided"
"""Whether this window saw the list of a test divided."""


def divided(shop: OpenShop, test: CopyTest) -> int | None:
    """How many of a list were given any version; None if none was divided."""
    sizes = lists.sizes(shop, test.id)
    return sum(sizes.values()) - sizes.get(HOLD_OUT, 0) if sizes else None


def draw(shop: OpenShop, test: CopyTest) -> None:
    """Put a list in, divide it, take the parts along."""
    sizes = lists.sizes(shop, test.id)
    was_divided = st.session_state.get(f"{_DIVIDED}.{test.id}", False)
    st.session_state[f"{_DIVIDED}.{test.id}"] = was_divided or bool(sizes)
    if sizes:
        st.markdown(f":material/groups: {plain(wording.sizes(sizes))}")
    elif was_divided:
        st.warning(plain(wording.division_gone()), icon=":material/info:")
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
    people = copy_files.read(
        found, lambda source, how: lists.read(shop, source, how), f"tests.list.{test.id}"
    ) or _pasted(shop, "" if found else (block or "").strip())
    if people is None:
        return
    for line in faults.read_list(people):
        st.markdown(f"- {plain(line)}")
    people = _allowed(shop, test, copy_tests_groups.chosen(shop, test, people))
    if people is None:
        return
    if not sizes:
        _divide_button(shop, test, people, _("Divide by chance"), first=True)
        return
    known = _parts(shop, test, people)
    if is_draft and known != len(people.entries):
        # The same list would be divided the same way again.
        _divide_button(shop, test, people, _("Divide this list instead"), first=False)


def _allowed(shop: OpenShop, test: CopyTest, people: RecipientList | None) -> RecipientList | None:
    """Those of a list who may get what the test says; None where nobody is left."""
    if people is None or not consents.sells(test):
        return people
    key = f"tests.list.{test.id}"
    now = session.now()
    night = st.toggle(
        _("It is sent between 9 in the evening and 8 in the morning"), is_night(now),
        key=f"{key}.night",
    )  # fmt: skip
    found = consents.allowed(shop, test, people, now, night=night)
    if found.nameless:
        orders = _orders(shop, key)
        if orders is not None:
            refused = customers_consent.withdrawn(shop, session.today())
            people = consents.named(people, orders, refused)
            found = consents.allowed(shop, test, people, now, night=night)
    for reason, count in found.out.items():
        st.markdown(f"- {plain(messages_prepare.out(reason, count))}")
    for line in wording.unasked(found):
        st.caption(plain(line))
    return found.people if found.people.entries else None


def _orders(shop: OpenShop, key: str) -> RecipientList | None:
    """An order file that tells whose the numbers of a list are."""
    dropped = st.file_uploader(
        _("Order file that tells whose the numbers are"), type=["csv", "xlsx", "xls"],
        key=f"{key}.orders", max_upload_size=LARGEST,
    )  # fmt: skip
    return copy_files.read(
        dropped, lambda source, how: lists.read(shop, source, how), f"{key}.orders"
    )


def _pasted(shop: OpenShop, block: str) -> RecipientList | None:
    try:
        return lists.pasted(shop, block) if block else None
    except (lists.ListRefused, Refused) as fault:
        doing.explain(fault)
        return None


def _divide_button(
    shop: OpenShop, test: CopyTest, people: RecipientList, label: str, *, first: bool
) -> None:
    st.button(
        label, key=f"tests.divide.{test.id}", type="primary" if first else "secondary",
        icon=":material/call_split:", on_click=_divide, args=(shop, test, people),
    )  # fmt: skip


def _divide(shop: OpenShop, test: CopyTest, people: RecipientList) -> None:
    def change() -> None:
        done = lists.split(shop, test.id, people, test.version)
        doing.say(wording.divided(done))

    doing.run(change)


def _parts(shop: OpenShop, test: CopyTest, people: RecipientList) -> int:
    """The files of the parts, and how many of the list are in them."""
    files = lists.files(shop, test.id, people)
    known = sum(one.rows for one in files)
    if not known:
        st.caption(plain(_("Nobody in this list was divided before.")))
        return 0
    with st.container(horizontal=True):
        for one in files:
            st.download_button(
                plain(wording.part(one.letter, one.rows)), data=one.content,
                file_name=wording.part_file(test.draft, one.letter), mime="text/csv",
                key=f"tests.part.{test.id}.{one.letter or 'none'}", on_click="ignore",
                icon=":material/download:",
            )  # fmt: skip
    return known
