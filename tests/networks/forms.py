"""Small forms of every network, with random weights that make each part count."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from speckle_viewer.networks.bf_unet import BFUNet
from speckle_viewer.networks.cbdnet import CBDNet
from speckle_viewer.networks.dncnn import DnCNN
from speckle_viewer.networks.ffdnet import FFDNet
from speckle_viewer.networks.gdfn import GDFN
from speckle_viewer.networks.kpn import KPN
from speckle_viewer.networks.ldfn import LDFN
from speckle_viewer.networks.mwcnn import MWCNN, MWCNNStudy
from speckle_viewer.networks.mwkpn import MWKPN
from speckle_viewer.networks.noise_estimator import NoiseEstimator
from speckle_viewer.networks.unet import UNet

Build = Callable[[bool], nn.Module]

FORMS: dict[str, Build] = {
    "unet": lambda bias: UNet((4, 6, 6), bias=bias),
    "unet with attention": lambda bias: UNet((4, 6), attention=True, bias=bias),
    "unet-wavelet": lambda bias: UNet((4, 6), wavelet=True, bias=bias),
    "gdfn": lambda bias: GDFN(3, 5, widths=(4, 5, 5), head=(4, 4), bias=bias),
    "gdfn normalised": lambda bias: GDFN(
        3, 5, widths=(4, 5, 5), head=(4, 4), normalise=True, bias=bias
    ),
    "gdfn-weighted": lambda bias: GDFN(
        3, 5, weighted=True, widths=(4, 5, 5), head=(4, 4), bias=bias
    ),
    "ldfn": lambda bias: LDFN(1, 3, (4, 6), bias=bias),
    "mwcnn": lambda bias: MWCNN((6, 6, 6), bias=bias),
    "mwcnn-study": lambda bias: MWCNNStudy((4, 6, 6), bias=bias),
    "kpn": lambda bias: KPN(1, (3, 5), (4, 6), stride=2, bias=bias),
    "mwkpn": lambda bias: MWKPN(1, (3,), (4, 6), bias=bias),
    "noise-estimator": lambda bias: NoiseEstimator((4, 4, 1), bias=bias),
    "dncnn": lambda bias: DnCNN(5, 8, bias=bias),
    "bf-unet": lambda bias: BFUNet(bias=bias),
    "cbdnet": lambda bias: CBDNet(1, (4, 6, 8), bias=bias),
    "ffdnet": lambda bias: WithMap(FFDNet(5, 8, bias=bias)),
}
"""By the id of the method; the argument says whether there are additive constants."""


class WithMap(nn.Module):
    """FFDNet with a noise map made of the image, so that it scales along."""

    def __init__(self, network: FFDNet) -> None:
        super().__init__()
        self.network = network
        self.overlap, self.multiple = network.overlap, network.multiple

    def forward(self, frames: Tensor) -> Tensor:
        out: Tensor = self.network(frames, 0.1 * frames)
        return out


def build(form: str, *, bias: bool = True) -> nn.Module:
    """A network of that form in evaluation; the same one each time."""
    torch.manual_seed(5)
    network = FORMS[form](bias)
    for module in network.modules():
        if isinstance(module, nn.Conv2d | nn.ConvTranspose2d):
            nn.init.kaiming_normal_(module.weight, a=0.01)
            if module.bias is not None:
                nn.init.normal_(module.bias, std=0.1)
        for name, buffer in module.named_buffers(recurse=False):
            if name in ("running_var", "running_std"):
                nn.init.uniform_(buffer, 0.5, 1.5)
            elif name == "running_mean":
                nn.init.normal_(buffer, std=0.1)
    return network.eval()


def output(network: nn.Module, frames: Tensor) -> Tensor:
    """(B, 1, H, W) → (B, H, W), whatever the network's way to say it."""
    out: Tensor = network(frames)
    return out.sum(1)
