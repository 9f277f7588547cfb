"""Set Dangol up and start it: ``python run.py``. Needs Python and nothing else.

This file keeps to the words of old Pythons, so that an old Python can say that it is old.
"""

import argparse
import hashlib
import io
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import typing
import urllib.request
import webbrowser
from pathlib import Path

OLDEST = (3, 11)
PORT = 8501
PROCESSES = 4
"""At most so many run tests at once: each has a browser and a PostgreSQL of its own."""
FIRST_PORT, LAST_PORT = 1024, 65535
HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
STAMP = "installed-{}.sha256"

SAID = {
    "old": (
        "파이썬 {found}에서는 열 수 없어요. python.org에서 3.11 이상을 받아 다시 실행해 주세요.",
        "Python {found} is too old. Install 3.11 or newer from python.org and run this again.",
    ),
    "venv": (
        "파이썬의 venv가 없어요. 데비안·우분투라면 sudo apt install python3-venv를 먼저 해 주세요.",
        "Python's venv is missing. On Debian or Ubuntu: sudo apt install python3-venv, then again.",
    ),
    "folder": (
        "이 폴더에 .venv를 만들 수 없어요. 쓸 수 있는 폴더로 옮기거나 공간을 비워 주세요.",
        "The folder .venv cannot be made here. Allow writing to this folder or free some space.",
    ),
    "install": (
        "필요한 것을 내려받지 못했어요. 인터넷 연결을 보고 다시 실행해 주세요. 자료는 그대로예요.",
        "What is needed could not be downloaded. Check the internet connection and run this again.",
    ),
    "port": (
        "{port}번 포트를 다른 프로그램이 쓰고 있어요. --port {other}처럼 다른 번호로 열어 주세요.",
        "Port {port} is taken by another program. Choose another one, for example --port {other}.",
    ),
    "running": (
        "단골이 이미 열려 있어요: {url}",
        "Dangol is running already: {url}",
    ),
    "installing": (
        "필요한 것을 설치하고 있어요. 처음에는 몇 분 걸려요.",
        "Installing what is needed. The first time takes a few minutes.",
    ),
    "open": (
        "단골을 열었어요: {url} (끝내려면 Ctrl+C)",
        "Dangol is open: {url} (Ctrl+C ends it)",
    ),
    "stopped": (
        "단골이 켜지다 멈췄어요. 다시 실행해도 같으면 .venv 폴더를 지우고 다시 실행해 주세요.",
        "Dangol stopped. If it does so again, delete the folder .venv and run this again.",
    ),
}
"""What is told to the person at the terminal, in Korean and in English."""

FAILED, USAGE, SETUP, TAKEN = 1, 2, 3, 4
"""Exit codes: the program failed, wrong usage, it could not be set up, the port is taken."""


class Stop(Exception):  # noqa: N818  (an end, not always an error)
    """The end, with a sentence and an exit code."""

    def __init__(self, code: int, name: str, **values: object) -> None:
        """Choose the sentence by its name."""
        super().__init__(name)
        self.code = code
        self.name = name
        self.values = values


def say(name: str, stream: "typing.TextIO | None" = None, **values: object) -> None:
    """Print a sentence in both languages."""
    stream = stream or sys.stdout
    for sentence in SAID[name]:
        line = sentence.format(**values) + "\n"
        stream.write(line)
    stream.flush()


def check_python(version: "tuple[int, ...]") -> None:
    """Stop when this Python is too old."""
    if tuple(version[:2]) < OLDEST:
        raise Stop(SETUP, "old", found=f"{version[0]}.{version[1]}")


