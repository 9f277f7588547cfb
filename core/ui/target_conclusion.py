"""The conclusion card of the page 타깃 비교."""

import streamlit as st

from core.i18n import gettext as _
from core.services import target_compare, target_personas
from core.services.opening import OpenShop
from core.ui import cards, target_told
from core.ui import target_compare as tab
from core.ui.actions import keep_button
from core.ui.cached import cached
from core.ui.places import PAGES
from core.ui.tabs import address
from core.verdicts.target import TargetSay
from core.wording import target_conclusion as wording


def draw(shop: OpenShop) -> None:
    """The one thing to say about whom the shop is made for and who buys."""
    told = target_told.told(shop)
    one = target_compare.first(told)
    words = wording.words(one, cached(target_personas.sentence)(shop))
    aimed = sum(it.found.say is not TargetSay.NO_AIM for it in told.values())
    why = (*words.why, *filter(None, [wording.looked_at(aimed)])) if words.why else ()
    card = cards.Conclusion(
        words.headline, words.reason, words.level, words.badge, words.tone, words.numbers,
        words.todo, why,
    )  # fmt: skip
    with cards.verdict(card, key="target"):
        if one is not None and one.found.advice is not None:
            keep_button(
                shop, target_compare.proposal(one.dimension, tab.said(one)), "target.keep"
            )  # fmt: skip
        if words.wants_upload:
            st.page_link(
                PAGES["upload"], label=_("Add the missing file"), icon=":material/upload_file:"
            )
        elif one is None:
            st.page_link(
                PAGES["target"], label=_("Go there"), icon=":material/arrow_forward:",
                query_params=address(words.tab),
            )  # fmt: skip
