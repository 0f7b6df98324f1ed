"""Methods as functions of a burst, as test sets hold them."""

from collections.abc import Callable, Mapping

from torch import Tensor

from speckle_viewer.denoising.burst import burst_indices
from speckle_viewer.evaluation.scores import Grey
from speckle_viewer.methods.method import Method

Denoiser = Callable[[Tensor], Grey]
"""From a burst (T, 1, H, W) to its middle frame (H, W), both in [0, 1]."""


def middle_frame(burst: Tensor) -> Grey:
    """The middle frame (H, W) of a burst (T, 1, H, W), unfiltered."""
    return burst[len(burst) // 2, 0].numpy()


def denoiser(method: Method, controls: Mapping[str, float] | None = None) -> Denoiser:
    """A method that sees a still or burst as the engine would show it a cine."""

    def denoise(burst: Tensor) -> Grey:
        chosen = burst_indices(len(burst) // 2, method.card.burst, len(burst))
        image = method.predict(burst[list(chosen)], controls or {}).image
        return image.clamp(0, 1).cpu().numpy()

    return denoise
