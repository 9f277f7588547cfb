"""What surrounds every page, seen from a browser and from the network."""

import base64
import contextlib
import http.client
import os
import re
import socket
from dataclasses import dataclass

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Page

from tests.e2e import browsing
from tests.e2e.browsing import Server
from tests.e2e.conftest import Opener

pytestmark = pytest.mark.browser

PATHS = ("", "upload", "settings")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def asked(server: Server, path: str, **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    with contextlib.closing(connection):
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())


def handshake(server: Server, host: str) -> int:
    """The status with which the server answers the handshake of a websocket."""
    key = base64.b64encode(os.urandom(16)).decode()
    request = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
        f"Origin: http://{host}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(request.encode())
        return int(line.recv(100).split()[1])


def test_the_first_page_is_drawn_in_korean(page: Page):
    browsing.visit(page)

    assert page.locator("h1").first.inner_text() == "오늘"
    assert page.locator("html").get_attribute("lang") == "ko"
    assert "단골" in page.title()


@pytest.mark.parametrize("path", PATHS)
def test_a_korean_screen_shows_no_english_word(page: Page, path: str):
    browsing.visit(page, path)
    page.wait_for_timeout(1000)

    assert browsing.english_words(browsing.seen_text(page)) == []


def test_the_menu_of_the_framework_speaks_korean(page: Page):
    browsing.visit(page)
    page.locator('[data-testid="stMainMenu"] button').first.click()
    page.wait_for_selector('[data-testid="stMainMenuPopover"]')

    assert browsing.english_words(browsing.seen_text(page)) == []


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("dark", [False, True])
def test_a_phone_never_scrolls_sideways(window: Opener, path: str, dark: bool):  # noqa: FBT001
    page = window("phone", dark=dark)
    browsing.visit(page, path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    browsing.shoot(page, f"{path or 'today'}_empty_phone{'_dark' if dark else ''}")


def test_a_dark_page_is_dark(window: Opener):
    page = window(dark=True)
    browsing.visit(page)

    ground = page.locator('[data-testid="stApp"]').evaluate(
        "e => getComputedStyle(e).backgroundColor"
    )

    assert ground == "rgb(18, 21, 28)"
    browsing.shoot(page, "today_empty_dark")


def test_the_font_is_ours(page: Page):
    browsing.visit(page)

    assert page.evaluate("document.fonts.check('16px Pretendard', '단골')")


def test_answers_carry_security_headers(server: Server):
    answer = asked(server, "/", Accept="text/html")
    policy = answer.headers["content-security-policy"]

    assert answer.status == 200
    assert "unsafe-eval" not in policy
    assert re.search(r"script-src 'self' blob: 'sha256-[^']+'", policy)
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert b'<html lang="ko">' in answer.body


def test_fonts_are_kept_by_the_browser(server: Server):
    answer = asked(server, "/app/static/fonts/Pretendard-Regular.subset.woff2")

    assert answer.status == 200
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", ""]
)
@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/app/static/mark.svg", "/media/x"])
def test_a_foreign_name_is_refused_everywhere(server: Server, host: str, path: str):
    assert asked(server, path, Host=host).status == 403


def test_a_foreign_name_gets_no_websocket(server: Server):
    assert handshake(server, "evil.example") == 403
    assert handshake(server, f"127.0.0.1:{server.port}") == 101


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1234", "[::1]:8501"])
def test_local_names_are_served(server: Server, host: str):
    assert asked(server, "/_stcore/health", Host=host).status == 200


def test_measurements_of_the_server_are_closed(server: Server):
    assert asked(server, "/_stcore/metrics").status == 404


def test_it_listens_to_this_computer_only(server: Server):
    with socket.socket() as line:
        line.settimeout(2)

        assert line.connect_ex(("127.0.0.2", server.port)) != 0
