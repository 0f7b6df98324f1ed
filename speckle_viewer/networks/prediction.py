"""What a method returns: an image and its evidence."""

from dataclasses import dataclass

from torch import Tensor

from speckle_viewer.evidence import GlobalFilters, KernelField, SubbandLevel


@dataclass(frozen=True, eq=False)
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
    filters
        The filters of the whole image, where the method predicts them.
    subbands
        Wavelet sub-bands before and after, finest level first.
    """

    image: Tensor
    kernels: KernelField | None = None
    noise_map: Tensor | None = None
    filters: GlobalFilters | None = None
    subbands: tuple[SubbandLevel, ...] = ()
