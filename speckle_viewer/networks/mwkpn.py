"""MWKPN: a kernel prediction network on the study's wavelet trunk."""

from collections.abc import Sequence

from speckle_viewer.networks.kernel_network import KernelNetwork
from speckle_viewer.networks.wavelet_trunk import WaveletTrunk


class MWKPN(KernelNetwork):
    """KPN whose generator is the trunk of `MWCNNStudy`, on the image itself.

    Parameters
    ----------
    burst, sizes
        As for `KPN`.
    widths
        Channels per level of the trunk.
    noise_map
        Whether a map of the noise's standard deviation is an extra input.
    bias
        False gives the bias-free form; see `KernelNetwork`.
    """

    def __init__(
        self,
        burst: int = 1,
        sizes: Sequence[int] = (5,),
        widths: Sequence[int] = (64, 128, 192, 256),
        *,
        noise_map: bool = False,
        bias: bool = True,
        head_size: int = 3,
    ) -> None:
        trunk = WaveletTrunk(burst + noise_map, widths, bias=bias)
        super().__init__(trunk, burst, sizes, bias=bias, head_size=head_size)
