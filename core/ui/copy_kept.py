"""What is typed for a quick question: kept in the address, so that a reload finds it again."""

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

_KEPT: Final = "copy.kept"
_BETWEEN, _IS = "_", "-"

Read = Callable[[str], Any]
"""Makes a value of what stands in the address; raises ValueError where it is none."""


class Fields:
    """The fields of one tab.

    What was typed stays in the window while another tab, test or page is open, and in the address
    as ``?calc=shown.A-2000_reacted.A-60`` over a reload. What nobody changed is not in the address;
    what stands there and is impossible is left out.
    """

    def __init__(self, tab: str) -> None:
        """Read the address; ``tab`` is what its part is called."""
        self._tab = tab
        self._kept: dict[str, Any] = st.session_state.setdefault(f"{_KEPT}.{tab}", {})
        self._first: dict[str, Any] = st.session_state.setdefault(f"{_KEPT}.{tab}.first", {})
        self._told = _parts(st.query_params.get(tab, ""))

    def ready(self, name: str, default: Any, read: Read) -> str:  # noqa: ANN401
        """Lay out what a widget shows at first; the key of the widget."""
        key = f"{self._tab}.{name}"
        if name not in self._kept:
            self._kept[name] = self._from_address(name, default, read)
        self._first[name] = default
        if key not in st.session_state:
            st.session_state[key] = self._kept[name]
        return key

    def take(self, name: str, value: Any) -> None:  # noqa: ANN401
        """Keep what a widget shows now."""
        self._kept[name] = value

    def close(self) -> None:
        """Write into the address what is not as it was at first, also of fields not drawn now."""
        told = {name: text for name, text in self._told.items() if name not in self._kept}
        for name, value in self._kept.items():
            if value != self._first[name]:
                told[name] = "" if value is None else str(value)
        text = _BETWEEN.join(f"{name}{_IS}{it}" for name, it in told.items())
        if not text:
            st.query_params.pop(self._tab, None)
        elif st.query_params.get(self._tab) != text:
            st.query_params[self._tab] = text

    def _from_address(self, name: str, default: Any, read: Read) -> Any:  # noqa: ANN401
        told = self._told.get(name)
        if told is None:
            return default
        try:
            return read(told) if told else None
        except ValueError:
            return default


def whole(least: int, most: int) -> Read:
    """Reads whole numbers between two bounds."""

    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else -1  # noqa: PLR2004
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return read


def share(text: str) -> float:
    """Reads a share in percent, between nothing and all."""
    number = float(text)
    if not 0 <= number < 100:  # noqa: PLR2004
        raise ValueError(text)
    return number


def _parts(text: str | None) -> dict[str, str]:
    """The names and values of an address, those that can be told apart."""
    pairs = [one.partition(_IS) for one in (text or "").split(_BETWEEN)]
    return {name: value for name, is_, value in pairs if name and is_}
