"""The result of a copy test: what to do, people out of a hundred, won, and all the numbers."""

from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from core.charts import copy_tests as charts
from core.i18n import formats
from core.i18n import gettext as _
from core.services import copy_tests, events
from core.services.actions import Said as Noted
from core.services.copy_test_board import Entry
from core.services.copy_test_path import path
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
)
from core.ui import copy_tests_doing as doing
from core.ui.text import plain
from core.verdicts.copy_tests import Answer, Call, Ruling
from core.wording import actions_names, verdicts
from core.wording import copy_page as steps
from core.wording import copy_page_tags as names
from core.wording import copy_page_test as wording
from core.wording import copy_tests as sentences
from core.wording.copy_tests import Told

NOTES: Final = "pages/improve/actions.py"

_PICTURE: Final = 146
"""Pixels: two pictures side by side on a phone."""


def draw(shop: OpenShop, entry: Entry) -> None:
    """All of it."""
    ruling = entry.ruling
    if entry.test.status is TestStatus.STOPPED or ruling is None:
        level = Evidence.EARLY
        cards.verdict(
            cards.Conclusion(
                names.status(TestStatus.STOPPED), wording.ended_early(), level,
                verdicts.evidence(level),
            ),
            key="tests",
        )  # fmt: skip
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


def _happened(shop: OpenShop, entry: Entry, ruling: Ruling) -> list[str]:
    """The names of what else happened during the test."""
    plan = entry.test.plan
    if plan is None or not ruling.mixed:
        return []
    found = events.within(shop, plan.period, entry.test.draft.product_id)
    here = [one for one in found if any(day in one.period for day in ruling.mixed)]
    return [actions_names.event(one) for one in here if one.disturbs]


def _conclusion(shop: OpenShop, entry: Entry, ruling: Ruling, told: Told) -> None:
    level = evidence(ruling)
    buttons = cards.verdict(
        cards.Conclusion(
            told.title, told.reason, level, verdicts.evidence(level),
            "good" if ruling.answer is Answer.SWITCH else "calm", todo=told.money,
        ),
        key="tests",
    )  # fmt: skip
    if told.note:
        st.caption(plain(told.note))
    with buttons:
        _use(shop, entry, ruling, told)


def evidence(ruling: Ruling) -> Evidence:
    """Which of the four words says how sure a result is."""
    if ruling.answer.decides or ruling.answer is Answer.EITHER:
        return Evidence.KNOWN
    if ruling.answer is Answer.LOW_REGRET:
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
        copy_tests.apply(shop, test.id, letter, Noted(what, why), session.now(), test.version)
        doing.say(_("It is noted as an improvement. We look later what came of it."))

    st.button(
        wording.use(letter), key=f"tests.use.{letter}", icon=":material/published_with_changes:",
        type="primary" if chosen else "secondary", on_click=doing.do, args=(change,),
    )  # fmt: skip


def _people(entry: Entry, ruling: Ruling) -> None:
    """Each version as people out of a hundred, side by side."""
    known = [one for one in ruling.versions if one.rate is not None]
    if len(known) < 2:  # noqa: PLR2004
        return
    of = charts.people([one.rate or 0.0 for one in known])
    box = cards.card(_("Out of so many people"), key="tests-people")
    with box, st.container(horizontal=True, gap="medium", key="tests-pictures"):
        for one in known:
            said = wording.picture(ruling, one, of)
            with st.container(width=_PICTURE, gap="xsmall"):
                st.markdown(f"**{plain(said)}**")
                st.altair_chart(
                    charts.pictogram(
                        one.rate or 0.0, of, session.look(),
                        chosen=one.letter == ruling.chosen,
                    ),
                    width="content", alt=said, key=f"tests.people.{one.letter}",
                )  # fmt: skip
    with box:
        cards.origin(wording.origin(entry, ruling), key="tests.origin")


def _details(entry: Entry, ruling: Ruling, told: Told) -> None:
    with st.expander(_("In detail"), icon=":material/query_stats:"):
        for line in (*told.details, wording.basis(ruling)):
            if line:
                st.markdown(f"- {plain(line)}")
        bars = [
            charts.Bar(
                names.letter(one.letter), one.rate, *one.bounds, wording.bounds(one),
                one.letter == ruling.chosen,
            )
            for one in ruling.versions
            if one.rate is not None and one.bounds is not None
        ]  # fmt: skip
        if bars:
            st.caption(plain(_("Between which rates each text really lies")))
            alt = ", ".join(f"{bar.name} {bar.text}" for bar in bars)
            st.altair_chart(charts.intervals(bars, session.look()), alt=alt, key="tests.bounds")
        _bound(entry, ruling)
        frame = table(entry, ruling)
        tables.show(
            frame, {name: tables.text(name) for name in frame.columns}, key="tests.table",
            alt=_("The numbers of each text"),
        )  # fmt: skip
        downloads.csv(
            _("Save as a file"), partial(table, entry, ruling),
            f"{_('copy_test')}_{entry.test.id}.csv", key="tests.csv",
        )  # fmt: skip
        st.caption(plain(wording.frozen(entry.test, ruling)))


def _bound(entry: Entry, ruling: Ruling) -> None:
    """How the difference went day by day, and the line it had to cross."""
    steps = path(entry.test, entry.counts, ruling)
    if len(steps) < 2:  # noqa: PLR2004  (a line takes two)
        return
    st.caption(plain(wording.bound(steps)))
    words = charts.BoundWords(_("Day"), _("How far apart"), _("The line"))
    st.altair_chart(
        charts.bound(steps, words, session.look()), alt=wording.bound(steps), key="tests.bound"
    )


def table(entry: Entry, ruling: Ruling) -> pd.DataFrame:
    """All versions with their numbers, as text."""
    draft = entry.test.draft
    rows = [
        {
            _("Text"): names.letter(one.letter),
            steps.measure(draft, "shown"): formats.number(one.shown),
            steps.measure(draft, "reacted"): formats.number(one.reacted),
            _("Share and its span"): wording.bounds(one),
            _("Beside the one used now"): call(one.call),
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
