"""The parts of 개선 노트, and the button with which other pages keep something in it."""

import streamlit as st

from core.i18n import gettext as _
from core.services import actions
from core.services.actions import Proposal, Said
from core.services.opening import OpenShop
from core.store import StoreProblem
from core.ui import notices, session
from core.ui.cached import cached
from core.ui.text import plain
from core.verdicts import Verdict
from core.wording import actions as wording
from core.wording import verdicts as said


def keep_button(shop: OpenShop, what: Verdict | Proposal, key: str) -> None:
    """The button 개선 노트에 담기; what is kept already says so, what cannot be done has none.

    Args:
        shop: whose.
        what: a verdict of 오늘, or what another page proposes.
        key: unique on the page.
    """
    proposal = _proposal(what) if isinstance(what, Verdict) else what
    if proposal is None:
        return
    if proposal.claim in cached(actions.open_claims)(shop):
        st.button(_("In your notes"), icon=":material/bookmark_added:", key=key, disabled=True)
        return
    if not st.button(_("Keep in my notes"), icon=":material/bookmark_add:", key=key):
        return
    try:
        action = actions.keep_proposal(shop, proposal, session.now())
    except StoreProblem as problem:
        notices.refusal(problem)
        return
    st.toast(plain(wording.kept(action).text), icon=":material/bookmark_added:")
    st.rerun()


def _proposal(verdict: Verdict) -> Proposal | None:
    words = said.words(verdict)
    return actions.proposal(verdict, Said(words.todo, f"{words.headline} {words.reason}".strip()))
