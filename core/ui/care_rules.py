"""The tab 규칙: when what is due, with which words, and for whom nothing is."""

from dataclasses import replace
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.i18n import speaking
from core.services import care_rules as service
from core.services import care_words, settings
from core.services.care_rules import FIRST, MOST_DAYS, MOST_LAPSES, CareRule
from core.services.care_words import Values
from core.services.opening import OpenShop
from core.ui import cards, session
from core.ui import care_queue_state as state
from core.ui import care_rules_out as out
from core.ui.cached import cached
from core.ui.care_queue_rows import ICONS
from core.ui.text import plain
from core.wording import care_rules as wording
from core.wording import care_words as said

_KEY: Final = "care.rule"


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    rules = cached(service.rules)(shop)
    with cards.card(_("When somebody is due"), key="care-rules"):
        for line in (wording.apart(), wording.spared(), wording.estimated()):
            st.markdown(f"- {plain(line)}")
        for rule in rules.values():
            with st.expander(
                plain(wording.title(rule)), icon=f":material/{ICONS[rule.kind]}:",
                key=f"{_KEY}.open.{rule.kind}",
            ):  # fmt: skip
                _rule(shop, rule)
    out.tips(shop)
    out.left_out(shop)


def _rule(shop: OpenShop, rule: CareRule) -> None:
    key = f"{_KEY}.{rule.kind}.{rule.at.timestamp() if rule.at else 0:.0f}"
    st.caption(plain(" ".join(filter(None, (wording.about(rule.kind), wording.since(rule))))))
    is_on = st.toggle(_("Switched on"), rule.is_on, key=f"{key}.on")
    with st.container(horizontal=True, gap="small"):
        days = st.number_input(
            _("So many days after"), 0, MOST_DAYS, rule.days, key=f"{key}.days", width=140
        )
        lapses = st.number_input(
            _("So many days more"), 0, MOST_LAPSES, rule.lapses, key=f"{key}.lapses", width=140
        )
    text = _text(shop, rule, key)
    wanted = CareRule(rule.kind, int(days), int(lapses), is_on, None, text, rule.at)
    with st.container(horizontal=True, gap="small"):
        st.button(_("Save"), key=f"{key}.save", type="primary", icon=":material/save:",
                  on_click=_change, args=(shop, wanted))  # fmt: skip
        if rule.at is not None:
            first = FIRST[rule.kind]
            usual = replace(first, at=rule.at)
            st.button(
                _("As at first"), key=f"{key}.first", type="tertiary",
                icon=":material/restart_alt:", on_click=_change, args=(shop, usual),
            )  # fmt: skip


def _text(shop: OpenShop, rule: CareRule, key: str) -> str:
    """The text of the seller, with how it reads; empty where ours is kept."""
    usual = care_words.texts(rule.kind)[0]
    text = st.text_area(
        _("What is said"), rule.text or usual, key=f"{key}.text", height=120,
        max_chars=care_words.LONGEST,
    )  # fmt: skip
    st.caption(plain(_("Places in braces: {names}").format(names=_places())))
    strange = care_words.unknown(text)
    if strange:
        st.warning(plain(said.unknown(strange)), icon=":material/data_object:")
    words = care_words.sales_words(text)
    if words:
        st.warning(plain(said.advertising(words)), icon=":material/campaign:")
    st.caption(_("How it reads"))
    ready = "" if strange else care_words.fill(text, _example(shop))
    with st.container(border=True, key=f"care-reads-{rule.kind}"):
        st.markdown("  \n".join(plain(line) for line in ready.splitlines()) or "–")
    return "" if text.strip() == usual.strip() else text


def _places() -> str:
    return ", ".join(care_words.names().values())


def _example(shop: OpenShop) -> Values:
    name = cached(settings.read)(shop).name
    # The customers read Korean, in whichever language the seller reads this page.
    with speaking("ko"):
        return Values(
            name="", product=_("a white mug"), shop=name or _("our shop"), ship_by=_("tomorrow"),
            carrier=_("the post"), invoice="1234-5678", tip=_("Wash it by hand."), days="3",
        )  # fmt: skip


def _change(shop: OpenShop, wanted: CareRule) -> None:
    now = session.now()

    def change() -> None:
        before = service.change(shop, wanted, now)
        seen = now.replace(microsecond=0)
        state.offer(
            wording.changed(wanted),
            lambda: service.restore(shop, before, seen, session.now()),
        )

    state.run(change)
