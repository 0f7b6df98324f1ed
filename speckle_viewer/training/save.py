"""Writing a trained network: bfloat16 safetensors and a card, each whole or not at all.

In bfloat16, so that what runs in bfloat16 and in float32 are the same weights.
"""

import hashlib
from pathlib import Path

from safetensors.torch import load_file, save
from torch import Tensor, nn

from speckle_viewer.methods.about import about
from speckle_viewer.methods.card import Card
from speckle_viewer.methods.controls import controls_of
from speckle_viewer.training.loop import Trained
from speckle_viewer.training.recipe import Recipe
from speckle_viewer.whole_file import write_whole


def save_method(recipe: Recipe, trained: Trained, folder: Path, start: str = "") -> Path:
    """Write ``ID.safetensors`` and ``ID.json``; returns the card's path.

    ``start`` says where training began, as `described_start` does; empty for random weights.
    Metrics are empty until `speckle_viewer.evaluation` fills them in.
    """
    weights = save({k: _stored(v) for k, v in trained.network.state_dict().items()})
    kind = about(recipe.network, recipe.arguments)
    card = Card(
        id=recipe.id,
        title=recipe.title,
        paper=kind.paper,
        shows=kind.shows,
        burst=recipe.burst,
        evidence=kind.evidence,
        parameters=sum(p.numel() for p in trained.network.parameters()),
        training=(
            f"Simulated speckle (speckle_viewer.simulation), {trained.machine}: "
            f"{trained.steps} steps of {recipe.batch} patches of {recipe.patch}×{recipe.patch} px "
            f"in {trained.minutes:.0f} minutes, seed {recipe.seed}, started from "
            f"{start or 'random weights'}; combined loss, annealing {recipe.annealing:g}, AdamW, "
            f"learning rate {recipe.learning_rate:g}, cosine, exponential moving average."
        ),
        licence="MIT",
        network={"class": recipe.network, "arguments": dict(recipe.arguments)},
        controls=controls_of(recipe.network, recipe.arguments),
        sha256=hashlib.sha256(weights).hexdigest(),
        metrics={},
    )
    write_whole(folder / f"{recipe.id}.safetensors", weights)
    path = folder / f"{recipe.id}.json"
    write_whole(path, card.to_json().encode())
    return path


def _stored(tensor: Tensor) -> Tensor:
    tensor = tensor.detach().cpu().contiguous()
    return tensor.bfloat16() if tensor.is_floating_point() else tensor


def described_start(path: Path) -> str:
    """What a card says of the file that training started from: its name and its sha256's head."""
    return f"{path.name} (sha256 {hashlib.sha256(path.read_bytes()).hexdigest()[:12]})"


def load_matching(network: nn.Module, path: Path) -> None:
    """Copy the tensors of a safetensors file whose names and shapes agree with the network's."""
    own = network.state_dict()
    given = {k: v for k, v in load_file(path).items() if k in own and v.shape == own[k].shape}
    network.load_state_dict(given, strict=False)
