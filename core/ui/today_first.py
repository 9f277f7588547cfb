"""What 오늘 shows before there are orders: the ways to begin, and what typed numbers say."""

from collections.abc import Mapping

import streamlit as st

from core.i18n import gettext as _
from core.services import covering, typed
from core.services import journey as journeys
from core.services.journey import Choice
from core.services.opening import OpenShop
from core.services.typed_rows import weeks
from core.terms import DataSet
from core.ui import cards, journey, session, six
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import exports
from core.wording import six as said
from core.wording import today as wording
from core.wording.journey import Names

SIX = "pages/start/six.py"
UPLOAD = "pages/start/upload.py"


def lacking(there: Mapping[DataSet, object]) -> str:
    """What it takes to see something here, beside the data that are ``there`` already."""
    # A few orders of another mall are no order file of the shop that is shown.
    others = [kind for kind in there if kind is not DataSet.ORDERS]
    if not others:
        return _("One order file is enough.")
    return wording.orders_lacking([exports.data_set(kind) for kind in others])


def empty(there: Mapping[DataSet, object]) -> None:
    """The three ways to begin."""
    with cards.empty(_("You can see what to do first, and why."), lacking(there), icon="today"):
        if st.button(_("Add my file"), type="primary", icon=":material/upload_file:"):
            st.switch_page(UPLOAD)
        wants_sample = st.button(_("See a sample shop"), icon=":material/storefront:")
        if st.button(_("Six numbers only"), icon=":material/edit_note:"):
            st.switch_page(SIX)
    if wants_sample:
        with st.spinner(_("Making up a shop of two years…")):
            session.start_sample()
        st.rerun()


def conclusion(shop: OpenShop, choice: Choice) -> None:
    """What two typed weeks say about revenue, or else statistics about the way to an order."""
    today = session.today()
    before, now = cached(typed.typed_weeks)(shop, today)
    if now.orders is None or before.orders is None:
        view = cached(journeys.journey)(shop, today, session.now(), choice)
        journey.conclusion(view, Names.OURS)
        st.caption(plain(lacking(cached(covering.coverages)(shop))))
        return
    verdict = typed.conclude(before, now)
    with six.card(verdict, said.words(verdict, *weeks(today))):
        st.page_link(SIX, label=_("Look at these numbers"), icon=":material/edit_note:")
        st.page_link(UPLOAD, label=_("Add my file"), icon=":material/upload_file:")
