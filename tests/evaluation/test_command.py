"""``speckle-viewer evaluate`` from words to tables, and what it says where it cannot."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from speckle_viewer import cli
from speckle_viewer.evaluation import with_truth
from speckle_viewer.simulation.test_set import held_out_stills

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def words(*given: object) -> tuple[int, str, str]:
        status = cli.main(["evaluate", *map(str, given)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return words


@pytest.fixture
def cine(tmp_path: Path) -> Path:
    frames = np.random.default_rng(0).integers(60, 200, (5, 64, 64), dtype=np.uint8)
    np.save(tmp_path / "beat.npy", frames)
    return tmp_path / "beat.npy"


def test_methods_on_a_simulated_set(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(with_truth.SETS, "stills", lambda: held_out_stills(1))
    out = tmp_path / "table.json"
    status, printed, _ = run(
        "--set", "stills", "--method", "median", "--method", "lee", "--out", out
    )
    assert status == 0
    assert printed.rstrip().endswith(str(out))
    records = json.loads(out.read_text(encoding="utf-8"))
    assert [r["method"] for r in records if r["metric"] == "SSIM"] == ["input", "median", "lee"]
    for record in records:
        assert record["method"] in printed


def test_methods_on_pairs(run: Run, tmp_path: Path) -> None:
    for name, value in (("noisy", 100), ("clean", 110)):
        (tmp_path / name).mkdir()
        Image.new("L", (40, 40), value).save(tmp_path / name / "flat.png")
    out = tmp_path / "table.csv"
    assert run("--pairs", tmp_path, "--method", "median", "--out", out)[0] == 0
    with out.open(encoding="utf-8") as file:
        found = {(r["method"], r["metric"]): float(r["value"]) for r in csv.DictReader(file)}
    assert found["median", "shift (grey levels)"] == pytest.approx(-10, abs=1e-4)


def test_methods_on_a_cine(run: Run, cine: Path, tmp_path: Path) -> None:
    out = tmp_path / "table.md"
    words = ["--roi", "liver=4,4,20,20", "--roi", "cyst=30,4,20,20", "--dynamic-range", 60]
    status, printed, _ = run(
        "--cine", cine, "--method", "median", *words, "--frames", 3, "--out", out
    )
    assert status == 0
    assert "beat.npy, frames 1 to 3" in printed
    written = out.read_text(encoding="utf-8")
    for text in ("| liver | median |", "| liver / cyst | median |", "speckle SNR", "gCNR"):
        assert text in written


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--roi", "liver=1,2"], "The region 'liver=1,2' cannot be read"),
        (["--roi", "liver=60,0,10,10"], "The region liver leaves the frame"),
        (["--dynamic-range", "-3"], "A dynamic range is a positive number of dB"),
        (["--frame", "5"], "has frames 0 to 4"),
        (["--out", "table.xlsx"], "table.xlsx: name a file that ends in .md"),
        (["--method", "nonsense"], "no method 'nonsense'"),
    ],
)
def test_bad_input_is_one_sentence(run: Run, cine: Path, words: list[str], sentence: str) -> None:
    status, _, error = run("--cine", cine, "--method", "median", *words)
    assert status == 1
    assert sentence in error
    assert error.count("\n") == 1


def test_something_must_be_measured_somewhere(run: Run, tmp_path: Path) -> None:
    assert "Say which method" in run("--images", tmp_path)[2]
    assert "--sigma 25" in run("--images", tmp_path, "--method", "median")[2]
    assert "noisy cannot be read" in run("--pairs", tmp_path, "--method", "median")[2]
    assert "no table 'nonsense'" in run("--table", "nonsense")[2]
    with pytest.raises(SystemExit):
        run("--method", "median")


def test_the_tables_of_the_study_are_listed(run: Run) -> None:
    assert run("--table", "list")[1].split() == [
        "generalisation", "hybrid", "kernels", "losses", "models", "transfer",
    ]  # fmt: skip
