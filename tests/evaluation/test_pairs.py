"""The user's pairs are matched by name, and what does not match is said in one sentence."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from speckle_viewer.errors import EvaluationError
from speckle_viewer.evaluation.pairs import read_pairs


def save(path: Path, value: int, size: tuple[int, int] = (20, 16)) -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("L", size, value).save(path)


def test_pairs_are_matched_by_name_without_suffix(tmp_path: Path) -> None:
    save(tmp_path / "noisy" / "b.png", 50)
    save(tmp_path / "clean" / "b.tif", 60)
    save(tmp_path / "noisy" / "a.png", 10)
    save(tmp_path / "clean" / "a.png", 20)
    first, second = read_pairs(tmp_path)
    assert first.noisy.shape == (1, 1, 16, 20)
    assert float(first.noisy[0, 0, 0, 0]) * 255 == pytest.approx(10)
    assert float(second.noisy[0, 0, 0, 0]) * 255 == pytest.approx(50)
    assert float(second.clean[0, 0]) * 255 == pytest.approx(60)


def test_a_noisy_cine_gives_its_middle_and_what_is_around(tmp_path: Path) -> None:
    for name, frames in (("noisy", 7), ("clean", 7)):
        (tmp_path / name).mkdir()
        values = np.arange(frames, dtype=np.uint8)[:, None, None] + np.zeros((1, 8, 9), np.uint8)
        np.save(tmp_path / name / "beat.npy", values)
    (pair,) = read_pairs(tmp_path)
    assert pair.noisy.shape == (7, 1, 8, 9)
    np.testing.assert_allclose(pair.noisy[3, 0].numpy(), pair.clean.numpy())


def test_what_does_not_match_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="noisy cannot be read .*two folders, noisy and clea"):
        list(read_pairs(tmp_path))
    save(tmp_path / "noisy" / "a.png", 10)
    (tmp_path / "clean").mkdir()
    with pytest.raises(EvaluationError, match="clean is empty"):
        list(read_pairs(tmp_path))
    save(tmp_path / "clean" / "b.png", 10)
    with pytest.raises(EvaluationError, match="a.png has no counterpart in .*clean"):
        list(read_pairs(tmp_path))
    (tmp_path / "clean" / "b.png").unlink()
    save(tmp_path / "clean" / "a.png", 10, (20, 17))
    with pytest.raises(EvaluationError, match="differ in size .16 × 20 and 17 × 20 pixels."):
        list(read_pairs(tmp_path))
    np.save(tmp_path / "noisy" / "a.npy", np.zeros((5, 17, 20), np.uint8))
    (tmp_path / "noisy" / "a.png").unlink()
    (tmp_path / "clean" / "a.png").unlink()
    np.save(tmp_path / "clean" / "a.npy", np.zeros((3, 17, 20), np.uint8))
    with pytest.raises(EvaluationError, match="have 5 and 3 frames"):
        list(read_pairs(tmp_path))
