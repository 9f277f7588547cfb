"""The parts of the page 유입 채널: how channels compare, and what is said first."""

from typing import Final

import pandas as pd
import streamlit as st

from core.charts import channels as charts
from core.charts.channels import Axis, Dot
from core.i18n import gettext as _
from core.services.channels import REST, Row, View
from core.services.opening import OpenShop
from core.services.today_view import Compare
from core.terms import Evidence
from core.ui import actions, cards, downloads, session, tables
from core.ui.text import plain
from core.verdicts.channels import Claim
from core.wording import channel_card as card
from core.wording import channel_money as money
from core.wording import channels as wording

UPLOAD: Final = "pages/start/upload.py"

_NEEDS_FILE: Final = frozenset({Claim.STALE, Claim.NO_COST})


def strip(view: View, compare: Compare) -> None:
    """Which days are shown, with which they are compared, and which are missing."""
    st.caption(plain(wording.days_note(view, compare)))
    missing = wording.missing_note(view)
    if missing:
        st.caption(f":material/event_busy: {plain(missing)}")


def conclusion(view: View, shop: OpenShop) -> None:
    """One channel with more or less money, or what is still missing."""
    words = card.card(view)
    found = view.conclusion
    buttons = cards.verdict(
        cards.Conclusion(
            words.headline,
            words.reason,
            found.level if found else Evidence.NO_DATA,
            words.badge,
            words.tone,
            [(number.name, number.now, number.before) for number in words.numbers],
            words.todo,
            words.why,
        ),
        key="channels",
    )
    with buttons:
        proposal = card.proposal(view, words)
        if proposal is not None:
            actions.keep_button(shop, proposal, "channels.keep")
        cards.origin(money.money_origin(view), key="channels.origin")
        if found and found.claim in _NEEDS_FILE:
            st.page_link(UPLOAD, label=_("Add data"), icon=":material/upload_file:")


def comparison(view: View) -> None:
    """The rate of each channel with its range, as a chart and as a table."""
    if view.source is None:
        with cards.empty(
            _("With channel statistics you see which way in brings buyers."),
            _("The file of visits by channel is enough."),
            key="channels.nothing",
            icon="hub",
        ):
            st.page_link(UPLOAD, label=_("Add data"), icon=":material/upload_file:")
        return
    with cards.card(wording.title(view), key="channels.rates"):
        known = [row for row in view.rows if row.rate is not None]
        if known:
            axis = Axis(_("Payments of 100 visits, as a share"))
            chart = charts.ranges([_dot(row, view) for row in known], axis, session.look())
            st.altair_chart(chart, alt=wording.title(view))
        st.caption(plain(wording.vocabulary_note(view.source)))
        _table(view)
        cards.origin(wording.rate_origin(view), key="channels.rates.origin")
    _kinds(view)


def _dot(row: Row, view: View) -> Dot:
    words = wording.row(row, view.folded)
    assert row.rate is not None  # noqa: S101  (asked only where there is one)
    low, high = row.rate.bounds
    tone = {view.best: "good", view.worst: "bad"}.get(row.key, "calm")
    mean = row.rate.shrunk.mean
    return Dot(words.name, mean, low, high, row.rate.tally.trials, words.rate, tone)


def _table(view: View) -> None:
    told = [(row, wording.row(row, view.folded)) for row in view.rows]
    frame = pd.DataFrame(
        {
            "name": [words.name for _row, words in told],
            "kind": [words.kind for _row, words in told],
            "visits": pd.array([row.visits for row, _words in told], dtype="Int64"),
            "payments": pd.array([row.payments for row, _words in told], dtype="Int64"),
            "gross": pd.array([row.gross for row, _words in told], dtype="Int64"),
            "rate": [words.rate for _row, words in told],
            "bounds": [words.bounds for _row, words in told],
            "visits_change": [_change(row, words.visits) for row, words in told],
            "rate_change": [_change(row, words.change) for row, words in told],
        }
    )
    with st.popover(_("As a table"), icon=":material/table:", type="tertiary"):
        tables.show(
            frame,
            {
                "name": tables.text(_("Channel")),
                "kind": tables.text(_("How you get it")),
                "visits": tables.count(_("Visits to the shop")),
                "payments": tables.count(_("Payments")),
                "gross": tables.money(_("Sales")),
                "rate": tables.figure(_("Payment rate")),
                "bounds": tables.figure(_("Range of the rate")),
                "visits_change": tables.figure(_("Change of visits")),
                "rate_change": tables.figure(_("Change of the rate")),
            },
            key="channels.table",
            alt=wording.title(view),
        )
        downloads.csv(_("Save as a file"), frame, "channels.csv", key="channels.csv")
    moves = [line for row in view.rows for line in wording.moves(row)]
    for line in moves:
        st.markdown(plain(line))
    if not moves and view.before is not None:
        st.caption(_("No channel changed more than it usually does."))


def _change(row: Row, words: str) -> str:
    return "–" if row.key == REST or row.visits_before is None else words


def _kinds(view: View) -> None:
    rows = [row for row in view.kinds if row.visits or row.gross]
    if not rows:
        return
    with cards.card(wording.kinds_title(view.kinds), key="channels.kinds"):
        frame = pd.DataFrame(
            {
                "kind": [wording.kind(row.kind) for row in rows],
                "visits": pd.array([row.visits for row in rows], dtype="Int64"),
                "visits_share": [wording.share(row.visits_share) for row in rows],
                "gross": pd.array([row.gross for row in rows], dtype="Int64"),
                "gross_share": [wording.share(row.gross_share) for row in rows],
            }
        )
        tables.show(
            frame,
            {
                "kind": tables.text(_("How you get it")),
                "visits": tables.count(_("Visits to the shop")),
                "visits_share": tables.figure(_("Share of visits")),
                "gross": tables.money(_("Sales")),
                "gross_share": tables.figure(_("Share of sales")),
            },
            key="channels.kinds.table",
            alt=wording.kinds_title(view.kinds),
        )
        downloads.csv(_("Save as a file"), frame, "channel_kinds.csv", key="channels.kinds.csv")
        unknown = wording.unknown_note(view)
        if unknown:
            st.caption(plain(unknown))
        cards.origin(wording.kinds_origin(view), key="channels.kinds.origin")
