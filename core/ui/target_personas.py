"""The tab 페르소나: the customer in one sentence, and one card for each persona."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import target_evidence, target_personas
from core.services.opening import OpenShop
from core.services.target_evidence import Evidence
from core.services.target_personas import LONGEST_SENTENCE, Persona, ProofKind
from core.ui import (
    cards,
    keeping,
    session,
    target_persona_form,
    target_told,
    target_turn,
)
from core.ui.actions_forms import seen
from core.ui.cached import cached
from core.ui.places import PAGES
from core.ui.text import plain
from core.wording import target_personas as wording

_KEY: Final = "target.persona"


def draw(shop: OpenShop) -> None:
    """The customer in one sentence, and the personas."""
    target_turn.told()
    people = cached(target_personas.listed)(shop)
    sentence(shop, people[0] if people else None, "personas")
    shown = cached(target_evidence.read)(shop, session.today())
    columns = st.columns(2) if people else ()
    for place, one in enumerate(people):
        with columns[place % 2]:
            _card(shop, one, shown)
    target_persona_form.new(shop, shown, is_first=not people)
    gone = [(one.name, partial(_back, shop, one)) for one in target_personas.deleted(shop)]
    keeping.thrown(gone, _KEY)


def _back(shop: OpenShop, one: Persona) -> None:
    target_personas.undo(shop, one.id or 0, session.now(), one.version)


def sentence(shop: OpenShop, main: Persona | None, where: str) -> None:
    """우리 고객은 … 한 …: the field that is asked for first.

    Args:
        shop: whose.
        main: the persona it is said of; None before there is any.
        where: the tab it stands in, for it may stand in two.
    """
    key = f"{_KEY}.sentence.{where}"
    version = seen(key, main.version if main else 0)
    with cards.card(_("The customer in one sentence"), key=f"target-sentence-{where}"):
        with st.form(f"{key}.form", border=False):
            told = st.text_input(
                _("Our customers are …"), main.sentence if main else "", key=target_turn.key(key),
                max_chars=LONGEST_SENTENCE, help=plain(wording.sentence_help()),
                placeholder=wording.sentence_example(),
            )  # fmt: skip
            sent = st.form_submit_button(
                _("Keep the sentence"), key=f"{key}.keep", icon=":material/check:"
            )
        st.caption(plain(_("It stands on Today, and beside every text you write for a copy test.")))
    if sent:
        as_seen = None if main is None else replace(main, version=version)
        target_turn.run(
            lambda: target_personas.say(shop, told, wording.first_name(), session.now(), as_seen)
        )
        st.rerun()


def _card(shop: OpenShop, one: Persona, shown: Evidence) -> None:
    key = f"{_KEY}.{one.id}"
    with st.container(border=True, key=f"target-persona-{one.id}", gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(one.name)}**", width="content")
            if one.is_main:
                st.badge(_("Main persona"), icon=":material/star:", color="blue")
            st.badge(
                wording.state(one),
                icon=":material/check_circle:" if one.is_complete else ":material/edit:",
                color="green" if one.is_complete else "gray",
            )
        if one.sentence:
            st.markdown(plain(f"“{one.sentence}”"))
        if lacking := wording.missing(one):
            st.caption(plain(lacking))
        with st.container(gap="xsmall", key=f"target-persona-lines-{one.id}"):
            for name, text in wording.lines(one):
                st.markdown(f"**{plain(name)}** {plain(text)}")
        _evidence(shop, one, shown)
        _buttons(shop, one, key)
        with st.expander(_("Change this persona"), icon=":material/edit:", key=f"{key}.open"):
            target_persona_form.change(shop, one, shown)


def _evidence(shop: OpenShop, one: Persona, shown: Evidence) -> None:
    """How she knows: orders and tests as links, and what statistics tell of that age."""
    share = target_evidence.share(one, target_told.actual(shop))
    if share is not None:
        st.caption(plain(wording.share(share)))
    tests = dict(shown.tests_of.get(one.name, ()))
    for proof in one.evidence:
        if proof.kind is ProofKind.TEST:
            tests[proof.number] = shown.tests.get(proof.number, "")
            continue
        label = wording.proof(
            proof, shown.products.get(proof.number, ""), shown.orders.get(proof.number)
        )
        st.page_link(PAGES["products"], label=plain(label), icon=":material/shopping_bag:")
    _tests(tests)


def _tests(tests: Mapping[int, str]) -> None:
    for number, title in tests.items():
        st.page_link(
            PAGES["tests"], label=plain(wording.test(title)), icon=":material/science:",
            query_params={"test": str(number)},
        )  # fmt: skip


def _buttons(shop: OpenShop, one: Persona, key: str) -> None:
    number, now = one.id or 0, session.now()
    with st.container(horizontal=True, gap="small"):
        if not one.is_main:
            st.button(
                _("Make it the main one"), key=f"{key}.main", icon=":material/star:",
                type="tertiary", on_click=target_turn.do,
                args=(lambda: target_personas.make_main(shop, number, now, one.version),),
            )  # fmt: skip
        st.button(
            _("Make a copy"), key=f"{key}.copy", icon=":material/content_copy:", type="tertiary",
            on_click=target_turn.do,
            args=(lambda: target_personas.copy(shop, one, wording.copied(one), now),),
        )  # fmt: skip
        if one.undoable:
            st.button(
                _("Take the last change back"), key=f"{key}.undo", icon=":material/undo:",
                type="tertiary", on_click=target_turn.do,
                args=(lambda: target_personas.undo(shop, number, now, one.version),),
            )  # fmt: skip
        keeping.away(
            lambda: target_personas.delete(shop, number, now, one.version), f"{key}.delete"
        )
