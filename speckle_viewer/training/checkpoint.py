"""A run in the middle, and the file that it continues from exactly.

The file is safetensors, so that reading it runs no code: tensors, and what is no tensor as JSON.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import safetensors.torch
import torch
from safetensors import SafetensorError, safe_open
from torch import Tensor
from torch.optim import Adam, AdamW, Optimizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from speckle_viewer import training_process
from speckle_viewer.errors import TrainingError
from speckle_viewer.training.objectives import Learner
from speckle_viewer.training.recipe import Recipe, recipe_of
from speckle_viewer.whole_file import write_whole

FILE = training_process.CHECKPOINT


@dataclass
class State:
    """Everything that changes while a network learns.

    Attributes
    ----------
    average
        Exponential moving average of the learner.
    step, seconds
        Steps made, and time that they took.
    """

    learner: Learner
    average: AveragedModel
    optimiser: Optimizer
    step: int = 0
    seconds: float = 0.0

    @classmethod
    def at_start(cls, learner: Learner) -> "State":
        """The state before the first step."""
        recipe = learner.recipe
        average = AveragedModel(learner, multi_avg_fn=get_ema_multi_avg_fn(recipe.ema))  # type: ignore[no-untyped-call]
        kind = {"adam": Adam, "adamw": AdamW}[recipe.optimiser]
        learned = [p for p in learner.parameters() if p.requires_grad]
        optimiser = kind(learned, recipe.learning_rate, weight_decay=recipe.weight_decay)
        return cls(learner, average, optimiser)

    @property
    def averaged(self) -> Learner:
        """The learner with averaged weights."""
        learner = self.average.module
        assert isinstance(learner, Learner)
        return learner


@dataclass(frozen=True)
class Checkpoint:
    """What a checkpoint holds; ``start`` says where training began, as a card does."""

    tensors: dict[str, Tensor]
    recipe: Recipe
    start: str
    step: int
    seconds: float

    def restore(self, state: State) -> None:
        """Put a state that was built by the same recipe where the checkpoint was."""
        state.learner.load_state_dict(_part(self.tensors, "learner."))
        state.average.load_state_dict(_part(self.tensors, "average."))
        moments: dict[int, dict[str, Tensor]] = {}
        for name, tensor in _part(self.tensors, "optimiser.").items():
            index, key = name.split(".", 1)
            moments.setdefault(int(index), {})[key] = tensor
        known = state.optimiser.state_dict()
        state.optimiser.load_state_dict({**known, "state": moments})
        for parameter, values in state.optimiser.state.items():
            for key, value in values.items():
                if value.shape == parameter.shape:  # in the same order in memory, to the last bit
                    values[key] = torch.empty_like(parameter).copy_(value).detach()
        torch.set_rng_state(self.tensors["random"])
        state.step, state.seconds = self.step, self.seconds


def write_checkpoint(folder: Path, state: State, start: str) -> None:
    """Write the state into the folder of its run, whole or not at all. Raises `TrainingError`."""
    tensors = {f"learner.{k}": v for k, v in state.learner.state_dict().items()}
    tensors |= {f"average.{k}": v for k, v in state.average.state_dict().items()}
    for index, values in state.optimiser.state_dict()["state"].items():
        tensors |= {f"optimiser.{index}.{k}": v for k, v in values.items()}
    tensors = {k: v.detach().cpu().contiguous() for k, v in tensors.items()}
    tensors["random"] = torch.get_rng_state()
    plain = {
        "recipe": asdict(state.learner.recipe),
        "start": start,
        "step": state.step,
        "seconds": state.seconds,
    }
    write(folder / FILE, safetensors.torch.save(tensors, {"state": json.dumps(plain)}))


def read_checkpoint(folder: Path, **changed: Any) -> Checkpoint:
    """What a run left in its folder, with changes to its recipe. Raises `TrainingError`."""
    try:
        with safe_open(folder / FILE, "pt") as file:
            plain = json.loads(file.metadata()["state"])
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
    except (OSError, SafetensorError, TypeError, KeyError, ValueError) as error:
        raise TrainingError(
            f"{folder} holds no checkpoint to continue from ({error}); name the folder of a run."
        ) from error
    recipe = recipe_of(plain["recipe"] | changed)
    return Checkpoint(tensors, recipe, plain["start"], plain["step"], plain["seconds"])


def write(path: Path, content: bytes) -> None:
    """Write a file of a run, whole or not at all. Raises `TrainingError` where it cannot be."""
    try:
        write_whole(path, content)
    except OSError as error:
        raise TrainingError(
            f"{path} cannot be written ({error.strerror or error}); make room there, or name "
            "another folder with --out."
        ) from error


def _part(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}
