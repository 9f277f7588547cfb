"""Answers of services, remembered until somebody writes to the store."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, ParamSpec, TypeVar

import streamlit as st

from core.services.opening import OpenShop

P = ParamSpec("P")
R = TypeVar("R")

ANSWERS_KEPT: Final = 64
"""So many answers of one service are remembered."""


def cached(service: Callable[P, R]) -> Callable[P, R]:
    """The service, asked again only after the store has changed or another hour has begun."""
    remembered: Callable[P, R] = st.cache_data(
        show_spinner=False,
        max_entries=ANSWERS_KEPT,
        hash_funcs={OpenShop: OpenShop.revision, datetime: _hour},
    )(service)
    return remembered


def cached_by_files(service: Callable[P, R]) -> Callable[P, R]:
    """The service, asked again only after a file was taken in or back.

    For answers that nothing depends on but files and what is handed over: a note of the seller
    would have them made anew for nothing.
    """
    remembered: Callable[P, R] = st.cache_data(
        show_spinner=False, max_entries=ANSWERS_KEPT, hash_funcs={OpenShop: OpenShop.files}
    )(service)
    return remembered


def _hour(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H")
