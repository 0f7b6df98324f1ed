"""What to train: the network, its data and its budget."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Recipe:
    """One network, trained on simulated speckle until its budget is spent.

    ``minutes`` of wall clock or ``steps``, whichever comes first, end the run; the learning rate
    falls along a cosine over that budget after a short warm-up.

    Attributes
    ----------
    network, arguments
        Class of the network, by its name in a card, and what to build it with.
    objective
        What it learns: a key of `speckle_viewer.training.objectives.OBJECTIVES`.
    strengths
        The speckle of each single-frame pair is scaled by a factor between these; (1, 1) leaves it
        as simulated.
    annealing, annealing_decay
        First weight of each frame's own loss, and what it is multiplied with at each step.
    """

    id: str
    title: str
    network: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    objective: str = "image"
    strengths: tuple[float, float] = (1.0, 1.0)
    steps: int = 20_000
    minutes: float = 60.0
    patch: int = 96
    batch: int = 16
    learning_rate: float = 6e-4
    gradient_weight: float = 0.05
    annealing: float = 0.0
    annealing_decay: float = 0.998
    ema: float = 0.998
    seed: int = 1

    @property
    def burst(self) -> int:
        """Frames that the network takes."""
        return int(self.arguments.get("burst", 1))


_WIDE, _NARROW = [24, 48, 96, 128], [16, 32, 64, 96]
_KPN = {"widths": _WIDE, "stride": 2, "head_size": 1}
_GDFN = {"widths": [16, 32, 64, 96, 96], "head": [64, 32], "normalise": True}
_MWKPN = {"sizes": [9], "widths": [16, 32, 48, 64], "head_size": 1}
_STRENGTHS = (0.0, 1.5)

_ALL = (
    Recipe("kpn", "KPN", "KPN", {"burst": 1, "sizes": [5, 17], **_KPN}),
    Recipe("kpn-burst5", "KPN burst 5", "KPN", {"burst": 5, "sizes": [11], **_KPN}, annealing=2.0),
    Recipe("kpn-bf", "KPN, bias-free", "KPN", {"sizes": [5, 17], "bias": False, **_KPN}),
    Recipe("unet", "U-Net", "UNet", {"widths": _WIDE}),
    Recipe("unet-attention", "U-Net, attention", "UNet", {"widths": _NARROW, "attention": True}),
    Recipe("unet-wavelet", "U-Net, wavelet", "UNet", {"widths": [32, 64, 96], "wavelet": True}),
    Recipe("ldfn", "LDFN 7×7", "LDFN", {"size": 7, "widths": _WIDE}),
    Recipe(
        "ldfn-softmax", "LDFN 7×7, softmax", "LDFN", {"size": 7, "widths": _NARROW, "softmax": True}
    ),
    Recipe(
        "ldfn-burst5",
        "LDFN 7×7 burst 5",
        "LDFN",
        {"burst": 5, "size": 7, "widths": _NARROW},
        annealing=2.0,
    ),
    # Filters for a whole image are learned on large ones.
    Recipe("gdfn", "GDFN", "GDFN", _GDFN, patch=256, batch=3),
    Recipe(
        "gdfn-weighted", "GDFN, weighted", "GDFN", {"weighted": True, **_GDFN}, patch=256, batch=3
    ),
    Recipe("mwcnn", "MWCNN", "MWCNN", {"widths": [48, 96, 96]}),
    Recipe("mwcnn-study", "MWCNN of the study", "MWCNNStudy", {"widths": [32, 48, 64, 96]}),
    Recipe("mwkpn", "MWKPN", "MWKPN", _MWKPN),
    Recipe(
        "mwkpn-burst5",
        "MWKPN burst 5",
        "MWKPN",
        {"burst": 5, **_MWKPN, "sizes": [7]},
        annealing=2.0,
    ),
    Recipe("dncnn", "DnCNN", "DnCNN", {"width": 32}),
    Recipe("dncnn-bf", "DnCNN, bias-free", "DnCNN", {"width": 32, "bias": False}),
    Recipe("unet-bf", "Small U-Net, bias-free", "BFUNet"),
    Recipe("ffdnet", "FFDNet", "FFDNet", {}, "with noise level", _STRENGTHS),
    Recipe("cbdnet", "CBDNet", "CBDNet", {"widths": [24, 48, 96]}, "image and noise", _STRENGTHS),
    Recipe("noise-estimator", "Noise estimator", "NoiseEstimator", {}, "noise", _STRENGTHS),
)
RECIPES = {recipe.id: recipe for recipe in _ALL}
"""Of the shipped weights, by the id of the method."""
