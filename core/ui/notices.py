"""What went wrong or well, said the same way on every page."""

import streamlit as st

from core.i18n import gettext as _
from core.services.opening import KeyUnusable
from core.services.receipts import Refused
from core.store import StoreProblem
from core.ui.text import plain
from core.wording import importing, store
from core.wording.message import Message


def refusal(found: Refused | StoreProblem | KeyUnusable) -> None:
    """Say why a file was not read or a store cannot be used, and what to do."""
    said = importing.refused(found) if isinstance(found, Refused) else store.problem(found)
    problem(said)


def problem(said: Message) -> None:
    """Something did not work: what happened, whether the data are safe, what to do."""
    st.error(_below(said), title=plain(said.title), icon=":material/error:")


def warning(said: Message) -> None:
    """Something worth knowing before going on."""
    st.warning(_below(said), title=plain(said.title), icon=":material/info:")


def success(said: Message) -> None:
    """Something is done; and what can be done next."""
    st.success(_below(said), title=plain(said.title), icon=":material/check_circle:")


def crash(number: str) -> None:
    """The page could not be drawn; ``number`` finds the entry in the log."""
    st.error(
        _("Your data are safe. Go back to Today, or load the page again. (Error {number})").format(
            number=number
        ),
        title=_("Something went wrong while drawing this page."),
        icon=":material/error:",
    )


def _below(said: Message) -> str:
    return plain(" ".join(part for part in (said.body, said.remedy) if part)) or " "
