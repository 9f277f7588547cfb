"""Around Streamlit's server: who may ask, which headers answers carry, the language of the page."""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL_NAMES: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
"""The only names under which the program answers; anything else is a page that pretends."""

CLOSED: Final = ("/_stcore/metrics", "/_stcore/agent")
"""Doors of Streamlit that nobody here needs."""

_POLICY: Final = (
    "default-src 'self'; "
    # blob: is how Streamlit loads small components; nothing is ever evaluated from text.
    "script-src 'self' blob: {inline}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; frame-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS: Final = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_FONTS: Final = "/app/static/fonts/"
_FOREVER: Final = (b"cache-control", b"public, max-age=31536000, immutable")
_CHANGES_LENGTH: Final = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}
_NOT_FORWARDED: Final = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}


def policy() -> str:
    """The content-security policy, which admits the inline scripts of the installed Streamlit."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    return _POLICY.format(inline=" ".join(f"'sha256-{value}'" for value in hashes))


class LocalOnly:
    """Answers only those who call this computer by a local name, on every route."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or refuse it before anything is read."""
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
        elif not _is_local(scope):
            await _refuse(scope, send, 403)
        elif scope["path"].rstrip("/").startswith(CLOSED):
            await _refuse(scope, send, 404)
        else:
            await self.app(scope, receive, send)


class Shell:
    """Gives every answer its security headers, and the page its language, name and fonts."""

    def __init__(self, app: ASGIApp, language: Callable[[], str]) -> None:
        """Stand before ``app``; ``language`` tells in which language the page is read."""
        self.app = app
        self.language = language
        self.policy = (b"content-security-policy", policy().encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and dress the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if b"text/html" in dict(scope["headers"]).get(b"accept", b""):
            # The page has to come whole and uncompressed, or it cannot be dressed.
            kept = [pair for pair in scope["headers"] if pair[0] not in _NOT_FORWARDED]
            scope = {**scope, "headers": kept}
        await self.app(scope, receive, _Answer(self, scope["path"], send))

    def dressed(self, page: bytes) -> bytes:
        """The page in the reader's language, with our name, mark, fonts and words."""
        language = self.language()
        name = "단골" if language == "ko" else "Dangol"
        page = page.replace(b'<html lang="en">', f'<html lang="{language}">'.encode())
        page = page.replace(b"<title>Streamlit</title>", f"<title>{name}</title>".encode())
        page = page.replace(b'href="./favicon.png"', b'href="/app/static/mark.svg"')
        page = re.sub(rb'<link\s+rel="preload"\s[^>]*as="font"[^>]*>', b"", page)
        return page.replace(b"</head>", _HEAD + b"</head>")


_HEAD: Final = (
    b'<script src="/app/static/korean.js" defer></script>'
    b'<link rel="preload" href="/app/static/fonts/Pretendard-Regular.subset.woff2"'
    b' as="font" type="font/woff2" crossorigin>'
)


class _Answer:
    """One answer on its way out."""

    def __init__(self, shell: Shell, path: str, send: Send) -> None:
        self.shell = shell
        self.path = path
        self.send = send
        self.held: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        """Add headers to the head; hold a page back until it is whole."""
        if message["type"] == "http.response.start":
            await self._head(message)
        elif self.held is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._page(self.held)

    async def _head(self, message: Message) -> None:
        head = {**message, "headers": self._headers(message["headers"])}
        if _is_page(message):
            self.held = head
        else:
            await self.send(head)

    def _headers(self, given: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
        extra = [*_HEADERS, self.shell.policy]
        if self.path.startswith(_FONTS):
            extra.append(_FOREVER)
        ours = {name for name, _ in extra}
        return [pair for pair in given if pair[0].lower() not in ours] + extra

    async def _page(self, head: Message) -> None:
        page = self.shell.dressed(self.body)
        headers = [pair for pair in head["headers"] if pair[0].lower() not in _CHANGES_LENGTH]
        headers.append((b"content-length", str(len(page)).encode()))
        await self.send({**head, "headers": headers})
        await self.send({"type": "http.response.body", "body": page})


def _is_page(message: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in message["headers"]
    )


def _is_local(scope: Scope) -> bool:
    hosts = [value for name, value in scope["headers"] if name == b"host"]
    if len(hosts) != 1:
        return False
    name = re.sub(r":\d{1,5}$", "", hosts[0].decode("latin-1").lower())
    return name in LOCAL_NAMES


async def _refuse(scope: Scope, send: Send, status: int) -> None:
    if scope["type"] == "websocket":
        # Closing before accepting refuses the handshake.
        await send({"type": "websocket.close", "code": 1008})
        return
    body = b"This address is not served.\n"
    headers = [(b"content-type", b"text/plain"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *_HEADERS]})
    await send({"type": "http.response.body", "body": body})
