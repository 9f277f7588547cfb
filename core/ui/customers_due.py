"""The tab 챙길 고객: lists of customers to act on, with the words for it."""

from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd
import streamlit as st

from core.analysis import customers_due as analysis
from core.analysis.customer_states import Rules
from core.i18n import formats
from core.i18n import gettext as _
from core.services import customers_contact as contact
from core.services import customers_due_left as left
from core.services import customers_due_order as order
from core.services import customers_due_people as people
from core.services import customers_texts
from core.services.care_queue_done import AT_ONCE
from core.services.customers_contact import Standing, Wish
from core.services.customers_due import Known, ListKind
from core.services.customers_due_order import First
from core.services.opening import OpenShop
from core.terms import Mall
from core.ui import cards, customers_bought, downloads, session, tabs
from core.ui import care_queue_state as state
from core.ui import customers_due_bulk as bulk
from core.ui import customers_due_discount as discount
from core.ui import customers_due_past as past
from core.ui import customers_due_rows as rows
from core.ui.actions import UPLOAD
from core.ui.cached import cached
from core.ui.text import plain
from core.verdicts.facts import STALE_AFTER
from core.wording import customers_due as wording
from core.wording import customers_past as past_wording
from core.wording.malls import mall_name

A_PAGE: Final = 6
"""So many customers stand in the list at once; a page of the list is no longer than a phone is."""

PRODUCTS: Final = 200
"""So many products can be chosen from, those of most customers first."""

LIST: Final = "list"
"""What the list that is looked at is called in the address: ``?tab=due&list=second``."""

COUNTED: Final = 200_000
"""With more purchases, lists about discounts are counted once they are looked at."""

_KEY: Final = "due"
_ALL: Final = 0


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    state.faults()
    state.said(shop)
    found, today = customers_bought.known(shop), session.today()
    if found is None:
        st.caption(_("Add an order file, and whom to look after appears."))
        return
    if _is_paused(found, today):
        return
    now = cached(contact.standing)(shop, today)
    kind = _kind(_counts(shop, found, now, today))
    every = customers_bought.listed(shop, found, kind)
    # The answer comes first, although it depends on what is chosen below it.
    answer = st.container()
    row = st.container(horizontal=True, vertical_alignment="center", key="due-wish")
    with row:
        wish = _wish(shop, kind, every, max(0, (today - found.book.last_day).days))
    some = contact.chosen(every, kind, now, wish)
    with answer:
        _answer(shop, found, kind, some, wish)
    with row:
        _left_alone(every, kind, now, wish, len(some))
        is_bulk = len(some) > 1 and st.toggle(_("Several at once"), key=f"{_KEY}.many")
    _left_out(every, kind, now, wish)
    _list(shop, found, kind, some, is_bulk=is_bulk)
    rows.of_today(shop, today)
    if kind.is_timed:
        past.draw(shop, found, kind, today)


def address(kind: ListKind) -> dict[str, str]:
    """What a link to the page of customers adds to its address to open with a list."""
    return {**tabs.address("due"), LIST: kind.value}


def _is_paused(found: Known, today: date) -> bool:
    """Whether files are too old to say whom to look after, and the seller does not insist."""
    last = found.book.last_day
    if (today - last).days <= STALE_AFTER:
        return False
    st.header(plain(wording.paused(last, today)), anchor=False)
    st.page_link(UPLOAD, label=_("Add an order file"), icon=":material/upload_file:")
    return not st.toggle(_("Show the lists as they were on that day"), key=f"{_KEY}.old")


def _counts(shop: OpenShop, found: Known, now: Standing, today: date) -> dict[ListKind, int]:
    """How many are on each list; of a large shop not on those for which all orders are read."""
    is_large = len(found.book.visits) > COUNTED
    return {
        kind: _count(
            shop, kind, found.rules, today, customers_bought.listed(shop, found, kind), now
        )
        for kind in ListKind
        if kind.is_timed or not is_large
    }


@cached
def _count(
    shop: OpenShop,  # noqa: ARG001
    kind: ListKind,
    rules: Rules,  # noqa: ARG001
    today: date,  # noqa: ARG001
    _every: pd.DataFrame,
    _now: Standing,
) -> int:
    return len(contact.chosen(_every, kind, _now, Wish()))


