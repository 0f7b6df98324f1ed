"""Local dynamic filter network of the study (after Jia et al., NeurIPS 2016)."""

from collections.abc import Sequence

from speckle_viewer.networks.kernel_network import KernelNetwork
from speckle_viewer.networks.unet_trunk import UNetTrunk


class LDFN(KernelNetwork):
    """The study's U-Net with one K×K filter per pixel and frame.

    Parameters
    ----------
    burst
        N: 1 for a single frame.
    size
        K, 3 in the study.
    widths
        Channels per level.
    softmax
        Normalise the filters, as DFN does for video; raw, as for steerable filters, by default.
    attention
        The study's channel and spatial gates in the decoder.
    bias
        False gives the bias-free form; see `KernelNetwork`.
    """

    def __init__(
        self,
        burst: int = 1,
        size: int = 3,
        widths: Sequence[int] = (64, 128, 256, 256),
        *,
        softmax: bool = False,
        attention: bool = False,
        bias: bool = True,
    ) -> None:
        trunk = UNetTrunk(burst, widths, bias=bias, attention=attention)
        super().__init__(trunk, burst, (size,), softmax=softmax, bias=bias)
