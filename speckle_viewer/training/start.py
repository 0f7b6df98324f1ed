"""Where training starts from: weights of a method or a file, all or part of which then learn."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import safetensors.torch
from safetensors import SafetensorError
from torch import Tensor, nn

from speckle_viewer.errors import TrainingError
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.network_method import network_class
from speckle_viewer.methods.registry import card_file, network_ids
from speckle_viewer.training.recipe import Recipe

_ENCODERS = ("trunk.encoder.", "encoder.", "down.", "down1.", "down2.", "enter.", "estimator.")
"""What the parameters of the networks' encoders begin with, the noise estimate among them."""


@dataclass(frozen=True)
class Start:
    """Weights to start from.

    Attributes
    ----------
    described
        What a card says of them: the file's name and its sha256's head.
    entry
        Id, title, class and arguments of their network, as in ``networks.toml``; None where there
        is no card beside the file.
    """

    described: str
    tensors: Mapping[str, Tensor]
    entry: Mapping[str, Any] | None


def read_start(name: str) -> Start:
    """The weights of a method by its id, or of a ``.safetensors`` file. Raises `TrainingError`."""
    file = Path(name)
    if name in network_ids():
        file = card_file(name).with_suffix(".safetensors")
    try:
        data = file.read_bytes()
        tensors = safetensors.torch.load(data)
    except OSError as error:
        raise TrainingError(
            f"There are no weights {name} ({error.strerror}); name a .safetensors file or one of "
            f"the methods {', '.join(network_ids())}."
        ) from error
    except SafetensorError as error:
        raise TrainingError(f"{file} is not a safetensors file ({error}).") from error
    described = f"{file.name} (sha256 {hashlib.sha256(data).hexdigest()[:12]})"
    beside = file.with_suffix(".json")
    return Start(described, tensors, _entry(Card.read(beside)) if beside.is_file() else None)


def _entry(card: Card) -> dict[str, Any]:
    network = card.network
    return {"id": card.id, "title": card.title, "class": network["class"]} | {
        "arguments": dict(network["arguments"])
    }


def load_matching(network: nn.Module, start: Start) -> None:
    """Copy the tensors whose names and shapes agree with the network's.

    Raises `TrainingError` if none does.
    """
    own = network.state_dict()
    given = {k: v for k, v in start.tensors.items() if k in own and v.shape == own[k].shape}
    if not given:
        raise TrainingError(
            f"Nothing in {start.described} fits the network; choose the network that these "
            "weights belong to with --network."
        )
    network.load_state_dict(given, strict=False)


def estimator_of(recipe: Recipe) -> nn.Module | None:
    """The network that tells the noise map, where the recipe wants it estimated.

    Raises `TrainingError` if there are no such weights.
    """
    if recipe.noise_map != "estimated":
        return None
    start = read_start(recipe.estimator)
    if start.entry is None:
        raise TrainingError(f"The estimator {recipe.estimator} has no card beside it; add it.")
    network = network_class(start.entry["class"])(**start.entry["arguments"])
    load_matching(network, start)
    return network.eval().requires_grad_(False)


def freeze_encoder(network: nn.Module) -> None:
    """Have only the decoder learn. Raises `TrainingError` if the network has no encoder."""
    frozen = [p for name, p in network.named_parameters() if name.startswith(_ENCODERS)]
    if not frozen:
        raise TrainingError(
            f"{type(network).__name__} has no encoder to leave as it is; add --set trained=all."
        )
    for parameter in frozen:
        parameter.requires_grad_(False)
