"""A classical filter as a method."""

from collections.abc import Mapping
from importlib import import_module

import torch
from torch import Tensor

from speckle_viewer.evidence import KernelField
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.controls import settings
from speckle_viewer.methods.method import Check
from speckle_viewer.networks.prediction import Prediction


class FilterMethod:
    """The function of `speckle_viewer.filters` that a card is named after.

    Parameters
    ----------
    card
        Its controls are the function's settings. ``overlap`` is what the largest of them need.
    """

    multiple = 2  # the blocks of OBNLM lie so; others do not care
    only_float32 = True

    def __init__(self, card: Card) -> None:
        module = import_module(f"speckle_viewer.filters.{card.id}")
        self.card = card
        self.overlap: int = module.reach(**{c.name: c.maximum for c in card.controls})
        self._reach = module.reach
        self._filter = getattr(module, card.id)

    def predict(
        self,
        burst: Tensor,
        controls: Mapping[str, float],
        *,
        dtype: torch.dtype = torch.float32,
        check: Check | None = None,
    ) -> Prediction:
        """Filter the middle frame of ``burst`` (T, 1, H, W), float32 in [0, 1].

        ``controls`` stand in place of the card's defaults. Computes in float32, whatever
        ``dtype``; ``check`` is called between iterations, blocks or strips of the image.

        Raises
        ------
        MethodError
            If there is no such control, or its value is out of its range.
        """
        with torch.inference_mode():
            found = self._filtered(burst, controls, check)
            if isinstance(found, KernelField):
                return Prediction(found.output.clamp(0, 1), kernels=found)
            return Prediction(found.clamp(0, 1))

    def image(
        self, burst: Tensor, controls: Mapping[str, float], *, check: Check | None = None
    ) -> Tensor:
        """The image (H, W), not clipped, through which gradients flow where PyTorch computes it."""
        found = self._filtered(burst, controls, check)
        return found.output if isinstance(found, KernelField) else found

    def _filtered(
        self, burst: Tensor, controls: Mapping[str, float], check: Check | None
    ) -> Tensor | KernelField:
        image = burst[len(burst) // 2, 0]
        made: Tensor | KernelField = self._filter(
            image, check or _go_on, **settings(self.card, controls)
        )
        return made

    def overlap_at(self, controls: Mapping[str, float]) -> int:
        """``overlap`` with these settings: often much less than with the largest."""
        reach: int = self._reach(**settings(self.card, controls))
        return reach

    def to(self, device: torch.device) -> "FilterMethod":
        """Nothing to move: it computes where the burst is, or else on the CPU; returns self."""
        return self


def _go_on() -> None:
    """Checks nothing."""
