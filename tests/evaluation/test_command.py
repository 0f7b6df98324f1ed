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


def picture_in(folder: Path) -> Path:
    folder.mkdir()
    pixels = np.random.default_rng(1).integers(90, 160, (40, 40), dtype=np.uint8)
    Image.fromarray(pixels).save(folder / "a.png")
    return folder


def test_pictures_with_noise_are_measured_as_they_are_too(run: Run, tmp_path: Path) -> None:
    folder, out = picture_in(tmp_path / "pictures"), tmp_path / "table.json"
    status, printed, _ = run("--images", folder, "--sigma", 10, "--method", "median", "--out", out)
    assert status == 0
    (psnr, _), *_ = zip(*[iter(json.loads(out.read_text(encoding="utf-8")))] * 2, strict=True)
    assert (psnr["method"], psnr["metric"]) == ("input", "PSNR (dB)")
    assert psnr["value"] == pytest.approx(20 * np.log10(255 / 10), abs=0.3)
    (line,) = (line for line in printed.splitlines() if line.startswith("input "))
    assert f"{psnr['value']:.3f}" in line


def test_no_table_is_begun_for_a_folder_without_pictures(run: Run, tmp_path: Path) -> None:
    status, printed, error = run("--images", tmp_path, "--sigma", 25, "--method", "median")
    assert (status, printed) == (1, "")
    assert "holds no pictures" in error


def test_controls_are_set_and_named_in_every_table(
    run: Run, cine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(with_truth.SETS, "stills", lambda: held_out_stills(1))
    folder, out = picture_in(tmp_path / "pictures"), tmp_path / "table.json"
    places = (["--images", folder, "--sigma", 10], ["--set", "stills"], ["--cine", cine])
    for place in places:
        found: dict[str, list[float]] = {}
        for control in ([], ["--control", "gaussian.sigma=4"]):
            assert run(*place, "--method", "gaussian", *control, "--out", out)[0] == 0
            for record in json.loads(out.read_text(encoding="utf-8")):
                found.setdefault(record["method"], []).append(record["value"])
        assert list(found) == ["input", "gaussian", "gaussian sigma=4"]
        assert found["gaussian"] != found["gaussian sigma=4"]


@pytest.mark.parametrize(
    ("control", "sentence"),
    [
        ("median.size=3", "has no control size; it has: radius"),
        ("median.radius=99", "takes radius from"),
        ("median.radius=nan", "takes radius from"),
        ("median.radius=big", "cannot be read: write a number"),
        ("radius=2", "is of no method that is measured"),
        ("lee.radius=2", "is of no method that is measured"),
    ],
)
def test_controls_that_cannot_be_set_are_one_sentence(
    run: Run, cine: Path, control: str, sentence: str
) -> None:
    status, printed, error = run("--cine", cine, "--method", "median", "--control", control)
    assert (status, printed) == (1, "")
    assert sentence in error
    assert error.count("\n") == 1


def test_the_usage_says_what_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["evaluate", "--help"])
    assert "usage: speckle-viewer evaluate --method ID [--method ID ...]" in capsys.readouterr().out


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
