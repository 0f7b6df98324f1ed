"""What every method is to the engine."""

from collections.abc import Callable, Mapping
from typing import Protocol

import torch
from torch import Tensor

from speckle_viewer.methods.card import Card
from speckle_viewer.networks.prediction import Prediction

Check = Callable[[], None]
"""Called between layers; raises `Cancelled` to stop the work."""


class Method(Protocol):
    """Anything that turns a burst of frames into a prediction."""

    card: Card
    overlap: int
    """Pixels around a tile that influence it: tiles with this much overlap give the full frame."""
    multiple: int
    """Tiles start at multiples of this, so that the network's sampling grids agree."""
    only_float32: bool
    """It computes in float32 whatever it is asked for."""

    def predict(
        self,
        burst: Tensor,
        controls: Mapping[str, float],
        *,
        dtype: torch.dtype = torch.float32,
        check: Check | None = None,
    ) -> Prediction:
        """Denoise the middle frame of ``burst`` (T, 1, H, W), float32 in [0, 1].

        ``dtype`` is the precision of the network's arithmetic; the image is float32 in any case.
        """

    def to(self, device: torch.device) -> "Method":
        """Move the weights to a device; returns self."""
