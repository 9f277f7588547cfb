"""What is to be packed, what was sent, drafts of letters, and the draws of the past."""

from collections.abc import Iterable
from typing import Final

import pandas as pd
import streamlit as st

from core.i18n import gettext as _
from core.services import care_gifts as gifts
from core.services import care_letters, settings
from core.services.care_gifts import Draw, Key, Lot, Thing, ToPack
from core.services.opening import OpenShop
from core.ui import cards, downloads, keeping, session
from core.ui.cached import cached
from core.ui.text import plain
from core.wording import care_gifts as wording

_KEY: Final = "gifts"
_SENT: Final = "gifts.sent"

MOST_DRAWS: Final = 12
"""So many draws of the past are listed."""


def draw(shop: OpenShop, what: Thing) -> None:
    """The packing list, the drafts and the past."""
    name = settings.read(shop).name
    parcels = cached(gifts.to_pack)(shop, what, session.today())
    with cards.card(_("To be packed"), key=f"{_KEY}-pack"):
        _undo(shop, what)
        if not parcels:
            st.markdown(_("Nothing waits to be packed. After a draw the orders stand here."))
        for one in parcels:
            _pack(shop, one)
        if parcels:
            lots = [(one.draw, lot) for one in parcels for lot in one.lots]
            frame = pd.DataFrame(wording.rows(lots, name))
            file = f"{what.value}_{session.today():%Y%m%d}.csv"
            downloads.csv(_("Packing list as a file"), frame, file, key=f"{_KEY}.csv.{what}")
    if what is Thing.LETTER:
        with cards.card(_("Drafts to write by hand"), key=f"{_KEY}-drafts"):
            _drafts([*_names(parcels), *_waiting(shop, what)], name)
    _past(shop, what)


def _pack(shop: OpenShop, one: ToPack) -> None:
    number = one.draw.id
    with st.container(key=f"{_KEY}-draw-{number}", gap="xsmall"):
        st.markdown(f"**{plain(wording.draw(one.draw))}**")
        with st.form(f"{_KEY}.pack.{number}", border=False):
            ticked = [lot.order.key for lot in one.lots if _tick(number, lot)]
            with st.container(horizontal=True):
                everything = st.form_submit_button(
                    _("All {count} sent").format(count=len(one.lots)), key=f"{_KEY}.all.{number}",
                    icon=":material/done_all:",
                )  # fmt: skip
                some = st.form_submit_button(_("Only the ticked ones sent"),
                                             key=f"{_KEY}.some.{number}")  # fmt: skip
        if one.draw.can_go_back:
            st.button(
                _("Take this draw back"), key=f"{_KEY}.back.{number}", type="tertiary",
                icon=":material/undo:", on_click=keeping.do,
                args=(lambda: gifts.take_back(shop, number, session.now(), one.draw.version),),
            )  # fmt: skip
    if everything or (some and ticked):
        orders = [lot.order.key for lot in one.lots] if everything else ticked
        _send(shop, one.draw, orders)
        st.rerun()


def _tick(draw: int, lot: Lot) -> bool:
    return st.checkbox(plain(wording.parcel(lot)), key=f"{_KEY}.lot.{draw}.{lot.order.key}")


def _send(shop: OpenShop, one: Draw, orders: list[Key]) -> None:
    if keeping.run(lambda: gifts.send(shop, {one.id: orders}, session.today())):
        st.session_state[_SENT] = (one.what, one.id, orders)


def _undo(shop: OpenShop, what: Thing) -> None:
    """The way back for what was just noted as sent."""
    kept: tuple[Thing, int, list[Key]] | None = st.session_state.get(_SENT)
    if kept is None or kept[0] is not what:
        return

    def back() -> None:
        gifts.send(shop, {kept[1]: kept[2]}, None)
        del st.session_state[_SENT]

    st.button(
        _("Undo: {count} noted as sent").format(count=len(kept[2])), key=f"{_KEY}.unsend",
        icon=":material/undo:", type="tertiary", on_click=keeping.do, args=(back,),
    )  # fmt: skip


def _names(parcels: Iterable[ToPack]) -> list[str | None]:
    return [lot.order.product for one in parcels for lot in one.lots]


def _waiting(shop: OpenShop, what: Thing) -> list[str | None]:
    return [one.product for one in cached(gifts.waiting)(shop, what, session.today())]


def _drafts(found: list[str | None], name: str) -> None:
    products = list(dict.fromkeys(product for product in found if product))
    product = ""
    if products:
        product = st.selectbox(_("For which product?"), products, key=f"{_KEY}.product")
    st.caption(_("Take another one for each, so that no two friends get the same letter."))
    with st.grid(2, min_column_width=300, key=f"{_KEY}-letters"):
        for text in care_letters.drafts(product, name):
            st.code(text, language=None, wrap_lines=True)


def _past(shop: OpenShop, what: Thing) -> None:
    drawn = cached(gifts.draws)(shop, what)
    if drawn:
        with st.expander(
            _("Draws so far ({count})").format(count=len(drawn)), icon=":material/history:",
            key=f"{_KEY}.past",
        ):  # fmt: skip
            for one in drawn[:MOST_DRAWS]:
                st.markdown(plain(wording.draw(one)))
            downloads.csv(
                _("All draws as a file"), lambda: _all(shop, drawn),
                f"{what.value}_all.csv", key=f"{_KEY}.all.csv.{what}",
            )  # fmt: skip
    gone = [
        (wording.draw(one), lambda one=one: gifts.bring_back(shop, one.id))
        for one in gifts.taken_back(shop, what)
    ]
    keeping.thrown(gone, f"{_KEY}.{what}")


def _all(shop: OpenShop, drawn: list[Draw]) -> pd.DataFrame:
    name = settings.read(shop).name
    lots = [(one, lot) for one in drawn for lot in gifts.lots(shop, one.id)]
    return pd.DataFrame(wording.rows(lots, name))
