"""A copy test that runs: how far it is, whether it can be believed, its counts, its end.

Who is ahead is not shown here, and nothing that would tell: not until the plan is reached.
"""

import streamlit as st

from core.i18n import gettext as _
from core.services import copy_test_board, copy_tests
from core.services.copy_test_board import Entry
from core.services.opening import OpenShop
from core.terms import Evidence
from core.terms.copy_tests import Design
from core.ui import (
    cards,
    copy_tests_days,
    copy_tests_entry,
    copy_tests_people,
    copy_tests_start,
    session,
)
from core.ui import copy_tests_doing as doing
from core.ui.text import plain
from core.verdicts.copy_tests import Answer
from core.wording import actions_names, verdicts
from core.wording import copy_page_test as wording
from core.wording import copy_tests as sentences


def draw(shop: OpenShop, entry: Entry) -> None:
    """All of it."""
    _conclusion(shop, entry)
    _progress(entry)
    copy_tests_days.draw(entry.test)
    with cards.card(_("Enter the counts"), key="tests-counts"):
        copy_tests_entry.draw(shop, entry)
    _health(entry)
    if entry.test.draft.design is Design.LIST_SPLIT:
        with st.expander(_("The parts of the list"), icon=":material/groups:"):
            copy_tests_people.draw(shop, entry.test)
    copy_tests_start.texts(entry.test)
    _ways_out(shop, entry)


def _conclusion(shop: OpenShop, entry: Entry) -> None:
    ruling = entry.ruling
    if ruling is None:
        return
    if entry.ready:
        _result_waits(shop, entry)
        return
    events = [] if entry.health is None else entry.health.events
    told = sentences.tell(ruling, [actions_names.happened(one) for one in events])
    cards.verdict(
        cards.Conclusion(
            told.title, told.reason, Evidence.EARLY, verdicts.evidence(Evidence.EARLY),
            "bad" if entry.stands_still else "calm", todo=told.note,
        ),
        key="tests",
    )  # fmt: skip
    if ruling.answer is Answer.MISMATCH:
        _checklist(entry)


def _result_waits(shop: OpenShop, entry: Entry) -> None:
    buttons = cards.verdict(
        cards.Conclusion(
            _("The result can be seen."), wording.why_ready(entry), Evidence.KNOWN,
            verdicts.evidence(Evidence.KNOWN), "calm",
            todo=_("Enter all counts first. After the result none can be added."),
        ),
        key="tests",
    )  # fmt: skip
    with buttons:
        if entry.cut is None:
            _look(shop, entry, _("See the result"), None)
            return
        if entry.cut.cuttable and entry.cut.answer.is_result:
            _look(shop, entry, wording.cut(entry.cut), True)  # noqa: FBT003
        _look(shop, entry, _("Look with all days"), False)  # noqa: FBT003


def _look(shop: OpenShop, entry: Entry, label: str, cut: bool | None) -> None:  # noqa: FBT001
    st.button(
        label, key=f"tests.look.{cut}", type="secondary" if cut is False else "primary",
        icon=":material/visibility:", on_click=doing.do,
        args=(lambda: _end(shop, entry, cut),),
    )  # fmt: skip


def _end(shop: OpenShop, entry: Entry, cut: bool | None) -> None:  # noqa: FBT001
    """Look at the result; also where counts of this very window came in after it was drawn."""
    now = copy_test_board.one(shop, entry.test.id, session.today())
    if now.test.version == entry.test.version or not doing.is_own(now.test):
        copy_test_board.end(shop, entry, session.now(), cut=cut)
    elif now.ready:
        copy_test_board.end(shop, now, session.now(), cut=cut)


def _checklist(entry: Entry) -> None:
    """X18: what may be behind a division that does not fit the plan."""
    with cards.card(_("What may be behind it"), key="tests-causes"):
        if entry.health is not None:
            for line in wording.shown_of(entry.health):
                st.markdown(f"- {plain(line)}")
        for number, cause in enumerate(wording.causes(entry.test.draft.design)):
            st.checkbox(plain(cause), key=f"tests.cause.{entry.test.id}.{number}")
        st.caption(plain(_("Correct the counts if you find it. If not, make a new test.")))


def _progress(entry: Entry) -> None:
    progress = entry.progress
    if progress is None:
        return
    with cards.card(_("How far it is"), key="tests-progress"):
        st.progress(progress.part or 0.0)
        st.markdown(plain(wording.progress(entry)))
        now = wording.turn(entry.test, session.today()) or wording.to_do(entry)
        if now:
            st.markdown(f":material/today: **{plain(now)}**")


def _health(entry: Entry) -> None:
    if entry.health is None:
        return
    told = wording.health(entry.health, entry.test)
    if entry.stands_still and not told:
        # The conclusion has said what is wrong.
        return
    with cards.card(_("Can it be trusted so far?"), key="tests-health"):
        for line in told:
            st.markdown(f":material/info: {plain(line)}")
        if not told and not entry.stands_still:
            st.markdown(f":material/check_circle: {plain(_('Nothing is wrong so far.'))}")
        counted = any(one.shown is not None for one in entry.health.samples)
        if counted and not entry.stands_still:
            st.caption(plain(" · ".join(wording.shown_of(entry.health))))


def _ways_out(shop: OpenShop, entry: Entry) -> None:
    test = entry.test
    with st.container(horizontal=True, vertical_alignment="center", key="tests-out"):
        if not entry.ready:
            with st.popover(_("Stop it early"), icon=":material/stop_circle:", type="tertiary"):
                st.markdown(plain(_("Stopped now, it can never say which text is better.")))
                st.button(
                    _("Stop now"), key="tests.stop", on_click=doing.do,
                    args=(lambda: copy_test_board.stop(shop, entry, session.now()),),
                )  # fmt: skip
        anew(shop, entry)
        if test.undoable:
            st.button(
                _("Take the last change back"), key="tests.undo", icon=":material/undo:",
                type="tertiary", on_click=doing.do,
                args=(lambda: copy_tests.undo(shop, test.id, session.now()),),
            )  # fmt: skip
        st.button(
            _("Throw away"), key="tests.throw", icon=":material/delete:", type="tertiary",
            on_click=doing.throw, args=(shop, test),
        )  # fmt: skip


def anew(shop: OpenShop, entry: Entry) -> None:
    """The button that makes a new test of this one."""
    st.button(
        _("Change it as a new test"), key="tests.anew", icon=":material/content_copy:",
        type="tertiary", on_click=_anew, args=(shop, entry),
    )  # fmt: skip


def _anew(shop: OpenShop, entry: Entry) -> None:
    def change() -> None:
        made = copy_tests.revise(shop, entry.test.id, session.now())
        doing.open_test(made.id, 1)

    doing.run(change)
