"""The tab of messages before sending: what is being prepared, and where it goes from there."""

from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import (
    messages_scenarios,
    messages_sends,
    messages_texts,
    messages_variants,
    messages_wordings,
)
from core.services.messages_scenarios import Scenario
from core.services.messages_sends import Send
from core.services.messages_wordings import Wording
from core.services.opening import OpenShop
from core.terms.messages import SendStatus
from core.ui import (
    cards,
    keeping,
    messages_doing,
    messages_draft,
    messages_list,
    notices,
    session,
    target_turn,
)
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import messages_prepare as wording
from core.wording import messages_scenarios as scenarios
from core.wording.message import Message

_OPEN: Final = "messages.prepare.open"
_BEGIN: Final = "messages.prepare.begin"


def draw(shop: OpenShop) -> None:
    """Draw the tab."""
    target_turn.told()
    messages_doing.faults()
    known = [
        (one, texts)
        for step in cached(messages_scenarios.way)(shop)
        for one, texts in step.scenarios
        if texts
    ]
    every = cached(messages_sends.listed)(shop)
    some = [one for one in every if wording.is_open(one)]
    if not known and not some:
        _nothing()
        return
    with cards.card(_("What to send"), key="messages-begin"):
        chosen = _chosen(some)
        if known:
            with st.expander(
                _("Prepare another one") if every else _("Prepare the first one"),
                icon=":material/add:", expanded=not some, key=f"{_BEGIN}.box.{bool(some)}",
            ):  # fmt: skip
                _begin(shop, known, is_first=not some)
        gone = [one for one in cached(messages_sends.listed)(shop, deleted=True)
                if wording.is_open(one)]  # fmt: skip
        keeping.thrown(
            [(it.title, partial(messages_sends.undo, shop, it.number, it.version)) for it in gone],
            "messages.prepare",
        )
    if chosen is None:
        return
    if chosen.status is SendStatus.DRAFT:
        off = [one for one, _texts in known if one.id == chosen.scenario and not one.is_on]
        if off:
            _switched_off(shop, off[0], f"{_OPEN}.{chosen.number}")
        texts = cached(messages_wordings.listed)(shop)
        messages_draft.draw(shop, messages_variants.renewed(chosen, texts))
    else:
        messages_list.draw(shop, chosen)


def _nothing() -> None:
    with cards.empty(
        _("Here you see who gets a message, what it costs and when it pays."),
        _("One message of a scenario is all it takes. Begin with one of the twelve."),
        key="messages-prepare", icon="outgoing_mail",
    ):  # fmt: skip
        st.page_link(
            "pages/customers/messages.py", label=_("Choose a message"),
            icon=":material/forward_to_inbox:", query_params={"tab": "scenarios"},
        )  # fmt: skip


def _chosen(some: list[Send]) -> Send | None:
    """The one that is looked at: the newest, unless another was chosen."""
    if not some:
        return None
    known = {one.number: one for one in some}
    if st.session_state.get(_OPEN) not in known:
        st.session_state[_OPEN] = some[0].number
    number = st.selectbox(
        _("Message being prepared"), list(known), format_func=lambda it: wording.title(known[it]),
        key=_OPEN,
    )  # fmt: skip
    return known[number]


def _begin(
    shop: OpenShop, known: list[tuple[Scenario, tuple[Wording, ...]]], *, is_first: bool
) -> None:
    by_id = {one.id or 0: (one, texts) for one, texts in known}
    first = messages_scenarios.reachable([one for one, _texts in known])
    number = st.selectbox(
        _("Which scenario?"), list(by_id), key=f"{_BEGIN}.scenario",
        index=0 if first is None else list(by_id).index(first.id or 0),
        format_func=lambda it: _scenario(by_id[it][0]),
    )  # fmt: skip
    one, texts = by_id[number]
    for version in messages_variants.wordings(texts):
        reads = messages_texts.filled(version, messages_texts.samples()).text
        st.caption(plain(wording.example(version.letter, reads)))
    if not one.is_on:
        _switched_off(shop, one, _BEGIN)
        return
    st.button(
        _("Prepare this message"), key=f"{_BEGIN}.go", type="primary" if is_first else "secondary",
        icon=":material/outgoing_mail:", on_click=_prepare, args=(shop, one, texts),
    )  # fmt: skip


def _switched_off(shop: OpenShop, one: Scenario, key: str) -> None:
    """Say that a scenario is switched off, and offer to switch it on."""
    notices.warning(
        Message(_("The scenario of this message is switched off."), remedy=_("Switch it on first."))
    )
    st.button(
        _("Switch on"), key=f"{key}.on", icon=":material/power_settings_new:",
        on_click=messages_doing.do,
        args=(lambda: messages_scenarios.switch(shop, one, is_on=True, now=session.now()),),
    )  # fmt: skip


def _scenario(one: Scenario) -> str:
    return f"{scenarios.stage(one.stage)} · {one.name}"


def _prepare(shop: OpenShop, one: Scenario, texts: tuple[Wording, ...]) -> None:
    made: list[Send] = []
    if messages_doing.run(
        lambda: made.append(
            messages_sends.add(shop, messages_variants.prepared(one, texts), session.now())
        )
    ):
        st.session_state[_OPEN] = made[0].number
