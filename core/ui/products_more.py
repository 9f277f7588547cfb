"""The other two tabs of 상품 진단: what is bought together, and one product typed by hand."""

from typing import Final

import streamlit as st

from core.i18n import gettext as _
from core.services.products import View
from core.services.products_together import Together, after, pairs
from core.terms import Mall
from core.ui import cards, downloads, notices, products, session, tables, written
from core.ui.cached import cached
from core.ui.text import plain
from core.verdicts.products import Case, Ruled, rule
from core.wording import products as said
from core.wording import products_more as words
from core.wording import products_together as side_by_side

_RULED: Final = "products.typed.ruled"
_DAYS: Final = 28
SHOWN: Final = 3
"""So many pairs are told in a sentence."""

_PAIRS: Final = (*[tables.text] * 2, *[tables.count] * 2, *[tables.figure] * 4, tables.text)
_AFTER: Final = (
    *[tables.text] * 2, tables.count, *[tables.figure] * 3, tables.count, tables.text,
)  # fmt: skip
"""The kinds of the columns of the two tables."""

_ICONS: Final = {
    "visits": ":material/visibility:",
    "orders": ":material/receipt_long:",
    "rate": ":material/percent:",
}


def together(mall: Mall | None) -> None:
    """Pairs of products, and what to do with the closest one."""
    found = cached(pairs)(session.shop(), today=session.today(), mall=mall)
    if found is None:
        with cards.empty(
            _("You can see which products to offer together."),
            _("An order file is enough."),
            key="together",
            icon="join_inner",
        ):
            if st.button(_("Add an order file"), type="primary", icon=":material/upload_file:"):
                st.switch_page(products.UPLOAD)
        return
    st.caption(plain(side_by_side.pairs_told(found)))
    with products.card_of(side_by_side.pairs_conclusion(found), key="together"):
        cards.origin(side_by_side.pairs_origin(found), key="together.origin")
    if found.pairs:
        _pairs(found)
    _after(mall)


def _after(mall: Mall | None) -> None:
    """What is bought later by those who bought something else."""
    found = cached(after)(session.shop(), today=session.today(), mall=mall)
    if found is None:
        st.caption(_("With orders of half a year you can see which product comes after which."))
        return
    title = side_by_side.after_conclusion(found)
    with cards.card(title, key="together-after"):
        for one in [one for one in found.followers if one.is_known][:SHOWN]:
            st.markdown(f"- {plain(side_by_side.after_reason(one, found))}")
        st.caption(plain(side_by_side.after_told(found)))
        if not found.followers:
            return
        frame = side_by_side.after_frame(found)
        known = any(one.is_known for one in found.followers)
        with st.expander(_("As a table"), icon=":material/table:", expanded=known):
            tables.show(
                frame,
                {head: kind(head) for head, kind in zip(frame.columns, _AFTER, strict=True)},
                key="together.after",
                alt=title,
            )
        downloads.csv(_("Save what follows as a file"), frame, "after.csv", key="after.csv")


def _pairs(found: Together) -> None:
    with cards.card(_("Bought in one order"), key="together-pairs"):
        told = [one for one in found.pairs if one.is_known][:SHOWN]
        for pair in told:
            said = (
                f"{side_by_side.pair_reason(pair, found)} {side_by_side.pair_bundle(pair, found)}"
            )
            st.markdown(f"- {plain(said.strip())}")
        if any(found.bundle(pair) for pair in told):
            st.caption(plain(side_by_side.bundle_doubt()))
        frame = side_by_side.pairs_frame(found)
        heads = list(frame.columns)
        known = any(pair.is_known for pair in found.pairs)
        with st.expander(_("As a table"), icon=":material/table:", expanded=known):
            tables.show(
                frame.astype({heads[3]: "Int64"}),
                {head: kind(head) for head, kind in zip(heads, _PAIRS, strict=True)},
                key="together.table",
                alt=_("Bought in one order"),
            )
        downloads.csv(_("Save the pairs as a file"), frame, "together.csv", key="together.csv")


def typed(view: View | None) -> None:
    """Two numbers of one product and the rate of the shop: the same conclusion."""
    usual = "" if view is None or view.usual is None else f"{view.usual * 100:.1f}"
    st.session_state.setdefault("products.typed.rate", usual)
    with st.form("products.typed", border=True):
        st.caption(_("You find them in the product statistics of the seller centre."))
        first, second, third = st.columns(3)
        with first:
            _field("visits", _("How often was it looked at?"), _("e.g. 1,000"))
        with second:
            _field("orders", _("How many orders?"), _("e.g. 12"))
        with third:
            _field("rate", _("Rate of the whole shop in %"), _("e.g. 3"))
        asked = st.form_submit_button(_("Judge this product"), type="primary")
    if asked:
        _read()
    ruled: Ruled | None = st.session_state.get(_RULED)
    if ruled is not None:
        products.card_of(said.ruled_words(ruled, words.typed_name()), key="typed")


def _field(name: str, label: str, example: str) -> None:
    st.text_input(
        label,
        key=f"products.typed.{name}",
        # For the number pad of a phone; the icon would be a telephone.
        type="phone",
        icon=_ICONS[name],
        autocomplete="off",
        placeholder=example,
        persist_state="session",
    )


def _read() -> None:
    st.session_state.pop(_RULED, None)
    visits, orders, rate = _whole("visits"), _whole("orders"), _rate()
    faults = [
        words.fault(name)
        for name, is_wrong in (
            ("visits", visits is None or visits < 1),
            ("orders", orders is None or orders < 0 or (visits or 0) < orders),
            ("rate", rate is None),
        )
        if is_wrong
    ]
    if faults or visits is None or orders is None:
        notices.problem(words.typed_refused(faults))
        return
    st.session_state[_RULED] = rule([Case(visits, orders, rate)], _DAYS)[0]


def _whole(name: str) -> int | None:
    try:
        return written.number(st.session_state.get(f"products.typed.{name}") or "")
    except ValueError:
        return None


def _rate() -> float | None:
    said_rate = str(st.session_state.get("products.typed.rate") or "")
    try:
        share = float(said_rate.replace("%", "").replace(",", ".").strip()) / 100
    except ValueError:
        return None
    return share if 0 < share < 1 else None
