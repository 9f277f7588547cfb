"""The house: where things lie, and what has to be in force."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from streamlit import config as streamlit_config

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "pages").glob("*/*.py"))
DOCUMENTS = [ROOT / "README.md", ROOT / "README.ko.md", *sorted((ROOT / "docs").glob("*.md"))]
SECTIONS = {"start", "diagnose", "improve", "customers", "manage"}


def test_no_page_lies_directly_in_pages():
    # Streamlit would open it without app.py, on the first visit after a start.
    assert not list((ROOT / "pages").glob("*.py"))


def test_folders_of_pages_are_the_sections_of_the_sidebar():
    assert {path.parent.name for path in PAGES} <= SECTIONS


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_page_is_in_the_navigation(page: Path):
    app = (ROOT / "app.py").read_text(encoding="utf-8")

    assert f'"{page.relative_to(ROOT).as_posix()}"' in app


def test_names_of_pages_are_unique():
    names = [path.stem for path in PAGES]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("page", [*PAGES, ROOT / "app.py"], ids=lambda path: path.stem)
def test_a_page_is_short(page: Path):
    lines = page.read_text(encoding="utf-8").splitlines()

    assert len(lines) <= (60 if page.name == "app.py" else 100)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_paths_named_in_documents_exist(document: Path):
    text = document.read_text(encoding="utf-8")
    named = set(
        re.findall(r"`((?:core|pages|docs|data|tests|benchmarks|static|\.ci)/[\w./-]+)`", text)
    )
    named |= {link for link in re.findall(r"\]\(([^)#:]+)\)", text) if "<" not in link}
    missing = [
        path
        for path in sorted(named)
        if not (document.parent / path).exists()
        and not (ROOT / path).exists()
        and not path.startswith("data/backups")
    ]

    assert missing == []


def test_the_effective_configuration_keeps_everything_local():
    asked = (
        "import json, sys; from streamlit.web import bootstrap; from streamlit import config;"
        "bootstrap.load_config_options({});"
        "print(json.dumps({name: config.get_option(name) for name in sys.argv[1:]}))"
    )
    wanted = {
        "server.address": "127.0.0.1",
        "server.allowedHosts": ["localhost", "127.0.0.1", "[::1]"],
        "server.enableXsrfProtection": True,
        "server.fileWatcherType": "none",
        "server.maxUploadSize": 50,
        "server.enableAgentApi": False,
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "client.toolbarMode": "minimal",
        "runner.magicEnabled": False,
    }
    answer = subprocess.run(
        [sys.executable, "-c", asked, *wanted], cwd=ROOT, capture_output=True, check=True, text=True
    )

    assert json.loads(answer.stdout.splitlines()[-1]) == wanted


def test_every_setting_is_known_to_streamlit_and_has_its_reason():
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(text)
    known = streamlit_config.get_config_options()

    for section in ("server", "browser", "client", "runner", "logger"):
        for name in settings[section]:
            assert f"{section}.{name}" in known
            line = next(line for line in text.splitlines() if line.startswith(f"{name} ="))
            assert "#" in line, line


def test_the_layers_are_kept():
    lint = Path(sys.executable).with_name("lint-imports")

    ended = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)

    assert ended.returncode == 0, ended.stdout


def test_nothing_is_loaded_from_elsewhere():
    addresses = re.compile(r"https?://(?!127\.0\.0\.1|localhost|www\.w3\.org)[\w.]+")
    own = [*ROOT.glob("static/*.*"), *ROOT.glob("core/ui/*.py"), *ROOT.glob("pages/*/*.py")]

    assert [path.name for path in own if addresses.search(path.read_text(encoding="utf-8"))] == []


def test_pinned_requirements_are_pinned():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        packages = [line for line in lines if line and not line.startswith(("#", "-r"))]

        assert all("==" in line for line in packages)
