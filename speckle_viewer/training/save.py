"""Writing a trained network: bfloat16 safetensors and a card, each whole or not at all.

In bfloat16, so that what runs in bfloat16 and in float32 are the same weights.
"""

import hashlib
from dataclasses import asdict
from pathlib import Path

import torch
from safetensors.torch import save
from torch import Tensor

from speckle_viewer.methods.about import about
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.controls import controls_of
from speckle_viewer.training.checkpoint import State, write
from speckle_viewer.training.recipe import Recipe

_DATA = {
    "simulated": "Simulated speckle (speckle_viewer.simulation)",
    "gaussian": "White Gaussian noise",
    "multiplicative": "Multiplicative noise",
    "loupas": "Loupas' noise (standard deviation as the root of the brightness)",
    "speckled": "Simulated speckle on images of the user",
    "pairs": "Pairs of images of the user",
    "cine": "Frames of cines of the user",
}


def save_method(state: State, folder: Path, start: str = "", machine: str = "") -> Path:
    """Write ``ID.safetensors`` and ``ID.json``; returns the card's path.

    ``start`` says where training began; empty for random weights. ``machine`` says what it ran on.
    Metrics are empty until `speckle_viewer.evaluation` fills them in. Raises `TrainingError`.
    """
    network, recipe = state.averaged.network, state.learner.recipe
    weights = save({k: _stored(v) for k, v in network.state_dict().items()})
    kind = about(recipe.network, recipe.arguments)
    card = Card(
        id=recipe.id,
        title=recipe.title,
        paper=kind.paper,
        shows=kind.shows,
        burst=recipe.burst,
        evidence=kind.evidence,
        parameters=sum(p.numel() for p in network.parameters()),
        training=_training(state, start or "random weights", machine),
        licence="MIT",
        network={"class": recipe.network, "arguments": dict(recipe.arguments)},
        controls=controls_of(recipe.network, recipe.arguments),
        sha256=hashlib.sha256(weights).hexdigest(),
        metrics={},
        # Folders may be named after patients, and cards are passed on.
        recipe=asdict(recipe) | {"folder": "the user's own" if recipe.folder else ""},
    )
    write(folder / f"{recipe.id}.safetensors", weights)
    path = folder / f"{recipe.id}.json"
    write(path, card.to_json().encode())
    return path


def _training(state: State, start: str, machine: str) -> str:
    recipe: Recipe = state.learner.recipe
    annealing = f", annealing {recipe.annealing:g}" if recipe.annealing else ""
    average = ", exponential moving average" if recipe.ema else ""
    target = ", from noisy to noisy" if recipe.target == "noisy" or recipe.data == "cine" else ""
    part = " of its decoder" if recipe.trained == "decoder" else ""
    return (
        f"{_DATA[recipe.data]}{target}, {machine}: {state.step} steps{part} of {recipe.batch} "
        f"patches of {recipe.patch}×{recipe.patch} px in {state.seconds / 60:.0f} minutes, seed "
        f"{recipe.seed}, started from {start}; {recipe.loss} loss{annealing}, {recipe.optimiser}, "
        f"learning rate {recipe.learning_rate:g}, {recipe.schedule} schedule{average}."
    )


def machine_of(device: torch.device, processes: int = 1) -> str:
    """What a card says of the machine."""
    several = f", {processes} processes" if processes > 1 else ""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device) + several
    threads = torch.get_num_threads()
    return f"CPU, {threads} thread{'s' if threads > 1 else ''}{several}"


def _stored(tensor: Tensor) -> Tensor:
    tensor = tensor.detach().cpu().contiguous()
    return tensor.bfloat16() if tensor.is_floating_point() else tensor
