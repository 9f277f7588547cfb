"""All texts that were ever tested: searched, filtered, as a table and as a file."""

from collections.abc import Callable
from typing import Any, Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import copy_library
from core.services.copy_library import Book, Wanted
from core.services.copy_library_rows import EVERY, words
from core.ui import cards, downloads, tables
from core.ui.text import plain
from core.verdicts.copy_tests import Call
from core.wording import copy_library as wording
from core.wording import copy_page_tags as names

MOST: Final = 20
"""So many texts are listed; words and filters find the others."""

NARROW: Final = 176
"""Pixels of the column of texts."""

FILTER: Final = 152
"""Pixels: two filters side by side on a phone."""


def draw(library: Book) -> pd.DataFrame:
    """Search, filters, the newest of what was found, and all of it as a file; what was found."""
    with cards.card(_("All texts"), key="library-texts"):
        st.caption(plain(wording.size(library)))
        found = copy_library.found(library, _wanted(library.frame))
        if found.empty:
            st.caption(plain(_("Nothing of that kind. Take a filter away.")))
            return found
        shown = _table(found.head(MOST))
        st.caption(plain(wording.of_rows(len(shown), len(found))))
        columns = {name: tables.text(name) for name in shown.columns}
        # A long text would push its result out of sight on a phone.
        columns[_("Copy")] = st.column_config.TextColumn(_("Copy"), width=NARROW)
        tables.show(
            shown, columns, key="library.texts", alt=wording.of_rows(len(shown), len(found))
        )
        downloads.csv(
            _("Save as a file"), lambda: as_file(found), f"{_('copy_library')}.csv",
            key="library.csv",
        )  # fmt: skip
    return found


def _wanted(frame: pd.DataFrame) -> Wanted:
    """The filters; only what occurs can be chosen."""
    asked = st.text_input(
        _("Search"), key="library.words", placeholder=_("A word of the text or the test"),
        max_chars=100,
    )  # fmt: skip
    with st.container(horizontal=True, gap="small", key="library-filters"):
        need = _filter(frame, "need", _("Speaks to"), names.NEEDS, names.need)
        tone = _filter(frame, "tone", _("Tone"), names.TONES, names.tone)
        persona = _filter(frame, "persona", _("For"), (), str)
        every = [one.value for one in EVERY]
        feature = _choice("feature", _("Has in it"), ["", *every], wording.feature)
        calls = [one.value for one in (Call.BETTER, Call.WORSE, Call.UNSURE, Call.CONTROL)]
        call = _choice("call", _("Result"), ["", *calls], wording.call)
    return Wanted(asked or "", need, tone, persona, feature, call)


def _filter(
    frame: pd.DataFrame,
    column: str,
    label: str,
    codes: tuple[str, ...],
    word: Callable[[str], str],
) -> str:
    """A filter by what occurs in a column; nothing is drawn where there is nothing to choose."""
    options = wording.tag_options(codes, list(frame[column].unique()))
    return _choice(column, label, options, word) if len(options) > 1 else ""


def _choice(name: str, label: str, options: list[str], word: Callable[[str], str]) -> str:
    with st.container(width=FILTER):
        chosen: str | None = st.selectbox(
            label, options, key=f"library.{name}",
            format_func=lambda code: word(code) if code else _("All"),
        )  # fmt: skip
    return chosen or ""


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """Texts as the table and the file show them."""
    base = wording.rate_base([one for one in rows["rate"] if one > 0])
    shown: list[dict[str, Any]] = [
        {
            _("Copy"): row["text"],
            wording.rate_heading(base): wording.rate(row["rate"], row["low"], row["high"], base),
            _("Result"): wording.call(row["call"]),
            _("What was found in it"): _words(row["text"], row["bits"]),
            _("Speaks to"): names.need(row["need"]) if row["need"] else "",
            _("Tone"): names.tone(row["tone"]) if row["tone"] else "",
            _("Letters"): int(row["letters"]),
            _("For"): row["persona"],
            _("Test"): row["title"],
            _("From"): row["source"],
        }
        for row in rows.to_dict("records")
    ]
    frame = pd.DataFrame(shown)
    return frame[[name for name in frame if (frame[name] != "").any()]]


def as_file(rows: pd.DataFrame) -> pd.DataFrame:
    """The same for a file, with the counts: it can be brought along again as it is."""
    frame = _table(rows)
    counts = ((_("Shown times"), "shown"), (_("Reacted times"), "reacted"))
    for place, (heading, column) in enumerate(counts, 1):
        frame.insert(place, heading, rows[column].astype("Int64").to_numpy(object, na_value=""))
    return frame


def _words(text: str, bits: int) -> str:
    """The features of a text, each with the words that were found."""
    told = words(text)
    parts = []
    for one in copy_library.features_of(bits):
        some = " ".join(told.get(one, ()))
        parts.append(
            f"{wording.feature(one.value)}: {some}" if some else wording.feature(one.value)
        )
    return " · ".join(parts)
