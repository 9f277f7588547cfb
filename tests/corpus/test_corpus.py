"""Every file of the corpus comes out as promised: taken, refused, row by row."""

import json
from pathlib import Path

import pytest

from tests.corpus.adapter import run

HERE = Path(__file__).parent
FILES = json.loads((HERE / "expected.json").read_text("utf-8"))["files"]


def between(promise, found):
    low, high = promise if isinstance(promise, list) else (promise, promise)
    return low <= found <= high


def held(promise, found):
    actions = promise["action"] if isinstance(promise["action"], list) else [promise["action"]]
    assert found["action"] in actions
    if "accepted" in promise:
        assert between(promise["accepted"], found["accepted"])
    if found["action"] == "reject" and promise.get("reason"):
        assert found["reason"] in promise["reason"]
    if found["action"] in {"accept", "partial"}:
        if "sum_amount" in promise:
            assert found["sum_amount"] == promise["sum_amount"]
        for line, reasons in promise.get("rejected", {}).items():
            others = [int(line), *promise.get("alt_lines", {}).get(line, [])]
            assert {why for at in others for why in found["rejected"].get(at, [])} & set(reasons)


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_comes_out_as_promised(name):
    promise = FILES[name]
    data = (HERE / "files" / name).read_bytes()
    uploaded = promise.get("upload_name", name)
    held(promise, run(data, uploaded, "orders", None))
    for password, unlocked in promise.get("passwords", {}).items():
        held(unlocked, run(data, uploaded, "orders", password))
