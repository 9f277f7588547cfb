"""Following one customer: what she would get and when, and where it is too much."""

from datetime import date
from typing import Final

import streamlit as st

from core.i18n import formats
from core.i18n import gettext as _
from core.services import messages_follow as services
from core.services import messages_people, messages_rules, target_personas
from core.services.messages_follow import Dated, Followed, Who
from core.services.messages_scenarios import Step
from core.services.opening import OpenShop
from core.terms.messages import MessageKind
from core.ui import cards, customer_book, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import messages_follow as wording
from core.wording import messages_names as names

_KEY: Final = "messages.follow"


def draw(shop: OpenShop, way: tuple[Step, ...]) -> None:
    """Draw it; nothing while no stage says anything."""
    if all(step.is_empty for step in way):
        return
    with cards.card(
        _("Follow one customer"), key="messages-follow",
        note=_("Everything one customer gets, from the first purchase on."),
    ):  # fmt: skip
        who, persona = _chosen(shop)
        one = services.example(shop, customer_book.book(shop), who, session.today())
        rules = cached(messages_rules.read)(shop)
        sign = messages_people.shop_name(shop)
        found = services.follow(way, one, rules, persona=persona, sign=sign)
        st.caption(plain(wording.about(one)))
        st.markdown(f"**{plain(wording.verdict(found))}**")
        _too_much(found)
        _timeline(found)
        st.caption(plain(wording.reckoned()))
        st.caption(plain(wording.tiring()))


def _chosen(shop: OpenShop) -> tuple[Who, int | None]:
    personas = {one.id or 0: one.name for one in cached(target_personas.listed)(shop)}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        who = st.segmented_control(
            _("Whom to follow"), list(Who), format_func=wording.who, default=Who.ONCE,
            required=True, key=f"{_KEY}.who",
        )  # fmt: skip
        persona: int | None = st.selectbox(
            _("Persona"), [None, *personas], key=f"{_KEY}.persona", width=240,
            format_func=lambda it: _("Everybody") if it is None else personas.get(it, "?"),
        )  # fmt: skip
    return Who(who), persona


def _too_much(found: Followed) -> None:
    lines = [wording.same_day(day) for day in found.same_days]
    lines += [wording.crowd(first, one) for first, one in found.crowds]
    lines += [wording.streak(first, one) for first, one in found.streaks]
    for line in lines:
        st.warning(plain(line), icon=":material/warning:")
    if found.balance is not None:
        st.caption(plain(wording.balance(*found.balance)))


def _timeline(found: Followed) -> None:
    """Purchases and messages by their days; a purchase stands before the messages of its day."""
    lines: list[tuple[date, int, Dated | None]] = [(day, 0, None) for day in found.purchases]
    lines += [(one.day, 1, one) for one in found.messages]
    crowded = set(found.same_days)
    for place, (day, _order, one) in enumerate(sorted(lines, key=lambda it: it[:2])):
        if one is None:
            st.markdown(
                f":material/shopping_bag: {plain(formats.day(day))} **{_('A purchase was made')}**"
            )
            continue
        _message(one, place, is_crowded=one.day in crowded)


def _message(one: Dated, place: int, *, is_crowded: bool) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"follow-{place}"
    ):
        st.markdown(plain(formats.day(one.day)), width="content")
        st.badge(
            plain(names.kind(one.kind)),
            color="orange" if one.kind is MessageKind.ADVERTISING else "blue",
        )
        if is_crowded:
            st.badge(_("Same day"), color="red", icon=":material/warning:")
        with st.popover(plain(one.scenario.name), key=f"{_KEY}.text.{place}", type="tertiary"):
            st.badge(_("Preview, not for sending"), icon=":material/visibility:", color="gray")
            st.markdown("  \n".join(plain(line) for line in one.text.text.splitlines()) or "–")
