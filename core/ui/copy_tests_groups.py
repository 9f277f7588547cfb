"""Of the list of a copy test only those who belong to a group of customers that is kept."""

import streamlit as st

from core.i18n import gettext as _
from core.services import copy_test_groups, customers_groups
from core.services.copy_test_lists import RecipientList
from core.services.copy_tests import CopyTest
from core.services.opening import OpenShop
from core.ui import session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import copy_page_groups as wording


def chosen(shop: OpenShop, test: CopyTest, people: RecipientList) -> RecipientList | None:
    """The list, or those of it who belong to the group that is chosen; None if nobody does."""
    groups = [one for one in cached(customers_groups.listed)(shop) if one.rule is not None]
    if not groups:
        return people
    names = {one.id: one.name for one in groups}
    picked = st.selectbox(
        _("Only customers of a group"), list(names), index=None, key=f"tests.list.group.{test.id}",
        format_func=lambda it: names.get(it, ""), placeholder=_("Everybody in the list"),
    )  # fmt: skip
    if picked is None:
        return people
    found = copy_test_groups.narrowed(shop, people, picked, session.today())
    st.caption(plain(wording.narrowed(found)))
    return found.people if found.people.entries else None
