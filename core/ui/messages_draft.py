"""A message that is being prepared: to whom, to whom not, what it costs, what the law says."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

import streamlit as st

from core.analysis.message_law import LawFault, LawReason, is_night
from core.i18n import gettext as _
from core.services import (
    customers_groups,
    messages_guard,
    messages_lists,
    messages_prepare,
    messages_rules,
    messages_sends,
    messages_texts,
    messages_variants,
)
from core.services.messages_prepare import LARGEST_HOLD_OUT
from core.services.messages_rules import MessageRules
from core.services.messages_sends import LeftOut, Send
from core.services.opening import OpenShop
from core.terms import SEOUL
from core.terms.messages import MessageKind
from core.ui import (
    cards,
    keeping,
    messages_doing,
    messages_reach,
    messages_unkept,
    messages_whom,
    notices,
    session,
    target_turn,
)
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import messages_law as law
from core.wording import messages_names as names
from core.wording import messages_prepare as wording

_KEY: Final = "messages.draft"
_HOLD_OUTS: Final = (0, 5, 10, 20, 30, round(LARGEST_HOLD_OUT * 100))
_MORNING: Final = 10
"""The hour that is offered instead of one at night."""

_HELD_FOR_NOW: Final = frozenset({LawReason.NIGHT, LawReason.HOURS})
_LONGEST: Final = 90
_LONGEST_OFFER: Final = 80
_USUAL_DAYS: Final = 14


def draw(shop: OpenShop, send: Send) -> None:
    """The whole of it, from the group to the list."""
    begin = target_turn.key(f"{_KEY}.{send.number}")
    was, letters = messages_unkept.begun(send, begin)
    left, right = st.columns(2)
    with left, cards.card(_("To whom, and what"), key="messages-whom"):
        wanted = _planned(was, _what(shop, was, letters, begin), begin)
    with right, cards.card(_("To whom not"), key="messages-spared"):
        wanted = _left_out(wanted, begin)
    messages_unkept.remember(wanted)
    rules = cached(messages_rules.read)(shop)
    with cards.card(_("Who gets it"), key="messages-audience"):
        found = messages_reach.audience(shop, wanted, rules, session.now())
        messages_reach.counted(shop, wanted, found)
    if found is not None and found.size:
        with cards.card(_("When it pays for itself"), key="messages-paid"):
            messages_reach.paid(shop, wanted, found, begin)
    with cards.card(_("What the law asks"), key="messages-law"):
        is_free = _lawful(shop, send, wanted, rules, begin)
    _buttons(shop, send, wanted, is_free=is_free and found is not None and found.size > 0)


def _what(shop: OpenShop, send: Send, picked: list[str], begin: str) -> Send:
    persona = messages_whom.draw(shop, send.persona, f"{begin}.persona")
    groups = {one.id: one.name for one in cached(customers_groups.listed)(shop) if one.rule}
    if send.group is not None and send.group not in groups:
        groups[send.group] = _("A group that was thrown away")
    some = [None, *groups]
    group = st.selectbox(
        _("Group"), some, index=some.index(send.group), key=f"{begin}.group",
        format_func=lambda it: _("All customers") if it is None else groups[it],
    )  # fmt: skip
    known = {one.letter: one for one in send.versions}
    letters = st.pills(
        _("Texts to send"), list(known), selection_mode="multi", default=picked,
        key=f"{begin}.letters",
    )  # fmt: skip
    chosen = tuple(known[letter] for letter in known if letter in letters)
    example = st.container(gap="xsmall")
    kind = st.segmented_control(
        _("What it is"), list(MessageKind), format_func=names.kind, default=send.kind,
        required=True, key=f"{begin}.kind",
    )  # fmt: skip
    offer = st.text_input(
        _("Benefit (혜택 in the text)"), send.offer, key=f"{begin}.offer",
        max_chars=_LONGEST_OFFER,
    )  # fmt: skip
    until = _until(send, begin) if offer.strip() else None
    wanted = replace(
        send, persona=persona, group=group, versions=chosen, kind=kind, offer=offer, until=until
    )
    with example:
        _example(shop, wanted)
    return wanted


def _until(send: Send, begin: str) -> date | None:
    """Until when the benefit holds, where it ends."""
    if not st.toggle(_("It ends on a day (기한 in the text)"), send.until is not None,
                     key=f"{begin}.ends"):  # fmt: skip
        return None
    usual = session.today() + timedelta(days=_USUAL_DAYS)
    return st.date_input(
        _("It holds until"), send.until or usual, key=f"{begin}.until", format="YYYY.MM.DD"
    )


def _example(shop: OpenShop, wanted: Send) -> None:
    """How the texts read for somebody made up; they cannot be copied from here."""
    common = messages_guard.common(shop, wanted, cached(messages_rules.read)(shop))
    told = {**messages_texts.samples(), **{code: said for code, said in common.items() if said}}
    for one in wanted.versions:
        reads = messages_texts.filled(one, told).text
        st.caption(plain(wording.example(one.letter, reads)))


def _planned(send: Send, wanted: Send, begin: str) -> Send:
    planned = send.planned_at.astimezone(SEOUL) if send.planned_at else None
    with st.container(horizontal=True, gap="small"):
        day = st.date_input(
            _("Planned for"), planned.date() if planned else session.today() + timedelta(days=1),
            key=f"{begin}.day", format="YYYY.MM.DD", width=180,
        )  # fmt: skip
        hour = st.time_input(
            _("At"), planned.time() if planned else time(_MORNING), key=f"{begin}.hour",
            step=timedelta(minutes=30), width=140,
        )  # fmt: skip
    return replace(wanted, planned_at=datetime.combine(day, hour or time(_MORNING), SEOUL))


def _left_out(send: Send, begin: str) -> Send:
    was = send.left_out
    contacted = st.number_input(
        _("Heard from you within so many days"), 0, _LONGEST, was.contacted_days or 0,
        key=f"{begin}.contacted", help=plain(_("0 leaves nobody out for it.")),
    )  # fmt: skip
    bought = st.number_input(
        _("Bought within so many days"), 0, _LONGEST, was.bought_days or 0, key=f"{begin}.bought",
        help=plain(_("0 leaves nobody out for it.")),
    )  # fmt: skip
    complaining = st.toggle(
        _("Wait for an answer to a complaint"), was.complaining, key=f"{begin}.complaining"
    )
    by_day = was.by_day
    if send.kind is MessageKind.ADVERTISING and is_night(messages_prepare.at(send, session.now())):
        by_day = st.toggle(
            _("Have not agreed to advertisements at night"), by_day, key=f"{begin}.night"
        )
    shares = sorted({*_HOLD_OUTS, round(send.hold_out * 100)})
    percent = st.select_slider(
        _("Get nothing, by lot"), shares, round(send.hold_out * 100),
        format_func=wording.hold_out, key=f"{begin}.held",
        help=plain(_("Only beside those who got nothing you see what the message brought.")),
    )  # fmt: skip
    wanted = LeftOut(
        int(contacted) or None, int(bought) or None, complaining=complaining, by_day=by_day
    )
    return replace(send, left_out=wanted, hold_out=percent / 100)


def _lawful(shop: OpenShop, send: Send, wanted: Send, rules: MessageRules, begin: str) -> bool:
    """Whether nothing stands in the way; the reason and the way out where something does."""
    held = cached(messages_guard.checked)(shop, wanted, rules, session.now())
    if not wanted.versions:
        st.markdown(plain(_("Choose at least one text.")))
        return False
    if not held:
        st.markdown(f":green[:material/check_circle:] {plain(_('Nothing stands in the way.'))}")
        return True
    for letter, one in held.items():
        fault = one.first
        st.caption(plain(letter))
        notices.problem(law.fault(fault))
        if isinstance(fault, LawFault) and fault.reason in _HELD_FOR_NOW:
            st.button(
                _("Send it at 10 in the morning"), key=f"{begin}.morning.{letter}",
                icon=":material/wb_sunny:", on_click=_to_morning, args=(shop, send, wanted),
            )  # fmt: skip
    return False


def _to_morning(shop: OpenShop, send: Send, wanted: Send) -> None:
    """Plan it for the next morning."""
    at = messages_prepare.at(wanted, session.now()).astimezone(SEOUL)
    day = at.date() + timedelta(days=at.hour >= _MORNING)
    moved = replace(wanted, planned_at=datetime.combine(day, time(_MORNING), SEOUL))
    _keep(shop, send, moved)


def _keep(shop: OpenShop, send: Send, wanted: Send) -> None:
    messages_doing.run(
        lambda: messages_sends.change(shop, replace(wanted, version=send.version), session.now()),
        _("Kept."),
    )


def _settle(shop: OpenShop, wanted: Send) -> None:
    def change() -> None:
        kept = messages_sends.change(shop, wanted, session.now())
        messages_lists.settle(shop, kept, session.now())

    messages_doing.run(change, _("The list is settled. Take it along now."))


def _buttons(shop: OpenShop, send: Send, wanted: Send, *, is_free: bool) -> None:
    key = f"{_KEY}.{send.number}"
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Settle the list"), key=f"{key}.settle", type="primary", disabled=not is_free,
            icon=":material/how_to_reg:", on_click=_settle, args=(shop, wanted),
        )  # fmt: skip
        st.button(_("Keep this for later"), key=f"{key}.keep", icon=":material/save:",
                  on_click=_keep, args=(shop, send, wanted))  # fmt: skip
        _compare(shop, send, wanted, key)
        keeping.away(lambda: messages_sends.delete(shop, send, session.now()), f"{key}.away")


def _compare(shop: OpenShop, send: Send, wanted: Send, key: str) -> None:
    """One more text to compare with, or a test of those there are."""
    if len(wanted.versions) == 1 and messages_variants.by_name(wanted.versions[0]):
        other = messages_variants.without_name(wanted.versions[0])
        both = replace(wanted, versions=(replace(wanted.versions[0], letter="A"), other))
        st.button(
            _("Compare with and without the name"), key=f"{key}.nameless",
            icon=":material/call_split:", on_click=_keep, args=(shop, send, both),
        )  # fmt: skip
    elif len(wanted.versions) > 1:
        st.button(
            _("Make a copy test of the texts"), key=f"{key}.test", icon=":material/science:",
            on_click=_test, args=(shop, wanted),
        )  # fmt: skip


def _test(shop: OpenShop, wanted: Send) -> None:
    messages_doing.run(
        lambda: messages_variants.as_test(shop, wanted, session.now()),
        _("The test lies in the copy tests now."),
    )
