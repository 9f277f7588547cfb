"""The tab 그룹 만들기: put a rule together, see who meets it, keep it by name."""

from datetime import date, timedelta
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import covering, customers_interests, target_personas
from core.services import customers_groups_presets as presets
from core.services.customer_book import CustomerBook
from core.services.customers_groups import RuleRefused
from core.services.customers_groups_presets import Preset
from core.services.opening import OpenShop
from core.terms.customer_groups import Rule, month_number
from core.ui import (
    cards,
    customer_book,
    customers_groups_found,
    customers_groups_rule,
    customers_groups_saved,
    notices,
)
from core.ui import customers_groups_draft as drafts
from core.ui.cached import cached, cached_by_files
from core.ui.customers_groups_rule import Choices
from core.ui.customers_groups_source import Kept
from core.ui.text import plain
from core.wording import customers_groups as wording
from core.wording import customers_groups_rule as rules
from core.wording.customers_groups_rule import Names

_KEY: Final = "groups"


def draw(shop: OpenShop) -> None:
    """The groups that are kept, the builder, and who is found."""
    book = customer_book.book(shop)
    if book is None or book.customers.empty:
        st.markdown(plain(_("No order names a buyer yet, so there is nobody to group.")))
        return
    draft = drafts.current()
    choices = _choices(shop, book)
    customers_groups_saved.draw(shop, book, choices.names)
    with cards.card(_("Make a group"), key="group-builder"):
        if draft.fault is not None:
            notices.problem(rules.refused(draft.fault))
        _presets(is_open=not any(box.parts for box in draft.boxes))
        customers_groups_rule.draw(draft, choices)
        rule = _rule(draft)
        drafts.remember(rule)
        if rule is None:
            st.caption(plain(_("Add a condition, and you see at once how many they are.")))
            return
        st.markdown(f":material/filter_alt: **{plain(rules.sentence(rule, choices.names))}**")
        day = _day(book)
        found = customers_groups_found.find(shop, rule, day)
        if found is None:
            return
        everybody = len(customer_book.known_on(shop, book, day).customers)
        customers_groups_found.headline(book, found, everybody)
        customers_groups_saved.keep(shop, draft, rule)
    customers_groups_found.draw(shop, book, found)


def _presets(*, is_open: bool) -> None:
    place = st.expander(
        _("Take a ready-made group"), icon=":material/bolt:", key=f"{_KEY}.presets.{is_open}",
        expanded=is_open,
    )  # fmt: skip
    with place, st.container(horizontal=True, gap="small"):
        for one in Preset:
            st.button(
                plain(wording.preset(one)), key=f"{_KEY}.preset.{one.value}", on_click=_take,
                args=(one,),
            )  # fmt: skip


def _take(one: Preset) -> None:
    drafts.take(drafts.of(presets.RULES[one]))


def _rule(draft: drafts.Draft) -> Rule | None:
    try:
        return draft.rule()
    except RuleRefused as refused:
        wrong = draft.upside_down()
        notices.problem(
            rules.refused(refused.fault)
            if wrong is None
            else rules.upside_down(wrong.on, wrong.least, wrong.most)
        )
        return None


def _day(book: CustomerBook) -> date:
    first, last = _first(book), book.last_day
    found = st.date_input(
        _("As of which day?"), last, first, last, key=f"{_KEY}.day", format="YYYY.MM.DD",
        width=220, help=plain(_("Only what was bought up to this day counts.")),
    )  # fmt: skip
    return found if isinstance(found, date) else last


def _first(book: CustomerBook) -> date:
    return book.last_day - timedelta(days=book.days - 1)


def _choices(shop: OpenShop, book: CustomerBook) -> Choices:
    source = Kept(shop)
    products = source.products()
    personas = cached(target_personas.listed)(shop)
    first, last = (month_number(it) for it in (_first(book), book.last_day))
    names = Names(
        {one.key: one.name or one.key for one in products},
        {one.id: one.name for one in personas if one.id is not None},
    )
    return Choices(
        [one.key for one in products], cached_by_files(covering.malls)(shop),
        list(range(last, first - 1, -1)), list(names.personas),
        sorted(cached_by_files(customers_interests.common)(shop)), names,
    )  # fmt: skip
