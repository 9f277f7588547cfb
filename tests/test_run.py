"""The launcher."""

import ast
import io
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).parent


@pytest.mark.parametrize("name", run.SAID)
def test_everything_is_said_in_korean_and_english(name: str):
    korean, english = run.SAID[name]

    assert any("가" <= letter <= "힣" for letter in korean)
    assert english.isascii()
    assert "\n" not in korean + english


def test_an_old_python_is_told_so():
    with pytest.raises(run.Stop) as end:
        run.check_python((3, 10))

    assert end.value.code == run.SETUP
    out = io.StringIO()
    run.say(end.value.name, out, **end.value.values)
    assert "3.10" in out.getvalue()


def test_an_old_python_can_read_the_launcher():
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_the_launcher_needs_nothing_but_python():
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {
        alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }

    assert names <= sys.stdlib_module_names


def test_a_taken_port_is_one_clear_sentence():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        ended = subprocess.run(
            [sys.executable, ROOT / "run.py", "--port", str(port), "--no-browser"],
            capture_output=True,
            encoding="utf-8",
            env={"PYTHONUTF8": "1"},
            check=False,
        )

    assert ended.returncode == run.TAKEN
    assert str(port) in ended.stderr
    assert len(ended.stderr.splitlines()) == 2
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("wrong", [["--port", "80"], ["--port", "x"], ["fly"], ["--fly"]])
def test_wrong_usage_is_explained(wrong: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as end:
        run.main(wrong)

    assert end.value.code == run.USAGE
    assert "usage:" in capsys.readouterr().err


def test_requirements_are_installed_only_when_they_changed(tmp_path: Path):
    (tmp_path / "requirements.txt").write_text("one==1\n")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\ntwo==2\n")
    before = run.fingerprint(tmp_path / "requirements-dev.txt")

    assert run.fingerprint(tmp_path / "requirements-dev.txt") == before
    (tmp_path / "requirements.txt").write_text("one==2\n")
    assert run.fingerprint(tmp_path / "requirements-dev.txt") != before


def test_an_installed_file_is_not_installed_again(tmp_path: Path):
    (tmp_path / "requirements.txt").write_text("no-such-package==1\n")
    stamp = tmp_path / run.STAMP.format("requirements")
    stamp.write_text(run.fingerprint(tmp_path / "requirements.txt"))

    run.install("requirements.txt", venv=tmp_path, folder=tmp_path)


def test_a_failed_download_is_one_clear_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    (tmp_path / "requirements.txt").write_text("no-such-package==1\n")
    monkeypatch.setattr(run, "venv_python", lambda _venv: Path(sys.executable))

    with pytest.raises(run.Stop) as end:
        run.install("requirements.txt", venv=tmp_path, folder=tmp_path)

    assert end.value.name == "install"
    assert not list(tmp_path.glob("installed-*"))


def test_a_broken_environment_is_noticed(tmp_path: Path):
    assert run.usable(Path(sys.executable))
    assert not run.usable(tmp_path / "python")


def test_a_missing_venv_module_is_one_clear_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(run.Stop) as end:
        run.make_venv(tmp_path / ".venv")

    assert end.value.name == "venv"


def test_all_tests_are_shared_out_and_named_ones_are_not():
    assert "--dist=loadfile" in run.shared_out([])
    assert run.shared_out(["--coverage", "-x"]) == run.shared_out([])
    assert run.shared_out(["tests/ui", "-x"]) == []


def test_sums_have_one_thread_unless_somebody_said_otherwise(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    assert run.one_thread()["OPENBLAS_NUM_THREADS"] == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")
    assert run.one_thread()["OPENBLAS_NUM_THREADS"] == "3"
