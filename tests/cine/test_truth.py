"""The truth of a simulated file is found where `speckle-viewer simulate` writes it."""

from pathlib import Path

import pytest

from speckle_viewer.cine.truth import truth_beside
from speckle_viewer.cli_simulate import run


@pytest.mark.parametrize(
    ("noisy", "clean"),
    [
        ("heart.dcm", "heart-clean.dcm"),
        ("pairs/noisy", "pairs/clean"),
        ("pairs/noisy/0001.png", "pairs/clean/0001.png"),
    ],
)
def test_the_truth_lies_beside_what_was_simulated(tmp_path: Path, noisy: str, clean: str) -> None:
    for name in (noisy, clean):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert truth_beside(tmp_path / noisy) == tmp_path / clean
    assert truth_beside(tmp_path / clean) is None
    (tmp_path / clean).unlink()
    assert truth_beside(tmp_path / noisy) is None


def test_it_is_where_the_simulation_puts_it(tmp_path: Path) -> None:
    small = ["--frames", "1", "--size", "48"]
    assert run(["leaves", "--out", str(tmp_path / "a.dcm"), "--clean", *small], None) == 0
    assert truth_beside(tmp_path / "a.dcm") == tmp_path / "a-clean.dcm"
    assert run(["leaves", "--out", str(tmp_path / "b"), *small], None) == 0
    assert truth_beside(tmp_path / "b" / "noisy") == tmp_path / "b" / "clean"
