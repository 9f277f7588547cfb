"""Who reads, in which language, on which day, and whose books are open."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

import streamlit as st

from core import i18n
from core.charts.theme import Look
from core.services import opening, settings
from core.services import sample as sample_shop
from core.services.opening import KeyUnusable, OpenShop
from core.store import StoreProblem
from core.terms import seoul_day
from core.ui import notices, theme

_LANGUAGE: Final = "session.language"


def start() -> None:
    """Set the language and lay out our style. Called once a run, before the page is drawn."""
    i18n.follow(language)
    theme.dress()


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The shop's day: the day in Seoul."""
    return seoul_day(now())


def language() -> str:
    """The reader's language: the one chosen in this window, else the one the shop has kept."""
    if _LANGUAGE not in st.session_state:
        st.session_state[_LANGUAGE] = stored_language()
    chosen: str = st.session_state[_LANGUAGE]
    return chosen


def speak(wanted: str) -> None:
    """Show this window in another language from now on."""
    st.session_state[_LANGUAGE] = wanted


def stored_language() -> str:
    """The language the shop has kept; Korean when that cannot be known."""
    try:
        return settings.read(_own(str(opening.data_folder()))).language
    except (StoreProblem, KeyUnusable):
        return i18n.LANGUAGES[0]


def is_phone() -> bool:
    """Whether the reader's browser calls itself one of a phone."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def look() -> Look:
    """How the reader sees charts."""
    return Look(language(), theme.is_dark())


def is_sample() -> bool:
    """Whether the made-up shop is shown."""
    return sample_shop.is_on(opening.data_folder())


def shop(*, own: bool = False) -> OpenShop:
    """The shop on the screen; with ``own`` the seller's even while the made-up one is shown.

    When it cannot be opened the page says why and ends.
    """
    folder = str(opening.data_folder())
    try:
        return _sample(folder) if is_sample() and not own else _own(folder)
    except (StoreProblem, KeyUnusable) as found:
        notices.refusal(found)
        st.stop()


def own_shop() -> OpenShop:
    """The seller's own shop."""
    return shop(own=True)


def own_trouble() -> StoreProblem | KeyUnusable | None:
    """What keeps the seller's own shop from being opened; None if nothing does."""
    try:
        _own(str(opening.data_folder()))
    except (StoreProblem, KeyUnusable) as found:
        return found
    return None


def start_sample() -> None:
    """Make the made-up shop and show it from now on."""
    folder = opening.data_folder()
    sample_shop.start(folder, now=now()).close()
    _sample.clear(str(folder))


def stop_sample() -> None:
    """Take the made-up shop away without a trace."""
    folder = opening.data_folder()
    if is_sample():
        _sample(str(folder)).close()
    _sample.clear(str(folder))
    sample_shop.stop(folder)


def reopen() -> None:
    """Open the books anew, after a backup has been put back."""
    _own.clear()


@st.cache_resource(show_spinner=False)
def _own(folder: str) -> OpenShop:
    return opening.open_shop(Path(folder))


@st.cache_resource(show_spinner=False)
def _sample(folder: str) -> OpenShop:
    return sample_shop.open_sample(Path(folder))
