"""The shell around the server, without a server."""

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.types import Message, Receive, Scope, Send

from core.ui.shell import LocalOnly, Shell, policy

PAGE = b'<html lang="en"><head><title>Streamlit</title></head></html>'


class Inner:
    """An application that answers with one page in two pieces, or accepts a websocket."""

    def __init__(self, kind: str = "text/html") -> None:
        self.kind = kind.encode()
        self.asked: list[Scope] = []

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        self.asked.append(scope)
        if scope["type"] != "http":
            return
        headers = [(b"content-type", self.kind), (b"content-length", b"60"), (b"etag", b"x")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": PAGE[:20], "more_body": True})
        await send({"type": "http.response.body", "body": PAGE[20:]})


def answers(app: object, **scope: object) -> list[Message]:
    sent: list[Message] = []
    full = {"type": "http", "path": "/", "headers": [(b"host", b"localhost:8501")], **scope}

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    # A thread of its own: the browser tests keep a loop running in this one.
    with ThreadPoolExecutor(1) as aside:
        aside.submit(asyncio.run, app(full, receive, send)).result()  # type: ignore[operator]
    return sent


def headers(sent: Iterable[Message]) -> dict[bytes, bytes]:
    return dict(next(iter(sent))["headers"])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_is_in_the_language_of_the_reader(language: str):
    sent = answers(Shell(Inner(), lambda: language), headers=[(b"accept", b"text/html")])

    page = sent[1]["body"]
    assert f'<html lang="{language}">'.encode() in page
    assert b"Streamlit" not in page
    assert b"korean.js" in page
    assert headers(sent)[b"content-length"] == str(len(page)).encode()
    assert b"etag" not in headers(sent)


def test_the_page_is_asked_for_uncompressed():
    inner = Inner()

    answers(
        Shell(inner, lambda: "ko"),
        headers=[(b"accept", b"text/html"), (b"accept-encoding", b"gzip"), (b"cookie", b"x")],
    )

    assert [name for name, _ in inner.asked[0]["headers"]] == [b"accept", b"cookie"]


def test_other_answers_pass_unchanged_but_for_headers():
    sent = answers(Shell(Inner("text/plain"), lambda: "ko"))

    assert b"".join(message.get("body", b"") for message in sent) == PAGE
    assert headers(sent)[b"x-frame-options"] == b"DENY"
    assert b"content-security-policy" in headers(sent)


def test_only_fonts_are_kept_for_good():
    shell = Shell(Inner("font/woff2"), lambda: "ko")

    font = headers(answers(shell, path="/app/static/fonts/a.woff2"))
    style = headers(answers(shell, path="/app/static/app.css"))

    assert b"immutable" in font[b"cache-control"]
    assert b"cache-control" not in style


def test_the_policy_evaluates_nothing():
    assert "unsafe-eval" not in policy()
    assert "http:" not in policy()
    assert "sha256-" in policy()


def test_websockets_and_start_up_pass_the_shell():
    inner = Inner()

    answers(Shell(inner, lambda: "ko"), type="websocket")
    answers(LocalOnly(inner), type="lifespan", headers=[])

    assert [scope["type"] for scope in inner.asked] == ["websocket", "lifespan"]


@pytest.mark.parametrize("host", [b"localhost", b"LOCALHOST:1", b"127.0.0.1:8501", b"[::1]:8501"])
def test_local_names_are_answered(host: bytes):
    assert answers(LocalOnly(Inner()), headers=[(b"host", host)])[0]["status"] == 200


@pytest.mark.parametrize(
    "given",
    [
        [],
        [(b"host", b"evil.example")],
        [(b"host", b"localhost.evil.example")],
        [(b"host", b"localhost@evil.example")],
        [(b"host", b"localhost"), (b"host", b"evil.example")],
    ],
)
def test_foreign_names_are_refused(given: list[tuple[bytes, bytes]]):
    inner = Inner()

    assert answers(LocalOnly(inner), headers=given)[0]["status"] == 403
    refused = answers(LocalOnly(inner), type="websocket", headers=given)
    assert refused == [{"type": "websocket.close", "code": 1008}]
    assert not inner.asked


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/x"])
def test_doors_nobody_needs_are_closed(path: str):
    assert answers(LocalOnly(Inner()), path=path)[0]["status"] == 404
