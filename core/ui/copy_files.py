"""Files of counts and of recipients: their password and their sheet are asked for where needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from core.i18n import formats
from core.i18n import gettext as _
from core.services.copy_test_counts import CountsRefused
from core.services.copy_test_lists import ListRefused
from core.services.reading import How
from core.services.receipts import Issue, Refused, Source
from core.terms import FileReason, FileWarning
from core.ui import copy_tests_doing as doing
from core.ui import notices
from core.ui.text import plain
from core.ui.uploading import TRIES
from core.wording import importing as words

_ASKING = frozenset({FileReason.ENCRYPTED, FileReason.WRONG_PASSWORD})


class Told(Protocol):
    """What a reader tells of a file."""

    @property
    def others(self) -> tuple[str, ...]:
        """Further sheets that could be meant."""


T = TypeVar("T", bound=Told)
Reader = Callable[[Source, How], T]


@dataclass(slots=True)
class _Look(Generic[T]):
    """A file as it was looked into; what it told of each sheet stays, the password does not."""

    name: object
    tries_left: int = TRIES
    refused: Refused | None = None
    sheets: dict[str, T | CountsRefused | ListRefused] = field(default_factory=dict)

    def look(self, source: Source, reader: Reader[T], how: How) -> None:
        """Read the sheet that comes first and all others that could be meant."""
        self.refused = None
        try:
            first = reader(source, how)
        except Refused as refused:
            self.refused = refused
            self.tries_left -= refused.reason is FileReason.WRONG_PASSWORD
        except (CountsRefused, ListRefused) as fault:
            self.sheets = {"": fault}
        else:
            self.sheets = {"": first}
            for sheet in first.others:
                try:
                    self.sheets[sheet] = reader(source, replace(how, sheet=sheet))
                except (CountsRefused, ListRefused) as fault:
                    self.sheets[sheet] = fault


def read(found: UploadedFile | None, reader: Reader[T], key: str, about: object = None) -> T | None:
    """What a dropped file tells; None while something is to be said first, or it is refused.

    Args:
        found: the file.
        reader: reads a sheet of it.
        key: of the drop field.
        about: what the reading depends on besides the file; the file is read anew if it changes.
    """
    state = f"{key}.look"
    if found is None:
        st.session_state.pop(state, None)
        return None
    look: _Look[T] | None = st.session_state.get(state)
    source = Source(found.name, found.getvalue())
    if look is None or look.name != (found.file_id, about):
        look = st.session_state[state] = _Look((found.file_id, about))
        look.look(source, reader, How())
    if look.refused is not None:
        _refused(look, source, reader, key)
        return None
    told = look.sheets[_sheet(look, key)]
    if isinstance(told, CountsRefused | ListRefused):
        doing.explain(told)
        return None
    return told


def about(warnings: Sequence[FileWarning], skipped: Sequence[Issue]) -> None:
    """Say what the seller should know of a file: odd things, and lines that were no data."""
    said = [words.warning(one, ()) for one in warnings if one is not FileWarning.SEVERAL_SHEETS]
    if skipped:
        said.append(words.issues(skipped))
    for one in said:
        st.caption(plain(one))


def _sheet(look: _Look[T], key: str) -> str:
    """Which sheet is meant, asked for where several hold such a table."""
    if len(look.sheets) == 1:
        return ""
    first = look.sheets[""]
    name = "" if isinstance(first, CountsRefused | ListRefused) else getattr(first, "sheet", "")
    chosen = st.selectbox(
        _("Which sheet is meant?"), list(look.sheets), key=f"{key}.sheet",
        format_func=lambda one: plain(one or name or _("The first one")),
    )  # fmt: skip
    return chosen or ""


def _refused(look: _Look[T], source: Source, reader: Reader[T], key: str) -> None:
    refused = look.refused
    if refused is None:
        return
    if refused.reason not in _ASKING:
        doing.explain(refused)
    elif look.tries_left == 0:
        notices.problem(words.locked_out())
    else:
        _password(look, source, reader, key)


def _password(look: _Look[T], source: Source, reader: Reader[T], key: str) -> None:
    if look.refused is None:
        return
    said = words.refused(look.refused)
    with st.form(key=f"{key}.password", border=False):
        st.markdown(f"**{plain(said.title)}** {plain(said.body)} {plain(said.remedy)}")
        if look.tries_left < TRIES:
            left = formats.count(look.tries_left, "times")
            st.caption(_("{count} left to try").format(count=left))
        typed = st.text_input(_("Password"), type="password", key=f"{key}.typed.{look.tries_left}")
        if st.form_submit_button(_("Open"), type="primary", key=f"{key}.open") and typed:
            look.look(source, reader, How(password=typed))
            st.rerun()
