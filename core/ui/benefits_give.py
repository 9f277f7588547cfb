"""Give a benefit: to whom, when, what one costs, and how many are left without by lot."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Final

import streamlit as st

from core.analysis.customer_states import State
from core.i18n import gettext as _
from core.services import benefits as services
from core.services import benefits_draws, benefits_people
from core.services.benefits import MOST_COST, Benefit
from core.services.benefits_draws import Draw
from core.services.opening import OpenShop
from core.ui import benefits_form, customer_book, session, voice_said
from core.ui.benefits_form import Circles
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import benefits as wording
from core.wording import customers_states

_KEY: Final = "benefits.give"
_SHARES: Final = (0, 10, 20, 30, 50)
_USUAL_SHARE: Final = 20
_LEAST_LEFT: Final = 1
"""So many have to be left without for a lot to be one."""


class Source(StrEnum):
    """Where the people come from."""

    CIRCLE = "circle"
    """For whom the benefit is alone."""
    STATE = "state"
    GROUP = "group"
    TIER = "tier"
    PASTED = "pasted"


def draw(shop: OpenShop, some: Sequence[Benefit], circles: Circles) -> None:
    """Draw it."""
    book = customer_book.book(shop)
    if book is None or book.customers.empty:
        st.markdown(plain(_("With a file of orders you can choose to whom you give it.")))
        st.page_link("pages/start/upload.py", label=_("Add my file"), icon=":material/upload_file:")
        return
    numbers = {one.number: one for one in some}
    one = numbers[
        st.selectbox(
            _("What do you give?"), list(numbers), format_func=lambda it: numbers[it].name,
            key=f"{_KEY}.what",
        )
        or some[0].number
    ]  # fmt: skip
    keys = _people(shop, one, circles)
    day = st.date_input(
        _("When is it given?"), session.today(), key=f"{_KEY}.day", max_value=session.today(),
        format="YYYY.MM.DD",
    )  # fmt: skip
    cost = st.number_input(
        _("Cost of one in won"), 0, MOST_COST, one.cost, step=100,
        key=f"{_KEY}.cost.{one.number}.{one.version}", placeholder=_("not known"),
    )  # fmt: skip
    percent = 0
    if day is None or day == session.today():
        percent = st.select_slider(
            _("Left without by lot, to compare with (%)"), _SHARES, _USUAL_SHARE,
            key=f"{_KEY}.share", help=plain(wording.lot()),
        )  # fmt: skip
    else:
        st.caption(plain(_("For a day that is over no lot can be drawn.")))
    each = None if cost is None else int(cost)
    st.markdown(f"**{plain(wording.chosen(len(keys), percent, each))}**")
    st.button(
        _("Draw by lot and write down") if percent else _("Write down who got it"),
        key=f"{_KEY}.do", type="primary", icon=":material/redeem:", disabled=not keys,
        on_click=_give, args=(shop, one, keys, percent, each),
    )  # fmt: skip
    st.caption(plain(wording.consent()))


def _people(shop: OpenShop, one: Benefit, circles: Circles) -> list[str]:
    """The durable keys of those who are chosen."""
    sources = [Source.STATE, Source.GROUP, Source.TIER, Source.PASTED]
    if one.is_exclusive:
        sources.insert(0, Source.CIRCLE)
    names = {
        Source.CIRCLE: wording.circle(one, circles.tiers, circles.groups),
        Source.STATE: _("By state"), Source.GROUP: _("A saved group"), Source.TIER: _("A tier"),
        Source.PASTED: _("Numbers I paste"),
    }  # fmt: skip
    sources = [it for it in sources if (it is not Source.GROUP or circles.groups)
               and (it is not Source.TIER or circles.tiers)]  # fmt: skip
    source = st.selectbox(
        _("To whom?"), sources, format_func=lambda it: names[it],
        key=f"{_KEY}.source.{one.number}.{one.is_exclusive}",
    )  # fmt: skip
    if source is Source.PASTED:
        return _pasted(shop)
    number = _number(shop, source or Source.STATE, one, circles)
    found = cached(_keys)(shop, source or Source.STATE, number, session.today())
    if found is None:
        st.caption(plain(_("Nobody can tell who they are. Look at the tier or the group.")))
    elif not found:
        st.caption(plain(_("Nobody is among them. Choose others.")))
    return found or []


def _number(shop: OpenShop, source: Source, one: Benefit, circles: Circles) -> int:
    """The number of the state, the group, the tier or the benefit whose circle is meant."""
    if source is Source.CIRCLE:
        return one.number
    if source is Source.STATE:
        states = [State.REGULAR, State.AGAIN, State.FIRST, State.RESTING, State.GONE]
        return int(
            st.selectbox(
                _("State of customers"), states, format_func=customers_states.state,
                index=_first(shop, states), key=f"{_KEY}.state",
            )
            or State.REGULAR
        )  # fmt: skip
    names = circles.groups if source is Source.GROUP else circles.tiers
    label = _("Which group?") if source is Source.GROUP else _("Which tier?")
    chosen = st.selectbox(
        label, list(names), format_func=lambda it: names[it], key=f"{_KEY}.{source}"
    )
    return chosen or 0


def _first(shop: OpenShop, states: Sequence[State]) -> int:
    """The place of the first state of which some can be left out by lot.

    A young shop has hardly any regulars yet; where all states are small, it is the largest.
    """
    sizes = [len(cached(_keys)(shop, Source.STATE, int(one), session.today()) or ())
             for one in states]  # fmt: skip
    enough = (at for at, size in enumerate(sizes) if size * _USUAL_SHARE >= _LEAST_LEFT * 100)
    return next(enough, sizes.index(max(sizes)))


def _keys(shop: OpenShop, source: Source, number: int, today: date) -> list[str] | None:
    """The durable keys of those who are meant; None where nobody can tell."""
    book = customer_book.kept(shop)
    if book is None:
        return None
    found: benefits_people.Ints | None
    if source is Source.STATE:
        found = benefits_people.of_state(shop, book, number)
    elif source is Source.GROUP:
        found = benefits_people.of_group(shop, book, number, today)
    elif source is Source.TIER:
        found = benefits_people.of_tier(shop, book, number, today)
    else:
        one = next(it for it in services.listed(shop) if it.number == number)
        found = benefits_people.circle(shop, book, one, today)
    return None if found is None else benefits_people.keys(shop, found)


def _pasted(shop: OpenShop) -> list[str]:
    block = st.text_area(
        _("Order numbers or customer numbers, one a line"), key=f"{_KEY}.pasted", height=120,
        max_chars=20_000,
    )  # fmt: skip
    found = benefits_people.pasted(shop, block or "", session.today())
    for line in wording.pasted(found):
        st.caption(f":orange[:material/help:] {plain(line)}")
    return list(found.keys)


def _give(shop: OpenShop, one: Benefit, keys: list[str], percent: int, cost: int | None) -> None:
    made: list[Draw] = []
    when = st.session_state.get(f"{_KEY}.day") or session.today()

    def give() -> None:
        made.append(
            benefits_draws.give(
                shop, one, keys, session.now(), day=when, percent=percent, cost=cost
            )
        )

    if benefits_form.run(give):
        voice_said.say(
            wording.drawn(made[0]),
            partial(_take_back, shop, made[0]),
        )


def _take_back(shop: OpenShop, one: Draw) -> None:
    benefits_draws.delete(shop, one, session.now())
