"""The paid, own and unpaid parts month by month, on the page 유입 채널."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.analysis.channels import Kind
from core.charts import channel_months as charts
from core.charts.channel_months import Bar
from core.i18n import gettext as _
from core.services import channel_months
from core.services.channel_months import Month
from core.services.opening import OpenShop
from core.ui import cards, downloads, session, tables
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import channel_book as wording
from core.wording import channels as channel_wording


def draw(shop: OpenShop) -> None:
    """The parts of up to twelve months; nothing where no file tells of a month."""
    found = cached(channel_months.read)(shop, today=session.today())
    if not any(one.visits_shares or one.gross_shares for one in found):
        return
    title = wording.months_title(found)
    with_won = any(one.gross_shares for one in found)
    with cards.card(title, key="channels.months"):
        st.caption(plain(_("Share of sales") if with_won else _("Share of visits")))
        kinds = [channel_wording.kind(kind) for kind in Kind]
        bars = [
            Bar(wording.month(one), _values(one.gross_shares if with_won else one.visits_shares))
            for one in found
        ]
        st.altair_chart(charts.stacked(bars, kinds, wording.no_data(), session.look()), alt=title)
        _table(found, title)
        cards.origin(wording.months_origin(), key="channels.months.origin")


def _values(shares: channel_months.Parts | None) -> tuple[int, ...] | None:
    return tuple(shares[kind] for kind in Kind) if shares else None


def _table(found: Sequence[Month], title: str) -> None:
    columns: dict[str, Any] = {"month": [wording.month(one) for one in found]}
    heads = {"month": tables.text(_("Month"))}
    for name, label in (("gross", _("sales")), ("visits", _("visits"))):
        for kind in Kind:
            shares = [getattr(one, f"{name}_shares") for one in found]
            columns[f"{name}_{kind}"] = pd.array(
                [part[kind] if part else None for part in shares], dtype="Int64"
            )
            head = _("{kind}, {what}").format(kind=channel_wording.kind(kind), what=label)
            heads[f"{name}_{kind}"] = tables.percent(head)
    frame = pd.DataFrame(columns)
    with st.popover(_("As a table"), icon=":material/table:", type="tertiary",
                    key="channels.months.as_table"):  # fmt: skip
        tables.show(frame, heads, key="channels.months.table", alt=title)
        downloads.csv(_("Save as a file"), frame, "channel_months.csv", key="channels.months.csv")
