"""A PostgreSQL server of our own that lives as long as the suite."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

BINARIES = Path("/usr/lib/postgresql")
MEMORY = Path("/dev/shm")  # noqa: S108  (the folder made in it has a name of its own)
"""A folder in memory: there a test with a database of its own takes a third of the time."""
ROOM = 4 * 2**30
"""Bytes that must be free in it; containers often have 64 MB."""


def binaries() -> Path | None:
    """The folder of the newest server programs, if there are any."""
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).parent if elsewhere else None


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(programs: Path) -> Iterator[str]:
    """Start a server; the address of its databases, to be followed by a name."""
    # Not below pytest's folder: the server runs as another user when the suite runs as root.
    folder = Path(tempfile.mkdtemp(prefix="dangol-pg-", dir=_quick()))
    port = free_port()
    try:
        _own(folder)
        data = folder / "data"
        _call(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
              "--locale=C", "--no-sync")  # fmt: skip
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        _call(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/"
        finally:
            _call(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(address: str, sql: str) -> None:
    """Run one statement outside a transaction, in the database that is always there."""
    url = address.replace("+psycopg", "") + "postgres"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sql)


def _quick() -> Path | None:
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM
    return MEMORY if has_room else None


def _own(folder: Path) -> None:
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(folder, user.pw_uid, user.pw_gid)


def _call(program: Path, *arguments: str | Path) -> None:
    # The server refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run(
        [program, *arguments],
        check=True,
        user=user,
        group=user,
        extra_groups=[] if user else None,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
