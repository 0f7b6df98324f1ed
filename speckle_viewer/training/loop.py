"""The training loop: one network, one device, until the budget is spent."""

import logging
import math
import time
from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from speckle_viewer.training.objectives import OBJECTIVES, Batch
from speckle_viewer.training.recipe import Recipe

log = logging.getLogger(__name__)

_WARM_UP = 0.03


@dataclass(frozen=True)
class Trained:
    """The averaged network, and what its training was.

    ``steps`` are those of the optimiser; ``machine`` is the device that made them.
    """

    network: nn.Module
    steps: int
    minutes: float
    machine: str


def train(
    recipe: Recipe, network: nn.Module, batches: Iterable[Batch], device: torch.device
) -> Trained:
    """Train ``network`` on ``batches`` in [0, 1] for the recipe's objective.

    Arithmetic is bfloat16 with float32 weights. The result is an exponential moving average.

    Raises
    ------
    FloatingPointError
        If the loss is no longer finite.
    """
    network.to(device=device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    network.train()
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(recipe.ema))  # type: ignore[no-untyped-call]
    optimiser = torch.optim.AdamW(network.parameters(), recipe.learning_rate, weight_decay=0)
    start, done, smooth = time.monotonic(), 0, math.nan
    for step, batch in enumerate(batches, 1):
        # Below 1 at the last step, which is made too.
        spent = max(step / (recipe.steps + 1), (time.monotonic() - start) / 60 / recipe.minutes)
        if spent >= 1:
            break
        for group in optimiser.param_groups:
            group["lr"] = recipe.learning_rate * schedule(spent)
        annealing = recipe.annealing * recipe.annealing_decay**step
        value = OBJECTIVES[recipe.objective](network, batch.to(device), recipe, annealing)
        value.backward()  # type: ignore[no-untyped-call]
        loss = value.item()
        if not math.isfinite(loss):
            raise FloatingPointError(f"training {recipe.id} diverged at step {step}: loss {loss}")
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        average.update_parameters(network)
        done = step
        smooth = loss if math.isnan(smooth) else 0.98 * smooth + 0.02 * loss
        if step % 100 == 0:
            log.info("%s step %d, %.0f %%, loss %.6f", recipe.id, step, 100 * spent, smooth)
    machine = (
        torch.cuda.get_device_name(device)
        if device.type == "cuda"
        else f"CPU, {torch.get_num_threads()} thread{'s' if torch.get_num_threads() > 1 else ''}"
    )
    return Trained(average.module.eval(), done, (time.monotonic() - start) / 60, machine)


def schedule(spent: float) -> float:
    """Share of the full learning rate after ``spent`` of the budget: warm-up, then a cosine."""
    if spent < _WARM_UP:
        return spent / _WARM_UP
    return 0.5 + 0.5 * math.cos(math.pi * (spent - _WARM_UP) / (1 - _WARM_UP))
