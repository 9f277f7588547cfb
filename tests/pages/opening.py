"""How tests open a page without a browser."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from core import i18n
from core.services import opening, settings
from core.services.opening import OpenShop
from tests import shops

T = TypeVar("T")

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = tuple(
    path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "pages").glob("*/*.py"))
)


TABS: Final = {
    "pages/start/upload.py": ("add", "type", "past", "sources"),
    "pages/diagnose/journey.py": ("way", "won", "tactics", "weeks", "points", "interest"),
    "pages/diagnose/channels.py": (
        "compare", "book", "budget", "words", "links", "credit", "survey", "limits",
    ),
    "pages/diagnose/products.py": ("products", "together", "typed"),
    "pages/customers/voice.py": (
        "answer", "log", "reviews", "themes", "satisfaction", "done",
    ),
    "pages/customers/care.py": ("queue", "notices", "gifts", "promises", "rules"),
    "pages/customers/customers.py": ("states", "again", "due", "value", "one", "groups"),
    "pages/customers/target.py": ("compare", "personas", "when", "content", "brief"),
    "pages/customers/messages.py": (
        "scenarios", "prepare", "results", "record", "subscribers", "regulars", "match",
    ),
    "pages/improve/actions.py": (
        "board", "content", "search", "approached", "landing", "events", "review",
    ),
}  # fmt: skip
"""The tabs of a page, as they stand in its address."""


def opened(
    page: str, *, language: str = "ko", tabs: Sequence[str] = (), part: str | None = None
) -> AppTest:
    """The page as it is drawn first, for the shop in ``$DANGOL_DATA``.

    Args:
        page: its file.
        language: in which it is read.
        tabs: opened one after the other; those that are drawn on can all be read then.
        part: which part of the tab, where it has parts.
    """
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["session.language"] = language
    app.run()
    if tabs:
        app.query_params["tab"] = tabs[0]
    if part:
        app.query_params["part"] = part
    app.switch_page(page).run()
    for name in tabs[1:]:
        turned(app, name)
    return app


def turned(app: AppTest, tab: str) -> AppTest:
    """The page with another of its tabs open."""
    app.query_params["tab"] = tab
    # AppTest writes the options of lists out by itself, outside of the page.
    with i18n.speaking(app.session_state["session.language"]):
        return app.run()


def keep_sample() -> None:
    """Make the made-up shop in ``$DANGOL_DATA``."""
    shops.sampled(opening.data_folder())


def speak(language: str) -> None:
    """Keep a language in the seller's own shop."""
    shop = opening.open_shop()
    settings.speak(shop, language)
    shop.close()


def links(app: AppTest) -> list[tuple[str, dict[str, str]]]:
    """Where the links of a page lead: the last part of the address, and what follows it."""
    found = [one.proto for one in app.get("page_link")]
    return [(one.page, dict(parse_qsl(one.query_string))) for one in found]


def texts(app: AppTest) -> list[str]:
    """Everything a page says, as far as AppTest sees it."""
    kinds = ("title", "header", "subheader", "caption", "markdown", "text", "error", "warning",
             "info", "success", "button", "metric", "selectbox", "radio", "checkbox", "text_input",
             "number_input")  # fmt: skip
    found: list[str] = []
    for kind in kinds:
        for element in app.get(kind):
            found += [
                str(value)
                for name in ("value", "label", "delta", "help")
                if (value := getattr(element, name, None)) and kind != "number_input"
            ]
    return found


def with_shop(do: Callable[[OpenShop], T]) -> T:
    """What ``do`` makes of the shop of the open page."""
    shop = shops.opened(Path(os.environ["DANGOL_DATA"]))
    try:
        return do(shop)
    finally:
        shop.close()
