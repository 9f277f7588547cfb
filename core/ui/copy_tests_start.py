"""Step 4 of a copy test: what will happen, once more, and the start."""

import streamlit as st

from core.i18n import gettext as _
from core.services import copy_tests
from core.services.copy_test_kept import check_start
from core.services.copy_tests import CopyTest, CopyTestRefused
from core.services.opening import OpenShop
from core.ui import copy_tests_doing as doing
from core.ui import copy_tests_people, copy_tests_plan, session
from core.ui.text import plain
from core.wording import copy_page as wording
from core.wording import copy_page_faults as faults
from core.wording import copy_page_tags as names
from core.wording import copy_tests as sentences


def draw(shop: OpenShop, test: CopyTest) -> None:
    """The plan in few lines, what is missing, and the button."""
    draft, today = test.draft, session.today()
    divided = copy_tests_people.divided(shop, test)
    with st.container(gap="xxsmall"):
        for name, said in wording.summary(draft, today, divided):
            st.markdown(f":gray[{plain(name)}] {plain(said)}")
    for one in draft.versions:
        with st.container(border=True, gap="small"):
            st.caption(plain(wording.tagged(one, draft.control)))
            st.markdown(plain(one.text) or f":gray[{plain(_('Still empty'))}]")
    found = copy_tests_plan.outlook(draft, divided)
    if found is not None:
        st.info(plain(sentences.plan(found)), icon=":material/lightbulb:")
    try:
        check_start(draft, today)
    except CopyTestRefused as refused:
        st.warning(plain(faults.refused(refused).body), icon=":material/info:")
    st.caption(plain(_("Once it runs nothing of this can change. A change is a new test.")))
    st.button(
        _("Start the test"), key="tests.start", type="primary", icon=":material/play_arrow:",
        on_click=_start, args=(shop, test),
    )  # fmt: skip


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
