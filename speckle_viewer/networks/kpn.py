"""Kernel prediction network (Mildenhall et al., CVPR 2018), as the study builds it."""

from collections.abc import Sequence

from speckle_viewer.networks.kernel_network import KernelNetwork
from speckle_viewer.networks.unet_trunk import UNetTrunk


class KPN(KernelNetwork):
    """A U-Net that predicts, for every pixel, the kernels that average its surroundings.

    Parameters
    ----------
    burst
        N, the number of frames; the middle one is denoised.
    sizes
        Kernel sizes K, odd. Several at once as in AME-KPN (arXiv 1910.08313).
    widths
        Channels per level of the trunk.
    stride
        1: kernels at full resolution. 2: at half resolution, bilinearly upsampled, as published.
    attention
        The study's channel and spatial gates in the decoder.
    noise_map
        Whether a map of the noise's standard deviation is an extra input.
    separable, core_bias, bias, head_size
        As for `KernelNetwork`.
    """

    def __init__(
        self,
        burst: int = 1,
        sizes: Sequence[int] = (5,),
        widths: Sequence[int] = (64, 128, 256, 256),
        *,
        stride: int = 1,
        separable: bool = False,
        core_bias: bool = False,
        attention: bool = False,
        bias: bool = True,
        noise_map: bool = False,
        head_size: int = 3,
    ) -> None:
        if stride not in (1, 2):
            raise ValueError("KPN predicts kernels with a stride of 1 or 2")
        super().__init__(
            UNetTrunk(burst + noise_map, widths, finest=stride - 1, bias=bias, attention=attention),
            burst,
            sizes,
            separable=separable,
            core_bias=core_bias,
            bias=bias,
            head_size=head_size,
        )
