"""Nothing the suite runs may speak to another computer."""

import ipaddress
import sys
from typing import Final

LOCAL_NAMES: Final = {None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::"}  # noqa: S104  (names, not binds)

refused: list[str] = []
"""Every attempt of this run, also those whose error somebody swallowed."""


class OutsideConnection(AssertionError):  # noqa: N818  (says what happened)
    """Something tried to reach another computer."""


def is_local(host: object) -> bool:
    """Whether a host is this computer."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.sendto"}:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not is_local(host):
        refused.append(f"{event} {host}")
        raise OutsideConnection(f"{event} {host}")


def stand() -> None:
    """Watch from now on until the process ends."""
    sys.addaudithook(_watch)
