"""The calendar of a copy test that shows one text a day: to look at, and to take along."""

from functools import partial

import pandas as pd
import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_test_days import schedule
from core.services.copy_tests import CopyTest
from core.ui import downloads, session, tables
from core.wording import copy_page_tags as names


def draw(test: CopyTest) -> None:
    """All days with the text of each; nothing where all texts are shown at once."""
    days = schedule(test)
    if not days:
        return
    last = max(days)
    with st.expander(
        _("The days of the texts"), icon=":material/calendar_month:",
        expanded=session.today() <= last,
    ):  # fmt: skip
        frame = table(test)
        tables.show(
            frame, {name: tables.text(name) for name in frame.columns}, key="tests.days",
            alt=_("The days of the texts"),
        )  # fmt: skip
        downloads.csv(
            _("Save as a file"), partial(table, test, plain_days=True),
            f"{_('days_of_texts')}_{test.id}.csv", key="tests.days.csv",
        )  # fmt: skip


def table(test: CopyTest, *, plain_days: bool = False) -> pd.DataFrame:
    """The days in order; for a file as a spreadsheet understands them."""
    rows = [
        {
            _("Day"): day.isoformat() if plain_days else formats.day_short(day),
            _("Version"): names.letter(letter),
            _("Text"): test.text_of(letter),
        }
        for day, letter in schedule(test).items()
    ]
    return pd.DataFrame(rows)
