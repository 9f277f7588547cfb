"""Step 4 of a copy test: what will happen, once more, and the start."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import copy_tests
from core.services.copy_test_checks import check_start
from core.services.copy_tests import CopyTest, CopyTestProblem, CopyTestRefused
from core.services.opening import OpenShop
from core.terms.copy_tests import Design
from core.ui import copy_tests_doing as doing
from core.ui import copy_tests_people, copy_tests_plan, session
from core.ui.text import plain
from core.wording import copy_page as wording
from core.wording import copy_page_faults as faults
from core.wording import copy_page_people as lists
from core.wording import copy_page_tags as names
from core.wording import copy_tests as sentences
from core.wording import copy_won

MENDED_IN: Final = {
    CopyTestProblem.SAME_LABEL: 2,
    CopyTestProblem.BAD_SHARE: 2,
    CopyTestProblem.TOO_FEW_TURNS: 3,
    CopyTestProblem.BAD_DAYS: 3,
    CopyTestProblem.BAD_NUMBER: 3,
    CopyTestProblem.STARTS_IN_PAST: 3,
    CopyTestProblem.STARTS_TOO_LATE: 3,
}
"""The step in which it can be mended that a test cannot begin; all else in the first."""


def draw(shop: OpenShop, test: CopyTest) -> None:
    """The plan in few lines, what is missing, and the button."""
    draft, today = test.draft, session.today()
    divided = copy_tests_people.divided(shop, test)
    with st.container(gap="xxsmall"):
        for name, said in wording.summary(draft, today, divided):
            st.markdown(f":gray[{plain(name)}]\u2002**{plain(said)}**")
    for one in draft.versions:
        with st.container(border=True, gap="small"):
            st.caption(plain(wording.tagged(one, draft.control)))
            st.markdown(plain(one.text) or f":gray[{plain(_('Still empty'))}]")
    found = copy_tests_plan.outlook(draft, divided)
    if found is not None and not found.too_short:
        # That it is too short is what keeps it from starting, and said there.
        st.info(plain(sentences.plan(found)), icon=":material/lightbulb:")
    if money := copy_won.before(draft):
        st.info(plain(money), icon=":material/payments:")
    missing = _missing(test)
    if draft.design is Design.LIST_SPLIT and divided is None:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/info: {plain(lists.undivided())}", width="content")
            st.button(
                _("To the list"), key="tests.to.list", icon=":material/groups:",
                on_click=doing.open_test, args=(test.id, 2),
            )  # fmt: skip
    st.caption(plain(_("Once it runs nothing of this can change. A change is a new test.")))
    st.button(
        _("Start the test"), key="tests.start", type="primary", icon=":material/play_arrow:",
        on_click=_start, args=(shop, test), disabled=missing,
    )  # fmt: skip


def _missing(test: CopyTest) -> bool:
    """Whether it cannot begin yet; says why, and leads to the step where that is mended."""
    try:
        check_start(test.draft, session.today())
    except CopyTestRefused as refused:
        st.warning(plain(faults.refused(refused).body), icon=":material/info:")
        step = MENDED_IN.get(refused.problem, 1)
        st.button(
            wording.mend_in(step), key="tests.mend", icon=":material/arrow_back:",
            on_click=doing.open_test, args=(test.id, step),
        )  # fmt: skip
        return True
    return False


def _start(shop: OpenShop, test: CopyTest) -> None:
    def change() -> None:
        copy_tests.start(shop, test.id, session.now(), test.version)
        doing.say(wording.started(test.draft))

    if doing.run(change):
        doing.open_test(test.id)


def texts(test: CopyTest) -> None:
    """What the versions say, of a test that was started."""
    with st.expander(_("The texts"), icon=":material/notes:"):
        for one in test.draft.versions:
            st.caption(plain(wording.tagged(one, test.draft.control)))
            st.markdown(plain(one.text))
        st.caption(plain(f"{names.design(test.draft.design)} · {names.honest(test.draft.design)}"))
