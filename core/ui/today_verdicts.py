"""The conclusions of 오늘: the first as a card, the others shorter, and those put off for today."""

from typing import Final, Literal

import streamlit as st

from core.i18n import gettext as _
from core.services import findings
from core.services.opening import OpenShop
from core.services.today import Overview
from core.store import StoreProblem
from core.terms import Evidence
from core.ui import actions, cards, notices, session, tabs
from core.ui.cached import cached
from core.ui.places import PAGES
from core.ui.text import plain
from core.verdicts import Claim, Verdict
from core.verdicts.model import DATA_FAULTS, WORSE
from core.wording import today_lists as lists
from core.wording import today_origins as origins
from core.wording import verdicts as said

Tone = Literal["good", "bad", "calm"]

_CALM: Final = frozenset({
    Claim.TOO_FEW, Claim.TOO_EARLY, Claim.PUT_OFF, Claim.NO_ORDERS, Claim.UNCOMPARED,
})  # fmt: skip
_STANDING: Final = DATA_FAULTS | _CALM | {Claim.STEADY}
"""What cannot be put off: it says how the data are, or that there is nothing to do."""

_TABS: Final = {Claim.CHANNEL_LESS: "budget", Claim.CHANNEL_MORE: "budget"}
"""The tab of a page that shows what a claim is about, unless it is the first one."""

_FAULT: Final = "verdicts.fault"


def conclusion(view: Overview) -> None:
    """The conclusion card, with the way to the page that helps."""
    verdict, shop = view.verdicts[0], session.shop()
    words = said.words(verdict)
    fault = st.session_state.pop(_FAULT, None)
    if isinstance(fault, StoreProblem):
        notices.refusal(fault)
    buttons = cards.verdict(
        cards.Conclusion(
            words.headline,
            words.reason,
            verdict.level,
            words.badge,
            tone(verdict),
            [(number.name, number.now, number.before) for number in words.numbers],
            words.todo,
            words.why,
            verdict.is_new,
        ),
        key="first",
    )
    with buttons:
        actions.keep_button(shop, verdict, key="first.keep")
        _off(shop, verdict, "first.off")
        _way(words.page, verdict.claim)
        cards.origin(origins.figures_origin(verdict, view), key="first.origin")
    _back(shop)


def next_ones(verdicts: tuple[Verdict, ...]) -> None:
    """What comes after the first conclusion, shorter."""
    shop = session.shop()
    with cards.card(_("Look at these next"), key="next", stretch=True):
        for place, verdict in enumerate(verdicts):
            words = said.words(verdict)
            with st.container(gap="xsmall", key=f"next-{place}"):
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    cards.badge(verdict.level, words.badge)
                    if verdict.is_new:
                        cards.news()
                    st.space("stretch")
                    _off(shop, verdict, f"next.off.{place}")
                st.markdown(f"**{plain(words.headline)}** {plain(words.reason)}")
                st.caption(plain(words.todo))
                with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                    _why(words.why, place)
                    actions.keep_button(shop, verdict, key=f"next.keep.{place}")
                    _way(words.page, verdict.claim)


def tone(verdict: Verdict) -> Tone:
    """The colour that repeats the words: none as long as it is not known."""
    if verdict.claim in _CALM or verdict.level is not Evidence.KNOWN:
        return "calm"
    return "bad" if verdict.claim in WORSE | DATA_FAULTS else "good"


def _why(lines: tuple[str, ...], place: int) -> None:
    with st.popover(
        _("Why?"), icon=":material/help:", type="tertiary", key=f"next.why.{place}"
    ):  # fmt: skip
        for line in lines:
            st.markdown(f"- {plain(line)}")


def _way(page: str | None, claim: Claim) -> None:
    """The way to the page that a conclusion is about."""
    if page is None or page not in PAGES:
        return
    label = _("Add data") if page == "upload" else _("Details")
    icon = "upload_file" if page == "upload" else "arrow_forward"
    st.page_link(
        PAGES[page], label=label, icon=f":material/{icon}:",
        query_params=tabs.address(None if page == "upload" else _TABS.get(claim)),
    )  # fmt: skip


def _off(shop: OpenShop, verdict: Verdict, key: str) -> None:
    """The button that puts a conclusion off for the day."""
    if verdict.claim in _STANDING:
        return
    st.button(
        _("Not today"), icon=":material/event_busy:", type="tertiary", key=key,
        on_click=_put_off, args=(shop, verdict),
    )  # fmt: skip


def _put_off(shop: OpenShop, verdict: Verdict) -> None:
    try:
        findings.dismiss(shop, verdict, session.today(), session.now())
    except StoreProblem as problem:
        st.session_state[_FAULT] = problem


def _back(shop: OpenShop) -> None:
    """How many were put off today, and the way to see them again."""
    listed = cached(findings.said)(shop, session.today())
    off = tuple(one.claim for one in listed if one.dismissed)
    if not off:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(lists.put_off(len(off))), width="content")
        st.button(
            _("Show again"), icon=":material/undo:", type="tertiary", key="first.back",
            on_click=_take_back, args=(shop, off),
        )  # fmt: skip


def _take_back(shop: OpenShop, claims: tuple[str, ...]) -> None:
    try:
        for claim in claims:
            findings.take_back(shop, claim, session.today())
    except StoreProblem as problem:
        st.session_state[_FAULT] = problem
