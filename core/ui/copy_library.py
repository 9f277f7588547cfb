"""문구 보관함: all texts ever tested, what they have in common, and results from elsewhere."""

from typing import Final

import streamlit as st

from core.charts import copy_library as charts
from core.charts.copy_library import Times
from core.i18n import gettext as _
from core.services import copy_library, copy_tests
from core.services.copy_lessons import NEED, TONE, Lessons, Suggestion, Why
from core.services.copy_library import Book
from core.services.copy_tests import Draft
from core.services.opening import OpenShop
from core.terms.copy_tests import Version
from core.ui import (
    cards,
    copy_library_import,
    copy_library_tags,
    copy_library_texts,
    downloads,
    session,
    tables,
)
from core.ui import copy_tests_doing as doing
from core.ui.text import plain
from core.wording import copy_library as wording
from core.wording import copy_page_tags as names
from core.wording import verdicts

KEPT: Final = 4
"""So many libraries are remembered."""


def draw(shop: OpenShop) -> None:
    """The tab."""
    with st.spinner(wording.reading_library()):
        library = _book(shop, copy_library.stamp(shop))
    if library.frame.empty:
        cards.empty(
            _("Here you see which texts worked, and why."),
            _("Every test that ends comes here. Results from elsewhere can be brought along."),
            key="library", icon="collections_bookmark",
        )  # fmt: skip
        copy_library_import.draw(shop, unfolded=True)
        return
    lessons = _lessons(library)
    _conclusion(shop, lessons)
    _patterns(lessons)
    found = copy_library_texts.draw(library)
    copy_library_tags.draw(shop, found)
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
    if first is not None and first.known:
        st.caption(plain(wording.caveat()))
    if todo is not None and (begins := wording.begins_with(todo)):
        st.caption(plain(begins))
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
        wording.test_title(todo), response=lessons.response,
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
                charts.times(rows, _("Times as many react"), session.look()),
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
