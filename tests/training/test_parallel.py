"""Several processes give what one gives."""

import subprocess
import sys
from pathlib import Path

import pytest
import safetensors.torch
import torch

from speckle_viewer.training.checkpoint import FILE
from speckle_viewer.training.command import run
from speckle_viewer.training.recipe import resolve

SETTINGS = [
    "arguments.widths=[4, 4]", "arguments.sizes=[3]", "patch=32", "batch=4", "epoch=3",
    "precision=float32", "loss=symmetric", "schedule=study",
]  # fmt: skip


def test_two_processes_give_what_one_gives(tmp_path: Path) -> None:
    recipe = resolve("blind", "kpn", SETTINGS, steps=3)
    run(recipe, tmp_path / "one", workers=0)
    torchrun = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    words = ["-m", "speckle_viewer", "train", "blind", "--network", "kpn", "--steps", "3"]
    words += [word for setting in SETTINGS for word in ("--set", setting)]
    words += ["--workers", "0", "--out", str(tmp_path / "two")]
    done = subprocess.run(
        [*torchrun, *words], capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    one, two = (safetensors.torch.load_file(tmp_path / f / FILE) for f in ("one", "two"))
    assert sorted(one) == sorted(two)
    learned = [key for key in one if key.startswith(("learner.", "average."))]
    start = run(resolve("blind", "kpn", [*SETTINGS, "learning_rate=0"], steps=1), tmp_path / "zero")
    before = safetensors.torch.load_file(start[0].with_name(FILE))
    for key in learned:
        torch.testing.assert_close(two[key], one[key], rtol=1e-4, atol=2e-6)
    moved = max(float((one[k] - before[k]).abs().max()) for k in learned)
    assert moved > 1e-3, "nothing was learned that could differ"
    assert "2 processes" in (tmp_path / "two" / "kpn.json").read_text()
    assert len(list((tmp_path / "two").glob("*.json"))) == 1


def test_a_batch_that_cannot_be_shared_is_refused_by_name(tmp_path: Path) -> None:
    from speckle_viewer.errors import TrainingError
    from speckle_viewer.training.parallel import World

    with pytest.raises(TrainingError, match="batch of 5 .* by 2 processes; add --set batch=6"):
        World(0, 2).share(5)
