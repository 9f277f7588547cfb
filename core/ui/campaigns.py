"""Campaigns and the seller's own least return, on the page 유입 채널."""

from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import campaigns, channel_book
from core.services.campaigns import Campaigns
from core.services.channel_book import LARGEST_ROAS, SHOP, Note
from core.services.channels import View
from core.services.opening import OpenShop
from core.services.today_view import PeriodChoice
from core.terms import AdPlatform
from core.ui import cards, channel_changes, downloads, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import channel_book as wording
from core.wording import channel_money as money
from core.wording import typed

AREA: Final = "budget"
_WHICH: Final = "budget.which"


def least(shop: OpenShop, view: View) -> None:
    """The least return a channel, a platform, a campaign or the shop has to bring."""
    book = cached(channel_book.read)(shop)
    days = view.period.days if view.period else PeriodChoice.FOUR_WEEKS.days
    told = cached(campaigns.read)(shop, today=session.today(), days=days).found
    keys = dict.fromkeys([
        SHOP,
        *(one.outlay.key for one in view.judged),
        *(str(it.value) for it in AdPlatform),
        *(channel_book.of_campaign(one.platform, one.name) for one in told),
    ])  # fmt: skip
    with st.expander(_("Your own least return"), icon=":material/rule:"):
        st.caption(_("A channel surely below it is to get less, whatever the margin allows."))
        which = st.selectbox(_("For what"), list(keys), format_func=wording.least_for, key=_WHICH)
        note = book.get(which, Note(which))
        key = f"budget.least.{which}.{note.version}"
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.number_input(
                _("Least return in percent of the cost"), min_value=1, max_value=LARGEST_ROAS,
                value=note.least_roas, step=10, key=key, width=260,
            )  # fmt: skip
            st.button(
                _("Keep this least return"), key="budget.least.keep",
                on_click=_keep, args=(shop, note, key),
            )  # fmt: skip


def _keep(shop: OpenShop, note: Note, key: str) -> None:
    typed_in = st.session_state.get(key)
    wanted = replace(note, least_roas=None if typed_in is None else int(typed_in))
    kept: list[Note] = []
    channel_changes.run(
        AREA,
        _("Kept."),
        lambda: kept.append(channel_book.keep(shop, wanted, session.now())),
        lambda: channel_book.undo(shop, kept[0].id, kept[0].version),
    )


def table(shop: OpenShop, days: int) -> None:
    """What each campaign cost and brought; nothing where no report tells of campaigns."""
    found = cached(campaigns.read)(shop, today=session.today(), days=days)
    if not found.found:
        return
    title = wording.campaigns_title(found)
    with cards.card(title, key="campaigns"):
        st.caption(plain(wording.campaigns_note(found)))
        _table(found, title)


def _table(found: Campaigns, title: str) -> None:
    told = [(one, one.judged.outlay) for one in found.found]
    frame = pd.DataFrame(
        {
            "platform": [typed.platform(one.platform) for one, _outlay in told],
            "name": [one.name for one, _outlay in told],
            "call": [money.call(one.judged.call) for one, _outlay in told],
            "cost": [outlay.cost for _one, outlay in told],
            "sold": pd.array(
                [outlay.spend.won if outlay.spend else None for _one, outlay in told],
                dtype="Int64",
            ),
            "roas": [
                money.roas(outlay.spend.roas if outlay.spend else None) for _one, outlay in told
            ],
            "range": [money.roas_bounds(outlay) for _one, outlay in told],
            "why": [money.why(one.judged) for one, _outlay in told],
        }
    )
    tables.show(
        frame,
        {
            "platform": tables.text(_("Ad platform")),
            "name": tables.text(_("Campaign")),
            "call": tables.text(_("What to do")),
            "cost": tables.money(_("Spent")),
            "sold": tables.money(_("Sold")),
            "roas": tables.figure(_("Return (ROAS)")),
            "range": tables.figure(_("Range of the return")),
            "why": tables.text(_("Why")),
        },
        key="campaigns.table",
        alt=title,
    )
    downloads.csv(_("Save as a file"), frame, "campaigns.csv", key="campaigns.csv")
