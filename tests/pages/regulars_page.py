"""How tests open one part of the tab 단골 혜택·등급."""

from streamlit.testing.v1 import AppTest

from core import i18n
from tests.pages import opening

PAGE = "pages/customers/messages.py"


def page(part: str, language: str = "ko") -> AppTest:
    """The tab with that part open, and no other tab drawn before."""
    app = AppTest.from_file(str(opening.ROOT / "app.py"), default_timeout=60)
    app.session_state["session.language"] = language
    app.run()
    app.query_params["tab"], app.query_params["part"] = "regulars", part
    app.switch_page(PAGE)
    with i18n.speaking(language):
        app.run()
    assert not app.exception
    return app
