"""The training loop: from a state to a later one, until the budget is spent or somebody stops it.

Read `train` first. What a batch is says `data.py`, what its loss is `objectives.py`.
"""

import math
import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import safetensors.torch
import torch
from torch import nn

from speckle_viewer.errors import TrainingError
from speckle_viewer.training.checkpoint import State, write, write_checkpoint
from speckle_viewer.training.objectives import Batch
from speckle_viewer.training.parallel import World
from speckle_viewer.training.report import Report
from speckle_viewer.training.schedule import rate_share

_LARGEST_GRADIENT = 1.0


class Run:
    """A state that learns, and where it writes.

    Parameters
    ----------
    state
        Its networks are on ``device``.
    folder
        Takes checkpoints and, if the loss is no longer finite, the batch that made it so.
    validation
        What the score is measured on.
    report
        Of the first process; None in the others.
    start
        What to say of where training began.
    """

    def __init__(
        self,
        state: State,
        folder: Path,
        validation: Batch,
        report: Report | None,
        start: str = "",
        world: World | None = None,
        device: torch.device | None = None,
    ) -> None:
        self.state, self.recipe = state, state.learner.recipe
        self.folder, self.validation, self.report = folder, validation, report
        self.start, self.world = start, world or World()
        self.device = device or torch.device("cpu")

    def train(self, batches: Iterable[Batch]) -> bool:
        """Learn from batches; False if it was stopped before its budget was spent.

        Raises
        ------
        TrainingError
            If the loss is no longer finite, or a file cannot be written.
        """
        state, recipe, world = self.state, self.recipe, self.world
        _learn(state.learner)
        learner = world.together(state.learner)
        begun, stopped = time.monotonic() - state.seconds, False
        with _stop_signals() as stop:
            for batch in batches:
                state.seconds = time.monotonic() - begun
                # Of the budget that the next step ends: below 1 at the last, which is made too.
                (spent,) = world.mean(self._spent(state.step + 1, recipe.steps + 1))
                if spent >= 1:
                    break
                rate = recipe.learning_rate * rate_share(recipe, state.step, spent)
                loss, stopped = self._step(learner, batch.to(self.device), rate, bool(stop))
                if self.report:
                    state.seconds = time.monotonic() - begun
                    self.report.step(state.step, loss, rate, self._spent(state.step, recipe.steps))
                if state.step % recipe.epoch == 0:
                    self._end_epoch()
                if stopped:
                    break
        state.seconds = time.monotonic() - begun
        if state.step % recipe.epoch:
            self._end_epoch()
        if self.report and not stopped:
            self.report.finished()
        return not stopped

    def _step(
        self, learner: nn.Module, batch: Batch, rate: float, stop: bool
    ) -> tuple[float, bool]:
        """One step; gives the loss, and whether any process was asked to stop."""
        state, recipe = self.state, self.recipe
        annealing = recipe.annealing * recipe.annealing_decay ** (state.step + 1)
        value = learner(batch, annealing)
        value.backward()
        loss, stopped = self.world.mean(value.item(), float(stop))
        if not math.isfinite(loss):
            raise self._diverged(batch, loss)
        nn.utils.clip_grad_norm_(state.learner.parameters(), _LARGEST_GRADIENT)
        for group in state.optimiser.param_groups:
            group["lr"] = rate
        state.optimiser.step()
        state.optimiser.zero_grad(set_to_none=True)
        state.average.update_parameters(state.learner)
        state.step += 1
        return loss, stopped > 0

    def _spent(self, step: int, steps: int) -> float:
        """Share of the budget: of steps, or of time if more of that is spent."""
        minutes = self.recipe.minutes
        return max(step / steps, self.state.seconds / 60 / minutes if minutes else 0.0)

    def _end_epoch(self) -> None:
        """Measure, draw and save; the first process does it for all."""
        if self.report is None:
            return
        batch = self.validation.to(self.device)
        answer, truth = self.state.averaged.eval().answer(batch)
        error = (answer - truth).square().mean((-2, -1)).clamp_min(1e-12)
        noisy = batch.noisy[:, batch.noisy.shape[1] // 2]
        psnr = float((-10 * error.log10()).mean())
        self.report.validated(self.state.step, psnr, (noisy, answer, truth))
        write_checkpoint(self.folder, self.state, self.start)

    def _diverged(self, batch: Batch, loss: float) -> TrainingError:
        file = self.folder / f"diverged-{self.world.rank}.safetensors"
        tensors = {k: v.cpu().contiguous() for k, v in batch._asdict().items() if v is not None}
        write(file, safetensors.torch.save(tensors))
        return TrainingError(
            f"Training {self.recipe.id} diverged at step {self.state.step + 1} (loss {loss}). The "
            f"batch is in {file}; try a lower learning rate (--set learning_rate="
            f"{self.recipe.learning_rate / 3:.0e})."
        )


def _learn(learner: nn.Module) -> None:
    """To training mode, but for what is frozen: its norms keep their running means."""
    learner.train()
    for module in learner.modules():
        parameters = list(module.parameters())
        if parameters and not any(p.requires_grad for p in parameters):
            module.eval()


@contextmanager
def _stop_signals() -> Iterator[list[int]]:
    """A list that is not empty from the first Ctrl-C on; the second one ends the process."""
    asked: list[int] = []
    names = ("SIGINT", "SIGTERM", "SIGBREAK")
    watched = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in watched}

    def ask(number: int, _: object) -> None:
        asked.append(number)
        signal.signal(number, before[number])

    for number in watched:
        signal.signal(number, ask)
    try:
        yield asked
    finally:
        for number in watched:
            signal.signal(number, before[number])
