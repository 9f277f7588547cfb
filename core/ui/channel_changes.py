"""What was changed on the page 유입 채널 just now: the way back, or why it was not kept."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final, Protocol, TypeAlias

import streamlit as st

from core.i18n import gettext as _
from core.services.actions import NoteChanged, NoteGone
from core.services.channel_book import BookRefused
from core.services.channel_paths import PathsRefused
from core.services.link_book import LinkRefused
from core.services.opening import OpenShop
from core.services.survey import SurveyRefused
from core.store import StoreProblem
from core.ui import notices, session
from core.ui.text import plain
from core.wording import channel_changes as wording

Change: TypeAlias = Callable[[], object]
Delete: TypeAlias = Callable[[OpenShop, int, datetime, int], object]
Undo: TypeAlias = Callable[[OpenShop, int, int], object]


class Numbered(Protocol):
    """Something that is kept under a number, in a version."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def version(self) -> int:
        """How often it was changed, from 1."""


_DONE: Final = "channel_changes.done"
_FAULT: Final = "channel_changes.fault"


def run(area: str, said: str, change: Change, back: Change | None = None) -> bool:
    """Do something before the page is drawn anew; ``notice`` says in its area what came of it.

    Args:
        area: the part of the page it belongs to.
        said: what is done then.
        change: does it.
        back: takes it back.
    """
    st.session_state.pop(_DONE, None)
    st.session_state.pop(_FAULT, None)
    try:
        change()
    except (
        BookRefused, LinkRefused, NoteChanged, NoteGone, PathsRefused, StoreProblem, SurveyRefused,
    ) as fault:  # fmt: skip
        st.session_state[_FAULT] = area, fault
        return False
    st.session_state[_DONE] = area, said, back
    return True


def throw_away(  # noqa: PLR0913, PLR0917  (what, of whom, and the two ways)
    area: str, said: str, shop: OpenShop, one: Numbered, delete: Delete, undo: Undo
) -> None:
    """Throw one of the things kept on the page away, with the way back offered after it."""
    run(
        area,
        said,
        partial(delete, shop, one.id, session.now(), one.version),
        # Thrown away it has the next version; only that one is brought back.
        partial(undo, shop, one.id, one.version + 1),
    )


def notice(area: str) -> None:
    """What was done in this part of the page, with the way back, or why it was not."""
    fault = st.session_state.get(_FAULT)
    if fault and fault[0] == area:
        del st.session_state[_FAULT]
        if isinstance(fault[1], StoreProblem):
            notices.refusal(fault[1])
        else:
            notices.problem(wording.fault(fault[1]))
    done = st.session_state.get(_DONE)
    if done and done[0] == area:
        del st.session_state[_DONE]
        _done(area, done[1], done[2])


def _done(area: str, said: str, back: Change | None) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"{area}-done"):
        st.markdown(f":material/check_circle: {plain(said)}", width="content")
        if back is not None:
            st.button(
                _("Undo"), key=f"{area}.undo", icon=":material/undo:",
                on_click=_undo, args=(area, back),
            )  # fmt: skip


def _undo(area: str, back: Change) -> None:
    run(area, wording.undone(), back)
