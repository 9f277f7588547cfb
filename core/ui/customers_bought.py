"""What customers bought, and the lists made of it, kept until another file is there."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pandas as pd
import streamlit as st

from core.analysis.customer_states import Rules
from core.analysis.customers_due import HitRate
from core.i18n import gettext as _
from core.services import (
    customers_bought,
    customers_discount,
    customers_due,
    customers_outcome,
    customers_states,
)
from core.services.customer_book import CustomerBook
from core.services.customers_bought import Bought
from core.services.customers_discount import Discounts
from core.services.customers_due import Known, ListKind
from core.services.customers_outcome import Note, Outcome
from core.services.customers_states import OwnRules
from core.services.opening import OpenShop
from core.ui import customer_book
from core.ui.cached import cached_by_files
from core.ui.customer_book import BOOKS_KEPT

LISTS_KEPT: Final = 24
"""So many lists stay in memory: six of a shop, for a few rules of the seller."""

_BY_FILES: Final[dict[str | type[Any], Callable[[Any], Any]]] = {OpenShop: OpenShop.files}


def known(shop: OpenShop) -> Known | None:
    """What lists are made of; None without order files. Whoever gets it must not change it."""
    book = customer_book.book(shop)
    if book is None:
        return None
    with st.spinner(_("Reading who bought when…")):
        bought = _bought(shop)
    if bought is None:
        return None
    return _known(shop, customers_states.rules(shop, book), book, bought)


def orders(shop: OpenShop) -> pd.DataFrame | None:
    """Each order and its discount; nobody must change it."""
    with st.spinner(_("Reading which orders had a discount…")):
        return _orders(shop)


def kept_orders(shop: OpenShop) -> pd.DataFrame | None:
    """The same without a word on the screen, for answers that are kept themselves."""
    return _orders(shop)


def listed(shop: OpenShop, found: Known, kind: ListKind) -> pd.DataFrame:
    """A list as it is before anybody is left out; nobody must change it."""
    return _listed(shop, found.rules, kind, found, None if kind.is_timed else orders(shop))


def discounts(shop: OpenShop, found: Known, every: pd.DataFrame) -> Discounts:
    """What is known of discounts, from all ``orders``."""
    return _discounts(shop, found.book, every)


def hit_rate(shop: OpenShop, found: Known, kind: ListKind, within: int) -> HitRate:
    """How right past lists were."""
    return _hit_rate(shop, customers_states.own(shop), kind, within, found)


def outcome(
    shop: OpenShop, found: Known, kind: ListKind, noted: tuple[Note, ...], within: int
) -> Outcome:
    """What came of those who were contacted."""
    own, before = customers_states.own(shop), customers_outcome.settled(found, noted)
    told = _outcome(shop, own, kind, before, within, found)
    return replace(told, waiting=customers_outcome.waiting(found, kind, noted, within))


# What is large and kept already is handed in under names with a line in front: those are not
# looked at to find out whether an answer is there.


@st.cache_resource(show_spinner=False, max_entries=BOOKS_KEPT, hash_funcs=_BY_FILES)
def _bought(shop: OpenShop) -> Bought | None:
    return customers_bought.read(shop)


@st.cache_resource(show_spinner=False, max_entries=BOOKS_KEPT, hash_funcs=_BY_FILES)
def _orders(shop: OpenShop) -> pd.DataFrame | None:
    return customers_bought.orders(shop)


@st.cache_resource(show_spinner=False, max_entries=BOOKS_KEPT, hash_funcs=_BY_FILES)
def _known(shop: OpenShop, rules: Rules, _book: CustomerBook, _lines: Bought) -> Known:  # noqa: ARG001
    return customers_due.known(_book, _lines, rules)


@st.cache_resource(show_spinner=False, max_entries=LISTS_KEPT, hash_funcs=_BY_FILES)
def _listed(
    shop: OpenShop,  # noqa: ARG001
    rules: Rules,  # noqa: ARG001
    kind: ListKind,
    _found: Known,
    _all: pd.DataFrame | None,
) -> pd.DataFrame:
    return customers_due.listed(_found, kind, _all)


@cached_by_files
def _discounts(shop: OpenShop, _book: CustomerBook, _all: pd.DataFrame) -> Discounts:  # noqa: ARG001
    return customers_discount.read(_book, _all)


@cached_by_files
def _hit_rate(
    shop: OpenShop,  # noqa: ARG001
    own: OwnRules,
    kind: ListKind,
    within: int,
    _found: Known,
) -> HitRate:
    return customers_due.hit_rate(_found, kind, within, own)


@cached_by_files
def _outcome(
    shop: OpenShop,  # noqa: ARG001
    own: OwnRules,
    kind: ListKind,
    noted: tuple[Note, ...],
    within: int,
    _found: Known,
) -> Outcome:
    return customers_outcome.outcome(_found, kind, noted, within, own)
