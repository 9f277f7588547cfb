"""What became of files that were taken, and the account of all their rows."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import covering
from core.services.opening import OpenShop
from core.services.receipts import Issue, Receipt
from core.terms import DataSet
from core.ui import cards, downloads, notices, places, session, tables, uploading
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import exports
from core.wording import importing as words

FEW: Final = 2
"""More receipts than these are told in a line each."""
SHOWN: Final = 200
"""So many left-out rows are shown; the download has them all."""

_covered = cached(covering.coverage)


def draw(shop: OpenShop) -> None:
    """The receipts of the files that were taken last, with the way on above them."""
    done = uploading.receipts()
    if not done:
        return
    if len(done) > FEW:
        with cards.card(words.put_in(len(done)), key="receipts"):
            _go_on(shop)
            for place, taken in enumerate(done):
                _line(taken, place)
        return
    for place, taken in enumerate(done):
        _card(taken, place)
    _go_on(shop)


def account(numbers: Sequence[tuple[str, str]], *, key: str) -> None:
    """The account of all rows of a file."""
    with st.grid(max(1, len(numbers)), min_column_width=110, key=key):
        for name, value in numbers:
            st.metric(plain(name), value)


def issues(found: Sequence[Issue], name: str, *, key: str) -> None:
    """The rows that were left out or are odd, folded away."""
    if not found:
        return
    with st.expander(plain(words.issues(found)), key=key):
        issue_table(found, name, key=key)


def issue_table(found: Sequence[Issue], name: str, *, key: str) -> None:
    """Rows with their reasons, to look at and to take along."""
    frame = issue_frame(found)
    columns = {heading: tables.text(heading) for heading in frame.columns}
    tables.show(frame.head(SHOWN), columns, key=f"{key}.table")
    downloads.csv(
        _("Download these rows"),
        frame,
        f"{_('left_out')}_{formats.file_day(session.today())}_{name.rsplit('.', 1)[0]}.csv",
        key=f"{key}.csv",
    )


def issue_frame(found: Sequence[Issue]) -> pd.DataFrame:
    """Rows with their line, reason, column and cell, headed in the reader's language.

    Where no row tells a column there is none for it.
    """
    frame = pd.DataFrame(
        {
            _("Line"): [f"{issue.line:,}" for issue in found],
            _("Reason"): [words.row(issue.reason) for issue in found],
            _("Column"): [issue.heading or "" for issue in found],
            _("Cell"): [issue.cell for issue in found],
        }
    )
    return frame.drop(columns=[name for name in frame.columns[2:] if not frame[name].any()])


def _go_on(shop: OpenShop) -> None:
    """To the conclusion, as soon as there is one, and to the page that reviews fill."""
    if {DataSet.REVIEWS, DataSet.INQUIRIES} & {one.data_set for one in uploading.receipts()}:
        places.link(places.Place("voice"))
    if _covered(shop) is None:
        st.caption(plain(words.orders_needed()))
    elif st.button(_("See the conclusion"), type="primary", key="to-today"):
        st.switch_page("pages/start/today.py")


def _card(taken: Receipt, place: int) -> None:
    with st.container(border=True, key=f"receipt-{place}"):
        st.caption(plain(taken.name))
        notices.success(words.receipt(taken))
        account(words.tally(taken), key=f"receipt-tally-{place}")
        issues((*taken.refused, *taken.skipped), taken.name, key=f"receipt-issues-{place}")


def _line(taken: Receipt, place: int) -> None:
    with st.container(gap=None, key=f"receipt-{place}"):
        st.markdown(f"**{plain(exports.name(taken.format_id))}** · {plain(taken.name)}")
        st.caption(plain(words.told(words.tally(taken))))
        for said in filter(None, (words.left_out(taken), words.outdated(taken))):
            st.caption(plain(said))
        if taken.refused:
            issues(taken.refused, taken.name, key=f"receipt-issues-{place}")
