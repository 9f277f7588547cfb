"""The conclusion card of the page 리뷰와 불만."""

import streamlit as st

from core.i18n import gettext as _
from core.services import voice_conclusion, voice_done
from core.services.actions import Said
from core.services.opening import OpenShop
from core.ui import cards, session, voice_themes_reading
from core.ui.actions import keep_button
from core.ui.cached import cached
from core.wording import voice_conclusion as wording
from core.wording import voice_themes as themes

UPLOAD = "pages/start/upload.py"


def draw(shop: OpenShop) -> None:
    """The one thing to say, with what can be done about it."""
    voice_themes_reading.catch_up(shop)
    told = cached(voice_conclusion.conclusion)(shop, session.today(), session.now())
    words = wording.words(told)
    card = cards.Conclusion(
        words.headline, words.reason, words.level, words.badge, words.tone, words.numbers,
        words.todo, words.why,
    )  # fmt: skip
    with cards.verdict(card, key="voice"):
        if told.found.theme is not None:
            name = told.found.theme
            what, _why = themes.improvement(name)
            said = Said(f"{what}. {words.todo}", f"{words.headline} {words.reason}".strip())
            keep_button(shop, voice_done.proposal(name, said), "voice.keep")
        if words.wants_upload:
            st.page_link(UPLOAD, label=_("Add the missing file"), icon=":material/upload_file:")
