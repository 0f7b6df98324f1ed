"""A network with its weights, as a method."""

import copy
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import safetensors.torch
import torch
from safetensors import SafetensorError
from torch import Tensor, nn

from speckle_viewer.errors import MethodError
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.controls import GREY_LEVELS, noise_level
from speckle_viewer.methods.method import Check
from speckle_viewer.networks.prediction import Prediction

NETWORKS = {
    "UNet": "speckle_viewer.networks.unet:UNet",
    "LDFN": "speckle_viewer.networks.ldfn:LDFN",
    "GDFN": "speckle_viewer.networks.gdfn:GDFN",
    "MWCNN": "speckle_viewer.networks.mwcnn:MWCNN",
    "MWCNNStudy": "speckle_viewer.networks.mwcnn:MWCNNStudy",
    "KPN": "speckle_viewer.networks.kpn:KPN",
    "MWKPN": "speckle_viewer.networks.mwkpn:MWKPN",
    "NoiseEstimator": "speckle_viewer.networks.noise_estimator:NoiseEstimator",
    "DnCNN": "speckle_viewer.networks.dncnn:DnCNN",
    "FFDNet": "speckle_viewer.networks.ffdnet:FFDNet",
    "CBDNet": "speckle_viewer.networks.cbdnet:CBDNet",
    "BFUNet": "speckle_viewer.networks.bf_unet:BFUNet",
    "Codebook": "speckle_viewer.networks.codebook:Codebook",
}
"""Where the class lives that a card calls so."""


class Network(Protocol):
    """What a network offers beside being an ``nn.Module``."""

    burst: int
    overlap: int
    multiple: int

    def predict(
        self, frames: Tensor, *, noise_map: Tensor = ..., check: Check | None = None
    ) -> Prediction:
        """Denoise the middle one of ``frames`` (T, H, W), float32 in [0, 1], of any size.

        Computes in the dtype of its parameters; the image is float32 in any case. ``check`` is
        called where much time passes outside its layers. ``noise_map`` (H, W), the standard
        deviation of the noise in the units of the frames, is given if the card has a control for
        it; networks that know of none need not accept it.
        """


class NetworkMethod:
    """A network and its card. Used by one thread at a time.

    Parameters
    ----------
    card
        Its ``burst`` must be that of the network.
    network
        An ``nn.Module`` that is a `Network`, float32, with its weights; from now on the method's
        own. Its norms are folded into its convolutions, if it can do that.

    Raises
    ------
    MethodError
        If card and network speak of different bursts.
    """

    def __init__(self, card: Card, network: nn.Module) -> None:
        described = cast(Network, network)
        self.only_float32: bool = getattr(network, "only_float32", False)
        if card.burst != described.burst:
            raise MethodError(
                f"The card of {card.id} promises bursts of {card.burst} frames, its network takes "
                f"{described.burst}; correct the entry 'burst' of the card."
            )
        self.card = card
        self.overlap = described.overlap
        self.multiple = described.multiple
        if hasattr(network, "fold"):
            network.fold()  # type: ignore[operator]
        network.eval().requires_grad_(False)
        network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        # One copy per arithmetic: converting the weights at each frame would cost more than
        # the memory of a second network.
        self._networks = {torch.float32: network}

    def predict(
        self,
        burst: Tensor,
        controls: Mapping[str, float],
        *,
        dtype: torch.dtype = torch.float32,
        check: Check | None = None,
        noise: Tensor | None = None,
    ) -> Prediction:
        """Denoise the middle frame of ``burst`` (T, 1, H, W), float32 in [0, 1].

        ``check`` is called before every layer. ``controls`` are those of the card; what is missing
        has its default. ``noise`` (H, W), in grey levels, takes the place of the noise map that the
        network is told or estimates, but where it is NaN; only for methods that
        `takes_noise_map`.
        """
        network = self._in(dtype)
        with torch.inference_mode(), _checked_between_layers(network, check):
            noise_map = self._noise_map(network, burst, controls, noise)
            given = {} if noise_map is None else {"noise_map": noise_map}
            return cast(Network, network).predict(burst[:, 0], check=check, **given)

    def _noise_map(
        self,
        network: nn.Module,
        burst: Tensor,
        controls: Mapping[str, float],
        noise: Tensor | None,
    ) -> Tensor | None:
        """What the network is to be told, in units of the frames; None if it is not."""
        level = noise_level(self.card, controls)
        own = None if level is None else torch.full_like(burst[0, 0], level / GREY_LEVELS)
        if noise is None:
            return own
        if own is None:
            own = network.estimate(burst[:, 0][None]).float()[0, 0]  # type: ignore[operator]
        return torch.where(noise.isnan(), own, noise / GREY_LEVELS)

    def image(
        self,
        burst: Tensor,
        controls: Mapping[str, float],
        *,
        check: Check | None = None,
        noise: Tensor | None = None,
    ) -> Tensor:
        """The image (H, W) in float32, not clipped, through which gradients flow to ``burst``.

        ``noise`` as for `predict`.
        """
        network = self._in(torch.float32)
        with _checked_between_layers(network, check):
            noise_map = self._noise_map(network, burst, controls, noise)
            told = () if noise_map is None else (noise_map[None, None],)
            image: Tensor = network(burst[None, :, 0], *told).sum(1)[0]
        return image

    def to(self, device: torch.device) -> "NetworkMethod":
        """Move the weights to a device; returns self."""
        for network in self._networks.values():
            network.to(device)
        return self

    def _in(self, dtype: torch.dtype) -> nn.Module:
        dtype = torch.float32 if self.only_float32 else dtype
        if dtype not in self._networks:
            converted = copy.deepcopy(self._networks[torch.float32])
            self._networks[dtype] = converted.to(dtype)
        return self._networks[dtype]


@contextmanager
def _checked_between_layers(network: nn.Module, check: Check | None) -> Iterator[None]:
    if check is None:
        yield
        return
    layers = [m for m in network.modules() if next(m.children(), None) is None]
    hooks = [layer.register_forward_pre_hook(lambda *_: check()) for layer in layers]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


def load_network(card: Card, weights: Path) -> NetworkMethod:
    """Build the network that a card names and give it its weights.

    Raises
    ------
    MethodError
        If the weights are missing, not those of the card, or do not fit the network.
    """
    network = build(card)
    remedy = "import them again" if card.source else "install Speckle Viewer again"
    try:
        data = weights.read_bytes()
    except OSError as error:
        raise MethodError(
            f"The weights {weights} of {card.id} cannot be read ({error.strerror}); {remedy}."
        ) from error
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise MethodError(
            f"The weights {weights} are not those that the card of {card.id} describes "
            f"(their sha256 differs); {remedy}."
        )
    try:
        network.load_state_dict(safetensors.torch.load(data))
    except (SafetensorError, RuntimeError) as error:
        raise MethodError(
            f"The weights {weights} do not fit the network of the card of {card.id}: {error}"
        ) from error
    return NetworkMethod(card, network)


def build(card: Card) -> nn.Module:
    """The network that a card names, with random weights. Raises `MethodError`."""
    try:
        network = network_class(card.network["class"])(**card.network["arguments"])
    except (KeyError, TypeError, ValueError) as error:
        raise MethodError(
            f"The card of {card.id} names a network that cannot be built ({error}); the entry "
            f"'network' needs a class ({', '.join(NETWORKS)}) and its arguments."
        ) from error
    return network


def network_class(name: str) -> type[nn.Module]:
    """The class that a card calls so. Raises `KeyError` if there is none."""
    module, attribute = NETWORKS[name].split(":")
    found: type[nn.Module] = getattr(import_module(module), attribute)
    return found
