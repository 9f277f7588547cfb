"""What regulars are given: the catalogue, what is in use, who got it, and what it brought."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial
from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services import benefits as services
from core.services import (
    benefits_draws,
    benefits_effect,
    benefits_suggested,
    customers_groups,
)
from core.services import tiers as tier_services
from core.services.benefits import USUAL_COST, Benefit, Kind
from core.services.benefits_effect import Outcome, Programme
from core.services.benefits_suggested import Suggestion
from core.services.opening import OpenShop
from core.ui import (
    benefits_draws_list,
    benefits_due,
    benefits_form,
    benefits_give,
    cards,
    customer_book,
    keeping,
    session,
    tables,
    voice_said,
)
from core.ui.benefits_form import Circles
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import benefits as wording
from core.wording import benefits_effect as effects

_KEY: Final = "benefits"


def draw(shop: OpenShop, some: Sequence[Benefit], told: Sequence[Outcome]) -> None:
    """The whole part about benefits."""
    voice_said.draw()
    circles = _circles(shop)
    if some:
        found = cached(_found)(shop, session.today())
        _numbers(some, found)
        wide, narrow = st.columns([3, 2])
        with wide:
            with cards.card(_("Benefits you use"), key="benefits-used"):
                for one in some:
                    _one(shop, one, circles)
            if told:
                with cards.card(
                    _("When they were given, and what came of it"), key="benefits-times"
                ):
                    benefits_draws_list.draw(shop, some, told)
        with narrow:
            with cards.card(_("Give a benefit"), key="benefits-give"):
                benefits_give.draw(shop, some, circles)
            benefits_due.draw(shop, some)
        _programmes(found, circles)
    _suggested(shop, some)
    _catalogue(shop, some, circles)
    _thrown(shop, some)


def _circles(shop: OpenShop) -> Circles:
    return Circles(
        {one.id: one.name for one in cached(tier_services.listed)(shop) if one.id is not None},
        {one.id: one.name for one in cached(customers_groups.listed)(shop) if one.id is not None},
    )  # fmt: skip


def _numbers(some: Sequence[Benefit], found: Sequence[Programme]) -> None:
    cards.kpi_row(
        [cards.Tile(name, value, "", note=note)
         for name, value, note in effects.tiles(some, found)],
        key=_KEY, columns=2,
    )  # fmt: skip


def _one(shop: OpenShop, one: Benefit, circles: Circles) -> None:
    """One benefit with its way to change it."""
    with st.container(border=True, key=f"benefit-{one.number}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(one.name)}**", width="content")
            _badges(one)
            with st.popover(
                _("Change"),
                icon=":material/edit:",
                type="tertiary",
                key=f"{_KEY}.open.{one.number}",
            ):
                benefits_form.change(shop, one, circles)
        for line in wording.about(one, circles.tiers, circles.groups):
            st.caption(plain(line))


def _badges(one: Benefit) -> None:
    st.badge(plain(wording.money(one.kind)), color="gray" if one.kind.is_discount else "green")
    if one.is_exclusive:
        st.badge(plain(_("Only for some")), icon=":material/lock:", color="violet")
    if phase := wording.phase(one, session.today()):
        st.badge(plain(phase), icon=":material/event_busy:", color="orange")


def _found(shop: OpenShop, today: date) -> list[Programme]:
    book = customer_book.kept(shop)
    told = benefits_effect.outcomes(shop, book, today)
    return benefits_effect.programmes(shop, told, book, today)


def _programmes(found: Sequence[Programme], circles: Circles) -> None:
    """All of it in one table."""
    names = {
        one.benefit.number: effects.circle(
            wording.circle(one.benefit, circles.tiers, circles.groups), one
        )
        for one in found
    }
    with cards.card(_("All programmes (only for reference)"), key="benefits-programmes"):
        tables.show(
            effects.programme_rows(found, names),
            {
                "name": tables.text(_("Benefit")), "circle": tables.text(_("For whom")),
                "members": tables.figure(_("Were given it")),
                "spent": tables.figure(_("Spent so far")),
                "again": tables.figure(_("Came again within 90 days")),
                "others": tables.figure(_("Others who had bought alike")),
            },
            key=f"{_KEY}.programmes", alt=_("All programmes (only for reference)"),
        )  # fmt: skip
        st.caption(plain(_("Whoever is given something often buys more anyway. Only a lot tells.")))


def _suggested(shop: OpenShop, some: Sequence[Benefit]) -> None:
    """What may suit whom, with the numbers that say so."""
    used = {one.kind for one in some}
    found = cached(_suggestions)(shop, session.now())
    if not found:
        return
    with (
        cards.card(_("What may suit your customers"), key="benefits-suggested"),
        st.grid(3, min_column_width=260, key=f"{_KEY}-suggested"),
    ):
        for one in found:
            head, numbers = wording.suggestion(one)
            with st.container(border=True, key=f"suits-{one.kind}", gap="xsmall", height="stretch"):
                st.markdown(f"**{plain(head)}**")
                for line in numbers:
                    st.caption(plain(line))
                if one.kind in used:
                    st.badge(plain(_("In use")), icon=":material/check:", color="blue")
                else:
                    _use(shop, some, one.kind, "suggested")


def _suggestions(shop: OpenShop, now: datetime) -> list[Suggestion]:
    book = customer_book.kept(shop)
    return [] if book is None else benefits_suggested.suggested(shop, book, now)


def _catalogue(shop: OpenShop, some: Sequence[Benefit], circles: Circles) -> None:
    """Ten things to give, most of them no discount, and one of the seller's own."""
    with st.expander(
        _("Catalogue of benefits"), icon=":material/redeem:", expanded=not some,
        key=f"{_KEY}.catalogue.{not some}",
    ):  # fmt: skip
        with st.grid(2, min_column_width=280, key=f"{_KEY}-catalogue"):
            for kind in Kind:
                with st.container(border=True, key=f"kind-{kind}", gap="xsmall", height="stretch"):
                    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                        st.markdown(f"**{plain(wording.kind(kind))}**", width="content")
                        st.badge(
                            plain(wording.money(kind)),
                            color="gray" if kind.is_discount else "green",
                        )  # fmt: skip
                    st.caption(plain(wording.why(kind)))
                    _use(shop, some, kind, "use")
        with st.popover(_("Write one of your own"), icon=":material/add:", key=f"{_KEY}.own"):
            benefits_form.new(shop, circles)


def _use(shop: OpenShop, some: Sequence[Benefit], kind: Kind, name: str) -> None:
    st.button(
        _("Take it into use"), key=f"{_KEY}.{name}.{kind}", icon=":material/add:", type="tertiary",
        on_click=_take, args=(shop, list(some), kind),
    )  # fmt: skip


def _take(shop: OpenShop, some: list[Benefit], kind: Kind) -> None:
    made: list[Benefit] = []
    one = services.renamed(Benefit(wording.kind(kind), kind, USUAL_COST[kind]), some)
    if benefits_form.run(lambda: made.append(services.add(shop, one, session.now()))):
        voice_said.say(
            _("In use now: {name}. Look at its cost.").format(name=one.name),
            lambda: services.delete(shop, made[0], session.now()),
        )


def _thrown(shop: OpenShop, some: Sequence[Benefit]) -> None:
    gone = [
        (one.name, partial(services.undo, shop, one.number, one.version))
        for one in cached(services.listed)(shop, deleted=True)
    ]
    names = wording.names(some)
    gone += [
        (wording.title(one, names), partial(benefits_draws.undo, shop, one.id, one.version))
        for one in cached(benefits_draws.listed)(shop, deleted=True)
    ]
    keeping.thrown(gone, _KEY)
