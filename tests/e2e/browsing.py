"""How tests start the server, look at its pages and judge their words."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Page

from tests import clock

ROOT: Final = Path(__file__).parents[2]
SHOTS: Final = ROOT / "tests" / "shots"
CHROMIUM: Final = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DRAWN: Final = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_UNTIL_STILL: Final = """drawn => new Promise(done => {
  const [still, patience] = [400, 10_000];
  const began = performance.now();
  let since = began;
  const watching = new MutationObserver(() => { since = performance.now(); });
  const told = { childList: true, subtree: true, attributes: true, characterData: true };
  watching.observe(document.body, told);
  const timer = setInterval(() => {
    const now = performance.now();
    if (!document.querySelector(drawn)) since = now;
    if (now - since < still && now - began < patience) return;
    clearInterval(timer);
    watching.disconnect();
    done();
  }, 50);
})"""
SIZES: Final = {"desk": (1440, 900), "tablet": (820, 1180), "phone": (390, 844)}

ALLOWED: Final = {
    "csv",
    "xlsx",
    "xls",
    "html",
    "htm",
    "kb",
    "mb",
    "gb",
    "ctrl",
    "pc",
    "dangol",
    "english",
}
"""Latin words a Korean screen may show: kinds of files and keys, which have no other name, and
the one that leads out of Korean."""


@dataclass(frozen=True)
class Server:
    """A running Dangol."""

    url: str
    port: int
    data: Path
    log: Path


def chromium() -> str | None:
    """The browser of this machine."""
    named = os.environ.get("CHROMIUM")
    return next((path for path in (named, *CHROMIUM) if path and Path(path).exists()), None)


@contextmanager
def serving(folder: Path, port: int) -> Iterator[Server]:
    """Start the program as a seller would, with its data in ``folder``."""
    server = Server(f"http://127.0.0.1:{port}", port, folder / "data", folder / "server.log")
    environment = {
        **clock.environment(),
        "DANGOL_DATA": str(server.data),
        "DANGOL_PORT": str(port),
        "PYTHONUTF8": "1",
    }
    with server.log.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.clock", "asgi.py"],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    text = server.log.read_text(encoding="utf-8")
    assert "Traceback" not in text, text[-4000:]


def _wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    local = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(480):
        if process.poll() is not None:
            break
        try:
            local.open(f"{server.url}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise AssertionError(server.log.read_text(encoding="utf-8"))


def visit(page: Page, path: str = "") -> None:
    """Open a page and wait until it is drawn."""
    page.goto(f"/{path}")
    settle(page)


def settle(page: Page) -> None:
    """Wait until the page has its heading, nothing is running and nothing more is being drawn.

    Only then does a key or a click reach what is seen: what is drawn anew loses it.
    """
    page.wait_for_selector("h1")
    page.wait_for_selector(DRAWN)
    page.evaluate(_UNTIL_STILL, DRAWN)


def shoot(page: Page, name: str) -> Path:
    """A picture of the whole page, in ``tests/shots``."""
    SHOTS.mkdir(exist_ok=True)
    size = page.viewport_size or {"width": 1440, "height": 900}
    # The page scrolls inside its main part, so the window has to grow.
    height = page.locator('[data-testid="stMain"]').evaluate("main => main.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(size["height"], height + 10)})
    page.wait_for_timeout(600)
    path = SHOTS / f"{name}.png"
    page.screenshot(path=str(path))
    page.set_viewport_size(size)
    return path


def seen_text(page: Page) -> str:
    """All words on the screen; names of icons, which are drawn as pictures, are left out."""
    text: str = page.evaluate(
        """() => {
          const words = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const holder = walker.currentNode.parentElement;
            if (!holder || holder.closest("script,style,noscript,[translate=no]")) continue;
            const visible = { visibilityProperty: true, opacityProperty: true };
            if (!holder.checkVisibility(visible)) continue;
            const box = holder.getBoundingClientRect();
            if (box.width > 1 && box.height > 1) words.push(walker.currentNode.nodeValue.trim());
          }
          for (const field of document.querySelectorAll("[placeholder]"))
            words.push(field.placeholder);
          return words.filter(Boolean).join("\\n");
        }"""
    )
    return text


def english_words(text: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    """Latin words of two letters or more; names of files and tails of them do not count."""
    bare = re.sub(r"\S*[/\\]\S+", " ", text)  # folders
    bare = re.sub(r"\S+\.(?:csv|xlsx?|html?|db|key|log)\b", " ", bare, flags=re.IGNORECASE)
    known = ALLOWED | {word.lower() for word in allowed}
    return [word for word in re.findall(r"[A-Za-z]{2,}", bare) if word.lower() not in known]
