"""The four steps to a copy test; whatever is typed is kept as soon as the field is left."""

from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services.copy_tests import CopyTest
from core.services.opening import OpenShop
from core.ui import cards, copy_tests_plan, copy_tests_start, copy_tests_texts
from core.ui import copy_tests_doing as doing
from core.ui.text import plain
from core.wording import copy_page as wording

STEPS: Final = (1, 2, 3, 4)


def draw(shop: OpenShop, test: CopyTest) -> None:
    """The step that is open, and the ways to the others."""
    step = _step(test.id)
    with cards.card(wording.step_title(step), key="tests-step"):
        st.caption(plain(wording.step_help(step)))
        {
            1: partial(copy_tests_texts.draw, shop, test),
            2: partial(copy_tests_plan.ways, shop, test),
            3: partial(copy_tests_plan.days, shop, test),
            4: partial(copy_tests_start.draw, shop, test),
        }[step]()
    _ways_on(shop, test, step)


def _step(number: int) -> int:
    wanted = st.query_params.get("step", "1")
    step = int(wanted) if wanted in {"1", "2", "3", "4"} else 1
    key = f"tests.step.{number}"
    st.session_state[key] = step
    st.segmented_control(
        _("Steps of the test"), STEPS, format_func=wording.step_name, key=key, required=True,
        on_change=lambda: doing.open_test(number, st.session_state[key]),
        label_visibility="collapsed",
    )  # fmt: skip
    return step


def _ways_on(shop: OpenShop, test: CopyTest, step: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="tests-ways"):
        if step > 1:
            st.button(
                _("One step back"), key="tests.before", icon=":material/arrow_back:",
                on_click=doing.open_test, args=(test.id, step - 1),
            )  # fmt: skip
        if step < len(STEPS):
            st.button(
                wording.next_step(step + 1), key="tests.next", icon=":material/arrow_forward:",
                type="primary", on_click=doing.open_test, args=(test.id, step + 1),
            )  # fmt: skip
        st.button(
            _("Throw away"), key="tests.throw", icon=":material/delete:", type="tertiary",
            on_click=doing.throw, args=(shop, test),
        )  # fmt: skip
