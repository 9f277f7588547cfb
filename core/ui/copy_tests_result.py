"""The result of a copy test: what to do, people out of a hundred, won, and all the numbers."""

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import copy_test_using, copy_tests
from core.services.actions import Said as Noted
from core.services.copy_test_board import Entry
from core.services.copy_test_disturbing import disturbing
from core.services.copy_test_path import pairs, paths
from core.services.copy_test_spent import spent
from core.services.copy_tests import Draft
from core.services.opening import OpenShop
from core.terms import Evidence
from core.terms.copy_tests import TestStatus
from core.ui import (
    cards,
    copy_tests_running,
    copy_tests_start,
    downloads,
    session,
    tables,
    tabs,
)
from core.ui import copy_tests_doing as doing
from core.ui import copy_tests_pictures as pictures
from core.ui.text import plain
from core.verdicts.copy_tests import Answer, Call, Ruling
from core.wording import actions_names, copy_won, verdicts
from core.wording import copy_page as steps
from core.wording import copy_page_result as wording
from core.wording import copy_page_tags as names
from core.wording import copy_pictures as seen
from core.wording import copy_tests as sentences
from core.wording import copy_tests_numbers as figures
from core.wording.copy_tests import Told

NOTES: Final = "pages/improve/actions.py"
TESTS: Final = "pages/improve/tests.py"


def draw(shop: OpenShop, entry: Entry) -> None:
    """All of it."""
    ruling = entry.ruling
    if entry.test.status is TestStatus.IMPORTED:
        _brought()
    elif entry.test.status is TestStatus.STOPPED or ruling is None:
        _stopped(shop, entry)
    else:
        told = sentences.tell(ruling, _happened(shop, entry, ruling))
        _conclusion(shop, entry, ruling, told)
        _people(entry, ruling)
        _details(entry, ruling, told)
    copy_tests_start.texts(entry.test)
    with st.container(horizontal=True, vertical_alignment="center", key="tests-out"):
        copy_tests_running.anew(shop, entry)
        st.button(
            _("Throw away"), key="tests.throw", icon=":material/delete:", type="tertiary",
            on_click=doing.throw, args=(shop, entry.test),
        )  # fmt: skip


def _brought() -> None:
    """A result from elsewhere, which is compared in the library with all the others."""
    buttons = cards.verdict(
        cards.Conclusion(
            wording.brought(), wording.compared(), Evidence.KNOWN, names.status(TestStatus.ENDED)
        ),
        key="tests",
    )  # fmt: skip
    with buttons:
        st.page_link(
            TESTS, label=_("Library of texts"), icon=":material/arrow_forward:",
            query_params=tabs.address("library"),
        )  # fmt: skip


def _stopped(shop: OpenShop, entry: Entry) -> None:
    """A test that was given up, and the way to go on with it."""
    level = Evidence.EARLY
    buttons = cards.verdict(
        cards.Conclusion(
            names.status(TestStatus.STOPPED), wording.ended_early(), level,
            verdicts.evidence(level),
        ),
        key="tests",
    )  # fmt: skip
    if entry.test.status is TestStatus.STOPPED and entry.test.undoable:
        with buttons:
            st.button(
                _("Go on with it"), key="tests.goes.on", icon=":material/undo:",
                on_click=doing.do,
                args=(lambda: copy_tests.undo(shop, entry.test.id, session.now()),),
            )  # fmt: skip


def _happened(shop: OpenShop, entry: Entry, ruling: Ruling) -> list[str]:
    """The names of what else happened during the test."""
    if not ruling.mixed:
        return []
    found = disturbing(shop, entry.test, session.today())
    here = [one for one in found if any(day in one.period for day in ruling.mixed)]
    return [actions_names.happened(one) for one in here]


def _conclusion(shop: OpenShop, entry: Entry, ruling: Ruling, told: Told) -> None:
    level = evidence(ruling, over=True)
    buttons = cards.verdict(
        cards.Conclusion(
            wording.in_use(entry.test) or told.title,
            f"{told.reason} {wording.says(entry.test, ruling)}".strip(),
            level, verdicts.evidence(level),
            "good" if ruling.answer is Answer.SWITCH else "calm", todo=told.todo,
        ),
        key="tests",
    )  # fmt: skip
    if told.note:
        st.caption(plain(told.note))
    if won := copy_won.beside(ruling, spent(entry.test, entry.counts, ruling)):
        st.markdown(f":material/payments: {plain(won)}")
    with buttons:
        _use(shop, entry, ruling, told)


def evidence(ruling: Ruling, *, over: bool = False) -> Evidence:
    """Which of the four words says how sure a result is; of what is over none says "too early"."""
    if ruling.answer.decides or ruling.answer is Answer.EITHER:
        return Evidence.KNOWN
    if ruling.answer in {Answer.LOW_REGRET, Answer.COMPARISON}:
        return Evidence.HINT
    if over and ruling.answer in {Answer.OPEN, Answer.HARD}:
        return Evidence.HINT
    return Evidence.EARLY


