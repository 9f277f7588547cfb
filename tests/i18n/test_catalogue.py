"""Every message has its Korean, once, and nothing is left over."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from core import i18n

ROOT = Path(__file__).parents[2]
CALLS = {"_": 1, "gettext": 1, "ngettext": 2}
PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}")


def sources() -> list[Path]:
    programs = [ROOT / "app.py", ROOT / "asgi.py"]
    return [*filter(Path.exists, programs), *(ROOT / "pages").rglob("*.py"),
            *(ROOT / "core").rglob("*.py")]  # fmt: skip


@cache
def used() -> dict[str, str]:
    """Each message of the program with a place where it stands."""
    found = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node) in CALLS and path.parent.name != "i18n":
                first = node.args[0]
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                assert isinstance(first, ast.Constant), f"{place}: not a plain text"
                found[first.value] = place
    return found


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def entries():
    return [(path, entry) for path in i18n.files("ko") for entry in i18n.messages(path)]


def test_every_message_has_its_korean():
    known = i18n.catalogue("ko")

    assert {text: place for text, place in used().items() if text not in known} == {}


def test_no_korean_is_left_over():
    assert [
        f"{p.name}: {i18n.ids(e)[0]}" for p, e in entries() if i18n.ids(e)[0] not in used()
    ] == []


def test_no_message_stands_in_two_files():
    counted = Counter(i18n.ids(entry)[0] for _, entry in entries())

    assert [text for text, times in counted.items() if times > 1] == []


def test_nothing_is_only_guessed_or_empty():
    assert [entry.id for _, entry in entries() if entry.fuzzy or not all(i18n.strings(entry))] == []


def test_a_translation_has_the_placeholders_of_its_message():
    wrong = [
        entry.id
        for _, entry in entries()
        for text in i18n.strings(entry)
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(i18n.ids(entry)[0]))
    ]

    assert wrong == []


def test_placeholders_have_names():
    assert [text for text in used() if "" in PLACEHOLDER.findall(text)] == []


@pytest.mark.parametrize("path", i18n.files("ko"), ids=lambda path: path.stem)
def test_a_catalogue_file_says_that_it_is_korean(path):
    assert '"Language: ko\\n"' in path.read_text("utf-8")


def test_korean_stands_only_where_it_belongs():
    """Korean is in catalogues, headings, made-up data, words for Streamlit and of customers."""
    allowed = (
        "core/importers", "core/sample", "core/i18n", "core/ui", "core/charts/theme.py",
        # headings of files of counts and of lists of recipients
        "core/services/copy_test_contacts", "core/services/copy_test_headings",
        "core/services/copy_test_names",
        # words by which reviews and reasons of returns are understood
        "core/analysis/voice", "core/analysis/care_rates",
    )  # fmt: skip
    found = [
        f"{path.relative_to(ROOT)}: {node.value}"
        for path in sources()
        if not str(path.relative_to(ROOT).as_posix()).startswith(allowed)
        for node in _texts(ast.parse(path.read_text("utf-8")))
        if re.search("[가-힣]", node.value)
    ]

    assert [text for text in found if not text.endswith((": 한국어", "로"))] == []


def _texts(tree: ast.AST) -> list[ast.Constant]:
    """All text constants but docstrings, and messages with an example in them."""
    passed = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)
    } | {
        id(node.args[0]) for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node) in CALLS
    }  # fmt: skip
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed
    ]


DRAWN = {
    "title", "header", "subheader", "markdown", "write", "text", "caption", "info", "success",
    "warning", "error", "button", "form_submit_button", "download_button", "text_input",
    "number_input", "selectbox", "radio", "checkbox", "toggle", "expander", "popover", "metric",
    "file_uploader", "segmented_control", "tabs", "toast", "badge", "page", "card", "empty",
}  # fmt: skip


def test_pages_draw_translated_text_only():
    """A text written in place, not wrapped in _(…), would be English for everybody."""
    pages = [ROOT / "app.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "core/ui").rglob("*.py")]
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in pages
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in DRAWN
        and not (isinstance(node.func.value, ast.Name) and node.func.value.id == "_LOGGER")
        and node.args
        and _speaks(node.args[0])
    ]

    assert wrong == []


def _speaks(node: ast.expr) -> bool:
    """Whether an argument is a text with words of its own."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return bool(re.search("[A-Za-z가-힣]{2}", re.sub(r":\w+(?:/\w*:?|\[)", "", node.value)))
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and _speaks(part) for part in node.values)
    return False