def venv_python(venv: Path = VENV) -> Path:
    """The Python inside a virtual environment."""
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def usable(python: Path) -> bool:
    """Whether a Python starts and is new enough; one whose base has been removed does not."""
    question = f"import sys; sys.exit(sys.version_info[:2] < {OLDEST})"
    try:
        return (
            subprocess.call(
                [python, "-c", question], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            == 0
        )
    except OSError:
        return False


def make_venv(venv: Path = VENV) -> None:
    """Make the virtual environment unless there is one that works."""
    if usable(venv_python(venv)):
        return
    if subprocess.call(
        [sys.executable, "-c", "import venv, ensurepip"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ):
        raise Stop(SETUP, "venv")
    shutil.rmtree(venv, ignore_errors=True)
    made = subprocess.call(
        [sys.executable, "-m", "venv", venv], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if made or not usable(venv_python(venv)):
        raise Stop(SETUP, "folder")


def fingerprint(path: Path) -> str:
    """A value that changes when a requirements file, or one it includes, changes."""
    content = path.read_bytes()
    total = hashlib.sha256(f"{sys.version_info[:2]} ".encode() + content)
    for name in re.findall(r"^-r\s+(\S+)", content.decode("utf-8"), re.MULTILINE):
        total.update(fingerprint(path.parent / name).encode())
    return total.hexdigest()


def install(name: str, venv: Path = VENV, folder: Path = HERE) -> None:
    """Install a requirements file unless exactly this one is installed already."""
    path = folder / name
    stamp = venv / STAMP.format(path.stem)
    wanted = fingerprint(path)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say("installing")
    command = [
        str(venv_python(venv)),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "-r",
        str(path),
    ]
    if subprocess.call(command):
        raise Stop(SETUP, "install")
    stamp.write_text(wanted)


def is_ours(port: int) -> bool:
    """Whether a Dangol answers on the port."""
    address = f"http://127.0.0.1:{port}/app/static/mark.svg"
    local = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with local.open(address, timeout=2) as answer:
            return b"dangol-mark" in answer.read(2000)
    except (OSError, ValueError):
        return False


def is_free(port: int) -> bool:
    """Whether nobody listens on the port of this computer."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def wait_and_open(url: str, process: "subprocess.Popen[bytes]", *, browser: bool) -> None:
    """Open the browser once the program answers."""
    local = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(600):
        if process.poll() is not None:
            return
        try:
            local.open(url + "/_stcore/health", timeout=1).close()
            break
        except OSError:
            time.sleep(0.2)
    say("open", url=url)
    if browser:
        webbrowser.open(url)


def start(port: int, *, browser: bool) -> int:
    """Set up, start the program and wait for its end."""
    url = f"http://localhost:{port}"
    if not is_free(port):
        if is_ours(port):
            say("running", url=url)
            if browser:
                webbrowser.open(url)
            return 0
        raise Stop(TAKEN, "port", port=port, other=port + 1)
    make_venv()
    install("requirements.txt")
    environment = dict(one_thread(), DANGOL_PORT=str(port), PYTHONUTF8="1")
    process = subprocess.Popen([venv_python(), HERE / "asgi.py"], cwd=HERE, env=environment)
    signal.signal(signal.SIGTERM, lambda _number, _frame: process.terminate())
    threading.Thread(
        target=wait_and_open, args=(url, process), kwargs={"browser": browser}, daemon=True
    ).start()
    try:
        code = process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        return 0
    if code not in (0, -2, -15):
        raise Stop(FAILED, "stopped")
    return 0


def test(arguments: "list[str]") -> int:
    """Install the tools for development and run the tests; ``--coverage`` measures ``core``.

    All of them are shared out among as many processes as the computer runs at once, file by file;
    named ones run in one process.
    """
    tools()
    command: list[str | Path] = [venv_python(), "-m", "pytest", *shared_out(arguments)]
    if "--coverage" in arguments:
        arguments = [given for given in arguments if given != "--coverage"]
        command += ["--cov", "--cov-branch", "--cov-report=term"]
    return subprocess.call([*command, *arguments], cwd=HERE, env=one_thread())


def one_thread() -> "dict[str, str]":
    """The environment, with one thread for sums of matrices unless somebody said otherwise.

    Ours are small: more threads wait for each other, ten times as long where the computer is busy.
    """
    return {"OPENBLAS_NUM_THREADS": "1", **os.environ}


def shared_out(arguments: "list[str]") -> "list[str]":
    """How the tests are shared out among processes; not at all where some are named."""
    if any(not given.startswith("-") for given in arguments):
        return []
    return ["--numprocesses=auto", f"--maxprocesses={PROCESSES}", "--dist=loadfile"]


def check() -> int:
    """Format, lint, types and the order of layers; every one is run, the first failure counts."""
    tools()
    imports = venv_python().with_name("lint-imports" + venv_python().suffix)
    python = str(venv_python())
    codes = [
        subprocess.call(command, cwd=HERE)
        for command in (
            [python, "-m", "ruff", "format", "--check", "."],
            [python, "-m", "ruff", "check", "."],
            [python, "-m", "mypy"],
            [str(imports)],
        )
    ]
    return next((code for code in codes if code), 0)


def tools() -> None:
    """Set up what development needs."""
    make_venv()
    install("requirements-dev.txt")


def parser() -> argparse.ArgumentParser:
    """What may be written behind ``run.py``."""
    made = argparse.ArgumentParser(
        prog="run.py",
        allow_abbrev=False,
        description="단골을 설치하고 열어요. Set Dangol up and start it.",
    )
    made.add_argument(
        "--port", type=port_number, default=PORT, help="포트 번호 (default: %(default)s)"
    )
    made.add_argument(
        "--no-browser", action="store_true", help="브라우저를 열지 않아요. Do not open the browser."
    )
    made.add_argument(
        "job",
        nargs="?",
        choices=("start", "test", "check"),
        default="start",
        help="start: 열기 (default) · test: run every test · check: run the gate",
    )
    return made


def port_number(text: str) -> int:
    """A port that a program of no special rights may open."""
    number = int(text)
    if not FIRST_PORT <= number <= LAST_PORT:
        raise ValueError(text)
    return number


def main(arguments: "list[str]") -> int:
    """Do what was asked for; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no Korean
    asked, rest = parser().parse_known_args(arguments)
    if rest and asked.job != "test":
        parser().error("unrecognized arguments: " + " ".join(rest))
    try:
        check_python(sys.version_info[:2])
        if asked.job == "test":
            return test(rest)
        return check() if asked.job == "check" else start(asked.port, browser=not asked.no_browser)
    except Stop as end:
        say(end.name, sys.stderr, **end.values)
        return end.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
