"""How should Dangol work for my shop?"""

from dataclasses import replace

import streamlit as st

from core.i18n import LANGUAGES
from core.i18n import gettext as _
from core.services import settings
from core.services.settings import LARGEST_MARGIN, LONGEST, SettingsConflict, SettingsRefused
from core.services.state import state
from core.ui import backups, cards, notices, session, text
from core.wording import settings as words
from core.wording.message import Message


def keep(wanted: settings.ShopSettings) -> None:
    """Save what was typed, or say why not."""
    try:
        settings.save(shop, wanted, seen=seen)
    except SettingsRefused as refused:
        said = " ".join(words.problem(problem) for problem in refused.problems)
        notices.problem(Message(_("This was not saved."), said))
    except SettingsConflict as conflict:
        notices.problem(words.conflict(conflict))
    else:
        notices.success(Message(_("Saved.")))


def switch() -> None:
    """Speak the language that was just chosen, here and next time."""
    chosen = st.session_state["settings.language"]
    session.speak(chosen)
    settings.speak(shop, chosen)


shop = session.own_shop()
cards.page(_("Settings"), _("How should Dangol work for my shop?"))

seen = settings.read(shop)
with cards.card(_("Shop"), key="shop"), st.form("settings.shop", border=False):
    name = st.text_input(_("Name of the shop"), seen.name, max_chars=LONGEST)
    category = st.text_input(
        _("What do you sell?"), seen.category, max_chars=LONGEST, placeholder=_("such as tableware")
    )
    margin = st.number_input(
        _("Margin (%)"),
        min_value=0,
        max_value=LARGEST_MARGIN,
        value=seen.margin_percent,
        help=_("How much of the price remains. With 30%, 3,000 of 10,000 won remain."),
        placeholder=_("Leave it empty if you do not know it"),
    )
    if st.form_submit_button(_("Save"), type="primary"):
        keep(replace(seen, name=name, category=category, margin_percent=margin))

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

with cards.card(_("Backups"), key="backups"):
    backups.show(shop)

with cards.card(_("Where do the data lie?"), key="places"):
    found = state(shop)
    st.markdown(text.plain(_("Everything stays on this computer. Nothing is sent anywhere.")))
    for what, where, size in words.places(found):
        st.caption(text.plain(f"{what} · {size}"))
        st.code(where, language=None, wrap_lines=True)
    columns = st.columns(2)
    for column, title, lines in zip(
        columns,
        (_("Kept of a buyer"), _("Not kept")),
        (words.kept(), words.dropped()),
        strict=True,
    ):
        column.markdown(f"**{text.plain(title)}**")
        column.markdown("\n".join(f"- {text.plain(line)}" for line in lines))

with cards.card(_("Condition"), key="condition"):
    for what, value in words.condition(found, session.now()):
        st.markdown(f":gray[{text.plain(what)}]  {text.plain(value)}")
