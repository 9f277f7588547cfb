"""Orders beside the statistics of the same days, and beside what was settled."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import reconciling
from core.services.opening import OpenShop
from core.services.reconciled import Comparison
from core.ui import cards, downloads, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import reconciling as words

DAYS_SHOWN: Final = 31
"""So many of the newest days that differ are drawn as a table; the file has them all."""

_compared = cached(reconciling.compare)


def draw(shop: OpenShop) -> None:
    """A card for each mall that can be compared; without one, what it takes."""
    found = _compared(shop, session.today())
    if not found.comparisons:
        cards.empty(*words.empty(found), key="reconciling", icon="balance")
    for one in found.comparisons:
        _comparison(one)
    if found.payout is not None:
        _payout(words.payout(found.payout))


def _comparison(found: Comparison) -> None:
    told, key = words.words(found), f"reconciling-{found.mall.name.lower()}"
    with cards.card(told.headline, key=key):
        with st.container(horizontal=True, gap="large", key=f"figures-{key}"):
            for name, value in told.numbers:
                with st.container(width="content", gap=None):
                    st.caption(plain(name))
                    st.markdown(f"**{plain(value)}**")
        if found.differing:
            for line in told.reasons:
                st.markdown(f"- {plain(line)}")
        for line in told.notes:
            st.caption(plain(line))
        if found.differing:
            with st.expander(_("Days that differ"), key=f"{key}.days"):
                _days(found, key)
        with st.container(horizontal=True, key=f"{key}.buttons"):
            cards.origin(told.origin, key=f"{key}.origin")
            downloads.csv(
                _("Save all days as a file"),
                lambda: words.table(found.days),
                f"{key}.csv",
                key=f"{key}.csv",
            )


def _days(found: Comparison, key: str) -> None:
    newest = found.differing[::-1][:DAYS_SHOWN]
    tables.show(
        words.table(newest),
        {
            "day": tables.day(_("Day")),
            "difference": tables.money(
                _("Difference"), help=_("Won more in the statistics, after refunds.")
            ),
            "unexplained": tables.money(_("Unexplained")),
            "reasons": tables.text(_("Likely reasons")),
            "payments": tables.count(_("Payments in your order files")),
            "told_payments": tables.count(_("Payments in the statistics")),
            "net": tables.money(_("Won in your order files")),
            "told_net": tables.money(_("Won in the statistics")),
        },
        key=f"{key}.table",
        alt=words.headline(found),
    )


def _payout(lines: list[str]) -> None:
    with cards.card(lines[0], key="reconciling-payout"):
        for line in lines[1:]:
            st.markdown(plain(line))
