"""The tab 오늘 챙길 분: whom to look after today, and with which words."""

from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from core.analysis.care_queue import Kind
from core.i18n import formats
from core.i18n import gettext as _
from core.services import care_queue as service
from core.services import care_queue_done as done
from core.services import care_queue_people as people
from core.services import care_rates, care_rules, care_words
from core.services.care_queue import DueToday
from core.services.care_queue_done import AT_ONCE
from core.services.opening import OpenShop
from core.terms import Evidence
from core.ui import cards, downloads, session, tabs
from core.ui import care_queue_bulk as bulk
from core.ui import care_queue_rows as rows
from core.ui import care_queue_state as state
from core.ui import care_queue_today as of_today
from core.ui.cached import cached, cached_by_files
from core.ui.text import plain
from core.wording import care_queue as wording
from core.wording import care_rates as rate_words
from core.wording import verdicts

UPLOAD: Final = "pages/start/upload.py"
A_PAGE: Final = wording.PORTION
"""So many tasks stand in the list at once."""

_ALL: Final = "all"
_TAB: Final = "queue"
_KIND: Final = "care.kind"
_PAGE: Final = "care.page"
_MANY: Final = "care.many"


def conclusion(shop: OpenShop) -> None:
    """The answer above the tabs: how many are due, who first, and how well it is going."""
    state.faults()
    state.said(shop)
    today = session.today()
    told = cached(people.told_until)(shop, today)
    if not told:
        with cards.empty(
            _("Each day you see whom to look after, and with which words."),
            _("Add an order file, and whom to look after today appears."),
            key="care",
            icon="volunteer_activism",
        ):
            st.page_link(UPLOAD, label=_("Add an order file"), icon=":material/upload_file:")
        return
    found = cached(tasks)(shop, today)
    due = service.summary(found)
    old = wording.stale(told, today)
    if not _is_open():
        st.markdown(f":material/volunteer_activism: **{plain(wording.headline(due))}**")
        return
    level = Evidence.HINT if old else Evidence.KNOWN
    buttons = cards.verdict(
        cards.Conclusion(
            wording.headline(due),
            wording.reason(due),
            level,
            verdicts.evidence(level),
            numbers=_numbers(shop, today),
            todo=wording.first(cached(people.listed)(shop, found.head(1))[0]) if due.total else "",
            why=_why(old),
        ),
        key="care",
    )
    if old:
        with buttons:
            st.caption(f":material/history: {plain(old)}")
            st.page_link(UPLOAD, label=_("Add an order file"), icon=":material/upload_file:")


def _is_open() -> bool:
    """Whether this tab is looked at; above the others its answer is told on one line."""
    return st.query_params.get(tabs.ADDRESS) in {None, _TAB}


def draw(shop: OpenShop) -> None:
    """The whole tab."""
    today = session.today()
    if not cached(people.told_until)(shop, today):
        st.caption(_("Add an order file, and whom to look after today appears."))
        return
    state.focus()
    found = cached(tasks)(shop, today)
    _list(shop, found, service.summary(found), today)
    of_today.draw(shop, today)


def tasks(shop: OpenShop, today: date) -> pd.DataFrame:
    """The tasks of a day. What only files can change is read once for many of them."""
    lines = cached_by_files(service.lines)(shop, service.wished(shop, today))
    return service.of_lines(shop, lines, today)


def _list(shop: OpenShop, found: pd.DataFrame, due: DueToday, today: date) -> None:
    rules = cached(care_rules.rules)(shop)
    told = cached(people.told)(shop)
    if not told.shop:
        st.caption(plain(_("With the name of the shop in the settings texts are signed with it.")))
    kind = _chosen(due, [one for one, rule in rules.items() if rule.is_on])
    some = found if kind is None else found[found["kind"] == kind.value]
    if some.empty:
        st.markdown(plain(_("Nothing of this kind is waiting.")))
    elif kind is not None and len(some) > 1 and st.toggle(_("Several at once"), key=_MANY):
        first = cached(people.listed)(shop, some.head(AT_ONCE))
        bulk.draw(shop, first, rules[kind], told, today)
    else:
        if len(some) > A_PAGE:
            st.markdown(plain(wording.portion()))
        st.caption(plain(wording.way()))
        rows.draw(shop, cached(people.listed)(shop, _page(some)), rules, told, today)
    if not some.empty:
        downloads.csv(
            _("Save the list as a file"), lambda: _file(shop, some, today),
            f"{_('care_list')}_{formats.file_day(today)}.csv", key="care.csv",
        )  # fmt: skip


def _chosen(due: DueToday, kinds: list[Kind]) -> Kind | None:
    """The kind that is looked at; None for all."""
    options = [_ALL, *(kind.value for kind in kinds)]
    if st.session_state.get(_KIND) not in options:
        st.session_state[_KIND] = _ALL

    def label(code: str) -> str:
        if code == _ALL:
            return f"{_('All')} {formats.number(due.total)}"
        return f"{wording.kind(Kind(code))} {formats.number(due.counts.get(Kind(code), 0))}"

    chosen = st.segmented_control(
        _("What is to be done"), options, format_func=label, key=_KIND, required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    return None if chosen in {None, _ALL} else Kind(chosen)


def _page(some: pd.DataFrame) -> pd.DataFrame:
    """The tasks that are looked at, where there are many."""
    pages = -(-len(some) // A_PAGE)
    if pages < 2:  # noqa: PLR2004
        return some
    if (st.session_state.get(_PAGE) or 1) > pages:
        del st.session_state[_PAGE]
    place = st.pagination(pages, key=_PAGE, max_visible_pages=5)
    return some.iloc[(place - 1) * A_PAGE : place * A_PAGE]


def _file(shop: OpenShop, some: pd.DataFrame, today: date) -> pd.DataFrame:
    """All tasks that are looked at, each with its text."""
    rules, told = care_rules.rules(shop), people.told(shop)
    listed = people.listed(shop, some)
    texts = {kind: care_words.choices(kind, rule.text)[0] for kind, rule in rules.items()}
    return pd.DataFrame(
        [wording.row(one, today, state.filled(one, texts[one.kind], told, today))
         for one in listed]
    )  # fmt: skip


def _numbers(shop: OpenShop, today: date) -> list[tuple[str, str, str | None]]:
    rate, done_today = wording.rates()
    count = sum(len(one.orders) for one in cached(done.of_today)(shop, today) if one.is_done)
    numbers: list[tuple[str, str, str | None]] = [(done_today, formats.count(count, "tasks"), None)]
    found = cached(care_rates.read)(shop, today)
    if found.share is not None and found.is_known:
        numbers.append((rate, rate_words.part(found.share.tally), None))
    return numbers


def _why(old: str) -> list[str]:
    rules = _("By your rules: so many days after payment, dispatch or arrival.")
    spared = _("Left out: returns, open complaints, and whoever you wrote to within 14 days.")
    wrong = old or _("A return or complaint that is not in here yet cannot be seen.")
    return [rules, spared, wrong]
