"""The server: Streamlit with our shell around it. Started by ``run.py``."""

import importlib
import os
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from core.ui import errors, session
from core.ui.shell import LocalOnly, Shell

PORT: Final = 8501

PRELOADED: Final = ("pandas", "altair", "pyarrow", "core.services.today", "core.services.importing",
                    "core.charts", "core.wording.today")  # fmt: skip
"""Imported before the first visitor comes: the first page would wait seconds for them."""


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[dict[str, Any]]:
    """Import what pages need while nobody waits."""
    # Streamlit takes the folder "pages" for its own until st.navigation has run once; whoever came
    # first by the address of a page was told, in English, that there is no such page.
    PagesManager.uses_pages_directory = False
    for module in PRELOADED:
        importlib.import_module(module)
    errors.keep_quiet()
    yield {}


app = st.App(
    Path(__file__).parent / "app.py",
    lifespan=lifespan,
    middleware=[
        Middleware(LocalOnly),
        Middleware(Shell, language=session.stored_language),
    ],
    on_script_error=errors.on_script_error,
)

if __name__ == "__main__":
    app.run(config={"server.port": int(os.environ.get("DANGOL_PORT", PORT))})
