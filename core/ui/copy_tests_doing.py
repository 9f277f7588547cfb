"""Doing something with a copy test: what is open, fields that keep themselves, what went wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from core.i18n import gettext as _
from core.services import copy_tests
from core.services.copy_test_counts import CountsRefused
from core.services.copy_test_lists import ListRefused
from core.services.copy_tests import CopyTest, CopyTestRefused, Draft, NoteChanged, NoteGone
from core.services.opening import OpenShop
from core.services.receipts import Refused
from core.store import StoreProblem
from core.ui import notices, session
from core.ui.text import plain
from core.wording import copy_page_faults as wording
from core.wording.copy_page_tags import title
from core.wording.message import Message

PAGE: Final = "pages/improve/tests.py"

FAULTS: Final = (
    CopyTestRefused,
    CountsRefused,
    ListRefused,
    NoteChanged,
    NoteGone,
    Refused,
    StoreProblem,
)
"""What may be answered when something is done; each has its sentence."""

_FAULT: Final = "tests.fault"
_LOST: Final = "tests.lost"
_GONE: Final = "tests.gone"
_SAID: Final = "tests.said"
_OWN: Final = "tests.own"
_WARNED: Final = "tests.warned"

Change = Callable[[], object]


def opened() -> int | None:
    """The number of the test that is open; it stands in the address."""
    wanted = st.query_params.get("test", "")
    return int(wanted) if wanted.isdecimal() and len(wanted) < 10 else None  # noqa: PLR2004


def open_test(number: int, step: int | None = None) -> None:
    """Open a test, of a draft one of its four steps."""
    st.query_params["test"] = str(number)
    if step is None:
        st.query_params.pop("step", None)
    else:
        st.query_params["step"] = str(step)


def close() -> None:
    """Go back to the list."""
    for name in ("test", "step"):
        st.query_params.pop(name, None)


def run(change: Change) -> bool:
    """Do something; what was wrong is said when the page is drawn next."""
    st.session_state.pop(_FAULT, None)
    st.session_state.pop(_LOST, None)
    try:
        change()
    except FAULTS as fault:
        st.session_state[_FAULT] = fault
        return False
    return True


def do(change: Change) -> None:
    """The same for the click on a button."""
    run(change)


def own(test: CopyTest) -> None:
    """Remember which version of a test this window made last."""
    st.session_state[_OWN] = {test.id: test.version}


def is_own(test: CopyTest) -> bool:
    """Whether a test is as this window made it, so that no other one has changed it since."""
    made: dict[int, int] = st.session_state.get(_OWN, {})
    return made.get(test.id) == test.version


def say(sentence: str) -> None:
    """Something that is said when the page is drawn next, once."""
    st.session_state[_SAID] = sentence


def warn(said: Message) -> None:
    """The same where nothing came of a change."""
    st.session_state[_WARNED] = said


def told() -> None:
    """Say what became of the last change, once."""
    if (warned := st.session_state.pop(_WARNED, None)) is not None:
        notices.warning(warned)
    if said := st.session_state.pop(_SAID, ""):
        st.toast(plain(said), icon=":material/check_circle:")
    fault = st.session_state.pop(_FAULT, None)
    typed = st.session_state.pop(_LOST, "")
    if fault is not None:
        explain(fault, typed)


def explain(fault: object, typed: str = "") -> None:
    """Say what was wrong."""
    if isinstance(fault, StoreProblem):
        notices.refusal(fault)
    elif isinstance(fault, Refused):
        notices.problem(wording.unreadable(fault))
    elif isinstance(fault, CopyTestRefused):
        notices.problem(wording.refused(fault))
    elif isinstance(fault, CountsRefused):
        notices.problem(wording.counts(fault.faults))
    elif isinstance(fault, ListRefused):
        notices.problem(wording.no_list(fault.reason))
    elif isinstance(fault, NoteChanged | NoteGone):
        notices.warning(wording.changed_elsewhere(typed))


def throw(shop: OpenShop, test: CopyTest) -> None:
    """Throw a test away, and offer the way back."""
    if run(lambda: copy_tests.delete(shop, test.id, session.now(), test.version)):
        st.session_state[_GONE] = test
        close()


def thrown(shop: OpenShop) -> None:
    """What was thrown away just now, and the way back."""
    test: CopyTest | None = st.session_state.pop(_GONE, None)
    if test is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="tests-undo"):
        gone = _("“{what}” is thrown away.").format(what=title(test.draft))
        st.markdown(plain(gone), width="content")
        st.button(
            _("Bring it back"), key="tests.back", icon=":material/undo:", on_click=do,
            args=(lambda: copy_tests.restore(shop, test.id, session.now()),),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a draft: how it is read off it, and how the draft is with another value."""

    name: str
    get: Callable[[Draft], Any]
    put: Callable[[Draft, Any], Draft]


def bound(shop: OpenShop, test: CopyTest, field: Field) -> dict[str, Any]:
    """What makes a widget show what is kept, and keep what is typed as soon as it is left.

    A value that another window has changed since is not overwritten: the reader is told, with
    what was typed. What could not be kept for another reason stays in the widget.
    """
    key, stored = f"tests.{test.id}.{field.name}", field.get(test.draft)
    seen = f"{key}.seen"
    if key not in st.session_state or st.session_state.get(seen, _SAID) != stored:
        st.session_state[key] = stored
    st.session_state[seen] = stored
    return {"key": key, "on_change": _keep, "args": (shop, test.id, key, field)}


def _keep(shop: OpenShop, number: int, key: str, field: Field) -> None:
    typed = st.session_state[key]

    def change() -> None:
        now = copy_tests.find(shop, number)
        if field.get(now.draft) != st.session_state[f"{key}.seen"]:
            raise NoteChanged
        copy_tests.edit(shop, number, field.put(now.draft, typed), session.now(), now.version)

    if not run(change) and isinstance(st.session_state[_FAULT], NoteChanged):
        st.session_state[_LOST] = str(typed or "")
