"""Search words and the limits of measuring, on the page 유입 채널."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import streamlit as st

from core.analysis.keywords import Word
from core.i18n import formats
from core.i18n import gettext as _
from core.services.channels import View
from core.ui import cards, downloads, tables
from core.ui.text import plain
from core.wording import channel_more as more
from core.wording import channels as wording

UPLOAD: Final = "pages/start/upload.py"


def keywords(view: View) -> None:
    """The words that bring payments, and those that bring only visits."""
    if view.words is None:
        with cards.empty(
            _("With search statistics you see which words bring buyers."),
            _("The file of search words is enough."),
            key="channels.words.nothing",
            icon="search",
        ):
            st.page_link(UPLOAD, label=_("Add data"), icon=":material/upload_file:")
        return
    with cards.card(more.words_title(view.words), key="channels.words"):
        st.caption(plain(more.words_note(view.words)))
        st.markdown(f"**{plain(_('Words with the most payments'))}**")
        _table(view.words.best, "best", _("Words with the most payments"))
        st.markdown(f"**{plain(_('Many visits, few payments'))}**")
        if view.words.wasted:
            _table(view.words.wasted, "wasted", _("Many visits, few payments"))
        else:
            st.caption(plain(more.no_waste()))
        cards.origin(more.words_origin(view), key="channels.words.origin")


def _table(words: Sequence[Word], key: str, alt: str) -> None:
    frame = pd.DataFrame(
        {
            "word": [one.word for one in words],
            "visits": [one.visits for one in words],
            "payments": [one.payments for one in words],
            "expected": [one.expected for one in words],
            "rate": [formats.rate(one.shrunk.mean) for one in words],
            "bounds": [wording.bounds(*one.shrunk.interval()) for one in words],
        }
    )
    tables.show(
        frame,
        {
            "word": tables.text(_("Search word")),
            "visits": tables.count(_("Visits to the shop")),
            "payments": tables.count(_("Payments")),
            "expected": tables.decimal(_("Expected payments")),
            "rate": tables.figure(_("Payment rate")),
            "bounds": tables.figure(_("Range of the rate")),
        },
        key=f"channels.words.{key}",
        alt=alt,
    )
    downloads.csv(
        _("Save as a file"), frame, f"search_words_{key}.csv", key=f"channels.words.{key}.csv"
    )


def limits() -> None:
    """What cannot be measured, and why."""
    with cards.card(_("What nobody can measure here"), key="channels.limits"):
        for what, why in more.limits():
            st.markdown(f"**{plain(what)}** {plain(why)}")
