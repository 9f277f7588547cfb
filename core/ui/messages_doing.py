"""What the tabs of messages do before sending, and why something could not be done."""

from collections.abc import Callable
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services.copy_tests import CopyTestRefused
from core.services.messages_guard import SendRefused
from core.services.messages_rules import RulesRefused
from core.ui import notices, target_turn
from core.wording import copy_page_faults as faults_of_tests
from core.wording import messages_prepare as wording
from core.wording.message import Message

_FAULT: Final = "messages.fault"


def run(change: Callable[[], object], done: str = "") -> bool:
    """Do something; what was wrong is said when the tab is drawn next."""
    st.session_state.pop(_FAULT, None)
    try:
        return target_turn.run(change, done)
    except (SendRefused, RulesRefused, CopyTestRefused) as fault:
        st.session_state[_FAULT] = fault
        return False


def do(change: Callable[[], object], done: str = "") -> None:
    """The same for the click on a button."""
    run(change, done)


def faults() -> None:
    """Say what was wrong with the last change, once."""
    fault: SendRefused | RulesRefused | CopyTestRefused | None = st.session_state.pop(_FAULT, None)
    if isinstance(fault, SendRefused):
        notices.problem(wording.refused(fault))
    elif isinstance(fault, CopyTestRefused):
        notices.problem(faults_of_tests.refused(fault))
    elif isinstance(fault, RulesRefused):
        told = " ".join(wording.rule(problem) for problem in fault.problems)
        notices.problem(Message(_("This was not saved."), told))
