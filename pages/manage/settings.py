"""How should Dangol work for my shop?"""

import streamlit as st

from core.i18n import LANGUAGES
from core.i18n import gettext as _
from core.services import settings
from core.services.state import state
from core.ui import backups, cards, messages_settings, session, shop_form, text
from core.wording import settings as words


def switch() -> None:
    """Speak the language that was just chosen, here and next time."""
    chosen = st.session_state["settings.language"]
    session.speak(chosen)
    settings.speak(shop, chosen)


cards.page(_("Settings"), _("How should Dangol work for my shop?"))
backups.rescue()
shop = session.own_shop()

with cards.card(_("Shop"), key="shop"):
    shop_form.show(shop)

with cards.card(_("Language"), key="language"):
    st.segmented_control(
        _("Language"),
        LANGUAGES,
        default=session.language(),
        required=True,
        format_func=words.language_name,
        key="settings.language",
        label_visibility="collapsed",
        on_change=switch,
    )

with cards.card(_("Messages to customers"), key="messages"):
    messages_settings.show(shop)

with cards.card(_("Backups"), key="backups"):
    backups.show(shop)

with cards.card(_("Where do the data lie?"), key="places"):
    found = state(shop)
    st.markdown(text.plain(_("Everything stays on this computer. Nothing is sent anywhere.")))
    for what, where, size in words.places(found):
        st.caption(text.plain(f"{what} · {size}"))
        st.code(where, language=None, wrap_lines=True)
    kept, dropped = st.columns(2)
    for column, title, lines in (
        (kept, _("Kept of a buyer"), words.kept()),
        (dropped, _("Not kept"), words.dropped()),
    ):
        column.markdown(f"**{text.plain(title)}**")
        column.markdown("\n".join(f"- {text.plain(line)}" for line in lines))

with cards.card(_("Condition"), key="condition"), st.grid(4, min_column_width=200):
    for what, value in words.condition(found, session.now()):
        with st.container(gap=None):
            st.caption(text.plain(what))
            st.markdown(text.plain(value))
