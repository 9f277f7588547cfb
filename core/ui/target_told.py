"""What the tabs of 타깃 비교 share: who buys and what is aimed at, remembered between clicks."""

import streamlit as st

from core.analysis import target
from core.analysis.target import Dimension, Grain
from core.i18n import gettext as _
from core.services import target_actual, target_compare, target_shares
from core.services.opening import OpenShop
from core.services.target_actual import Actual, Actuals, Span
from core.services.target_compare import Beside
from core.services.target_shares import Aim
from core.ui.cached import ANSWERS_KEPT, cached, cached_by_files


def told(
    shop: OpenShop, span: Span = Span.YEAR, wanted: Dimension | None = None
) -> dict[Dimension, Beside]:
    """Every dimension that is aimed at, and one that is wanted, judged over some days."""
    aims = cached(target_shares.listed)(shop)
    asked = {one.dimension for one in aims.values() if one.percents is not None} | {wanted}
    grains = tuple(one for one in Grain if any(it and target.grain(it) is one for it in asked))
    actuals = actual(shop, span, grains)
    tried = cached(target_compare.tried)(shop)
    with st.spinner(_("Comparing with your aim…")):
        return {
            dimension: _judged(aim, actuals, is_tried=dimension in tried)
            for dimension, aim in aims.items()
        }


def actual(
    shop: OpenShop, span: Span = Span.YEAR, grains: tuple[Grain, ...] = (Grain.STATISTICS,)
) -> Actuals:
    """Who buys, as some files tell it; read again only when there is another file."""
    told: dict[Dimension, Actual] = {}
    beyond: frozenset[Dimension] = frozenset()
    for grain in grains:
        with st.spinner(_("Reading who bought when…")):
            found = cached_by_files(target_actual.read)(shop, span, (grain,))
        told |= found.told
        beyond |= found.beyond
    return Actuals(told, beyond)


@st.cache_data(show_spinner=False, max_entries=ANSWERS_KEPT)
def _judged(aim: Aim, actuals: Actuals, *, is_tried: bool) -> Beside:
    """What chance does is drawn anew only where a share or a count is another one.

    One by one, so that a change of one aim leaves the others as they are.
    """
    return target_compare.beside(aim, actuals, is_tried=is_tried)
