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
from speckle_viewer.methods.method import Check
from speckle_viewer.networks.prediction import Prediction

NETWORKS = {"KPN": "speckle_viewer.networks.kpn:KPN"}
"""Where the class lives that a card calls so."""


class Network(Protocol):
    """What a network offers beside being an ``nn.Module``."""

    burst: int
    overlap: int
    multiple: int

    def predict(self, frames: Tensor, *, check: Check | None = None) -> Prediction:
        """Denoise the middle one of ``frames`` (T, H, W), float32 in [0, 1], of any size.

        Computes in the dtype of its parameters; the image is float32 in any case. ``check`` is
        called where much time passes outside its layers.
        """


class NetworkMethod:
    """A network and its card. Used by one thread at a time.

    Parameters
    ----------
    card
        Its ``burst`` must be that of the network.
    network
        An ``nn.Module`` that is a `Network`, float32, with its weights.

    Raises
    ------
    MethodError
        If card and network speak of different bursts.
    """

    def __init__(self, card: Card, network: nn.Module) -> None:
        described = cast(Network, network)
        if card.burst != described.burst:
            raise MethodError(
                f"The card of {card.id} promises bursts of {card.burst} frames, its network takes "
                f"{described.burst}; correct the entry 'burst' of the card."
            )
        self.card = card
        self.overlap = described.overlap
        self.multiple = described.multiple
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
    ) -> Prediction:
        """Denoise the middle frame of ``burst`` (T, 1, H, W), float32 in [0, 1].

        ``check`` is called before every layer. There are no ``controls``.
        """
        network = self._in(dtype)
        with torch.inference_mode(), _checked_between_layers(network, check):
            return cast(Network, network).predict(burst[:, 0], check=check)

    def to(self, device: torch.device) -> "NetworkMethod":
        """Move the weights to a device; returns self."""
        for network in self._networks.values():
            network.to(device)
        return self

    def _in(self, dtype: torch.dtype) -> nn.Module:
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
    try:
        data = weights.read_bytes()
    except OSError as error:
        raise MethodError(
            f"The weights {weights} of {card.id} cannot be read ({error.strerror}); "
            "install Speckle Viewer again."
        ) from error
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise MethodError(
            f"The weights {weights} are not those that the card of {card.id} describes "
            "(their sha256 differs); install Speckle Viewer again."
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
        module, name = NETWORKS[card.network["class"]].split(":")
        network: nn.Module = getattr(import_module(module), name)(**card.network["arguments"])
    except (KeyError, TypeError, ValueError) as error:
        raise MethodError(
            f"The card of {card.id} names a network that cannot be built ({error}); the entry "
            f"'network' needs a class ({', '.join(NETWORKS)}) and its arguments."
        ) from error
    return network