def _kind(counts: dict[ListKind, int]) -> ListKind:
    """The list of the address, else the one looked at last, else the first with anybody on it."""
    key, kinds = f"{_KEY}.kind", [one.value for one in ListKind]
    wanted = st.query_params.get(LIST)
    if wanted not in kinds:
        wanted = st.session_state.get(key)
    if wanted not in kinds:
        wanted = next((kind for kind, count in counts.items() if count), ListKind.AGAIN).value
    # Said each time, since counts in the labels make other options of them.
    st.session_state[key] = wanted
    chosen = st.segmented_control(
        _("Which customers"), kinds, key=key, required=True, on_change=_remember, args=(key,),
        format_func=lambda code: wording.choice(ListKind(code), counts.get(ListKind(code))),
        label_visibility="collapsed",
    )  # fmt: skip
    return ListKind(chosen or ListKind.AGAIN)


def _remember(key: str) -> None:
    st.query_params[LIST] = st.session_state[key]


def _wish(shop: OpenShop, kind: ListKind, every: pd.DataFrame, passed: int) -> Wish:
    """Who is looked at; how that is chosen stays closed until somebody wants to."""
    with st.popover(_("Choose and sort"), icon=":material/tune:", key=f"{_KEY}.wish"):
        product = _product(shop, kind, every)
        mall = _mall(kind, every)
        first = _first(kind)
        st.caption(plain(wording.order(first, kind)))
        agreed = st.toggle(_("Only who agreed to messages"), key=f"{_KEY}.agreed")
    everybody = bool(st.session_state.get(_everybody(kind)))
    return Wish(product or None, mall or None, agreed, everybody, first, passed)


def _first(kind: ListKind) -> First:
    """Who comes first; not asked where there is but one way."""
    ways = order.ways(kind)
    if len(ways) == 1:
        return ways[0]
    chosen = st.selectbox(
        _("Who comes first"), [one.value for one in ways], key=f"{_KEY}.first.{kind}",
        format_func=lambda code: wording.first(First(code), kind), width=220,
    )  # fmt: skip
    return First(chosen or ways[0])


def _product(shop: OpenShop, kind: ListKind, every: pd.DataFrame) -> int:
    counts = every["product"].dropna().astype(np.int64).value_counts()
    numbers = [int(one) for one in counts.index[:PRODUCTS]]
    names = cached(people.product_names)(shop, numbers)

    def label(number: int) -> str:
        if number == _ALL:
            return _("All products")
        return f"{names.get(number) or number} ({formats.number(int(counts[number]))})"

    asked = _("Product that is due") if kind is ListKind.AGAIN else _("Product bought last")
    return _picked(asked, [_ALL, *numbers], f"{_KEY}.product.{kind}", label, 280)


def _mall(kind: ListKind, every: pd.DataFrame) -> int:
    numbers = sorted(int(one) for one in every["mall"].dropna().unique())
    if len(numbers) < 2:  # noqa: PLR2004
        return _ALL

    def label(number: int) -> str:
        return _("All malls") if number == _ALL else mall_name(Mall(number))

    return _picked(_("Mall"), [_ALL, *numbers], f"{_KEY}.mall.{kind}", label, 160)


def _picked(asked: str, options: list[int], key: str, label: Any, width: int) -> int:  # noqa: ANN401
    if st.session_state.get(key, _ALL) not in options:
        st.session_state[key] = _ALL
    return int(st.selectbox(asked, options, key=key, format_func=label, width=width) or _ALL)


