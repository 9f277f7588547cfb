"""How tests open a page without a browser."""

from pathlib import Path
from typing import Final

from streamlit.testing.v1 import AppTest

from core.services import opening, sample, settings
from core.ui import session

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = tuple(
    path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "pages").glob("*/*.py"))
)


def opened(page: str, *, language: str = "ko") -> AppTest:
    """The page as it is drawn first, for the shop in ``$DANGOL_DATA``."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.session_state["session.language"] = language
    app.run()
    return app.switch_page(page).run()


def keep_sample() -> None:
    """Make the made-up shop in ``$DANGOL_DATA``."""
    sample.start(opening.data_folder(), now=session.now()).close()


def speak(language: str) -> None:
    """Keep a language in the seller's own shop."""
    shop = opening.open_shop()
    settings.speak(shop, language)
    shop.close()


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
