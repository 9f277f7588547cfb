"""문구 보관함: all texts ever tested, what they have in common, and results from elsewhere."""

from collections.abc import Callable
from typing import Any, Final

import pandas as pd
import streamlit as st

from core.charts import copy_library as charts
from core.charts.copy_library import Times
from core.i18n import gettext as _
from core.services import copy_library, copy_tests
from core.services.copy_lessons import NEED, TONE, Lessons, Suggestion, Why
from core.services.copy_library import Book, Wanted
from core.services.copy_library_rows import EVERY, words
from core.services.copy_tests import Draft
from core.services.opening import OpenShop
from core.terms.copy_tests import Version
from core.ui import cards, copy_library_import, downloads, session, tables
from core.ui import copy_tests_doing as doing
from core.ui.text import plain
from core.verdicts.copy_tests import Call
from core.wording import copy_library as wording
from core.wording import copy_page_tags as names
from core.wording import verdicts

MOST: Final = 20
"""So many texts are listed; words and filters find the others."""

NARROW: Final = 190
"""Pixels of the column of texts."""

KEPT: Final = 4
"""So many libraries are remembered."""


def draw(shop: OpenShop) -> None:
    """The tab."""
    library = _book(shop, copy_library.stamp(shop))
    if library.frame.empty:
        cards.empty(
            _("Here you see which texts worked, and why."),
            _("Every test that ends comes here. Results from elsewhere can be brought along."),
            key="library", icon="collections_bookmark",
        )  # fmt: skip
        copy_library_import.draw(shop)
        return
    lessons = _lessons(library)
    _conclusion(shop, lessons)
    _patterns(lessons)
    _texts(library)
    copy_library_import.draw(shop)


@st.cache_resource(
    show_spinner=False,
    max_entries=KEPT,
    hash_funcs={OpenShop: lambda shop: (shop.id, shop.key, shop.is_sample)},
)
def _book(shop: OpenShop, stamp: tuple[int, ...]) -> Book:  # noqa: ARG001  (of the cache)
    """The library; made anew only when a test that is over was added, changed or taken away."""
    return copy_library.book(shop)


def _lessons(library: Book) -> Lessons:
    """What the tests say that counted the same; which of them is chosen if there are several."""
    by = {one.response: one for one in library.lessons}
    chosen = next(iter(by))
    if len(by) > 1:
        chosen = st.segmented_control(
            _("What was counted?"), list(by), default=chosen, format_func=names.response,
            required=True, key="library.response",
        )  # fmt: skip
    return by[chosen]


def _conclusion(shop: OpenShop, lessons: Lessons) -> None:
    said, level = wording.conclusion(lessons), wording.level(lessons)
    todo = lessons.suggestion
    first = next(iter(lessons.compared), None)
    buttons = cards.verdict(
        cards.Conclusion(
            said.title, said.body, level, verdicts.evidence(level),
            "good" if first is not None and first.helps else "calm",
            todo="" if todo is None else f"{wording.suggestion(todo)} {wording.reason(todo)}",
            why=wording.why(lessons),
        ),
        key="library",
    )  # fmt: skip
    if todo is not None:
        with buttons:
            st.button(
                _("Prepare this test"), key="library.next", icon=":material/add:",
                on_click=_prepare, args=(shop, todo, lessons),
            )  # fmt: skip


def _prepare(shop: OpenShop, todo: Suggestion, lessons: Lessons) -> None:
    """Make a draft of the test that is proposed."""
    need, tone = (
        todo.feature.removeprefix(prefix) if todo.feature.startswith(prefix) else ""
        for prefix in (NEED, TONE)
    )
    new = Version("B") if todo.why is Why.HARMS else Version("B", need=need, tone=tone)
    draft = Draft(
        wording.feature(todo.feature), response=lessons.response,
        versions=(Version("A", todo.text), new),
    )  # fmt: skip

    def change() -> None:
        made = copy_tests.add(shop, draft, session.now())
        doing.open_test(made.id, 1)

    doing.run(change)


def _patterns(lessons: Lessons) -> None:
    shown = lessons.compared[: wording.FEW_PATTERNS]
    more = wording.not_compared(lessons)
    if not shown and not more:
        return
    with cards.card(_("What texts have in common"), key="library-patterns"):
        if shown:
            rows = [
                Times(
                    wording.feature(one.name), one.ratio or 1.0, *(one.bounds or (1.0, 1.0)),
                    f"{wording.span(one.bounds)} · {wording.verdict(one)}", one.known,
                )
                for one in sorted(shown, key=lambda it: -(it.ratio or 1.0))
            ]  # fmt: skip
            st.altair_chart(
                charts.times(rows, _("How many times as many react with it"), session.look()),
                alt=wording.conclusion(lessons).text, key="library.chart",
            )  # fmt: skip
            frame = wording.pattern_table(lessons)
            with st.expander(_("As a table"), icon=":material/table:"):
                tables.show(
                    frame, {name: tables.text(name) for name in frame.columns},
                    key="library.patterns", alt=wording.conclusion(lessons).text,
                )  # fmt: skip
            downloads.csv(
                _("Save as a file"), frame, f"{_('copy_patterns')}.csv", key="library.patterns.csv"
            )
        if more:
            st.caption(plain(more))


def _texts(library: Book) -> None:
    with cards.card(_("All texts"), key="library-texts"):
        st.caption(plain(wording.size(library)))
        found = copy_library.found(library, _wanted(library.frame))
        if found.empty:
            st.caption(plain(_("Nothing of that kind. Take a filter away.")))
            return
        shown = _table(found.head(MOST))
        st.caption(plain(wording.of_rows(len(shown), len(found))))
        columns = {name: tables.text(name) for name in shown.columns}
        # A long text would push its result out of sight on a phone.
        columns[_("Copy")] = st.column_config.TextColumn(_("Copy"), width=NARROW)
        tables.show(
            shown, columns, key="library.texts", alt=wording.of_rows(len(shown), len(found))
        )
        downloads.csv(
            _("Save as a file"), lambda: _table(found), f"{_('copy_library')}.csv",
            key="library.csv",
        )  # fmt: skip


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
    with st.container(width=190):
        chosen: str | None = st.selectbox(
            label, options, key=f"library.{name}",
            format_func=lambda code: word(code) if code else _("All"),
        )  # fmt: skip
    return chosen or ""


def _table(rows: pd.DataFrame) -> pd.DataFrame:
    """Texts as the table and the file show them."""
    shown: list[dict[str, Any]] = [
        {
            _("Copy"): row["text"],
            _("Share and its span"): wording.rate(row["rate"], row["low"], row["high"]),
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
