"""What a method returns: an image and its evidence."""

from dataclasses import dataclass

from torch import Tensor

from speckle_viewer.evidence import KernelField


@dataclass(frozen=True)
class Prediction:
    """An image and what shows why it looks as it does.

    Attributes
    ----------
    image
        (H, W) float32: brightness in [0, 1] of the denoised frame.
    kernels
        The kernels that weighed the burst, where the method predicts them.
    noise_map
        (H, W): estimated or given noise standard deviation in units of full brightness.
    """

    image: Tensor
    kernels: KernelField | None = None
    noise_map: Tensor | None = None
