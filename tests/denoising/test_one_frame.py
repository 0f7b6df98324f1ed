"""Denoising in a script, without an engine."""

from pathlib import Path

import pytest
import torch

import speckle_viewer as sv
from speckle_viewer.methods import registry
from speckle_viewer.methods.importers import import_weights
from speckle_viewer.networks.dncnn import DnCNN
from tests.denoising.fakes import cine_of, speckle
from tests.methods.checkpoints import kair, scrambled


def test_an_id_stands_for_the_weights_that_it_has_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPECKLE_WEIGHTS", str(tmp_path / "weights"))
    file, cine, images = tmp_path / "theirs.pth", cine_of(speckle(1, 32, 32)), []
    for times in (1, 2):
        tensors = {name: times * t for name, t in kair(scrambled(DnCNN(3, 4, norm=False))).items()}
        torch.save(tensors, file)
        import_weights(file, "mine")
        images.append(sv.denoise(cine, "mine", 0).image)
        registry.remove_method("mine")
    assert not torch.equal(*images)