def _head(shop: OpenShop, found: Known, kind: ListKind, some: pd.DataFrame, wish: Wish) -> None:
    """Who, why, and what is at stake."""
    told = past.usual(shop, found, kind) if kind.is_timed else None
    caveat = past_wording.caveat(kind, told) if told is not None and len(some) else ""
    st.header(plain(f"{wording.headline(kind, len(some))} {caveat}".strip()), anchor=False)
    said = wording.reason(kind, found.rules)
    if kind is ListKind.AGAIN and wish.product is not None and len(some):
        median = float(some["median"].iloc[0])
        first, last = analysis.bounds(np.array([median]))
        name = cached(people.product_names)(shop, [wish.product]).get(wish.product, "")
        said = wording.of_product(name, median, int(first[0]), int(last[0]))
    stakes = some["stake"]
    parts = [said, wording.stake(kind, float(stakes.sum()), int(stakes.isna().sum()))]
    st.markdown(plain(" ".join(parts[: 2 if len(some) else 1])))
    # Whether anything follows from buying at a discount depends on how many chance would make.
    if len(some) and kind is not ListKind.DISCOUNT:
        is_wrong = told is not None and past_wording.is_wrong(kind, told)
        st.markdown(f":material/task_alt: {plain(wording.advice(kind, is_wrong=is_wrong))}")
    asof = found.book.last_day
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(wording.as_of(asof, session.today())), width="content")
        cards.origin(wording.origin(kind, found.rules, asof, found.book.unknown_lines),
                     key=f"{_KEY}.origin")  # fmt: skip


def _answer(shop: OpenShop, found: Known, kind: ListKind, some: pd.DataFrame, wish: Wish) -> None:
    _head(shop, found, kind, some, wish)
    if kind.is_timed:
        past.line(shop, found, kind)
    else:
        discount.draw(shop, found, kind, some)


def _everybody(kind: ListKind) -> str:
    return f"{_KEY}.everybody.{kind}"


def _left_out(every: pd.DataFrame, kind: ListKind, now: Standing, wish: Wish) -> None:
    """Who is left out and why; not said of a part of the list."""
    if wish.product or wish.mall or wish.agreed:
        return
    if hidden := left.left_out(every, kind, now, everybody=wish.everybody):
        st.caption(plain(wording.left_out(hidden)))


def _left_alone(every: pd.DataFrame, kind: ListKind, now: Standing, wish: Wish, count: int) -> None:
    """Whether those who should be left alone are shown too."""
    if wish.everybody:
        more = 1
    else:
        with_all = Wish(wish.product, wish.mall, wish.agreed, everybody=True)
        more = len(contact.chosen(every, kind, now, with_all)) - count
    if more or wish.everybody:
        label = (_("Those who should be left alone for now are shown too") if wish.everybody
                 else wording.left_alone(more))  # fmt: skip
        st.toggle(plain(label), key=_everybody(kind))


def _list(
    shop: OpenShop, found: Known, kind: ListKind, some: pd.DataFrame, *, is_bulk: bool
) -> None:
    if some.empty:
        return
    if customers_texts.texts(kind):
        st.caption(plain(wording.harmless()))
    shop_name, today = cached(people.shop_name)(shop), session.today()
    if is_bulk:
        bulk.draw(shop, kind, cached(people.people)(shop, some.head(AT_ONCE), today), len(some))
    else:
        state.focus()
        shown = cached(people.people)(shop, _page(some), today)
        is_right = kind.is_timed and past_wording.is_right(kind, past.usual(shop, found, kind))
        rows.draw(shop, kind, shown, shop_name, is_right=is_right)
    _files(shop, kind, some, today, shop_name)


def _page(some: pd.DataFrame) -> pd.DataFrame:
    """The customers that are looked at, where there are many."""
    pages, key = -(-len(some) // A_PAGE), f"{_KEY}.page"
    if pages < 2:  # noqa: PLR2004
        return some
    if (st.session_state.get(key) or 1) > pages:
        del st.session_state[key]
    place = st.pagination(pages, key=key, max_visible_pages=5)
    return some.iloc[(place - 1) * A_PAGE : place * A_PAGE]


def _files(shop: OpenShop, kind: ListKind, some: pd.DataFrame, today: date, shop_name: str) -> None:
    """The whole list, as many rows as the headline says."""

    def made() -> pd.DataFrame:
        return rows.file(people.people(shop, some, today), kind, shop_name)

    name = f"customers_{kind}_{formats.file_day(today)}"
    with st.container(horizontal=True, gap="small", key="due-files"):
        downloads.csv(_("Save the list as CSV"), made, f"{name}.csv", key=f"{_KEY}.csv")
        downloads.excel(_("Save the list for Excel"), made, f"{name}.xlsx", key=f"{_KEY}.xlsx")
