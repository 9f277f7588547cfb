"""The parts of the page 유입 채널 about money: cost and return, and two ways of counting."""

from dataclasses import replace
from typing import Final

import pandas as pd
import streamlit as st

from core.charts import channels as charts
from core.charts.channels import Axis, Dot, Two
from core.i18n import gettext as _
from core.services import settings
from core.services.channels import View
from core.services.opening import OpenShop
from core.services.settings import LARGEST_MARGIN
from core.store import StoreProblem
from core.ui import cards, downloads, notices, session, tables, typed
from core.ui.text import plain
from core.verdicts.channels import Call, Judged
from core.wording import channel_money as money
from core.wording import channel_more as more

UPLOAD: Final = "pages/start/upload.py"

_MARGIN: Final = "channels.margin"
_TONES: Final = {Call.MORE: "good", Call.KEEP: "good", Call.LESS: "bad"}


def budget(view: View, shop: OpenShop) -> None:
    """What each channel costs and brings back, against what it has to."""
    if view.margin_percent is None:
        _ask_margin(shop)
    if not view.judged:
        with cards.empty(
            _("With what you spent you see which channel pays."),
            _("Add an ad report, or type what you spent."),
            key="channels.cost",
            icon="payments",
        ):
            st.page_link(UPLOAD, label=_("Add data"), icon=":material/upload_file:")
        return
    title = money.title(view)
    with cards.card(title, key="channels.money"):
        st.caption(plain(money.break_even(view)))
        known = [one for one in view.judged if one.outlay.spend is not None]
        if known:
            axis = Axis(money.axis(view), view.even, by_times=True)
            chart = charts.ranges([_dot(one) for one in known], axis, session.look())
            st.altair_chart(chart, alt=title)
        for one in view.judged:
            st.markdown(f"**{plain(money.name(one.outlay))}** {plain(money.line(one))}")
        _table(view, title)
        cards.origin(money.money_origin(view), key="channels.money.origin")
        st.page_link(
            UPLOAD, label=_("Type what you spent"), icon=":material/edit_note:",
            query_params=typed.COSTS_ADDRESS,
        )  # fmt: skip


def _ask_margin(shop: OpenShop) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="channels.ask"):
        st.number_input(
            _("Your margin in percent (you can leave it out)"),
            min_value=1,
            max_value=LARGEST_MARGIN,
            value=None,
            step=1,
            key=_MARGIN,
            width=260,
        )
        st.button(_("Keep the margin"), on_click=_keep, args=(shop,))


def _keep(shop: OpenShop) -> None:
    """Keep the margin in the settings. Runs before the page is drawn anew."""
    margin = st.session_state[_MARGIN]
    if margin is None:
        return
    try:
        settings.save(shop, replace(settings.read(shop), margin_percent=int(margin)))
    except StoreProblem as found:
        notices.refusal(found)


def _dot(one: Judged) -> Dot:
    spend = one.outlay.spend
    assert spend is not None  # noqa: S101  (asked only where there is one)
    low, high = spend.roas_bounds
    tone = _TONES.get(one.call, "calm")
    word = money.call(one.call)
    return Dot(money.name(one.outlay), spend.roas, low, high, spend.cost, word, tone)


def _table(view: View, title: str) -> None:
    frame = pd.DataFrame(
        {
            "name": [money.name(one.outlay) for one in view.judged],
            "call": [money.call(one.call) for one in view.judged],
            "cost": [one.outlay.cost for one in view.judged],
            "sold": pd.array([_won(one) for one in view.judged], dtype="Int64"),
            "roas": [
                money.roas(one.outlay.spend.roas if one.outlay.spend else None)
                for one in view.judged
            ],
            "range": [money.roas_bounds(one.outlay) for one in view.judged],
            "per_order": [money.per_order(one.outlay) for one in view.judged],
            "from": [money.cost_note(one.outlay) for one in view.judged],
            "by": [money.sales_note(one.outlay) for one in view.judged],
        }
    )
    with st.popover(_("As a table"), icon=":material/table:", type="tertiary"):
        tables.show(
            frame,
            {
                "name": tables.text(_("Channel")),
                "call": tables.text(_("What to do")),
                "cost": tables.money(_("Spent")),
                "sold": tables.money(_("Sold")),
                "roas": tables.figure(_("Return (ROAS)")),
                "range": tables.figure(_("Range of the return")),
                "per_order": tables.figure(_("Spent for an order")),
                "from": tables.text(_("Cost from")),
                "by": tables.text(_("Sales counted by")),
            },
            key="channels.money.table",
            alt=title,
        )
        downloads.csv(_("Save as a file"), frame, "channel_costs.csv", key="channels.money.csv")


def _won(one: Judged) -> int | None:
    return one.outlay.spend.won if one.outlay.spend else None


def credit(view: View) -> None:
    """What the last click and the estimate give to each channel, beside each other."""
    if not view.credits:
        st.caption(_("A channel file of BizAdvisor has both ways of counting."))
        return
    title = more.credit_title(view.credits)
    words = _("Sales (last click)"), _("Sales (14-day estimate)")
    rows = [
        Two(row.key, row.credit.last_won, row.credit.late_won, money.won_span(*row.credit.bounds))
        for row in view.credits
    ]
    frame = pd.DataFrame(
        {
            "name": [row.key for row in view.credits],
            "last_orders": [row.credit.last_orders for row in view.credits],
            "late_orders": [row.credit.late_orders for row in view.credits],
            "last": [row.first for row in rows],
            "late": [row.second for row in rows],
        }
    )
    with cards.card(title, key="channels.credit"):
        st.caption(plain(more.credit_note()))
        st.altair_chart(charts.two_ways(rows, words, session.look()), alt=title)
        st.caption(f"● {plain(words[0])} · ○ {plain(words[1])}")
        with st.popover(_("As a table"), icon=":material/table:", type="tertiary"):
            tables.show(
                frame,
                {
                    "name": tables.text(_("Channel")),
                    "last_orders": tables.count(_("Payments (last click)")),
                    "late_orders": tables.decimal(_("Payments (14-day estimate)")),
                    "last": tables.money(words[0]),
                    "late": tables.money(words[1]),
                },
                key="channels.credit.table",
                alt=title,
            )
            downloads.csv(
                _("Save as a file"), frame, "channel_credit.csv", key="channels.credit.csv"
            )
        cards.origin(more.credit_origin(view), key="channels.credit.origin")
