"""The server and the browser for every test in this folder."""

from collections.abc import Callable, Iterator

import pytest

from tests import needs

sync_api = pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page  # noqa: E402

from tests.cluster import free_port  # noqa: E402
from tests.e2e import browsing  # noqa: E402
from tests.e2e.browsing import Server  # noqa: E402

Opener = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a test of the browser once more, and count that in the summary.

    A page, a server and a browser share the machine with all other tests; what fails twice fails.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    path = browsing.chromium()
    if path is None:
        needs.missing("Chromium")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=browsing.FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Dangol with an empty shop, one for each file of tests."""
    with browsing.serving(tmp_path_factory.mktemp("dangol"), free_port()) as started:
        yield started


@pytest.fixture
def window(browser: Browser, server: Server) -> Iterator[Opener]:
    """Opens windows: ``window(size="phone", dark=True)``.

    The test fails if any of them asked another computer for something, broke the content-security
    policy, or met an error in a script.
    """
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def opened(size: str = "desk", *, dark: bool = False) -> Page:
        width, height = browsing.SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height},
            base_url=server.url,
            locale="ko-KR",
            timezone_id="Asia/Seoul",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            is_mobile=size == "phone",
            has_touch=size == "phone",
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        _watch(page, server, trouble)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not trouble, trouble


@pytest.fixture
def page(window: Opener) -> Page:
    """A window on a desk."""
    return window()


def _watch(page: Page, server: Server, trouble: list[str]) -> None:
    own = (server.url, server.url.replace("http", "ws", 1), "data:", "blob:")

    def requested(url: str) -> None:
        if not url.startswith(own):
            trouble.append(f"outside: {url}")

    def said(message: ConsoleMessage) -> None:
        if "Content Security" in message.text or "Refused to" in message.text:
            trouble.append(message.text)

    page.on("request", lambda request: requested(request.url))
    page.on("websocket", lambda socket: requested(socket.url))
    page.on("console", said)
    page.on("pageerror", lambda error: trouble.append(f"script: {error}"))