def _use(shop: OpenShop, entry: Entry, ruling: Ruling, told: Told) -> None:
    """Take a version into use, or say that one is."""
    test = entry.test
    if test.applied is not None:
        st.badge(plain(wording.used(*test.applied)), icon=":material/check:", color="green")
        st.page_link(NOTES, label=_("In your notes"), icon=":material/bookmark_added:")
        st.button(
            _("Take it back"), key="tests.unused", icon=":material/undo:", type="tertiary",
            on_click=doing.do, args=(lambda: copy_tests.undo(shop, test.id, session.now()),),
        )  # fmt: skip
        return
    first, *others = wording.usable(ruling) or ("",)
    if not first:
        return
    _use_button(shop, entry, told, first, chosen=ruling.chosen is not None)
    if others:
        with st.popover(_("Use another one"), type="tertiary"):
            for letter in others:
                _use_button(shop, entry, told, letter, chosen=False)


def _use_button(shop: OpenShop, entry: Entry, told: Told, letter: str, *, chosen: bool) -> None:
    test = entry.test
    what, why = wording.action(test, letter, told.title)

    def change() -> None:
        copy_test_using.apply(shop, test.id, letter, Noted(what, why), session.now(), test.version)
        doing.say(_("It is noted as an improvement. We look later what came of it."))

    st.button(
        wording.use(letter, test.draft.control), key=f"tests.use.{letter}",
        icon=":material/published_with_changes:",
        type="primary" if chosen else "secondary", on_click=doing.do, args=(change,),
    )  # fmt: skip


def _people(entry: Entry, ruling: Ruling) -> None:
    """Each version as people out of a hundred, side by side."""
    if not pictures.can_be_drawn(ruling):
        return
    with cards.card(_("Out of so many people"), key="tests-people"):
        texts = {one.letter: one.text for one in entry.test.draft.versions}
        pictures.people(ruling, texts, key="tests")
        cards.origin(wording.origin(entry, ruling), key="tests.origin")


def _details(entry: Entry, ruling: Ruling, told: Told) -> None:
    with st.expander(_("In detail"), icon=":material/query_stats:"):
        for line in (*told.details, wording.basis(ruling)):
            if line:
                st.markdown(f"- {plain(line)}")
        pictures.spans(ruling, key="tests")
        pictures.leader(pairs(entry.test, entry.counts, ruling), ruling, key="tests")
        pictures.ways(paths(entry.test, entry.counts, ruling), key="tests")
        frame = table(entry, ruling)
        tables.show(
            frame, {name: tables.text(name) for name in frame.columns}, key="tests.table",
            alt=_("The numbers of each text"),
        )  # fmt: skip
        downloads.csv(
            _("Save as a file"), partial(as_file, entry, ruling),
            f"{wording.file_name(entry.test)}.csv", key="tests.csv",
        )  # fmt: skip
        st.caption(plain(wording.frozen(entry.test, ruling)))


def table(entry: Entry, ruling: Ruling) -> pd.DataFrame:
    """All versions with their texts and numbers, as text."""
    frame = numbers(ruling, entry.test.draft)
    frame.insert(1, _("Text"), [entry.test.text_of(one.letter) for one in ruling.versions])
    if won := spent(entry.test, entry.counts, ruling):
        told = [won.get(one.letter) for one in ruling.versions]
        frame[_("Won of each")] = [formats.won(None if it is None else round(it)) for it in told]
    return frame


def as_file(entry: Entry, ruling: Ruling) -> pd.DataFrame:
    """The same for a file that has to be understood on its own: which test, when, how sure."""
    frame, test = table(entry, ruling), entry.test
    period = None if test.plan is None else test.plan.period
    frame.insert(0, _("Test"), names.title(test.draft))
    frame[_("How unusual (p)")] = [
        formats.UNKNOWN if one.p is None else f"{one.p:.4f}" for one in ruling.versions
    ]
    frame[_("First day")] = "" if period is None else str(period.first)
    frame[_("Last day")] = "" if period is None else str(period.last)
    frame[_("Result")] = sentences.tell(ruling).title
    return frame


def numbers(ruling: Ruling, draft: Draft | None = None) -> pd.DataFrame:
    """The numbers of all versions, as text; of a quick question there is no draft."""
    asked = draft or Draft(response=ruling.response, design=ruling.design)
    rows = [
        {
            _("Version"): names.letter(one.letter),
            steps.measure(asked, "shown"): formats.number(one.shown),
            steps.measure(asked, "reacted"): formats.number(one.reacted),
            _("Share and its span"): seen.bounds(one),
            _("Beside the one used now"): call(one.call),
            _("How much more"): figures.lift(one, ruling.of(ruling.control)) or formats.UNKNOWN,
        }
        for one in ruling.versions
    ]
    return pd.DataFrame(rows)


def call(found: Call) -> str:
    """What is known of a version against the one used now."""
    return {
        Call.CONTROL: _("used now"),
        Call.BETTER: _("better"),
        Call.WORSE: _("worse"),
        Call.UNSURE: _("no difference found"),
        Call.HIDDEN: formats.UNKNOWN,
    }[found]
