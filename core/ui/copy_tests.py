"""문구 실험: the list of all tests, and the one that is open."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Literal

import streamlit as st

from core.i18n import gettext as _
from core.services import copy_test_board, copy_tests
from core.services.copy_test_board import Board, Entry
from core.services.copy_tests import Draft, NoteGone
from core.services.opening import OpenShop
from core.terms import Evidence
from core.terms.copy_tests import TestStatus
from core.ui import cards, copy_tests_result, copy_tests_running, copy_tests_wizard, session
from core.ui import copy_tests_doing as doing
from core.ui.text import plain
from core.verdicts.copy_tests import Answer
from core.wording import copy_page_result as results
from core.wording import copy_page_tags as names
from core.wording import copy_page_test as wording
from core.wording import copy_tests as sentences
from core.wording import verdicts

PAGE: Final = doing.PAGE

SHOWN, FOLDED = 6, 3
"""So many tests of a group are listed at once; the others are folded, if there are so many."""

_LOOKS: Final[dict[TestStatus, tuple[str, Literal["blue", "green", "gray", "orange"]]]] = {
    TestStatus.DRAFT: (":material/edit:", "gray"),
    TestStatus.RUNNING: (":material/play_arrow:", "blue"),
    TestStatus.ENDED: (":material/check:", "gray"),
    TestStatus.STOPPED: (":material/stop_circle:", "gray"),
    TestStatus.IMPORTED: (":material/input:", "gray"),
}


def opened(shop: OpenShop) -> bool:
    """Draw the test that the address names; whether it names one."""
    number = doing.opened()
    if number is None:
        return False
    try:
        entry = copy_test_board.one(shop, number, session.today())
    except NoteGone:
        doing.close()
        return False
    if entry.test.deleted:
        doing.close()
        return False
    _head(entry)
    if entry.test.status is TestStatus.DRAFT:
        copy_tests_wizard.draw(shop, entry.test)
    elif entry.test.status.is_over:
        copy_tests_result.draw(shop, entry)
    else:
        copy_tests_running.draw(shop, entry)
    return True


def _head(entry: Entry) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="tests-head"):
        st.button(
            _("All tests"), key="tests.close", icon=":material/arrow_back:", type="tertiary",
            on_click=doing.close,
        )  # fmt: skip
        st.markdown(f"**{plain(names.title(entry.test.draft))}**", width="content")
        _badge(entry)


def _badge(entry: Entry) -> None:
    icon, colour = _LOOKS[entry.test.status]
    if entry.ready:
        icon, colour = ":material/visibility:", "green"
    elif _waits(entry):
        icon, colour = ":material/edit_note:", "orange"
    said = names.status(entry.test.status, ready=entry.ready, past=_waits(entry))
    st.badge(plain(said), icon=icon, color=colour)


def _waits(entry: Entry) -> bool:
    """Whether the days of a test are over and it still has no result."""
    running = entry.test.status is TestStatus.RUNNING and not entry.ready
    return running and entry.progress is not None and entry.progress.is_over


def draw(shop: OpenShop) -> None:
    """The list."""
    board = copy_test_board.board(shop, session.today())
    if board.is_empty:
        _empty(shop)
    else:
        _conclusion(board)
        _new(shop)
        _group(_("Result ready"), board.ready, "ready")
        running = [one for one in board.running if one.test.status is TestStatus.RUNNING]
        _group(_("Running"), running, "running")
        drafts = [one for one in board.running if one.test.status is TestStatus.DRAFT]
        _group(_("In preparation"), drafts, "drafts")
        _group(_("Over"), board.over, "over")
        with st.expander(_("Tests to begin with"), icon=":material/lightbulb:"):
            _templates(shop)
    _thrown(shop, board)


def _conclusion(board: Board) -> None:
    said, entry = wording.conclusion(board)
    level = Evidence.KNOWN if board.ready else Evidence.EARLY
    tone = "bad" if entry is not None and entry.stands_still else "calm"
    buttons = cards.verdict(
        cards.Conclusion(said.title, said.body, level, verdicts.evidence(level), tone),
        key="tests",
    )
    if entry is not None:
        with buttons:
            _open(entry, "tests.first", primary=True)


def _open(entry: Entry, key: str, *, primary: bool = False) -> None:
    is_draft = entry.test.status is TestStatus.DRAFT
    label = _("Go on preparing") if is_draft else _("Open")
    st.button(
        label, key=key, icon=":material/arrow_forward:",
        type="primary" if primary else "secondary",
        on_click=doing.open_test, args=(entry.test.id, 1 if is_draft else None),
    )  # fmt: skip


def _group(name: str, entries: Sequence[Entry], key: str) -> None:
    if not entries:
        return
    with cards.card(f"{name} {len(entries)}", key=f"tests-{key}"):
        at_once = SHOWN if len(entries) >= SHOWN + FOLDED else len(entries)
        for entry in entries[:at_once]:
            with st.container(key=f"test-{entry.test.id}", gap="xxsmall"):
                _row(entry)
        if entries[at_once:]:
            more = wording.older(len(entries) - at_once)
            with st.expander(plain(more), icon=":material/expand_more:"):
                for entry in entries[at_once:]:
                    with st.container(key=f"test-{entry.test.id}", gap="xxsmall"):
                        _row(entry)


def _row(entry: Entry) -> None:
    """One test of the list: what it is, how far, and the way in."""
    with st.container(horizontal=True, vertical_alignment="center", wrap=False):
        with st.container(gap="xxsmall"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(f"**{plain(names.title(entry.test.draft))}**", width="content")
                if _waits(entry) or entry.test.status is TestStatus.STOPPED:
                    # The heading of the group says it of the others.
                    _badge(entry)
            st.caption(plain(wording.line(entry)))
            if entry.stands_still and not entry.test.status.is_over:
                st.markdown(f":material/error: {plain(wording.stands_still(entry))}")
            result = _result(entry)
            if result:
                st.markdown(plain(result))
        _open(entry, f"tests.open.{entry.test.id}")
    if entry.progress is not None and not entry.test.status.is_over:
        st.progress(entry.progress.part or 0.0)


def _result(entry: Entry) -> str:
    """What came of a test that is over."""
    if entry.test.status is not TestStatus.ENDED or entry.ruling is None:
        return ""
    if entry.ruling.answer is Answer.RUNNING:
        return ""
    return results.in_use(entry.test) or sentences.tell(entry.ruling).title


def _new(shop: OpenShop) -> None:
    st.button(
        _("New test"), key="tests.new", icon=":material/add:", on_click=_add, args=(shop, Draft())
    )


def _add(shop: OpenShop, draft: Draft) -> None:
    def change() -> None:
        made = copy_tests.add(shop, replace(draft, days=14), session.now())
        doing.open_test(made.id, 1)

    doing.run(change)


def _empty(shop: OpenShop) -> None:
    way_out = cards.empty(
        _("Here you see which of two texts works better."),
        _("Write two, show them to customers, and enter how many reacted."),
        key="tests", icon="science",
    )  # fmt: skip
    with way_out:
        st.button(
            _("New test"), key="tests.new", icon=":material/add:", type="primary",
            on_click=_add, args=(shop, Draft()),
        )  # fmt: skip
    st.subheader(_("Tests to begin with"), anchor=False)
    _templates(shop)


def _templates(shop: OpenShop) -> None:
    """Tests to begin with, as cards: each makes a draft that can be changed."""
    for place, one in zip(st.columns(3), names.templates(), strict=True):
        with place, cards.card(one.name, key=f"tests-template-{one.id}", stretch=True):
            st.caption(plain(one.about))
            for version in one.draft.versions:
                st.markdown(f"**{version.letter}** {plain(version.text)}")
            st.button(
                _("Begin with this"), key=f"tests.template.{one.id}", icon=":material/add:",
                on_click=_add, args=(shop, one.draft),
            )  # fmt: skip


def _thrown(shop: OpenShop, board: Board) -> None:
    if not board.thrown:
        return
    with st.expander(_("Thrown away"), icon=":material/delete:"):
        for test in board.thrown:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(plain(names.title(test.draft)), width="content")
                st.button(
                    _("Bring it back"), key=f"tests.restore.{test.id}", icon=":material/undo:",
                    type="tertiary", on_click=doing.do,
                    args=(lambda one=test: copy_tests.restore(shop, one.id, session.now()),),
                )  # fmt: skip
